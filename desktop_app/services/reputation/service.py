"""Works out how carriers are likely to see a number. Pure reading, on a connection of its own."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from desktop_app.models.queries import desk
from desktop_app.models.queries import reputation as queries
from desktop_app.services.declared import default_of
from desktop_app.services.firm_numbers.records import PAYS_FOR
from desktop_app.services.messaging.segments import count
from desktop_app.services.ports import Clock
from desktop_app.services.reputation.records import (
    Cap,
    Day,
    Filtered,
    Gauge,
    GaugeKey,
    Report,
    Share,
    TextRef,
)
from desktop_app.services.reputation.traffic import (
    SPAN_DAYS,
    Line,
    Traffic,
    Worded,
    local_day,
)
from desktop_app.services.rules.volume import gauges as rules
from desktop_app.services.rules.volume.clusters import largest_cluster
from desktop_app.services.rules.volume.filtering import FILTERED, Answered, filtered_band, trouble
from desktop_app.services.rules.volume.gauges import Band

WEEK_S: Final = 7 * rules.DAY
MOST_TEXTS: Final = 50
T_MOBILE: Final = ("t-mobile", "tmobile", "metropcs", "sprint")
"""How Twilio's look-ups name the networks whose cap it is."""
UNKNOWN_SHARE: Final = 3
"""One in three texts goes to T-Mobile where nobody asked (D-08)."""
_QUIET: Final = frozenset({"INFO"})


class ReputationService:
    """Implements workspace.Reputation."""

    def __init__(self, reader: Callable[[], Any], clock: Clock) -> None:
        self._reader = reader
        self._clock = clock

    def look(self, number: str = "") -> Report:
        """How carriers are likely to see a number; the firm's first one where none is named."""
        with closing(self._reader()) as connection:
            return _Looking(connection, self._clock.now(), number).report()


