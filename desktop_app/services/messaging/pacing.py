"""How fast texts may leave: no number sends faster than its network takes them; nothing is lost.

A number has its pace in segments a second (twilio.md section 4); the firm can slow down what a
machine sends further. A text that has to wait stays where it is; the first one never waits.
"""

from dataclasses import dataclass
from functools import cache

from desktop_app.models.enums import MessageKind, Origin, SenderType
from desktop_app.services.messaging.segments import count
from desktop_app.services.resources import rule_data

SEGMENTS_A_SECOND = {SenderType.LONG_CODE: 1, SenderType.TOLL_FREE: 3, SenderType.SHORT_CODE: 100}
"""A local number carries one; its campaign may allow more, never less."""
TOLL_FREE_TO_CANADA = 1
"""Toll-free texts to Canada take the routes of persons: one a second."""
FASTEST = "network"
PACES = {FASTEST: 0, "30": 30, "6": 6}
"""The firm’s own pace for what a machine sends, as texts a minute; 0: as fast as the number may."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A way that takes one text after another: a number, a number to Canada, or all machines."""

    name: str
    number: str = ""


MACHINES = Lane("machines")


def is_machine(origin: Origin, kind: MessageKind) -> bool:
    """Whether the firm's own pace holds for a text.

    A person's text does not wait for it, nor does an answer the program owes within minutes.
    """
    return origin is not Origin.MANUAL and kind is not MessageKind.SYSTEM


@cache
def canada() -> frozenset[str]:
    """Canada's area codes."""
    return frozenset(rule_data("area_codes")["canada"])


def to_canada(number: str) -> bool:
    """Whether a number lies in Canada."""
    return number.startswith("+1") and number[2:5] in canada()


@dataclass(frozen=True, slots=True)
class Leaving:
    """What decides how long a text keeps others waiting."""

    from_number: str
    sender_type: SenderType
    to_number: str
    body: str
    machine: bool


def closes(text: Leaving, a_minute: int) -> dict[Lane, float]:
    """The lanes a text takes, and for how many seconds each is closed after it."""
    segments = count(text.body).segments
    kept = {Lane("number", text.from_number): segments / SEGMENTS_A_SECOND[text.sender_type]}
    if text.sender_type is SenderType.TOLL_FREE and to_canada(text.to_number):
        kept[Lane("canada", text.from_number)] = segments / TOLL_FREE_TO_CANADA
    if text.machine and a_minute:
        kept[MACHINES] = 60 / a_minute
    return kept


class Timetable:
    """When each lane is free again, on a clock that only goes forward."""

    def __init__(self) -> None:
        self._free_at: dict[Lane, float] = {}

    def take(self, text: Leaving, a_minute: int, now: float) -> None:
        """A text leaves now."""
        for lane, seconds in closes(text, a_minute).items():
            self._free_at[lane] = max(self._free_at.get(lane, 0.0), now) + seconds

    def closed(self, a_minute: int, now: float) -> frozenset[Lane]:
        """The lanes in which a text would still have to wait."""
        return frozenset(
            lane
            for lane, free_at in self._free_at.items()
            if free_at > now and (a_minute or lane != MACHINES)
        )

    def opens_in(self, a_minute: int, now: float) -> float:
        """Seconds until the next closed lane is free; 0 where none is closed."""
        lanes = self.closed(a_minute, now)
        return min((self._free_at[lane] - now for lane in lanes), default=0.0)
