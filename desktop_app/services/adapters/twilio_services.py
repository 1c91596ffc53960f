"""Messaging Services, their numbers and the registrations: firm_numbers.ports.NumberGateway."""

import re
from collections.abc import Mapping
from typing import Any

from desktop_app.services.adapters.twilio_answers import NOT_TWILIO
from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.errors import OutcomeUnknown
from desktop_app.services.firm_numbers.records import AccountNumbers, Review, Routing, Service

_SERVICES = "https://messaging.twilio.com/v1/Services"
_VERIFICATIONS = "https://messaging.twilio.com/v1/Tollfree/Verifications"
_NUMBERS = "https://api.twilio.com/2010-04-01/Accounts/{}/IncomingPhoneNumbers.json"
_SERVICE_SID = re.compile(r"MG[0-9a-fA-F]{32}")
_NUMBER_SID = re.compile(r"PN[0-9a-fA-F]{32}")


class TwilioNumberGateway:
    """Reads everything before it changes anything; each change is one request, never repeated."""

    def __init__(self, calls: TwilioCalls) -> None:
        self._calls = calls

    def read(self) -> AccountNumbers:
        """Everything the account has about its numbers. Free of charge."""
        services = self._calls.listed(_SERVICES, "services")
        verifications = self._calls.listed(_VERIFICATIONS, "verifications")
        numbers = self._calls.listed(
            _NUMBERS.format(self._calls.account_sid), "incoming_phone_numbers"
        )
        return AccountNumbers(
            services=tuple(self._whole(raw) for raw in services),
            verifications=_by_number(verifications),
            routing={str(raw.get("sid")): _routing(raw) for raw in numbers},
        )

    def make_service(self, name: str) -> Service:
        """A new service whose numbers keep their own setting for texts that come in."""
        form = {"FriendlyName": name, "UseInboundWebhookOnNumber": "true"}
        return _service(self._calls.post(_SERVICES, form), (), ())

    def keep_inbound(self, service_sid: str, *, on: bool) -> None:
        """Whether the numbers of a service keep their own setting for texts that come in."""
        form = {"UseInboundWebhookOnNumber": "true" if on else "false"}
        got = self._calls.post(_address(service_sid), form)
        if got.get("use_inbound_webhook_on_number") is not on:
            raise OutcomeUnknown(NOT_TWILIO)

    def add_number(self, service_sid: str, number_sid: str) -> None:
        """Put a number into a service."""
        number = _checked(number_sid, _NUMBER_SID)
        self._calls.post(f"{_address(service_sid)}/PhoneNumbers", {"PhoneNumberSid": number})

    def remove_number(self, service_sid: str, number_sid: str) -> None:
        """Take a number out of a service."""
        number = _checked(number_sid, _NUMBER_SID)
        self._calls.delete(f"{_address(service_sid)}/PhoneNumbers/{number}")

    def delete_service(self, service_sid: str) -> None:
        """Delete a service that has no numbers."""
        self._calls.delete(_address(service_sid))

    def _whole(self, raw: Mapping[str, Any]) -> Service:
        address = _address(str(raw.get("sid")))
        numbers = self._calls.listed(f"{address}/PhoneNumbers", "phone_numbers")
        campaigns = self._calls.listed(f"{address}/Compliance/Usa2p", "compliance")
        return _service(
            raw,
            tuple(str(each.get("sid")) for each in numbers),
            tuple(_campaign(each) for each in campaigns),
        )


def _checked(sid: str, shape: re.Pattern[str]) -> str:
    if not shape.fullmatch(sid):
        raise OutcomeUnknown(NOT_TWILIO)
    return sid


def _address(service_sid: str) -> str:
    return f"{_SERVICES}/{_checked(service_sid, _SERVICE_SID)}"


def _service(
    raw: Mapping[str, Any], number_sids: tuple[str, ...], campaigns: tuple[Review, ...]
) -> Service:
    return Service(
        sid=_checked(str(raw.get("sid")), _SERVICE_SID),
        name=str(raw.get("friendly_name") or "Without a name"),
        keeps=raw.get("use_inbound_webhook_on_number") is True,
        has_address=bool(raw.get("inbound_request_url")),
        number_sids=number_sids,
        campaigns=campaigns,
    )


def _campaign(raw: Mapping[str, Any]) -> Review:
    errors = raw.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    return Review(str(raw.get("campaign_status") or ""), _code(first, "error_code"))


def _by_number(listed: list[dict[str, Any]]) -> dict[str, Review]:
    """The verification of each toll-free number; an approved one counts before any other."""
    found: dict[str, Review] = {}
    for raw in listed:
        sid = str(raw.get("tollfree_phone_number_sid"))
        review = Review(str(raw.get("status") or ""), _code(raw, "error_code"))
        if sid not in found or review.status == "TWILIO_APPROVED":
            found[sid] = review
    return found


def _code(raw: Any, name: str) -> int:
    code = raw.get(name) if isinstance(raw, dict) else None
    try:
        return int(code or 0)
    except (TypeError, ValueError):
        return 0


def _routing(raw: Mapping[str, Any]) -> Routing:
    """Where calls go: a trunk comes before an application, and that before an address."""
    trunk, app = raw.get("trunk_sid"), raw.get("voice_application_sid")
    voice = f"trunk:{trunk}" if trunk else f"app:{app}" if app else str(raw.get("voice_url") or "")
    sms = str(raw.get("sms_application_sid") or raw.get("sms_url") or "")
    return Routing(sms, voice)