class _Looking:
    """One look at one moment."""

    def __init__(self, connection: Any, now: int, number: str) -> None:
        self._db = connection
        self._now = now
        self._traffic = Traffic(connection, now)
        rows = queries.numbers(connection)
        self._numbers = tuple((str(row[0]), str(row[1])) for row in rows)
        known = [each for each, _label in self._numbers]
        self._number = number if number in known else next(iter(known), "")
        self._own = self._traffic.of(self._number)

    def report(self) -> Report:
        """All of it."""
        own, now = self._own, self._now
        out = [line for line in own if line.out]
        part, whole = queries.textable(self._db, now - PAYS_FOR)
        return Report(
            number=self._number,
            numbers=self._numbers,
            made_at=now,
            gauges=(
                self._throughput(),
                self._volume(),
                self._senders(),
                self._recipients(),
                self._balance(len(out), len(own) - len(out)),
                self._repetition(),
            ),
            minute_now=rules.now_within([line.at for line in own], now),
            balance=(len(out), len(own) - len(out)),
            days=self._days(),
            textable=Share(part, whole, Band.GREEN if whole else Band.TOO_LITTLE),
            opt_outs=self._opt_outs(out),
            filtered=self._filtered(out),
            cap=self._cap(),
        )

    def _today(self) -> list[int]:
        today = local_day(self._now)
        return [line.at for line in self._own if local_day(line.at) == today]

    def _throughput(self) -> Gauge:
        most, at = rules.peak([line.at for line in self._own])
        value, _ = rules.peak(self._today())
        on = local_day(at).isoformat() if most else ""
        return _scaled(GaugeKey.THROUGHPUT, "throughput", value, most, on)

    def _volume(self) -> Gauge:
        days = Counter(local_day(line.at) for line in self._own)
        today = local_day(self._now)
        busiest = max(days, key=lambda day: (days[day], day), default=today)
        most = days[busiest]
        return _scaled(GaugeKey.VOLUME, "volume", days[today], most, busiest.isoformat())

    def _senders(self) -> Gauge:
        """How many numbers the firm texts from, and whether it spreads one text over them."""
        used = {line.firm_number for line in self._traffic.lines if line.out}
        sent = [_sent(line, text) for line, text in self._traffic.last_day]
        spread = rules.snowshoe(sent)
        both = rules.several_numbers(
            (str(line.conversation_id), line.firm_number)
            for line in self._traffic.lines
            if line.out
        )
        texts = [text for _line, text in self._traffic.last_day if text.shape in spread]
        return Gauge(
            GaugeKey.SENDERS,
            len(used),
            rules.senders_band(len(used), spread=bool(spread)),
            2,
            2,
            texts=_refs(texts),
            count=len(texts) or len(both),
        )

    def _recipients(self) -> Gauge:
        sent = [_sent(line, text) for line, text in self._traffic.last_day]
        reached, said = rules.most_recipients(sent)
        texts = [text for _line, text in self._traffic.last_day if said and text.shape == said]
        made = _scaled(GaugeKey.RECIPIENTS, "recipients", reached)
        return replace(made, texts=_refs(texts), count=len(texts))

    def _balance(self, sent: int, received: int) -> Gauge:
        balance = rules.Balance(sent, received)
        return Gauge(GaugeKey.BALANCE, balance.ratio, balance.band, 2, 4)

    def _repetition(self) -> Gauge:
        texts = [text for line, text in self._traffic.last_day if line.firm_number == self._number]
        places = largest_cluster([text.shape for text in texts])
        made = _scaled(GaugeKey.REPETITION, "repetition", len(places))
        return replace(made, texts=_refs(texts[place] for place in places), count=len(places))

    def _days(self) -> tuple[Day, ...]:
        alike = self._traffic.alike_by_day(self._own)
        sent = Counter(local_day(line.at) for line in self._own if line.out)
        received = Counter(local_day(line.at) for line in self._own if not line.out)
        filtered = Counter(local_day(line.at) for line in self._own if line.error in FILTERED)
        today = local_day(self._now)
        days = [today - timedelta(days=back) for back in range(SPAN_DAYS - 1, -1, -1)]
        return tuple(
            Day(day.isoformat(), sent[day], received[day], filtered[day], alike.get(day, 0))
            for day in days
        )

    def _opt_outs(self, out: Sequence[Line]) -> Share:
        """Of the people who got texts this week, those who opted out after one (D-09)."""
        since = self._now - WEEK_S
        lately = [line for line in out if line.at > since]
        reached: dict[int, int] = {}
        for line in lately:
            reached.setdefault(line.conversation_id, line.at)
        gone = queries.opt_outs(self._db, since)
        left = sum(who in reached and at >= reached[who] for who, at in gone.items())
        band = rules.share_band(left, len(reached), sends=len(lately))
        return Share(left, len(reached), band)

    def _filtered(self, out: Sequence[Line]) -> Filtered:
        lately = [line for line in out if line.at > self._now - WEEK_S]
        found = self._traffic.stopped(lately, MOST_TEXTS)
        said = {line.id: text.shape for line, text in found}
        answers = [Answered(said.get(each.id, ""), each.arrived, each.error) for each in lately]
        number = sum(line.error in FILTERED for line in lately)
        last_day = sum(line.at > self._now - rules.DAY for line, _text in found)
        return Filtered(
            Share(number, len(lately), filtered_band(number, len(lately), last_day)),
            last_day,
            trouble(answers),
            tuple(
                replace(text.ref, error=line.error, hits=hits(text.body)) for line, text in found
            ),
        )

    def _cap(self) -> Cap:
        """What went out since midnight in California, from every number of the firm."""
        began = rules.cap_day_began(self._now)
        theirs = unknown = 0
        for _line, text in self._traffic.worded(began, self._now + 1):
            parts = 1 if text.pictures else count(text.body).segments
            if not text.carrier:
                unknown += parts
            elif any(name in text.carrier.casefold() for name in T_MOBILE):
                theirs += parts
        cap = int(desk.setting(self._db, "carrier_cap") or default_of("carrier_cap"))
        expected = theirs - (-unknown // UNKNOWN_SHARE)
        return Cap(
            expected,
            theirs + unknown,
            cap,
            rules.cap_band(expected, cap),
            rules.cap_day_began(began + rules.DAY + 3 * 3600),
        )


def hits(body: str) -> tuple[str, ...]:
    """What the checks of a text's words would say of it, each thing once."""
    from desktop_app.services.rules.content.check import check  # noqa: PLC0415  loads word lists
    from desktop_app.services.rules.content.findings import Circumstances  # noqa: PLC0415

    found = [each.chip for each in check(body, Circumstances()) if each.outcome not in _QUIET]
    return tuple(dict.fromkeys(found))


def _scaled(key: GaugeKey, name: str, value: int, most: int = 0, most_on: str = "") -> Gauge:
    scale = rules.scale(name)
    return Gauge(key, value, scale.band(value), scale.amber, scale.red, most, most_on)


def _sent(line: Line, text: Worded) -> rules.Sent:
    return rules.Sent(line.at, line.firm_number, text.number, text.shape)


def _refs(texts: Iterable[Worded]) -> tuple[TextRef, ...]:
    return tuple(text.ref for text in list(texts)[: -MOST_TEXTS - 1 : -1])
