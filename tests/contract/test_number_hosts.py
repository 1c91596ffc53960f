"""Messaging Services, registrations, look-ups, portability: requests and answers as described."""

import jsonschema
import pytest

from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.adapters.twilio_lookup import TwilioLineGateway
from desktop_app.services.adapters.twilio_services import TwilioNumberGateway
from desktop_app.services.ports import Credentials
from desktop_app.services.practice import constants
from tests.contract.description import check_answer, check_request
from tests.flows.practice_fixture import practice  # noqa: F401
from tests.unit.practice.caller import FORM, MARIA, Caller

MESSAGING = "/by-host/messaging.twilio.com"
LOOKUP = "/by-host/lookups.twilio.com/v2/PhoneNumbers"
SERVICE = constants.MESSAGING_SERVICE_SID
LOCAL_SID = "PN" + "fab1e" * 6 + "10"


@pytest.fixture
def calls(practice):  # noqa: F811
    key = Credentials(constants.ACCOUNT_SID, constants.KEY_SID, constants.KEY_SECRET)
    return TwilioCalls(key, practice.base_url)


@pytest.fixture
def caller(practice):  # noqa: F811
    with Caller(practice.port) as made:
        yield made


def described(caller, method, path, form=None):
    """The answer, found to be as described."""
    more = FORM if form else {}
    got = caller.ask(method, path, form, **more)
    check_answer(method, path.partition("?")[0], got.status, got.body)
    return got.json if got.body else None


def test_every_request_of_the_numbers_page_is_one_twilio_describes(practice, calls):  # noqa: F811
    gateway = TwilioNumberGateway(calls)
    gateway.read()
    made = gateway.make_service("Brieftext – Hartwell & Osei")
    assert made.keeps
    gateway.keep_inbound(made.sid, on=False)
    gateway.keep_inbound(made.sid, on=True)
    gateway.remove_number(SERVICE, LOCAL_SID)
    gateway.add_number(made.sid, LOCAL_SID)
    gateway.remove_number(made.sid, LOCAL_SID)
    gateway.delete_service(made.sid)
    lines = TwilioLineGateway(calls)
    lines.look_up(MARIA, line_type=False)
    lines.look_up(MARIA, line_type=True)
    lines.portability("+18335550177")
    asked = practice.requests()
    for line in asked:
        check_request(line.method, line.path, line.query, line.form)
        assert (line.authorized, line.status in {200, 201, 204}) == (True, True)
    assert len(asked) >= 15


def test_services_and_their_numbers_are_answered_as_described(caller):
    assert described(caller, "GET", f"{MESSAGING}/v1/Services")["services"][0]["sid"] == SERVICE
    described(caller, "GET", f"{MESSAGING}/v1/Services/{SERVICE}")
    described(caller, "GET", f"{MESSAGING}/v1/Services/{SERVICE}/PhoneNumbers")
    made = described(caller, "POST", f"{MESSAGING}/v1/Services", "FriendlyName=Another")
    place = f"{MESSAGING}/v1/Services/{made['sid']}"
    described(caller, "POST", place, "UseInboundWebhookOnNumber=true")
    described(caller, "DELETE", f"{MESSAGING}/v1/Services/{SERVICE}/PhoneNumbers/{LOCAL_SID}")
    described(caller, "POST", f"{place}/PhoneNumbers", f"PhoneNumberSid={LOCAL_SID}")
    described(caller, "DELETE", place)


def test_registrations_are_answered_as_described(practice, caller):  # noqa: F811
    for waits in ([], [constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER]):
        practice.change_settings(unregistered=waits)
        described(caller, "GET", f"{MESSAGING}/v1/Services/{SERVICE}/Compliance/Usa2p")
        found = described(caller, "GET", f"{MESSAGING}/v1/Tollfree/Verifications")
        assert len(found["verifications"]) == 1


def test_look_ups_and_portability_are_answered_as_described(practice, caller):  # noqa: F811
    practice.change_settings(lines={MARIA: "landline"})
    free = described(caller, "GET", f"{LOOKUP}/{MARIA}")
    paid = described(caller, "GET", f"{LOOKUP}/{MARIA}?Fields=line_type_intelligence")
    assert free["line_type_intelligence"] is None
    assert paid["line_type_intelligence"]["type"] == "landline"
    place = "/by-host/numbers.twilio.com/v1/Porting/Portability/PhoneNumber"
    for number in ("+18335550177", "+18335550179"):
        described(caller, "GET", f"{place}/{number}")


@pytest.mark.parametrize(("codes", "again"), [((21710,), SERVICE), ((21712,), "")])
def test_a_number_that_is_in_a_service_already_is_refused_with_its_code(caller, codes, again):
    made = caller.ask("POST", f"{MESSAGING}/v1/Services", "FriendlyName=Another", **FORM).json
    place = f"{MESSAGING}/v1/Services/{again or made['sid']}/PhoneNumbers"
    got = caller.ask("POST", place, f"PhoneNumberSid={LOCAL_SID}", **FORM)
    assert (got.status, got.code) == (409, codes[0])


def test_the_check_itself_finds_a_setting_that_is_no_yes_or_no():
    with pytest.raises(jsonschema.ValidationError):
        check_request(
            "POST",
            f"/v1/Services/{SERVICE}",
            [],
            [("UseInboundWebhookOnNumber", "perhaps")],
        )
