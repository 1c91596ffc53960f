"""From nothing to a window that can be used, as a whole process, beside the least there can be."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import data, harness
from benchmarks.display import Screen, brieftext, screen, started, stub
from benchmarks.harness import Goal
from benchmarks.replay import practised
from desktop_app.cli.programs import READY
from desktop_app.composition.environment import BACKEND, BASE_URL
from desktop_app.services.practice import constants

_PAIRS = 7


def run(
    texts: int = data.FULL,
    small: int = data.TINY,
    pairs: int = _PAIRS,
    cache: Path = data.CACHE,
) -> bool:
    """The program on a big and a small store, the lean stub on the big one, an empty window."""
    with profiles({"big": texts, "small": small}, cache) as (folders, place):
        lean = stub("lean", str(folders["big"] / data.STORE), constants.STORE_KEY.hex())

        def once(command: Sequence[str], ready: str = "ready") -> harness.Side:
            def measure() -> list[float]:
                with started(command, place.environment, ready) as (_process, elapsed):
                    return [elapsed]

            return measure

        sides = {
            "empty": once(stub("empty")),
            "lean": once(lean),
            "app": once(brieftext(folders["big"]), READY),
            "small": once(brieftext(folders["small"]), READY),
        }
        for side in sides.values():
            side()  # not counted: what is read or compiled the first time only
        samples = harness.alternate(sides, pairs)
    return harness.report(
        "start",
        pairs,
        [
            Goal("at most 1.5 times a lean stub", samples.ratio("app", "lean"), at_most=1.5),
            Goal("at most 3 times an empty window", samples.ratio("app", "empty"), at_most=3),
            Goal(
                f"at most 1.5 times a store of {small:,} texts",
                samples.ratio("app", "small"),
                at_most=1.5,
            ),
        ],
        {
            **harness.spread(samples.all("app")),
            "limit_ms": samples.median("lean"),
            "empty_window_ms": samples.median("empty"),
            "app_small_ms": samples.median("small"),
            "ratio": samples.ratio("app", "lean"),
            "growth": samples.ratio("app", "small"),
            "texts": texts,
            "pairs": pairs,
        },
        place.name,
    )


@contextmanager
def profiles(sizes: dict[str, int], cache: Path) -> Iterator[tuple[dict[str, Path], Screen]]:
    """Profile folders of these sizes, a screen, and an empty practice Twilio to be connected to."""
    with (
        tempfile.TemporaryDirectory(dir=data.kept(cache)) as scratch,
        practised() as base_url,
        screen() as place,
    ):
        folders = {name: Path(scratch) / name for name in sizes}
        for name, size in sizes.items():
            data.own_copy(size, folders[name], cache)
        known = {BASE_URL: base_url, BACKEND: "memory"}
        yield folders, Screen(place.name, dict(place.environment) | known)
