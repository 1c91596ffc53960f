"""Every compose check on a text, as somebody types it: usual ones, the longest, hostile ones.

Measured in processor time: the checks are pure and wait for nothing, so what else the machine does
is no part of it. The sentences come again in another order, so most words were read before, as they
were when one more letter is typed.
"""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import data, harness
from benchmarks.harness import Goal
from desktop_app.models.enums import Origin
from desktop_app.services.rules.content import spelling
from desktop_app.services.rules.content.check import check
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.folding import fold

_SENTENCES = (
    "Hi Maria, this is Dana from Hartwell & Osei about matter 26-0187.",
    "Your deposition is on Tuesday at 2:00 PM, 1200 W Adams, Suite 410.",
    "Bring your photo ID and the prescription list the pharmacy gave you.",
    "The adjuster’s offer is $40,000 – call me before you answer it.",
    "The firearm charge was moved to Courtroom 402, No. 2:24-cv-01234.",
    "See https://hartwellosei.com/forms and http://www.flcourts.gov/x for more.",
    "Su audiencia es mañana a las nueve, ¿puede venir media hora antes?",
    "STATE v. PELL: the blood alcohol test was .06, so the DUI may be reduced.",
    "Pleese check the adress on page 3 and sign were it says signature.",
    "We filed the answer in your debt collection lawsuit, see § 768.28.",
    "Reply YES to confirm, NO to reschedule. Reply STOP to opt out.",
    "Our office is closed Monday due to the hurricane. In an emergency call 911.",
)
_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789@"
_HOSTILE = (
    "a" * 10_000,
    "a." * 5_000,
    "A " * 5_000,
    "1 " * 5_000,
    "((((" * 2_500,
    "http://" * 1_428,
    "x@" * 5_000,
    "\u202e\u200b" * 5_000,
    "👨\u200d👩\u200d👧" * 2_000,
    "а́" * 5_000,
    "reply reply with the word " * 385,
    "free loan buy gun now " * 455,
    "4111-1111-" * 1_000,
    "!?" * 5_000,
    " ".join(_SIGNS[each * each % 37] for each in range(5_000)),
    " ".join(_SIGNS[each * each % 997 % 26] for each in range(5_000)),
)
_GOALS = {"320": 2.0, "1600": 8.0}
_ABOUT = (
    Circumstances(brand="Hartwell & Osei", domains=("hartwellosei.com",), to="+18135550142"),
    Circumstances(
        brand="Hartwell & Osei",
        origin=Origin.BULK,
        opt_out_words_due=True,
        names=frozenset({"maria", "delgado"}),
    ),
)


def run(rounds: int = 20, pairs: int = harness.PAIRS, cache: Path = data.CACHE) -> bool:  # noqa: ARG001  every bench takes it
    """All checks beside the least: folding the same texts."""
    spelling.prepare()
    check("The first text reads the rules.", _ABOUT[0])
    turn = iter(range(1 << 30))

    def side(length: int, look: Callable[[str, Circumstances], object]) -> list[float]:
        return [
            _milliseconds(lambda text=text, about=about: look(text, about))
            for text, about in (
                (_text(length, next(turn)), _ABOUT[at % 2]) for at in range(rounds * 4)
            )
        ]

    def hostile() -> list[float]:
        return [
            _milliseconds(lambda text=text: check(text, _ABOUT[1]))
            for text in (f"{next(turn)} {each}" for each in _HOSTILE)
        ]

    samples = harness.alternate(
        {
            "320": lambda: side(320, check),
            "1600": lambda: side(1_600, check),
            "hostile": hostile,
            "limit": lambda: side(320, lambda text, _about: fold(text)),
        },
        pairs,
    )
    goals = [
        Goal(
            f"p95 of {length} characters at most {most:g} ms",
            harness.percentile(samples.all(length), 0.95),
            at_most=most,
        )
        for length, most in _GOALS.items()
    ]
    worst = max(samples.all("hostile"))
    return harness.report(
        "check",
        len(samples.all("320")),
        goals,
        {
            **harness.spread(samples.all("320")),
            "hostile_worst_ms": round(worst, 2),
            "ratio": samples.ratio("320", "limit"),
        },
    )


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.thread_time_ns()
    act()
    return (time.thread_time_ns() - began) / 1e6


def _text(length: int, turn: int) -> str:
    """A text nobody typed before: a number, then sentences, each time from another place."""
    from_here = turn % len(_SENTENCES)
    sentences = [*_SENTENCES[from_here:], *_SENTENCES[:from_here]]
    return f"{turn} {' '.join(sentences * 3)}"[:length]
