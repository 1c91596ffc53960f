"""`python -m benchmarks [NAME]`: one JSON line a bench; without a name, all there are."""

import subprocess
import sys
from collections.abc import Callable
from importlib import import_module

from benchmarks.data import ROOT

BENCHES = {
    "start": "benchmarks.start:run",
    "switch": "benchmarks.switch:run",
    "scroll": "benchmarks.scroll:run",
    "typeahead": "benchmarks.typeahead:run",
    "send": "benchmarks.send:run",
    "sync": "benchmarks.sync:first",
    "sync-idle": "benchmarks.sync:idle",
    "stall": "benchmarks.stall:run",
    "memory": "benchmarks.memory:run",
    "size": "benchmarks.size:run",
}
NOT_BUILT = ("search", "pdf", "export", "check", "faults")


def main(arguments: list[str]) -> int:
    """Run one bench here, or all of them in processes of their own; 1 where a goal is missed."""
    if not arguments:
        return max([_apart(name) for name in BENCHES])
    name = arguments[0]
    if name in NOT_BUILT:
        sys.stderr.write(f"The bench {name} is not built yet.\n")
        return 1
    if name not in BENCHES:
        sys.stderr.write(f"There is no bench {name}. There are: {', '.join(BENCHES)}.\n")
        return 2
    module, _, function = BENCHES[name].partition(":")
    run: Callable[[], bool] = getattr(import_module(module), function)
    return 0 if run() else 1


def _apart(name: str) -> int:
    command = [sys.executable, "-m", "benchmarks", name]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  our own program


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
