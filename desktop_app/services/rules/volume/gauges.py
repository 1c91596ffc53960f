"""The gauges: what is counted, and where green ends and red begins (rules.md D-01 to D-05R, D-09).

The seed values are those of consumers; texts of a registered firm may go beyond them. So a gauge
warns, and only slows down what a machine sends.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, Final

from desktop_app.services.resources import rule_data

MINUTE: Final = 60
DAY: Final = 86_400
BALANCE_NEEDS: Final = 20
"""Fewer texts than this in 30 days say nothing about a balance."""
RATE_NEEDS: Final = 50
"""Fewer texts than this say nothing about a share."""
SNOWSHOE_RECIPIENTS: Final = 5
PACIFIC: Final = "America/Los_Angeles"


class Band(StrEnum):
    """How near a gauge is to where carriers begin to look."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Scale:
    """The first value that is amber and the first that is red."""

    amber: int
    red: int

    def band(self, value: int) -> Band:
        """Where a value lies."""
        if value >= self.red:
            return Band.RED
        return Band.AMBER if value >= self.amber else Band.GREEN


@cache
def scale(name: str) -> Scale:
    """The scale of throughput, volume, recipients or repetition."""
    borders = _data()["scales"][name]
    return Scale(int(borders["amber"]), int(borders["red"]))


def caps() -> dict[str, str]:
    """T-Mobile's daily caps for a firm of this kind, and whose each is."""
    return {str(cap): str(whose) for cap, whose in _data()["caps"].items()}


@cache
def _data() -> dict[str, Any]:
    return rule_data("volume")


def peak(times: Sequence[int], window: int = MINUTE) -> tuple[int, int]:
    """The most texts in any `window` seconds, and when the last of them went; times ascend."""
    most, when, first = 0, 0, 0
    for place, at in enumerate(times):
        while times[first] <= at - window:
            first += 1
        if place - first + 1 > most:
            most, when = place - first + 1, at
    return most, when


def now_within(times: Sequence[int], now: int, window: int = MINUTE) -> int:
    """How many of these fall into the last `window` seconds."""
    return sum(now - window < at <= now for at in times)


@dataclass(frozen=True, slots=True)
class Balance:
    """Texts out and in over 30 days."""

    sent: int
    received: int

    @property
    def ratio(self) -> float:
        """Texts out for each one in."""
        return self.sent / max(self.received, 1)

    @property
    def band(self) -> Band:
        """In the normal band up to two to one either way."""
        if self.sent + self.received < BALANCE_NEEDS:
            return Band.TOO_LITTLE
        replies = max(self.received, 1)
        if self.sent > 4 * replies:
            return Band.RED
        return Band.GREEN if replies <= 2 * self.sent <= 4 * replies else Band.AMBER


@dataclass(frozen=True, slots=True)
class Sent:
    """One text that went out, as far as repetition goes. `shape` is empty for one without words."""

    at: int
    firm_number: str
    to: str
    shape: str


def most_recipients(texts: Iterable[Sent]) -> tuple[int, str]:
    """To how many people the widest-spread text went, and its shape (D-04)."""
    reached: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if text.shape:
            reached[text.shape].add(text.to)
    widest = max(reached, key=lambda said: len(reached[said]), default="")
    return len(reached[widest]) if widest else 0, widest


def snowshoe(texts: Iterable[Sent]) -> frozenset[str]:
    """The shapes spread over two or more of the firm's numbers to five or more people (D-06).

    `texts` are those of 24 hours.
    """
    reached: dict[str, set[str]] = defaultdict(set)
    used: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if text.shape:
            reached[text.shape].add(text.to)
            used[text.shape].add(text.firm_number)
    return frozenset(
        said
        for said, people in reached.items()
        if len(people) >= SNOWSHOE_RECIPIENTS and len(used[said]) > 1
    )


def senders_band(numbers: int, *, spread: bool) -> Band:
    """One number is what people expect; the same text over several looks like dodging (D-03)."""
    if spread:
        return Band.RED
    return Band.AMBER if numbers > 1 else Band.GREEN


def several_numbers(texts: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Who got texts from more than one of the firm's numbers, from pairs (to, from)."""
    used = Counter(to for to, _ours in set(texts))
    return {to: count for to, count in used.items() if count > 1}


def share_band(part: int, whole: int, *, sends: int | None = None, red: int | None = 3) -> Band:
    """More than one in a hundred is amber, more than `red` is red (D-09).

    Where fewer than 50 texts went out (`sends`; else the whole), a share says nothing.
    """
    if (whole if sends is None else sends) < RATE_NEEDS:
        return Band.TOO_LITTLE
    if red is not None and part * 100 > whole * red:
        return Band.RED
    return Band.AMBER if part * 100 > whole else Band.GREEN


def cap_band(segments: int, cap: int) -> Band:
    """From four fifths of the day's cap on it is amber; at the cap a machine waits (D-08)."""
    if segments >= cap:
        return Band.RED
    return Band.AMBER if segments * 5 >= cap * 4 else Band.GREEN


def cap_day_began(now: int) -> int:
    """Midnight in California, where T-Mobile's day begins, in seconds UTC."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  not to paint first

    there = datetime.fromtimestamp(now, ZoneInfo(PACIFIC))
    return round(datetime.combine(there.date(), time(), there.tzinfo).timestamp())
