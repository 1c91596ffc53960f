"""Whether a number can be texted at all, asked as it is typed and at the gate (rules.md C-14).

Short codes and emergency numbers first, because they look like harmless fragments; then validity. A
555-01xx number belongs to nobody: it is refused on a real account and is what practice is made of.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from desktop_app.services.numbers import format_number

HOME_REGION = "US"
_NANP = re.compile(r"\+1[2-9]\d{2}[2-9]\d{6}")
_FICTIONAL = re.compile(r"\+1\d{3}55501\d{2}|\+447700900\d{3}")
_PREMIUM = re.compile(r"\+1(900\d{7}|\d{3}976\d{4})")
_EMERGENCY = frozenset({"911", "112", "933", "988"})
_SERVICE = frozenset({"211", "311", "411", "511", "611", "711", "811"})
_SHORTEST, _LONGEST_CODE, _AREA_AND_NUMBER = 3, 6, 10


@dataclass(frozen=True, slots=True)
class Recipient:
    """A typed number: its E.164 form, or the one sentence that says what is wrong with it."""

    number: str
    problem: str = ""

    @property
    def abroad(self) -> bool:
        """Outside the numbers that start with +1: an international rate applies."""
        return bool(self.number) and not self.number.startswith("+1")


def parse_recipient(
    typed: str, *, own_numbers: Collection[str] = (), fictional_allowed: bool = False
) -> Recipient:
    """Read a number that should get texts, as somebody typed or pasted it."""
    digits = re.sub(r"\D", "", typed)
    problem = _fragment_problem(typed, digits)
    if problem:
        return Recipient("", problem)
    number = _e164(typed, digits)
    if not number:
        return Recipient("", _not_a_number(typed, digits))
    problem = refusal(number, own_numbers=own_numbers, fictional_allowed=fictional_allowed)
    return Recipient("" if problem else number, problem)


def refusal(number: str, *, own_numbers: Collection[str], fictional_allowed: bool) -> str:
    """Why this E.164 number cannot be texted, in one sentence; empty where it can."""
    if number in own_numbers:
        return f"{format_number(number)} is your firm's own number. Enter the client's number."
    if _PREMIUM.fullmatch(number):
        return f"{format_number(number)} is a pay-per-call number. Enter the client's cell number."
    if _FICTIONAL.fullmatch(number):
        if fictional_allowed:
            return ""
        return f"{format_number(number)} is a made-up number that reaches nobody. Check it."
    if not _is_valid(number):
        return f"{number} is not a working phone number. Check the digits."
    return ""


def _fragment_problem(typed: str, digits: str) -> str:
    if digits in _EMERGENCY:
        return f"{digits} can't be texted from here. In an emergency, call it from a phone."
    if digits in _SERVICE:
        return f"{digits} is a service number and can't get texts. Enter the client's number."
    if typed.strip().startswith("+"):
        return ""
    if _SHORTEST <= len(digits) <= _LONGEST_CODE:
        return (
            f"{digits} is a short code. Your number can't exchange texts with short codes. "
            "Enter a full phone number."
        )
    return ""


def _not_a_number(typed: str, digits: str) -> str:
    shown = " ".join(typed.split())
    if not digits:
        return "That is not a phone number. Enter it with its area code, like (813) 555-0142."
    if len(digits) < _AREA_AND_NUMBER:
        return f"{shown} is too short for a phone number. Enter it with its area code."
    return f"{shown} is not a working phone number. Check the digits."


def _e164(typed: str, digits: str) -> str:
    """The E.164 form, without loading the number tables where ten plain digits will do."""
    if re.search(r"[A-Za-z]", typed):
        return ""
    if not typed.strip().startswith("+"):
        bare = digits[1:] if len(digits) == _AREA_AND_NUMBER + 1 and digits[0] == "1" else digits
        return f"+1{bare}" if _NANP.fullmatch(f"+1{bare}") else ""
    return f"+{digits}" if re.fullmatch(r"[1-9]\d{6,14}", digits) else ""


def _is_valid(number: str) -> bool:
    import phonenumbers  # noqa: PLC0415  22 ms, only where a number is checked

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)
