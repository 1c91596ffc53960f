"""Turns the written conversations into past texts, dated back from the day the firm is founded."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from desktop_app.services.practice.firm.client import PracticeClient
from desktop_app.services.practice.firm.episodes import EPISODES, LIVES
from desktop_app.services.practice.firm.people import PEOPLE
from desktop_app.services.practice.firm.pictures import car, form
from desktop_app.services.practice.firm.threads import THREADS
from desktop_app.services.practice.texts import PastText, Picture

_LINE = re.compile(r"(\d+)(d|h|m)(?: (\d\d):(\d\d))? ([<>]) (.+)")
_MARK = re.compile(r"(?:\[(\w+)\] ?)?(.*)")
_WHEN = re.compile(r"\{(day|date|dia)\+(\d+)\}")
_GAP_S = 60
_FRIDAY = 4

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Line(NamedTuple):
    """One written line, its moment worked out."""

    at: float
    inbound: bool
    mark: str
    words: str


def history(now: float) -> list[PastText]:
    """Every text of the firm's last weeks, oldest first, none of them after `now`."""
    texts = [text for index, person in enumerate(PEOPLE) for text in _past(person, index, now)]
    return sorted(texts, key=lambda text: text.at)


def _past(person: PracticeClient, index: int, now: float) -> Iterator[PastText]:
    latest = 0.0
    lines = sorted(_lines(person, index, now), key=lambda line: line.at)
    for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
        # Texts keep their order, a minute apart at least, and none lies in the future.
        latest = min(max(line.at, latest + _GAP_S), now - left * _GAP_S / 2)
        yield _text(person, line, latest)


def _text(person: PracticeClient, line: _Line, at: float) -> PastText:
    error = int(line.mark) if line.mark.isdigit() else None
    return PastText(
        at,
        person.number,
        person.firm_number,
        line.inbound,
        _fill(line.words, person, at),
        "undelivered" if error else "delivered",
        error,
        _pictures(line.mark),
    )


def _pictures(mark: str) -> tuple[Picture, ...]:
    if mark == "photo":
        return (car(),)
    return (form(),) if mark == "form" else ()


def _lines(person: PracticeClient, index: int, now: float) -> Iterator[_Line]:
    today = datetime.fromtimestamp(now, ZoneInfo(person.time_zone)).date()
    for written in THREADS.get(person.name, "").strip().splitlines():
        yield _read(written, person, index, now, lambda days: _business_day(today, -days))
    for way, life in enumerate(filter(None, LIVES.get(person.name, "").split(", ")), index):
        name, ago = life.split()
        start = _business_day(today, -int(ago))
        for written in EPISODES[name].strip().splitlines():
            yield _read(written, person, way, now, partial(_business_day, start))


def _read(
    written: str, person: PracticeClient, way: int, now: float, day: Callable[[int], date]
) -> _Line:
    """One line as written; of several ways to say it, the one that falls to this client."""
    found = _LINE.fullmatch(written)
    assert found is not None, written
    count, unit, hour, minute, who, said = found.groups()
    ways = said.split(" || ")
    marked = _MARK.fullmatch(ways[way % len(ways)])
    assert marked is not None, written
    mark, words = marked.groups()
    if unit == "d":
        zone = ZoneInfo(person.time_zone)
        hour_there = time(int(hour), int(minute), tzinfo=zone)
        at = datetime.combine(day(int(count)), hour_there).timestamp()
    else:
        at = now - int(count) * (3600 if unit == "h" else 60)
    return _Line(at, who == "<", mark or "", words)


def _business_day(day: date, count: int) -> date:
    """`count` business days after a day, or before it; a weekend counts as the Friday before it."""
    day -= timedelta(days=max(0, day.weekday() - _FRIDAY))
    weeks, days = divmod(day.weekday() + count, _FRIDAY + 1)
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks, days=days)


def _fill(words: str, person: PracticeClient, at: float) -> str:
    said_on = datetime.fromtimestamp(at, ZoneInfo(person.time_zone)).date()
    words = _WHEN.sub(lambda found: _named(found[1], said_on, int(found[2])), words)
    return words.replace("{first}", person.first_name).replace("{matter}", person.matter_number)


def _named(how: str, day: date, business_days: int) -> str:
    day = _business_day(day, business_days)
    if how == "date":
        return f"{_MONTHS[day.month - 1]} {day.day}"
    return (_DAYS if how == "day" else _DIAS)[day.weekday()]
