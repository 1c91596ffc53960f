"""Every answer of the practice server against Twilio's own description of that operation."""

import jsonschema
import pytest

from desktop_app.services.practice import constants
from desktop_app.services.practice.clock import PracticeClock
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.texts import Picture
from tests.contract.description import DESCRIPTIONS, check_answer
from tests.contract.reduce_openapi import OPERATIONS, reduced
from tests.unit.practice.caller import ACCOUNT, BY_HOST, MARIA, Caller

NOON = 1_795_000_000.0
SERVICE = constants.MESSAGING_SERVICE_SID


@pytest.fixture
def server():
    """The whole firm; time moves only by `advance`."""
    with PracticeServer(clock=PracticeClock(lambda: NOON)) as running:
        yield running


@pytest.fixture
def call(server):
    with CheckedCaller(server.port) as caller:
        yield caller


class CheckedCaller(Caller):
    """Checks each answer of a described operation as it arrives."""

    def ask(self, method, path, body=None, **headers):
        got = super().ask(method, path, body, **headers)
        if got.status < 300 and not path.startswith("/practice/"):
            check_answer(method, path.removeprefix(BY_HOST).partition("?")[0], got.status, got.body)
        return got


def test_every_text_of_the_firms_past_is_as_described(call):
    pages = call.listed(PageSize=50)
    assert len(pages) > 300
    assert {each["direction"] for each in pages} == {"inbound", "outbound-api"}


def test_a_text_is_as_described_at_every_step_of_its_way(server, call):
    sids = [call.sent(), call.sent(sender="", MessagingServiceSid=SERVICE)]
    sids.append(call.sent(MediaUrl="https://example.com/a.png"))
    seen = set()
    for _ in range(20):
        seen |= {call.message(sid)["status"] for sid in sids}
        server.advance(0.1)
    assert seen == {"accepted", "queued", "sending", "sent", "delivered"}


@pytest.mark.parametrize("kind", ["landline", "unreachable", "filtered", "no_receipt", "blocked"])
def test_a_text_that_fails_is_as_described(server, call, kind):
    server.change_settings(lines={MARIA: kind})
    sid = call.sent()
    server.advance(10)
    assert call.message(sid)["sid"] == sid
    assert call.listed(To=MARIA, PageSize=1000)


def test_scheduling_cancelling_blanking_and_deleting_are_as_described(server, call):
    more = {"MessagingServiceSid": SERVICE, "ScheduleType": "fixed"}
    sid = call.sent(sender="", SendAt="2026-11-20T12:00:00Z", **more)
    assert call.post(f"/Messages/{sid}.json", {"Status": "canceled"}).json["status"] == "canceled"
    assert call.post(f"/Messages/{sid}.json", {"Body": ""}).json["body"] == ""
    assert call.delete(f"/Messages/{sid}.json").status == 204


def test_pictures_are_as_described(server, call):
    sid = server.inbound(MARIA, "", pictures=(Picture("image/gif", b"GIF89a"),))
    media = call.get(f"/Messages/{sid}/Media.json").json["media_list"]
    assert call.ask("GET", BY_HOST + media[0]["uri"]).json == media[0]
    assert call.delete(f"/Messages/{sid}/Media/{media[0]['sid']}.json").status == 204


def test_numbers_and_account_are_as_described(server, call):
    numbers = call.get("/IncomingPhoneNumbers.json").json["incoming_phone_numbers"]
    assert call.ask("GET", BY_HOST + numbers[0]["uri"]).json == numbers[0]
    server.change_settings(key_reads_account=True)
    assert call.get(".json").json["sid"] == constants.ACCOUNT_SID


def test_the_check_itself_finds_an_answer_that_is_not_as_described(server, call):
    for change, complaint in (
        ({"status": "lost"}, "'lost' is not one of"),
        ({"date_created": "yesterday"}, "'yesterday' is not a"),
        ({"extra": 1}, "'extra' was unexpected"),
        ({"sid": "X"}, "'X' is not valid"),
    ):
        server.add_fault(Fault(method="POST", change=change))
        with pytest.raises(jsonschema.ValidationError, match=complaint):
            call.text()


def test_the_copy_holds_our_operations_and_reducing_it_again_changes_nothing():
    kept = {
        operation["operationId"]
        for description in DESCRIPTIONS
        for verbs in description["paths"].values()
        for operation in verbs.values()
    }
    assert kept == OPERATIONS
    for description in DESCRIPTIONS:
        assert reduced(description) == description


def test_a_path_with_a_sid_is_its_own_operation():
    sid = "SM" + "0" * 32
    check_answer("DELETE", f"{ACCOUNT}/Messages/{sid}.json", 204, b"")
    with pytest.raises(AssertionError, match="describes no"):
        check_answer("GET", f"{ACCOUNT}/Calls.json", 200, b"")
