"""The real program under every fault there is a harness for, with the counts (reliability.md 5).

The long form of tests/faults: every system call of every flow instead of a sample, every byte of
the line, thousands of random kills. `BRIEFTEXT_FAULT_MINUTES` in the environment ends each part
after its share of that time; how much was planned is told beside what was done.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import data, harness
from benchmarks.harness import Goal
from tests.faults import flows
from tests.faults.harness import Nursery, Office, make_template, require_strace
from tests.faults.trials import (
    LAG_S,
    busy_afternoon,
    cut_line,
    every_cut,
    failing_disk,
    naive_afternoon,
)

KILLS = 10_000
SEED = int(os.environ.get("BRIEFTEXT_FAULT_SEED", "20261125"))
_ENDLESS = 1e9
_KILLS_AN_OFFICE = 25


@dataclass
class Count:
    """What one part of the suite did and found."""

    name: str
    planned: int = 0
    done: int = 0
    died: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, point: object, wrong: list[str], *, died: bool = False) -> None:
        """One point done."""
        self.done += 1
        self.died += died
        self.wrong += [f"{self.name} {point}: {each}" for each in wrong]


class Bench:
    """Offices to break, and the time that is left."""

    def __init__(self, stack: ExitStack, scratch: Path, minutes: float, parts: int) -> None:
        require_strace()
        self.nursery = Nursery()
        stack.callback(self.nursery.close)
        self._templates = (
            make_template(scratch / "template"),
            flows.make_old_template(scratch / "old"),
        )
        self._scratch = scratch
        self._made = 0
        self._share = minutes * 60 / parts
        self.counts: list[Count] = []

    @contextmanager
    def office(self, *, old: bool = False, **settings: Any) -> Iterator[Office]:
        """A fresh office that goes away again."""
        self._made += 1
        folder = self._scratch / f"office-{self._made}"
        office = Office(self.nursery, self._templates[old], folder, **settings)
        try:
            yield office
        finally:
            office.close()

    def part(self, name: str, points: Iterable[Any], each: Callable[[Count, Any], None]) -> None:
        """Go through points, in an order drawn by lot, until they or the time are over."""
        count, chosen = Count(name), list(points)
        random.Random(f"{SEED} {name}").shuffle(chosen)
        count.planned = len(chosen)
        self.counts.append(count)
        until = time.monotonic() + self._share
        for point in chosen:
            if time.monotonic() > until:
                break
            each(count, point)


def run(kills: int = KILLS, points: int | None = None, cache: Path = data.CACHE) -> bool:
    """Everything; `points` bounds each part where it is only tried."""
    minutes = float(os.environ.get("BRIEFTEXT_FAULT_MINUTES", _ENDLESS))
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=data.kept(cache))))
        bench = Bench(stack, scratch, minutes, parts=len(flows.FLOWS) + 3)
        for flow in flows.FLOWS.values():
            _kill_points(bench, flow, points)
        _random_kills(bench, kills if points is None else points)
        _disk(bench, points)
        _line(bench, points)
        naive = _naive(bench)
    return _tell(bench.counts, naive)


def _kill_points(bench: Bench, flow: flows.Flow, most: int | None) -> None:
    with bench.office(old=flow.old_store) as office:
        points = flows.every_point(flow, office)

    def each(count: Count, point: Any) -> None:
        with bench.office(old=flow.old_store) as office:
            wrong, died = flows.kill_at(flow, office, point)
        count.note(point, wrong, died=died)

    bench.part(f"kill in {flow.name}", points[:most], each)


def _random_kills(bench: Bench, kills: int) -> None:
    def each(count: Count, number: int) -> None:
        chance = random.Random(f"{SEED} kills {number}")
        with bench.office(list_lag=LAG_S) as office:
            died, wrong = busy_afternoon(office, chance, _KILLS_AN_OFFICE)
        count.note(number, wrong)
        count.died += died

    bench.part("random kills", range(-(-kills // _KILLS_AN_OFFICE)), each)


def _disk(bench: Bench, most: int | None) -> None:
    with bench.office() as office:
        calls = flows.every_point(flows.FLOWS["send"], office)
    points = [
        (call, error, f"{nth}{lasting}")
        for call, nth in calls
        if call in {"pwrite64", "fsync", "fdatasync"}
        for error in ("ENOSPC", "EIO")
        for lasting in ("", "+")
    ]

    def each(count: Count, point: Any) -> None:
        with bench.office() as office:
            count.note(point, failing_disk(office, *point))

    bench.part("disk", points[:most], each)


def _line(bench: Bench, most: int | None) -> None:
    with bench.office() as office:
        points = every_cut(office)

    def each(count: Count, plan: Any) -> None:
        with bench.office() as office:
            count.note(plan, cut_line(office, plan))

    bench.part("line", points[:most], each)


def _naive(bench: Bench) -> list[str]:
    """What the checker says of a client as it is usually written: it must not be nothing."""
    with bench.office() as office:
        return naive_afternoon(office, random.Random(SEED))


def _tell(counts: list[Count], naive: list[str]) -> bool:
    wrong = [each for count in counts for each in count.wrong]
    for each in wrong:
        sys.stderr.write(each + "\n")
    done, planned = sum(count.done for count in counts), sum(count.planned for count in counts)
    figures: dict[str, Any] = {
        "seed": SEED,
        "ratio": done / planned,
        "killed": sum(count.died for count in counts),
        "naive_convicted_of": len(naive),
    }
    for count in counts:
        figures[count.name] = {
            "done": count.done,
            "of": count.planned,
            "killed": count.died,
            "wrong": len(count.wrong),
        }
    return harness.report(
        "faults",
        done,
        [
            Goal("nothing lost, doubled or half done", float(len(wrong)), at_most=0),
            Goal("the naive client is convicted", float(len(naive)), at_least=1),
        ],
        figures,
        "no screen",
    )
