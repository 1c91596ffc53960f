"""How much memory the open window takes, beside the least that can show as much."""

import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import data, harness
from benchmarks import texts as made
from benchmarks.display import brieftext, started, stub
from benchmarks.harness import Goal
from benchmarks.start import profiles
from desktop_app.cli.programs import READY
from desktop_app.models import cipher
from desktop_app.services.practice import constants

_SETTLING_S = 10.0
_PAIRS = 3
_KIB_IN_MIB = 1024


def run(
    texts: int = data.FULL,
    pairs: int = _PAIRS,
    settling: float = _SETTLING_S,
    cache: Path = data.CACHE,
) -> bool:
    """Ten seconds after the window is there: at the inbox, and with the long conversation open."""
    with profiles({"inbox": texts, "long": texts}, cache) as (folders, place):
        _open_at_start(folders["long"] / data.STORE, made.Crowd(texts).people)
        lean = stub("lean", str(folders["inbox"] / data.STORE), constants.STORE_KEY.hex())

        def once(command: Sequence[str], ready: str = "ready") -> harness.Side:
            def measure() -> list[float]:
                with started(command, place.environment, ready) as (process, _elapsed):
                    time.sleep(settling)
                    return [resident(process)]

            return measure

        samples = harness.alternate(
            {
                "empty": once(stub("empty")),
                "lean": once(lean),
                "app": once(brieftext(folders["inbox"]), READY),
                "long": once(brieftext(folders["long"]), READY),
            },
            pairs,
        )
    return harness.report(
        "memory",
        pairs,
        [
            Goal("idle at most 1.6 times a lean stub", samples.ratio("app", "lean"), at_most=1.6),
        ],
        {
            "app_mib": samples.median("app"),
            "limit_mib": samples.median("lean"),
            "empty_window_mib": samples.median("empty"),
            "app_with_long_conversation_mib": samples.median("long"),
            "ratio": samples.ratio("app", "lean"),
            "texts": texts,
            "settling_s": settling,
            "pairs": pairs,
        },
        place.name,
    )


def _open_at_start(path: Path, conversation: int) -> None:
    connection = cipher.connect(path, constants.STORE_KEY)
    try:
        connection.execute(
            "INSERT OR REPLACE INTO settings VALUES ('last_conversation', ?)", (str(conversation),)
        )
    finally:
        connection.close()


def resident(process: int) -> float:
    """What one process holds in memory now, in MiB. Linux tells it in /proc."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / _KIB_IN_MIB
    raise RuntimeError("this system does not tell what a process holds in memory")
