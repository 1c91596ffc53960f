"""Whether a number may text at all, out of how its registration stands (rules.md G-20)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop_app.models.enums import Outcome, SenderType
from desktop_app.services.rules.registration.dates import (
    counted,
    deadlines,
    span_said,
    under_review,
)
from desktop_app.services.rules.registration.draft import Application

RULE: Final = "G-20"
LOCAL_CODE, TOLL_FREE_CODE = "30034", "30032"
_APPROVED = frozenset({"APPROVED", "VERIFIED", "TWILIO_APPROVED"})


@dataclass(frozen=True, slots=True)
class Standing:
    """`status` as Twilio names it, of the campaign or the verification; empty where there is none.

    `country` is where the number lies, as two letters.
    """

    sender: SenderType
    status: str = ""
    country: str = "US"
    application: Application = field(default_factory=Application)


@dataclass(frozen=True, slots=True)
class Live:
    """OK, or why not; `message` names the days a decision can be expected on."""

    outcome: Outcome
    message: str = ""
    code: str = ""
    rule: str = RULE


def sender_live(standing: Standing, today: date) -> Live:
    """BLOCK until approved. A temporary registration helps a local number while it holds."""
    if standing.status.upper() in _APPROVED:
        return Live(Outcome.OK)
    if standing.sender is SenderType.TOLL_FREE:
        return Live(Outcome.BLOCK, _not_yet(standing.application, today), TOLL_FREE_CODE)
    if standing.country == "CA":
        return Live(Outcome.INFO, "Texts from a Canadian number need no registration in Canada.")
    temporary = deadlines(standing.application).temporary
    if temporary is not None and temporary.holds(today):
        return Live(Outcome.OK)
    return Live(Outcome.BLOCK, _not_yet(standing.application, today), LOCAL_CODE)


def _not_yet(application: Application, today: date) -> str:
    days = deadlines(application)
    when = ""
    if counted(application) and not under_review(application):
        when = " It was rejected and has to be sent in again."
    elif days.expected_from and days.expected_to and today <= days.expected_to:
        when = f" Expected {span_said(days.expected_from, days.expected_to)}."
    return f"Your number isn’t approved for texting yet.{when} Calls and email work."
