"""A made-up look at the firm's number, near the design's picture."""

from dataclasses import replace
from datetime import date, timedelta

from desktop_app.services.reputation.records import (
    Band,
    Cap,
    Day,
    Filtered,
    Gauge,
    GaugeKey,
    Report,
    Share,
    TextRef,
    Trouble,
)

NOW = 1_773_280_000
NUMBER, OTHER = "+13125550100", "+18335550100"
REMINDER = "Your hearing is Monday at 9:00 AM, Daley Center. Reply YES to confirm."
SENT = (
    49,
    41,
    56,
    4,
    6,
    54,
    50,
    35,
    45,
    42,
    4,
    1,
    36,
    35,
    54,
    54,
    34,
    3,
    1,
    57,
    54,
    35,
    39,
    36,
    5,
    1,
)
GOT = (
    24,
    27,
    37,
    1,
    4,
    39,
    21,
    16,
    31,
    25,
    2,
    6,
    19,
    25,
    29,
    36,
    21,
    2,
    1,
    24,
    26,
    24,
    20,
    21,
    6,
    2,
)
LAST = ((52, 25), (58, 31), (97, 34), (52, 27))


def text(number, body=REMINDER, **more):
    """One text that is meant."""
    ref = TextRef(number, number, f"Client {number}", f"+1312555{number:04}", NOW - number, body)
    return replace(ref, **more)


def gauge(key, value, band, borders, **more):
    """One gauge."""
    return Gauge(key, value, band, *borders, **more)


def days():
    """Thirty of them, the last but one with a bulk reminder."""
    first = date(2026, 2, 11)
    pairs = [*zip(SENT, GOT, strict=True), *LAST]
    return tuple(
        Day((first + timedelta(days=n)).isoformat(), sent, got, 0, 31 if sent == 97 else 0)
        for n, (sent, got) in enumerate(pairs)
    )


def report():
    """Repetition is over its line, throughput close to it."""
    alike = tuple(text(number) for number in range(1, 32))
    links = (
        text(40, "Fill this in: bit.ly/ho-report", error=30007, hits=("Shared shortener",)),
        text(41, "Fill this in: bit.ly/ho-report", error=30007, hits=("Shared shortener",)),
    )
    return Report(
        number=NUMBER,
        numbers=((NUMBER, "Main line"), (OTHER, "")),
        made_at=NOW,
        gauges=(
            gauge(GaugeKey.THROUGHPUT, 17, Band.AMBER, (16, 61), most=22, most_on="2026-03-11"),
            gauge(GaugeKey.VOLUME, 97, Band.GREEN, (300, 1000), most=131, most_on="2026-03-11"),
            gauge(GaugeKey.SENDERS, 1, Band.GREEN, (2, 2)),
            gauge(GaugeKey.RECIPIENTS, 31, Band.AMBER, (11, 101), texts=alike, count=31),
            gauge(GaugeKey.BALANCE, 1.8, Band.GREEN, (2, 4)),
            gauge(GaugeKey.REPETITION, 31, Band.RED, (10, 25), texts=alike, count=31),
        ),
        minute_now=2,
        balance=(1089, 606),
        days=days(),
        textable=Share(62, 68, Band.GREEN),
        opt_outs=Share(1, 96, Band.AMBER),
        filtered=Filtered(Share(2, 260, Band.AMBER), 2, Trouble.TEXT, links),
        cap=Cap(41, 122, 2000, Band.GREEN, NOW + 30_000),
    )


class FakeReputation:
    """Implements workspace.Reputation."""

    def __init__(self):
        self.found = report()
        self.asked = []

    def look(self, number=""):
        self.asked.append(number)
        return replace(self.found, number=number or self.found.number)
