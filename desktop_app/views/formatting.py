"""Times, consent and events as people read them: the tables behind every painted word."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from desktop_app.services.records import Channel, TextState
from desktop_app.views.i18n import tr

WEEK = 7


def _system_now() -> int:
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Calendar:
    """What time it is and where: asked for everywhere, so that a test can choose both.

    `zone` None is the zone of this computer.
    """

    now: Callable[[], int] = _system_now
    zone: tzinfo | None = None

    def moment(self, at: int) -> datetime:
        """A stored time on this calendar."""
        return datetime.fromtimestamp(at, UTC).astimezone(self.zone)

    def day(self, at: int) -> date:
        """The day a stored time falls on."""
        return self.moment(at).date()

    def clock(self, at: int) -> str:
        """The time of day: 8:06 PM."""
        moment = self.moment(at)
        return f"{moment.hour % 12 or 12}:{moment:%M %p}"

    def list_time(self, at: int) -> str:
        """As short as it is clear: 8:06 PM today, Wed this week, Mar 4 this year, Mar 4, 2025."""
        day, today = self.day(at), self.day(self.now())
        if day == today:
            return self.clock(at)
        if 0 < (today - day).days < WEEK:
            return f"{day:%a}"
        return f"{day:%b} {day.day}" + ("" if day.year == today.year else f", {day.year}")

    def day_words(self, at: int) -> str:
        """The day as a heading: Today, Yesterday, Wednesday, March 11."""
        day, today = self.day(at), self.day(self.now())
        if day == today:
            return tr("Today")
        near = {1: tr("Yesterday"), -1: tr("Tomorrow")}.get((today - day).days)
        if near is not None:
            return near
        words = f"{day:%A, %B} {day.day}"
        return words if day.year == today.year else f"{words}, {day.year}"


def format_time(at: int) -> str:
    """A stored time as the list shows it, on this computer's calendar."""
    return Calendar().list_time(at)


def initials(name: str) -> str:
    """Two letters for the circle; # for somebody known by number only."""
    words = [word for word in name.split() if word[0].isalpha()]
    if not words:
        return "#"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


@dataclass(frozen=True, slots=True)
class Glyph:
    """An icon, the token it is painted in, and the words it stands for."""

    icon: str
    tone: str
    words: str


_CONSENT = {
    TextState.NONE: Glyph("circle-help", "text2", "no consent on record"),
    TextState.PENDING: Glyph("circle-dashed", "warn", "waiting for YES"),
    TextState.IN: Glyph("circle-check", "ok", "texts opted in"),
    TextState.OUT_FIRM: Glyph("circle-pause", "text2", "texts opted out by the firm"),
    TextState.REVIEW: Glyph("message-circle-question-mark", "warn", "needs a decision"),
    TextState.OUT_CONTACT: Glyph("ban", "danger", "asked to stop"),
    TextState.OUT_CARRIER: Glyph("ban", "danger", "texts opted out by STOP"),
    TextState.WRONG_PERSON: Glyph("circle-x", "danger", "number of somebody else"),
    TextState.LANDLINE: Glyph("phone", "text2", "landline, can’t get texts"),
}


_TASKS = {
    "call": Glyph("phone-outgoing", "warn", "to do: call"),
    "confidentiality": Glyph("shield-check", "warn", "to do: look at what was sent"),
}


def consent_glyph(state: TextState) -> Glyph:
    """How a text state looks and what it is called in a sentence."""
    glyph = _CONSENT[state]
    return Glyph(glyph.icon, glyph.tone, tr(glyph.words))


_MARKS = {
    Channel.CALLS_IN: Glyph("phone-missed", "danger", "blocked caller"),
    Channel.CALLS_OUT: Glyph("phone-outgoing", "text2", "calls off"),
    Channel.EMAIL: Glyph("mail", "text2", "email off"),
}


def channel_mark(channel: Channel) -> Glyph:
    """How it is marked that one of the channels beside texts is turned off for a person."""
    glyph = _MARKS[channel]
    return Glyph(glyph.icon, glyph.tone, tr(glyph.words))


_EVENTS = {
    "opt_out_client": ("ban", "danger"),
    "opt_in": ("circle-check", "ok"),
    "opt_out_firm": ("circle-pause", "text2"),
    "consent": ("file-check", "ok"),
    "help": ("info", "text2"),
    "override": ("key-round", "warn"),
    "review": ("hourglass", "warn"),
    "waiting": ("circle-dashed", "warn"),
    "wrong_number": ("circle-x", "danger"),
    "note": ("info", "text2"),
}


def event_glyph(meaning: str) -> tuple[str, str]:
    """Icon and tone of a line Brieftext wrote into a conversation."""
    return _EVENTS.get(meaning, _EVENTS["note"])


def task_glyph(kind: str) -> Glyph | None:
    """What somebody has to do in a conversation after a client's word; None where nothing."""
    return _TASKS.get(kind)
