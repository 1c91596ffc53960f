"""The texts of 30 days as the gauges count them, read in ranges of the primary key."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final

from desktop_app.models.queries import reputation as queries
from desktop_app.services.reputation.records import TextRef
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.volume.filtering import FILTERED
from desktop_app.services.rules.volume.fingerprint import shape
from desktop_app.services.rules.volume.gauges import DAY, scale

SPAN_DAYS: Final = 30
_QUARTER_S: Final = 900
ANSWERED_WITHIN_S: Final = 15
"""So soon after a keyword, a text nobody here wrote is the network's own answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One text either way, without its words."""

    id: int
    at: int
    out: bool
    firm_number: str
    conversation_id: int
    error: int
    arrived: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """One text that went out, with its words."""

    id: int
    body: str
    pictures: int
    conversation_id: int
    number: str
    name: str
    carrier: str

    @property
    def shape(self) -> str:
        """What it says, whoever it is for."""
        return shape(self.body, frozenset(self.name.casefold().split()))

    @property
    def ref(self) -> TextRef:
        """The same for the page."""
        name = self.name if self.name != self.number else ""
        return TextRef(self.id, self.conversation_id, name, self.number, self.id >> 6, self.body)


def local_day(at: int) -> date:
    """The day a moment falls on at this computer."""
    return _day_of(at // _QUARTER_S)


@lru_cache(maxsize=4096)
def _day_of(quarter: int) -> date:
    """No zone is off by less than a quarter of an hour."""
    return datetime.fromtimestamp(quarter * _QUARTER_S, UTC).astimezone().date()


class Traffic:
    """Reads once what several gauges need."""

    def __init__(self, connection: Any, now: int) -> None:
        self._connection = connection
        self._now = now
        self.since = now - SPAN_DAYS * DAY

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every text of 30 days but the answers to keywords, oldest first."""
        db, since = self._connection, self.since
        system = queries.system_texts(db, since)
        asked = self._keywords()
        return tuple(
            _line(row)
            for row in queries.lines(db, since, self._now + 1)
            if row[0] not in system and not _automatic(row, asked)
        )

    def _keywords(self) -> dict[int, list[int]]:
        """When each conversation had a word the network answers by itself."""
        sets = rule_data("keywords")["carrier"].values()
        words = sorted({word for each in sets for kind in each.values() for word in kind})
        asked: dict[int, list[int]] = defaultdict(list)
        for _id, conversation, at in queries.keywords(
            self._connection, self.since, json.dumps(words)
        ):
            asked[conversation].append(at)
        return asked

    def of(self, number: str) -> tuple[Line, ...]:
        """Those of one of our numbers."""
        return tuple(line for line in self.lines if line.firm_number == number)

    @cached_property
    def last_day(self) -> list[tuple[Line, Worded]]:
        """What went out in the last 24 hours, with its words."""
        return self.worded(self._now - DAY + 1, self._now + 1)

    def worded(self, since: int, until: int) -> list[tuple[Line, Worded]]:
        """What went out between two moments."""
        counted = {line.id: line for line in self.lines if line.out and since <= line.at < until}
        rows = queries.bodies(self._connection, since, until)
        return [(counted[row[0]], _worded(row)) for row in rows if row[0] in counted]

    def stopped(self, lines: Iterable[Line], most: int) -> list[tuple[Line, Worded]]:
        """The newest of these that a carrier filtered, newest first."""
        found = [line for line in lines if line.error in FILTERED][-most:]
        ids = json.dumps([line.id for line in found])
        rows = {row[0]: _worded((*row[:6], "")) for row in queries.stopped(self._connection, ids)}
        return [(line, rows[line.id]) for line in reversed(found)]

    def alike_by_day(self, lines: Iterable[Line]) -> dict[date, int]:
        """The most texts with the same words, for each day on which it can matter."""
        sent = Counter(local_day(line.at) for line in lines if line.out)
        own = {line.id for line in lines}
        return {
            day: _most_alike(self._of_day(day), own)
            for day, count in sent.items()
            if count >= scale("repetition").amber
        }

    def _of_day(self, day: date) -> list[tuple[Line, Worded]]:
        return self.worded(_began(day), _began(day + timedelta(days=1)))


def _line(row: Any) -> Line:
    return Line(row[0], row[1], bool(row[2]), row[3], row[4], row[5], bool(row[6]))


def _worded(row: Any) -> Worded:
    return Worded(*row)


def _began(day: date) -> int:
    """Midnight here."""
    return round(datetime.combine(day, datetime.min.time()).astimezone().timestamp())


def _most_alike(texts: Iterable[tuple[Line, Worded]], own: set[int]) -> int:
    said = Counter(text.shape for line, text in texts if line.id in own)
    said.pop("", None)
    return max(said.values(), default=0)


def _automatic(row: Any, asked: dict[int, list[int]]) -> bool:
    """Whether the network wrote it, in answer to a keyword."""
    if not row[2] or row[7] is not None:
        return False
    return any(0 <= row[1] - at <= ANSWERED_WITHIN_S for at in asked.get(row[4], ()))
