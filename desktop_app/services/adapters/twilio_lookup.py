"""Other people's numbers at Twilio: the kind of line, and whether one can be moved here."""

import re
from typing import Any

from desktop_app.services.adapters.twilio_answers import NOT_TWILIO
from desktop_app.services.adapters.twilio_calls import TwilioCalls
from desktop_app.services.errors import OutcomeUnknown
from desktop_app.services.firm_numbers.records import LineFacts, Portability

_LOOKUP = "https://lookups.twilio.com/v2/PhoneNumbers/{}"
_PORTABILITY = "https://numbers.twilio.com/v1/Porting/Portability/PhoneNumber/{}"
_E164 = re.compile(r"\+[1-9]\d{6,14}")


class TwilioLineGateway:
    """firm_numbers.ports.LineGateway."""

    def __init__(self, calls: TwilioCalls) -> None:
        self._calls = calls

    def look_up(self, number: str, *, line_type: bool) -> LineFacts:
        """Whether a number can exist, free of charge; its kind of line, which costs money."""
        params = {"Fields": "line_type_intelligence"} if line_type else None
        raw = self._calls.get(_LOOKUP.format(_checked(number)), params)
        if not isinstance(raw.get("valid"), bool):
            raise OutcomeUnknown(NOT_TWILIO)
        kind: Any = raw.get("line_type_intelligence")
        if not isinstance(kind, dict):
            kind = {}
        return LineFacts(
            number,
            valid=raw["valid"],
            line_type=str(kind.get("type") or "unknown") if line_type else "",
            carrier=str(kind.get("carrier_name") or ""),
        )

    def portability(self, number: str) -> Portability:
        """Whether a number can be moved to this account. Free of charge."""
        raw = self._calls.get(_PORTABILITY.format(_checked(number)))
        if not isinstance(raw.get("portable"), bool):
            raise OutcomeUnknown(NOT_TWILIO)
        code = raw.get("not_portable_reason_code")
        return Portability(
            number,
            portable=raw["portable"],
            reason=str(raw.get("not_portable_reason") or ""),
            code=code if isinstance(code, int) else 0,
            needs_pin=raw.get("pin_and_account_number_required") is True,
            toll_free=raw.get("number_type") == "TOLL-FREE",
        )


def _checked(number: str) -> str:
    if not _E164.fullmatch(number):
        raise ValueError(f"not a phone number: {number!r}")
    return number
