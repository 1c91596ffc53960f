"""The times a text is usually wanted for, in the client's own day (rules.md E, DESIGN.md 371)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop_app.services.records import Route
from desktop_app.views.i18n import tr

MORNING, AFTERNOON = 8, 17
"""Eight is when quiet hours end; five is when people come home."""
QUARTER_S = 900
_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Suggested:
    """One time to choose: its key, its words and the second it means."""

    key: str
    words: str
    at: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """When a text is to leave, from where, and whether an answer takes it back first."""

    send_at: int
    route: Route
    cancel_on_reply: bool


def zone_of(name: str, here: tzinfo | None) -> tzinfo | None:
    """The client's zone where it is known and exists, else this computer's."""
    try:
        return ZoneInfo(name) if name else here
    except (ZoneInfoNotFoundError, ValueError):
        return here


def suggestions(now: int, zone: tzinfo | None) -> list[Suggested]:
    """In an hour, this evening where there is one left, tomorrow morning, Monday morning."""
    moment = datetime.fromtimestamp(now, UTC).astimezone(zone)
    hour = -(-(now + 3_600) // QUARTER_S) * QUARTER_S
    found = [Suggested("hour", tr("In an hour, {time}", time=_clock(hour, zone)), hour)]
    evening = _at(moment, AFTERNOON)
    if evening > hour:
        found.append(Suggested("evening", tr("Today, {time}", time=_clock(evening, zone)), evening))
    tomorrow = _at(moment + timedelta(days=1), MORNING)
    found.append(
        Suggested("tomorrow", tr("Tomorrow, {time}", time=_clock(tomorrow, zone)), tomorrow)
    )
    ahead = (_MONDAY - moment.weekday()) % 7
    if ahead > 1:
        monday = _at(moment + timedelta(days=ahead), MORNING)
        found.append(Suggested("monday", tr("Monday, {time}", time=_clock(monday, zone)), monday))
    return found


def when_words(at: int, zone: tzinfo | None, here: tzinfo | None, whose: str) -> str:
    """A time as both sides read it: Thu, Nov 26, 8:00 AM her time, 7:00 AM here."""
    theirs = datetime.fromtimestamp(at, UTC).astimezone(zone)
    ours = datetime.fromtimestamp(at, UTC).astimezone(here)
    words = f"{theirs:%a, %b} {theirs.day}, {_clock(at, zone)}"
    if theirs.utcoffset() == ours.utcoffset():
        return words
    return tr("{when} {whose} time, {time} here", when=words, whose=whose, time=_clock(at, here))


def _at(day: datetime, hour: int) -> int:
    """That hour of that day on its own clock, whatever the clock did in the night."""
    local = day.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if local.tzinfo is not None and not isinstance(local.tzinfo, ZoneInfo):
        # A fixed offset of astimezone(None): ask the system again for that day.
        local = datetime(local.year, local.month, local.day, hour).astimezone()
    return round(local.timestamp())


def _clock(at: int, zone: tzinfo | None) -> str:
    moment = datetime.fromtimestamp(at, UTC).astimezone(zone)
    return f"{moment.hour % 12 or 12}:{moment:%M %p}"
