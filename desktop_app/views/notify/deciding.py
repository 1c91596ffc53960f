"""What to say about new texts, or to say nothing: one function over what is known, and no more.

It asks no clock, no screen and no store, so that a table of cases can show every one of its
answers. Where it is not certain that the screen is open, it names nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.views.i18n import tr

JUST_NOW_S = 600
"""A text that Twilio has had for longer is read in the list; nobody is called for it."""
LONGEST = 240
"""So many characters of a text stand in a notification."""
NAMED = 3
"""So many people are named when several wrote at once."""
SEVERAL = "several"
"""The key of the one notification about several people."""


class Level(StrEnum):
    """How much a notification says."""

    TEXT = "text"
    NAME = "name"
    NOTHING = "nothing"


class Lock(StrEnum):
    """What the desktop says about the screen."""

    OPEN = "open"
    LOCKED = "locked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heard:
    """One text that came in, with what has to be known about its conversation."""

    conversation_id: int
    name: str
    text: str
    age_s: int = 0
    opted_out: bool = False
    muted: bool = False
    unread: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person set. Hours are minutes of the day; `quiet` None means no quiet hours."""

    level: Level = Level.NAME
    sound: bool = False
    quiet: tuple[int, int] | None = None
    quiet_until: int = 0
    """Seconds since 1970; in the past where nobody asked for quiet."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How things stand at this moment."""

    now: int
    minute: int
    """Minute of the day on this computer's clock."""
    running_s: int
    """How long the program has been running."""
    lock: Lock = Lock.OPEN
    in_sight: int | None = None
    """The conversation a person in front of the window can see; None where there is none."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One notification. A newer one with the same key takes its place."""

    key: str
    title: str
    body: str
    conversations: frozenset[int]


def decide(heard: Sequence[Heard], wishes: Wishes, around: Surroundings) -> Bubble | None:
    """The notification for these texts, oldest first; None where nothing is to be said."""
    if around.lock is Lock.LOCKED or is_quiet(wishes, around.now, around.minute):
        return None
    news = [each for each in heard if _is_news(each, around)]
    return wording(news, level_for(wishes.level, around.lock)) if news else None


def level_for(level: Level, lock: Lock) -> Level:
    """The level that may be used: with the screen perhaps locked, the one that names nobody."""
    return level if lock is Lock.OPEN else Level.NOTHING


def is_quiet(wishes: Wishes, now: int, minute: int) -> bool:
    """Whether nobody wants to be disturbed now."""
    if now < wishes.quiet_until:
        return True
    if wishes.quiet is None:
        return False
    start, end = wishes.quiet
    if start == end:
        return True  # from eight to eight is the whole day
    if start < end:
        return start <= minute < end
    return minute >= start or minute < end


def wording(news: Sequence[Heard], level: Level) -> Bubble:
    """The words for at least one text."""
    people = {each.conversation_id: each.name for each in news}
    key = str(news[0].conversation_id) if len(people) == 1 else SEVERAL
    if level is Level.NOTHING:
        title, body = _count(len(news)), ""
    elif len(people) == 1:
        title, body = _of_one(news, level)
    else:
        title, body = _of_several(news, people)
    return Bubble(key, title, body, frozenset(people))


def _is_news(each: Heard, around: Surroundings) -> bool:
    recent = each.age_s <= min(JUST_NOW_S, around.running_s)
    return recent and each.unread and not each.muted and each.conversation_id != around.in_sight


def _of_one(news: Sequence[Heard], level: Level) -> tuple[str, str]:
    last = news[-1]
    said = _shortened(last.text) if level is Level.TEXT else ""
    if any(each.opted_out for each in news):
        return tr("{name} opted out of texts", name=last.name), said
    if level is Level.TEXT and len(news) == 1:
        return last.name, said
    if len(news) == 1:
        return tr("New text from {name}", name=last.name), said
    return tr("{count} new texts from {name}", count=len(news), name=last.name), said


def _of_several(news: Sequence[Heard], people: dict[int, str]) -> tuple[str, str]:
    gone = {each.conversation_id: each.name for each in news if each.opted_out}
    lines = [tr("{name} opted out of texts", name=name) for name in gone.values()]
    others = [name for place, name in people.items() if place not in gone]
    if len(others) > NAMED:
        left = tr("{count} others", count=len(others) - NAMED)
        others = [*others[:NAMED], left]
    lines += [", ".join(others)] if others else []
    title = tr("{count} new texts from {people} people", count=len(news), people=len(people))
    return title, "\n".join(lines)


def _count(count: int) -> str:
    return tr("New text") if count == 1 else tr("{count} new texts", count=count)


def _shortened(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
