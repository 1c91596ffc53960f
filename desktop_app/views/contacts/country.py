"""Which country a number from abroad belongs to, shown while it is typed."""

from PySide6.QtCore import QLocale

from desktop_app.services.numbers import format_number
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.views.i18n import tr

_PREFIXES = ("+", "011")
_LEAST_DIGITS = 7


def country_of(number: str) -> str:
    """The country of an E.164 number from abroad; empty for one at home."""
    found = parse_recipient(number, fictional_allowed=True) if number[:2] != "+1" else None
    return _name(found.country) if found is not None and found.abroad else ""


def abroad_words(typed: str, *, practice: bool) -> str:
    """The number as it will be used, its country and what to know; empty for one at home.

    Asked at every key: only what starts like a number from abroad is looked at closely.
    """
    clean = typed.strip()
    if not clean.startswith(_PREFIXES) or sum(map(str.isdigit, clean)) < _LEAST_DIGITS:
        return ""
    found = parse_recipient(clean, fictional_allowed=practice)
    if not found.abroad:
        return ""
    return tr(
        "{number}, {country}. Texts there cost more, and your Twilio account has to be set up for "
        "that country.",
        number=format_number(found.number),
        country=_name(found.country),
    )


def _name(code: str) -> str:
    return QLocale.territoryToString(QLocale.codeToTerritory(code))
