"""The resources of lookups.twilio.com and numbers.twilio.com: what a number is, and may it move."""

import re
from typing import Any
from urllib.parse import unquote

from desktop_app.services.practice import constants
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.creation import Refusal
from desktop_app.services.practice.http_forms import Answer, Request
from desktop_app.services.practice.keywords import is_toll_free

LOOKUPS, NUMBERS = "lookups.twilio.com", "numbers.twilio.com"
MANUAL_ONLY = 22133
_LOOKUP = re.compile(rf"{constants.BY_HOST}{re.escape(LOOKUPS)}/v2/PhoneNumbers/([^/]+)")
_PORTABILITY = re.compile(
    rf"{constants.BY_HOST}{re.escape(NUMBERS)}/v1/Porting/Portability/PhoneNumber/([^/]+)"
)
_NANP = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}")
_KINDS = {"landline": "landline", "voip": "nonFixedVoip"}
_PACKAGES = (
    "caller_name",
    "sim_swap",
    "call_forwarding",
    "line_type_intelligence",
    "line_status",
    "identity_match",
    "reassigned_number",
    "sms_pumping_risk",
    "phone_number_quality_score",
    "pre_fill",
)


class LookupApi:
    """Routes one request and renders the answer; None for another host's request."""

    def __init__(self, account: PracticeAccount) -> None:
        self._account = account

    def answer(self, request: Request) -> Answer | None:
        """What Twilio would say."""
        for pattern, handler in ((_LOOKUP, self._look_up), (_PORTABILITY, self._portability)):
            fit = pattern.fullmatch(request.path)
            if fit is None:
                continue
            if request.method != "GET":
                raise Refusal(20004, "Method not allowed", 405)
            return handler(request, unquote(fit[1]))
        return None

    def _look_up(self, request: Request, number: str) -> Answer:
        valid = _NANP.fullmatch(number) is not None
        found: dict[str, Any] = dict.fromkeys(_PACKAGES)
        if "line_type_intelligence" in dict(request.query()).get("Fields", "").split(","):
            found["line_type_intelligence"] = self._line_type(number)
        national = f"({number[2:5]}) {number[5:8]}-{number[8:]}" if valid else None
        return Answer.json(
            found
            | {
                "calling_country_code": "1" if valid else None,
                "country_code": "US" if valid else None,
                "phone_number": number,
                "national_format": national,
                "valid": valid,
                "validation_errors": [] if valid else ["INVALID_BUT_POSSIBLE"],
                "url": f"https://{LOOKUPS}/v2/PhoneNumbers/{number}",
            }
        )

    def _line_type(self, number: str) -> dict[str, Any]:
        kind = _KINDS.get(self._account.settings.lines.get(number, "mobile"), "mobile")
        mobile = kind == "mobile"
        return {
            "mobile_country_code": "310" if mobile else None,
            "mobile_network_code": "410" if mobile else None,
            "carrier_name": "Practice Wireless" if mobile else "Practice Telephone",
            "type": kind,
            "error_code": None,
        }

    def _portability(self, _request: Request, number: str) -> Answer:
        """Numbers that end in 9 have to be moved by hand here, so that both answers can be met."""
        portable = not number.endswith("9")
        return Answer.json(
            {
                "phone_number": number,
                "account_sid": None,
                "portable": portable,
                "pin_and_account_number_required": False,
                "not_portable_reason": None if portable else "MANUAL_PORTING_AVAILABLE",
                "not_portable_reason_code": None if portable else MANUAL_ONLY,
                "number_type": "TOLL-FREE" if is_toll_free(number) else "LOCAL",
                "country": "US",
                "url": f"https://{NUMBERS}/v1/Porting/Portability/PhoneNumber/{number}",
            }
        )
