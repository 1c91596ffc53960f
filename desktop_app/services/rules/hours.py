"""Quiet hours in words: what time it is there, how sure that is, and when it is fine again."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.rules.quiet_hours import (
    RULE,
    Verdict,
    answer_s,
    last_call,
    next_ok,
    quiet_hours,
)
from desktop_app.services.rules.zones import (
    Source,
    Whereabouts,
    clock_name,
    place_name,
    state_name,
)
from desktop_app.services.wording import Person


def hours_decision(
    person: Person,
    where: Whereabouts,
    *,
    kind: MessageKind,
    origin: Origin,
    at: int,
    silent_s: int,
) -> tuple[Outcome, str, str]:
    """What the gate says of the hour: outcome, rule and words; no words where all is well.

    `silent_s`: so many seconds ago the person wrote last.
    """
    verdict = judged(where, kind=kind, origin=origin, at=at, silent_s=silent_s)
    if verdict.outcome is Outcome.OK:
        return Outcome.OK, "", ""
    return verdict.outcome, RULE, _words(person, where, verdict, at)


def judged(
    where: Whereabouts, *, kind: MessageKind, origin: Origin, at: int, silent_s: int
) -> Verdict:
    """The hours, and for what nobody looks at their last ten minutes too."""
    verdict = quiet_hours(kind, origin, where, at, answers=0 < silent_s <= answer_s())
    begins = origin is not Origin.MANUAL or kind is MessageKind.PROMOTIONAL
    if not begins or verdict.closes_at is None or not last_call(verdict, at):
        return verdict
    promotional = kind is MessageKind.PROMOTIONAL
    opens = next_ok(where, verdict.closes_at, promotional=promotional)
    return Verdict(Outcome.BLOCK if promotional else Outcome.HOLD, opens)


def now_there(person: Person, where: Whereabouts, at: int) -> str:
    """It is 6:30 AM for Maria (Los Angeles). A guess is called one."""
    clocks = _clocks(where, at)
    if len(clocks) > 1:
        first, last = _time(at, clocks[-1]), _time(at, clocks[0])
        return f"It is between {first} and {last} for {person.first}."
    time = _time(at, clocks[0])
    if where.source is Source.NUMBER:
        return f"It is probably {time} for {person.first} (from area code {where.area_code})."
    return f"It is {time} for {person.first} ({place_name(clocks[0])})."


def why_unsure(where: Whereabouts, at: int) -> str:
    """Why more than one clock counts; empty where only one does."""
    if len(_clocks(where, at)) < 2:  # noqa: PLR2004  one clock is no doubt
        return ""
    if where.differ:
        return (
            f"The number is from {state_name(where.number_state)} but the address is in "
            f"{state_name(where.address_state)}. We use times that are fine in both."
        )
    if where.source is Source.UNKNOWN:
        return "Nothing says where this number is used. We use times that are fine everywhere."
    if where.source is Source.NUMBER:
        return (
            f"Area code {where.area_code} lies in more than one time zone. We use times that are "
            "fine in all of them."
        )
    return (
        f"{state_name(where.address_state)} lies in more than one time zone. We use times that are "
        "fine in all of them."
    )


def opening_words(person: Person, where: Whereabouts, opens: int, at: int) -> str:
    """When it is fine again: 8:00 AM her time, Mon 8:00 AM Pacific."""
    clocks = _clocks(where, opens)
    zone = clocks[-1]
    there = datetime.fromtimestamp(opens, UTC).astimezone(ZoneInfo(zone))
    today = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
    far = there.date() > today + timedelta(days=1)
    whose = f"{person.possessive} time" if len(clocks) == 1 else clock_name(zone)
    return f"{there:%a} " * far + f"{_time(opens, zone)} {whose}"


def clock_line(where: Whereabouts, at: int) -> str:
    """One line of what time it is there, for a record: 6:30 AM in Los Angeles."""
    clocks = _clocks(where, at)
    if not clocks:
        return ""
    if len(clocks) > 1:
        return f"Between {_time(at, clocks[-1])} and {_time(at, clocks[0])} there"
    if where.source is Source.NUMBER:
        return f"Probably {_time(at, clocks[0])} there (from area code {where.area_code})"
    return f"{_time(at, clocks[0])} there ({place_name(clocks[0])} time)"


def _words(person: Person, where: Whereabouts, verdict: Verdict, at: int) -> str:
    opens = verdict.next_ok
    then = opening_words(person, where, opens, at) if opens is not None else ""
    if verdict.outcome is Outcome.BLOCK:
        rest = f"Advertising may go at {then}." if then else "Advertising may not go there."
    elif verdict.outcome is Outcome.HOLD:
        rest = f"This goes at {then}." if then else "No time is fine in all of them."
    else:
        rest = f"Quiet hours run until {then}."
    return " ".join(filter(None, (now_there(person, where, at), why_unsure(where, at), rest)))


def _clocks(where: Whereabouts, at: int) -> list[str]:
    """One zone for each different time of day, the latest time first."""
    moment = datetime.fromtimestamp(at, UTC)
    by_offset: dict[timedelta, str] = {}
    for zone in where.zones:
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
        by_offset.setdefault(offset or timedelta(), zone)
    return [by_offset[offset] for offset in sorted(by_offset, reverse=True)]


def _time(at: int, zone: str) -> str:
    moment = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
    return f"{moment.hour % 12 or 12}:{moment:%M %p}"


def note_words(person: Person, where: Whereabouts, verdict: Verdict, at: int) -> tuple[str, str]:
    """What stands under the text somebody writes at night, and the next good time."""
    then = opening_words(person, where, verdict.next_ok, at) if verdict.next_ok else ""
    return _words(person, where, verdict, at), then


def changes_at(verdict: Verdict, at: int, silent_s: int) -> int:
    """When another look is due: as the hours end, or as an answer is no quick one any more."""
    ends = [verdict.closes_at] if verdict.closes_at is not None else []
    if 0 < silent_s <= answer_s():
        ends.append(at - silent_s + answer_s() + 1)
    return min(ends, default=at)


def then_there(person: Person, where: Whereabouts, verdict: Verdict, at: int) -> str:
    """What is said beside a time for later that is out of hours."""
    clocks = _clocks(where, at)
    time = _time(at, clocks[-1])
    if len(clocks) > 1:
        time = f"between {time} and {_time(at, clocks[0])}"
    guess = "probably " if where.source is Source.NUMBER else ""
    waits = ""
    if verdict.next_ok is not None:
        waits = f"It would wait until {opening_words(person, where, verdict.next_ok, at)}."
    said = f"It is {guess}{time} for {person.first} then, in quiet hours."
    return " ".join(filter(None, (said, why_unsure(where, at), waits)))
