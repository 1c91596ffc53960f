"""The made-up law firm behind the practice account: who its clients are, and their numbers."""

from desktop_app.services.practice.firm.client import PracticeClient, PracticeConsent
from desktop_app.services.practice.firm.people import PEOPLE

__all__ = ["PracticeClient", "PracticeConsent", "line_kinds", "roster"]


def roster() -> tuple[PracticeClient, ...]:
    """Every client of the firm, for the contacts of a practice profile."""
    return PEOPLE


def line_kinds() -> dict[str, str]:
    """What is at the other end of the roster's numbers, where it is no ordinary mobile."""
    kinds = {person.number: person.line for person in PEOPLE if person.line != "mobile"}
    return kinds | {person.home: "landline" for person in PEOPLE if person.home}
