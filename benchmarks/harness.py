"""Measuring side by side: every pair runs all sides one after the other, only ratios count.

The machine under a bench is never quiet. What is compared is therefore always measured in the same
minute, the order changes from pair to pair, and the ratio told is the median of the pairs' own.
"""

import contextlib
import gc
import json
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import median
from typing import Any

PAIRS = 5
Side = Callable[[], Sequence[float]]
"""Runs one side once; the samples in milliseconds."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise of speed and what was measured."""

    words: str
    value: float
    at_most: float | None = None
    at_least: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    def told(self) -> dict[str, Any]:
        """For the JSON line."""
        bound = {"at_most": self.at_most} if self.at_least is None else {"at_least": self.at_least}
        return {"goal": self.words, "value": rounded(self.value), **bound, "holds": self.holds}


@dataclass(slots=True)
class Samples:
    """All samples of each side, pair by pair."""

    pairs: dict[str, list[list[float]]] = field(default_factory=dict)

    def add(self, side: str, samples: Sequence[float]) -> None:
        """Keep one run of a side."""
        self.pairs.setdefault(side, []).append(list(samples))

    def all(self, side: str) -> list[float]:
        """Every sample of a side."""
        return [sample for run in self.pairs[side] for sample in run]

    def median(self, side: str) -> float:
        """The median of a side over all pairs."""
        return median(self.all(side))

    def ratio(self, side: str, beside: str) -> float:
        """The median over the pairs of one side's median against the other's."""
        both = zip(self.pairs[side], self.pairs[beside], strict=True)
        return median(median(ours) / median(theirs) for ours, theirs in both)


def alternate(sides: Mapping[str, Side], pairs: int = PAIRS) -> Samples:
    """Run every side in turn, `pairs` times, each time starting with another side."""
    samples = Samples()
    names = list(sides)
    for turn in range(pairs):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            gc.collect()
            samples.add(name, sides[name]())
    return samples


def percentile(samples: Sequence[float], share: float) -> float:
    """The smallest sample that `share` of them do not exceed."""
    ranked = sorted(samples)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def spread(samples: Sequence[float], prefix: str = "app") -> dict[str, float]:
    """Median, p95, p99 and max, for the JSON line."""
    return {
        f"{prefix}_ms": rounded(median(samples)),
        f"{prefix}_p95_ms": rounded(percentile(samples, 0.95)),
        f"{prefix}_p99_ms": rounded(percentile(samples, 0.99)),
        f"{prefix}_max_ms": rounded(max(samples)),
    }


def rounded(value: float) -> float:
    """Four figures: more would be noise."""
    return float(f"{value:.4g}")


def milliseconds(act: Callable[[], Any]) -> float:
    """How long this takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


@contextlib.contextmanager
def no_collecting() -> Iterator[None]:
    """Keep Python's collector out of a side that the program itself would not collect in."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def machine(screen: str = "") -> dict[str, Any]:
    """What it was measured on, and how busy that was."""
    facts: dict[str, Any] = {
        "cpus": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "pyside": version("PySide6-Essentials"),
    }
    if hasattr(os, "getloadavg"):
        facts["load"] = rounded(os.getloadavg()[0])
    if screen:
        facts["screen"] = screen
    return facts


def report(
    bench: str, n: int, goals: Sequence[Goal], figures: Mapping[str, Any], screen: str = ""
) -> bool:
    """Print the one line of a bench; whether every goal is met."""
    holds = all(goal.holds for goal in goals)
    line = {
        "bench": bench,
        **{
            name: rounded(value) if isinstance(value, float) else value
            for name, value in figures.items()
        },
        "goal": "; ".join(goal.words for goal in goals),
        "holds": holds,
        "n": n,
        "goals": [goal.told() for goal in goals],
        "machine": machine(screen),
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    return holds


def note(words: str) -> None:
    """Tell whoever waits what is going on; not part of the result."""
    sys.stderr.write(words + "\n")
