"""Phone numbers as people read them. Imports nothing heavy: every painted row asks here."""

import re

_NANP = re.compile(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})")
_E164 = re.compile(r"\+[0-9]{5,15}")


def format_number(number: str) -> str:
    """An E.164 number as people read it: (813) 555-0142; one from abroad keeps its +.

    What is no such number (a short code, a sender's name) stays as it is.
    """
    found = _NANP.fullmatch(number)
    if found:
        return "({}) {}-{}".format(*found.groups())
    return _abroad(number) if _E164.fullmatch(number) else number


def _abroad(number: str) -> str:
    import phonenumbers  # noqa: PLC0415  22 ms that a domestic inbox never spends

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
