"""Plain records of the Reputation page. Times in seconds UTC, days as ISO dates here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop_app.services.rules.volume.filtering import Trouble
from desktop_app.services.rules.volume.gauges import Band

__all__ = ["Band", "Trouble"]


class GaugeKey(StrEnum):
    """The gauges, in the order of the page."""

    THROUGHPUT = "throughput"
    VOLUME = "volume"
    SENDERS = "senders"
    RECIPIENTS = "recipients"
    BALANCE = "balance"
    REPETITION = "repetition"


@dataclass(frozen=True, slots=True)
class TextRef:
    """One text that is meant, and where to find it."""

    message_id: int
    conversation_id: int
    name: str
    """Of the recipient; empty for a number nobody has a name for."""
    number: str
    at: int
    body: str
    error: int = 0
    hits: tuple[str, ...] = ()
    """What the checks say of its words."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One gauge now. `amber` and `red` are the first values of those bands."""

    key: GaugeKey
    value: float
    band: Band
    amber: float
    red: float
    most: float = 0
    """The highest value of 30 days, where that is counted."""
    most_on: str = ""
    texts: tuple[TextRef, ...] = ()
    """The texts meant, newest first; at most 50."""
    count: int = 0
    """How many texts, or people with several numbers, are meant."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one number. `alike`: the most texts of that day that say the same."""

    day: str
    sent: int
    received: int
    filtered: int
    alike: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as people who opted out among those who got texts."""

    part: int
    whole: int
    band: Band

    @property
    def per_cent(self) -> float:
        """In hundredths; 0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Filtered:
    """What carriers stopped in a week, and what that says."""

    share: Share
    last_day: int
    trouble: Trouble
    texts: tuple[TextRef, ...] = ()
    """Newest first, at most 50."""


@dataclass(frozen=True, slots=True)
class Cap:
    """What counts against T-Mobile's daily cap of the whole firm, in segments and pictures."""

    expected: int
    at_worst: int
    cap: int
    band: Band
    resets_at: int


@dataclass(frozen=True, slots=True)
class Report:
    """All of the page for one number."""

    number: str
    """Empty where the firm has no number yet."""
    numbers: tuple[tuple[str, str], ...]
    """Every number with its label."""
    made_at: int
    gauges: tuple[Gauge, ...]
    minute_now: int
    """Texts of the last 60 seconds."""
    balance: tuple[int, int]
    """Texts sent and received over 30 days."""
    days: tuple[Day, ...]
    textable: Share
    opt_outs: Share
    filtered: Filtered
    cap: Cap

    def gauge(self, key: GaugeKey) -> Gauge:
        """One gauge."""
        return next(gauge for gauge in self.gauges if gauge.key is key)

    @property
    def over(self) -> tuple[str, ...]:
        """What is red, by name."""
        red = [str(gauge.key) for gauge in self.gauges if gauge.band is Band.RED]
        if self.opt_outs.band is Band.RED:
            red.append("opt_outs")
        if self.cap.band is Band.RED:
            red.append("cap")
        if self.filtered.trouble in {Trouble.NUMBER, Trouble.UNREGISTERED}:
            red.append("filtered")
        return tuple(red)

    @property
    def is_empty(self) -> bool:
        """Whether nothing went either way in 30 days."""
        return not any(self.balance)


class Reputation(Protocol):
    """Works out the page. Network lane: a big store takes a second."""

    def look(self, number: str = "") -> Report:
        """How carriers are likely to see a number; the firm's first one where none is named."""
