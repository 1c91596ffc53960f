"""Whether a number can be texted at all, asked as it is typed and at the gate (rules.md C-14).

Short codes and emergency numbers first, because they look like harmless fragments; then validity. A
555-01xx number belongs to nobody: it is refused on a real account and is what practice is made of.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from desktop_app.services.numbers import format_number
from desktop_app.services.resources import rule_data

RULE = "C-14"
HOME_REGION = "US"
DOMESTIC = frozenset({"US", "CA", "PR", "GU", "VI", "AS", "MP"})
"""Where a text costs what a text at home costs. Jamaica and others share +1 and are not here."""

_NANP = re.compile(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}")
_ABROAD = re.compile(r"\+[2-9][0-9]{6,14}")
_FICTIONAL = re.compile(r"\+1[2-9][0-9]{2}55501[0-9]{2}|\+447700900[0-9]{3}")
_PREMIUM = re.compile(r"\+1(900[0-9]{7}|[0-9]{3}976[0-9]{4})")
_EMERGENCY = frozenset({"911", "112", "933", "988"})
_SERVICE = frozenset({"211", "311", "411", "511", "611", "711", "811"})
_SHORTEST_CODE, _LONGEST_CODE, _AREA_AND_NUMBER = 3, 6, 10
_SCHEME = re.compile(r"^(tel|sms):", re.IGNORECASE)
_INTERNATIONAL_PREFIX = "011"

_EXAMPLE = "Enter it with its area code, like (813) 555-0142."


@dataclass(frozen=True, slots=True)
class Recipient:
    """A typed number: its E.164 form, or the one sentence that says what is wrong with it.

    `country` is the two-letter code of a number that can be texted.
    """

    number: str
    problem: str = ""
    country: str = ""

    @property
    def abroad(self) -> bool:
        """Outside the home rate: it costs more, and Twilio must be set up for the country."""
        return bool(self.country) and self.country not in DOMESTIC

    @property
    def note(self) -> str:
        """What somebody should know before they text this number; mostly empty."""
        if not self.abroad:
            return ""
        return (
            f"{format_number(self.number)} is outside the US and Canada. Texts there cost more, "
            "and your Twilio account has to be set up for that country."
        )


def parse_recipient(
    typed: str, *, own_numbers: Collection[str] = (), fictional_allowed: bool = False
) -> Recipient:
    """Read a number that should get texts, as somebody typed or pasted it."""
    clean = _SCHEME.sub("", _plain(typed))
    number = _e164(clean)
    problem = (
        refusal(number, own_numbers=own_numbers, fictional_allowed=fictional_allowed)
        if number
        else _no_number(clean)
    )
    return Recipient("", problem) if problem else Recipient(number, country=_country(number))


def refusal(number: str, *, own_numbers: Collection[str], fictional_allowed: bool) -> str:
    """Why this E.164 number cannot be texted, in one sentence; empty where it can."""
    if not (_NANP.fullmatch(number) or _ABROAD.fullmatch(number)):
        return _no_number(number)
    if number in own_numbers:
        return f"{format_number(number)} is your firm’s own number. Enter the client’s number."
    if _PREMIUM.fullmatch(number):
        return f"{format_number(number)} is a pay-per-call number. Enter the client’s cell number."
    if _FICTIONAL.fullmatch(number):
        if fictional_allowed:
            return ""
        return f"{format_number(number)} is a made-up number that reaches nobody. Check it."
    return _invalid(number)


def country_of(number: str) -> str:
    """The two letters of the country an E.164 number lies in; +1 alone says nothing of it."""
    if number.startswith("+1") and number[2:5] in _canada():
        return "CA"
    if not (_NANP.fullmatch(number) or _ABROAD.fullmatch(number)) or _FICTIONAL.fullmatch(number):
        return HOME_REGION
    return _country(number)


@cache
def _canada() -> frozenset[str]:
    return frozenset(rule_data("area_codes")["canada"])


def _plain(typed: str) -> str:
    """What was typed, with every script's digits as 0-9 and without invisible characters."""
    folded = unicodedata.normalize("NFKC", typed)
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    return "".join(c for c in digits if unicodedata.category(c) != "Cf").strip()


def _e164(clean: str) -> str:
    """The E.164 form by its shape alone; empty where it has none."""
    if any(map(str.isalpha, clean)):
        return ""
    digits = re.sub(r"[^0-9]", "", clean)
    if clean.startswith("+"):
        number = f"+{digits}"
    elif digits.startswith(_INTERNATIONAL_PREFIX):
        number = f"+{digits.removeprefix(_INTERNATIONAL_PREFIX)}"
    else:
        number = f"+{digits}" if len(digits) == _AREA_AND_NUMBER + 1 else f"+1{digits}"
        return number if _NANP.fullmatch(number) else ""
    return number if _NANP.fullmatch(number) or _ABROAD.fullmatch(number) else ""


def _no_number(clean: str) -> str:
    """What is wrong with something that is not even shaped like a phone number."""
    digits = re.sub(r"[^0-9]", "", clean)
    shown = " ".join(clean.split())
    if any(map(str.isalpha, clean)):
        return _letters(shown, digits)
    if not digits:
        return f"That is not a phone number. {_EXAMPLE}"
    if len(digits) <= _LONGEST_CODE and (said := _code(shown, digits)):
        return said
    if len(digits) < _AREA_AND_NUMBER:
        return f"{shown} is too short for a phone number. {_EXAMPLE}"
    return f"{shown} is not a working phone number. Check the digits."


def _code(shown: str, digits: str) -> str:
    """What the three to six digits of a code are; empty for a fragment of something else."""
    if digits in _EMERGENCY:
        return f"{shown} can’t be texted from here. In an emergency, call it from a phone."
    if digits in _SERVICE:
        return f"{shown} is a service number and can’t get texts. Enter the client’s number."
    if len(digits) < _SHORTEST_CODE or shown.startswith("+"):
        return ""
    return (
        f"{shown} is a short code. Your number can’t exchange texts with short codes. "
        "Enter a full phone number."
    )


def _letters(shown: str, digits: str) -> str:
    if len(digits) >= _AREA_AND_NUMBER and re.search(r"(?i)\b(x|ext)", shown):
        return "A text can’t go to an extension. Enter the client’s cell number."
    return f"“{shown}” is not a phone number. Use digits only, with the area code."


def _invalid(number: str) -> str:
    import phonenumbers  # noqa: PLC0415  22 ms, only where a number is checked

    shown = f"{format_number(number)} is not a working phone number. Check the digits."
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return shown
    if not phonenumbers.is_valid_number(parsed):
        return shown
    if phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return f"{format_number(number)} is a pay-per-call number. Enter the client’s cell number."
    return ""


def _country(number: str) -> str:
    import phonenumbers  # noqa: PLC0415  loaded by the check before

    parsed = phonenumbers.parse(number)
    found: str | None = phonenumbers.region_code_for_number(parsed)
    # A made-up number is in no region's plan; its country code still says where it would be.
    return found or phonenumbers.region_code_for_country_code(parsed.country_code or 1)
