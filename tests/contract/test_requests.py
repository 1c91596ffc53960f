"""Our own requests, as they arrive at the practice server, against Twilio's description of them."""

import time

import jsonschema
import pytest

from desktop_app.services.adapters.twilio_gateway import TwilioRestGateway
from desktop_app.services.errors import KeyRefused, Refused
from desktop_app.services.ports import Credentials, Later
from desktop_app.services.practice import constants
from tests.contract.description import check_request
from tests.flows.practice_fixture import practice  # noqa: F401
from tests.unit.practice.caller import MARIA

LOCAL = constants.LOCAL_NUMBER


@pytest.fixture
def gateway(practice):  # noqa: F811
    key = Credentials(constants.ACCOUNT_SID, constants.KEY_SID, constants.KEY_SECRET)
    opened = TwilioRestGateway(key, practice.base_url)
    yield opened
    opened.close()


def checked(server):
    """Every request so far, each found to be one Twilio describes."""
    lines = server.requests()
    for line in lines:
        check_request(line.method, line.path, line.query, line.form)
    return [(line.method, line.path.rpartition("/")[2]) for line in lines]


def test_the_connection_check_asks_only_for_what_twilio_describes(practice, gateway):  # noqa: F811
    facts = gateway.check()
    assert [each.number for each in facts.numbers] == [LOCAL, constants.TOLL_FREE_NUMBER]
    assert ("GET", "IncomingPhoneNumbers.json") in checked(practice)


def test_reading_every_page_asks_only_for_what_twilio_describes(practice, gateway):  # noqa: F811
    since = int(time.time()) - 90 * 86_400
    page = gateway.list_messages(to=LOCAL, since=since, page_size=40)
    found = list(page.messages)
    while page.next_page_uri:
        page = gateway.next_page(page.next_page_uri)
        found += page.messages
    gateway.list_messages(from_=LOCAL)
    inbound = [each for each in practice.truth()["messages"] if each["to"] == LOCAL]
    assert len(found) == len(inbound)
    assert len(checked(practice)) > 4


def test_sending_and_looking_up_ask_only_for_what_twilio_describes(practice, gateway):  # noqa: F811
    sent = gateway.create_message(to=MARIA, from_=LOCAL, body="Hello – at 2:00 PM & not 3")
    found = gateway.fetch_message(sent.raw["sid"])
    assert found is not None
    assert found.raw["body"] == "Hello – at 2:00 PM & not 3"
    assert checked(practice) == [("POST", "Messages.json"), ("GET", f"{sent.raw['sid']}.json")]
    assert {line.authorized for line in practice.requests()} == {True}


def test_every_create_has_a_connection_of_its_own(practice, gateway):  # noqa: F811
    for n in range(3):
        gateway.create_message(to=MARIA, from_=LOCAL, body=f"text {n}")
    lines = practice.requests()
    assert len({line.connection for line in lines}) == len(lines) == 3


def test_refusals_of_the_practice_server_arrive_as_what_they_are(practice, gateway):  # noqa: F811
    practice.inbound(MARIA, "STOP")
    with pytest.raises(Refused) as refused:
        gateway.create_message(to=MARIA, from_=LOCAL, body="Hello")
    assert refused.value.code == 21610
    practice.change_settings(key_works=False)
    with pytest.raises(KeyRefused):
        gateway.create_message(to=MARIA, from_=LOCAL, body="Hello")


@pytest.mark.parametrize(
    ("query", "form", "complaint"),
    [
        ([("Status", "sent")], [], "no parameter Status"),
        ([("PageSize", "1001")], [], "1001"),
        ([], [("To", MARIA), ("Text", "Hi")], "no parameter Text"),
    ],
)
def test_the_check_itself_finds_a_parameter_twilio_does_not_know(query, form, complaint):
    path = f"/2010-04-01/Accounts/{constants.ACCOUNT_SID}/Messages.json"
    with pytest.raises((AssertionError, jsonschema.ValidationError), match=complaint):
        check_request("POST" if form else "GET", path, query, form)


def test_a_text_for_later_is_kept_and_given_back_as_twilio_describes(practice, gateway):  # noqa: F811
    later = Later(int(time.time()) + 3_600, constants.MESSAGING_SERVICE_SID)
    kept = gateway.create_message(to=MARIA, from_=LOCAL, body="Court is at 9:30.", later=later)
    assert kept.raw["status"] == "scheduled"
    back = gateway.cancel_message(kept.raw["sid"])
    assert back is not None
    assert back["status"] == "canceled"
    truth = [each for each in practice.truth()["messages"] if each["sid"] == kept.raw["sid"]]
    assert [each["status"] for each in truth] == ["canceled"]
    assert [method for method, _path in checked(practice)] == ["POST", "POST"]


def test_what_has_left_is_answered_as_it_stands(practice, gateway):  # noqa: F811
    sent = gateway.create_message(to=MARIA, from_=LOCAL, body="On my way.")
    stands = gateway.cancel_message(sent.raw["sid"])
    assert stands is not None
    assert stands["status"] != "canceled"
    assert gateway.cancel_message("SM" + "0" * 32) is None


@pytest.mark.parametrize("ahead", [60, 36 * 86_400])
def test_a_time_twilio_does_not_take_is_a_refusal(practice, gateway, ahead):  # noqa: F811
    later = Later(int(time.time()) + ahead, constants.MESSAGING_SERVICE_SID)
    with pytest.raises(Refused) as told:
        gateway.create_message(to=MARIA, from_=LOCAL, body="Hello", later=later)
    assert told.value.code == 35115
