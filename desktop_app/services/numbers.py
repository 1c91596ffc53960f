"""Phone numbers as people read them. Imports nothing heavy: every painted row asks here."""

import re

_NANP = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


def format_number(number: str) -> str:
    """An E.164 number as people read it: (813) 555-0142; one from abroad keeps its +."""
    found = _NANP.fullmatch(number)
    if found:
        return "({}) {}-{}".format(*found.groups())
    return _abroad(number)


def _abroad(number: str) -> str:
    try:
        import phonenumbers  # noqa: PLC0415  22 ms that a domestic inbox never spends
    except ImportError:
        return number
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    shown: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown
