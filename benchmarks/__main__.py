"""`python -m benchmarks [NAME]`: one JSON line a bench; without a name, all there are.

`--tiny` runs with a handful of texts, to see that a bench works; its figures mean nothing.
`--cache DIR` keeps the made-up data elsewhere than in .bench-cache.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.data import CACHE, ROOT


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a bench is, and what it runs with where it is only tried."""

    module: str
    function: str
    tiny: dict[str, Any]


_BIG, _SMALL = 2_000, 1_000
_TWO = {"texts": _BIG, "small": _SMALL, "pairs": 1}
BENCHES = {
    "start": Bench("start", "run", _TWO),
    "switch": Bench("switch", "run", _TWO | {"turns": 4}),
    "scroll": Bench("scroll", "run", _TWO | {"steps": 6, "jumps": 4}),
    "typeahead": Bench("typeahead", "run", {"texts": _BIG, "rounds": 1, "pairs": 1}),
    "send": Bench("send", "run", _TWO | {"sends": 2}),
    "sync": Bench("sync", "first", {"texts": _BIG, "pairs": 1}),
    "sync-idle": Bench("sync", "idle", _TWO | {"rounds": 1}),
    "stall": Bench("stall", "run", {"texts": _BIG, "before": _SMALL, "pairs": 1, "idle_ms": 100}),
    "memory": Bench("memory", "run", {"texts": _BIG, "pairs": 1, "settling": 0.1}),
    "size": Bench("size", "run", {"texts": _BIG}),
    "words": Bench("words", "run", {"rounds": 2, "pairs": 1}),
    "check": Bench("check", "run", {"rounds": 1, "pairs": 1}),
    "faults": Bench("faults", "run", {"points": 2}),
}
HOURS = ("faults",)
"""Run only where they are asked for by name."""
NOT_BUILT = ("search", "pdf", "export")


def main(arguments: list[str]) -> int:
    """Run one bench here, or all of them in processes of their own; 1 where a goal is missed."""
    options = _options(arguments)
    if options.name is None:
        return max([_apart([name, *arguments]) for name in BENCHES if name not in HOURS])
    if options.name in NOT_BUILT:
        sys.stderr.write(f"The bench {options.name} is not built yet.\n")
        return 1
    if options.name not in BENCHES:
        sys.stderr.write(f"There is no bench {options.name}. There are: {', '.join(BENCHES)}.\n")
        return 2
    bench = BENCHES[options.name]
    run: Callable[..., bool] = getattr(import_module(f"benchmarks.{bench.module}"), bench.function)
    sizes = bench.tiny if options.tiny else {}
    return 0 if run(cache=options.cache, **sizes) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("name", nargs="?", help=f"one of {', '.join(BENCHES)}")
    parser.add_argument("--tiny", action="store_true", help="see that it works; means nothing")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where made-up data is kept")
    return parser.parse_args(arguments)


def _apart(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  our own program


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
