"""The days on which rules of the field begin, and how long a firm waits (rules.md G-03)."""

from dataclasses import dataclass
from datetime import date

from desktop_app.services.rules.registration.draft import Application
from desktop_app.services.rules.registration.facts import facts


@dataclass(frozen=True, slots=True)
class FieldDate:
    """One day of the field’s own, the rule that goes by it, and whether it is yet to come."""

    on: date
    what: str
    rule: str
    ahead: bool


def field_dates(today: date) -> tuple[FieldDate, ...]:
    """All of them, the earliest first."""
    found = [
        FieldDate(day := date.fromisoformat(each["on"]), each["what"], each["rule"], day > today)
        for each in facts()["field_dates"]
    ]
    return tuple(sorted(found, key=lambda each: each.on))


def days_waiting(application: Application, today: date) -> int | None:
    """Days since it was sent in; None where it was not, or is decided."""
    if application.submitted is None or application.approved is not None:
        return None
    return max(0, (today - application.submitted).days)
