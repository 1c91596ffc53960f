"""The account's own numbers, out of Twilio's JSON."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from desktop_app.services.records import FirmNumber, Registration, SenderType

_TOLL_FREE = re.compile(r"\+18(?:00|33|44|55|66|77|88)\d{7}")
_E164 = re.compile(r"\+[1-9]\d{4,14}")


def firm_numbers(listed: Iterable[Mapping[str, Any]]) -> list[FirmNumber]:
    """One record a number; what is no phone number is left out."""
    return [_firm_number(raw) for raw in listed if _E164.fullmatch(str(raw.get("phone_number")))]


def sender_type(number: str) -> SenderType:
    """What kind of sender a number is: its area code tells, and Twilio's own field is young."""
    return SenderType.TOLL_FREE if _TOLL_FREE.fullmatch(number) else SenderType.LONG_CODE


def _firm_number(raw: Mapping[str, Any]) -> FirmNumber:
    number = str(raw["phone_number"])
    can = raw.get("capabilities")
    able: Mapping[str, Any] = can if isinstance(can, dict) else {}
    return FirmNumber(
        number=number,
        sid=str(raw.get("sid") or ""),
        label=_label(str(raw.get("friendly_name") or "")),
        sender_type=sender_type(number),
        sms=_able(able, "sms"),
        mms=_able(able, "mms"),
        voice=_able(able, "voice"),
        registration=Registration.UNKNOWN,
    )


def _able(able: Mapping[str, Any], what: str) -> bool:
    """Twilio has written these keys in small and in capital letters."""
    return bool(able.get(what, able.get(what.upper(), False)))


def _label(name: str) -> str:
    """The name somebody gave the number; Twilio's default, the number itself, is no name."""
    return name if any(map(str.isalpha, name)) else ""
