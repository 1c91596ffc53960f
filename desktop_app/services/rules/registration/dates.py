"""By when a registration is decided, and how long a temporary one lasts (rules.md G-03, G-04).

A review takes business days. A temporary registration ends on calendar days, the earlier of two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from desktop_app.services.rules.deadlines import is_business_day
from desktop_app.services.rules.registration.draft import Application, Rejection
from desktop_app.services.rules.registration.problems import At, Problem

RULE: Final = "G-03"
COUNT_RULE: Final = "G-04"
REVIEW: Final = (15, 20)
"""Business days a review takes, at least and at most."""
TEMPORARY_DAYS: Final = 30
UNRESOLVED_DAYS: Final = 5
REMIND: Final = (10, 5, 2, 1)
"""Days before an end on which it is said."""
MOST_REJECTIONS: Final = 4
ALL_REJECTED: Final = (
    "Rejected 4 times: this application is closed for good. Start a new one with every point put "
    "right."
)
_FUTURE: Final = "This day is yet to come. Enter the day it happened."


@dataclass(frozen=True, slots=True)
class Temporary:
    """When a temporary registration ends, and which of the two counts decides."""

    ends: date
    because: Literal["thirty_days", "rejection"]

    def days_left(self, today: date) -> int:
        """Days on which it still holds, today not counted; negative once it is over."""
        return (self.ends - today).days

    def holds(self, today: date) -> bool:
        """Whether texts may still go out on it; the last day counts."""
        return today <= self.ends

    @property
    def reminders(self) -> tuple[date, ...]:
        """The days to say it on."""
        return tuple(self.ends - timedelta(days=each) for each in REMIND)


@dataclass(frozen=True, slots=True)
class Dates:
    """What follows from an application; None where there is nothing to count from."""

    expected_from: date | None = None
    expected_to: date | None = None
    temporary: Temporary | None = None

    def document(self, application: Application) -> dict[str, object]:
        """As scripts read it."""
        ends = self.temporary
        return {
            "submitted": _said(application.submitted),
            "expected_from": _said(self.expected_from),
            "expected_to": _said(self.expected_to),
            "temporary_ends": _said(ends.ends if ends else None),
            "temporary_ends_because": ends.because if ends else None,
            "reminders": [day.isoformat() for day in ends.reminders] if ends else [],
            "rejections": len(counted(application)),
        }


def deadlines(application: Application) -> Dates:
    """Both ends of the review, and the end of a temporary registration."""
    since = _sent_last(application)
    if since is None:
        return Dates()
    first, last = (business_days_after(since, days) for days in REVIEW)
    return Dates(first, last, temporary(application))


def business_days_after(day: date, days: int) -> date:
    """So many business days later, the day itself not counted."""
    while days > 0:
        day += timedelta(days=1)
        days -= is_business_day(day)
    return day


def temporary(application: Application) -> Temporary | None:
    """Its end: 30 days after it was issued, or 5 after a rejection nobody resolved by then."""
    issued = application.temporary_issued
    if not may_ask_for_temporary(application) or issued is None:
        return None
    thirty = issued + timedelta(days=TEMPORARY_DAYS)
    rejected = [
        end
        for each in counted(application)
        if each.on is not None and each.on >= issued
        if not _resolved(each, end := each.on + timedelta(days=UNRESOLVED_DAYS))
    ]
    if rejected and min(rejected) < thirty:
        return Temporary(min(rejected), "rejection")
    return Temporary(thirty, "thirty_days")


def may_ask_for_temporary(application: Application) -> bool:
    """Only a completed application that was submitted can have one."""
    issued, submitted = application.temporary_issued, application.submitted
    return submitted is not None and (issued is None or issued >= submitted)


def counted(application: Application) -> tuple[Rejection, ...]:
    """The rejections that count; what the firm withdrew itself is none."""
    return tuple(each for each in application.rejections if not each.withdrawn)


def under_review(application: Application) -> bool:
    """Whether somebody is to decide: it was sent in, and after every rejection again."""
    waits = application.submitted is not None and application.approved is None
    return waits and all(each.resubmitted is not None for each in counted(application))


def rejections_problem(number: int, left_to_do: int = 0) -> Problem | None:
    """What so many rejections mean, and what the next one would."""
    at = At("application.rejections", COUNT_RULE)
    if number >= MOST_REJECTIONS:
        return at.block(ALL_REJECTED)
    if number == MOST_REJECTIONS - 1:
        items = f"the {left_to_do} red items" if left_to_do > 1 else "the red item"
        first = f"Finish {items} first." if left_to_do else "An attorney has to sign it off."
        return at.hold(
            "Third rejection. One more closes this application for good and may cost a fine. "
            f"{first}"
        )
    said = (
        "Second rejection. Repeated rejections may be fined, so check every point first.",
        "Rejection 1 of 4. Put right what the reviewers named, then send it again.",
    )
    outcomes = {2: at.warn, 1: at.info}
    return outcomes[number](said[2 - number]) if number in outcomes else None


def date_problems(application: Application, today: date) -> Iterator[Problem]:
    """Days that cannot be, and what ends before the review may."""
    days = [
        ("submitted", application.submitted),
        ("approved", application.approved),
        ("temporary_issued", application.temporary_issued),
        *(
            pair
            for place, each in enumerate(application.rejections)
            for pair in (
                (f"rejections[{place}].on", each.on),
                (f"rejections[{place}].resubmitted", each.resubmitted),
            )
        ),
    ]
    for name, day in days:
        if day is not None and day > today:
            yield At(f"application.{name}", RULE).block(_FUTURE)
    yield from _out_of_order(application)
    yield from _temporary_problems(application, today)


def _out_of_order(application: Application) -> Iterator[Problem]:
    for place, each in enumerate(application.rejections):
        at = At(f"application.rejections[{place}].on", RULE)
        if each.on is None:
            yield at.warn("Enter the day of this rejection, so that its five days can be counted.")
        elif application.submitted is None or each.on < application.submitted:
            yield at.warn("A rejection comes after the day of submission. Check both days.")


def _temporary_problems(application: Application, today: date) -> Iterator[Problem]:
    at = At("application.temporary_issued", RULE)
    issued = application.temporary_issued
    if issued is None:
        return
    if not may_ask_for_temporary(application):
        yield at.block("A temporary registration comes only after a complete one was submitted.")
        return
    found = deadlines(application)
    ends = found.temporary
    if ends is None or application.approved is not None:
        return
    if not ends.holds(today):
        yield at.block(f"Temporary texting ended {said(ends.ends)}. Texts stop until approval.")
    elif ends.because == "rejection":
        yield at.hold(
            f"Temporary texting ends {said(ends.ends)} (5 days after the rejection). Fix the items "
            "before then."
        )
    elif ends.days_left(today) <= max(REMIND):
        yield at.warn(f"Temporary texting ends {said(ends.ends)}, 30 days after it was issued.")
    elif found.expected_to and ends.ends < found.expected_to and under_review(application):
        yield at.warn(
            f"Temporary texting ends {said(ends.ends)}; the review may last until "
            f"{said(found.expected_to)}. Texts would stop in between."
        )


def said(day: date) -> str:
    """A day as a sentence names it: Mon 7 Dec."""
    return f"{day:%a} {day.day} {day:%b}"


def span_said(first: date, last: date) -> str:
    """Two days as a sentence names them: 15–22 Dec."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b}"
    return f"{first.day} {first:%b}–{last.day} {last:%b}"


def _sent_last(application: Application) -> date | None:
    """The day the review that counts began."""
    if application.submitted is None:
        return None
    again = [each.resubmitted for each in counted(application) if each.resubmitted is not None]
    return max([application.submitted, *again])


def _resolved(rejection: Rejection, by: date) -> bool:
    return rejection.resubmitted is not None and rejection.resubmitted <= by


def _said(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
