"""The hours in which somebody may be texted, on every clock they may live by (rules.md E).

Advertising is bound by the strictest hours of every state that comes into question, on all the
clocks; what a machine sends waits for 8:00; a person who writes at night is told what time it is
there. An hour's end is closed, and in the ten minutes before it nothing new is begun, so that a
text held up on its way does not ring in the night.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.deadlines import is_holiday
from desktop_app.services.rules.zones import Whereabouts

RULE = "E-01"
DAYS_AHEAD = 12
"""Longer than any run of days without hours: a holiday beside a weekend."""
_MINUTE = 60
_SATURDAY, _SUNDAY = 5, 6

Hours = tuple[int, int] | None
"""The first hour, and the one that is closed again; None on a day without any."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the hours say of one text at one moment.

    `next_ok` is the first moment from then on at which nothing speaks against it, `closes_at` the
    end of the hours it falls into; both in seconds, None where there is none.
    """

    outcome: Outcome
    next_ok: int | None = None
    closes_at: int | None = None


def quiet_hours(
    kind: MessageKind, origin: Origin, where: Whereabouts, at: int, *, answers: bool = False
) -> Verdict:
    """Whether a text of this kind may leave at `at`. `answers`: they wrote within the hour."""
    if kind is MessageKind.SYSTEM or not where.zones:
        return Verdict(Outcome.OK, at)
    if answers and origin is Origin.MANUAL:
        return Verdict(Outcome.OK, at)
    promotional = kind is MessageKind.PROMOTIONAL
    closes = closes_at(where, at, promotional=promotional)
    if closes is not None:
        return Verdict(Outcome.OK, at, closes)
    opens = next_ok(where, at, promotional=promotional)
    if promotional:
        return Verdict(Outcome.BLOCK, opens)
    return Verdict(Outcome.WARN if origin is Origin.MANUAL else Outcome.HOLD, opens)


def answer_s() -> int:
    """For how long after a text of theirs an answer is never out of hours."""
    return int(_data()["answer_s"])


def last_call(verdict: Verdict, at: int) -> bool:
    """Whether the hours end so soon that nothing new is begun."""
    return verdict.closes_at is not None and verdict.closes_at - at < int(_data()["last_call_s"])


def allowed(where: Whereabouts, at: int, *, promotional: bool) -> bool:
    """Whether `at` lies within the hours on every clock and of every state."""
    return closes_at(where, at, promotional=promotional) is not None


def closes_at(where: Whereabouts, at: int, *, promotional: bool) -> int | None:
    """When the hours that `at` falls into end; None where it falls into none."""
    ends = []
    for zone in where.zones:
        local = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone))
        hours = _strictest(where.states, local.date(), promotional=promotional)
        if hours is None:
            return None
        start, end = (_moment(local.date(), hour, zone) for hour in hours)
        if not start <= at < end:
            return None
        ends.append(end)
    return min(ends, default=None)


def next_ok(where: Whereabouts, at: int, *, promotional: bool) -> int | None:
    """The first minute from `at` on within the hours; None where there is none in sight."""
    first = -(-at // _MINUTE) * _MINUTE
    if allowed(where, first, promotional=promotional):
        return first
    for moment in sorted(_openings(where, first, promotional=promotional)):
        if allowed(where, moment, promotional=promotional):
            return moment
    return None


def _openings(where: Whereabouts, at: int, *, promotional: bool) -> Iterator[int]:
    """Every moment at which a clock's hours begin: the first good moment is one of them."""
    for zone in where.zones:
        today = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date()
        for ahead in range(DAYS_AHEAD):
            day = today + timedelta(days=ahead)
            hours = _strictest(where.states, day, promotional=promotional)
            if hours is not None and (moment := _moment(day, hours[0], zone)) >= at:
                yield moment


def _strictest(states: frozenset[str], day: date, *, promotional: bool) -> Hours:
    """The hours that all of the states allow on a day; advertising with no known state: few."""
    if not promotional:
        return _of_day(_data()["default"], day)
    rows = [_row(state) for state in states] or [_data()["unknown"]]
    every = [_of_day(row, day) for row in rows]
    open_ = [hours for hours in every if hours is not None]
    start, end = max((a for a, _ in open_), default=0), min((b for _, b in open_), default=0)
    return (start, end) if len(open_) == len(every) and start < end else None


def _row(state: str) -> dict[str, Any]:
    row: dict[str, Any] = _data()["states"].get(state, _data()["default"])
    return row


def _of_day(row: dict[str, Any], day: date) -> Hours:
    name = {_SATURDAY: "saturday", _SUNDAY: "sunday"}.get(day.weekday(), "week")
    hours = row[name]
    if "holiday" in row and is_holiday(day):
        hours = row["holiday"] and _both(hours, row["holiday"])
    return (int(hours[0]), int(hours[1])) if hours else None


def _both(first: "list[int] | None", second: "list[int]") -> "list[int] | None":
    """A holiday loosens nothing: on a Sunday the Sunday's hours count too."""
    return first and [max(first[0], second[0]), min(first[1], second[1])]


def _moment(day: date, hour: int, zone: str) -> int:
    """An hour of a day on a clock, in seconds; no state's hours begin while clocks are changed."""
    return round(datetime.combine(day, time(hour), ZoneInfo(zone)).timestamp())


@cache
def _data() -> dict[str, Any]:
    return rule_data("state_hours")
