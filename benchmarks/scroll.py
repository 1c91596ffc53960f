"""A conversation of a hundred thousand texts: opening it, turning the wheel, dragging the thumb."""

import random
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractScrollArea

from benchmarks import data, harness, rooms, watch
from benchmarks import texts as made
from benchmarks.harness import Goal
from benchmarks.lean_thread import LeanThread, NaiveThread
from benchmarks.switch import FRAME_MS
from desktop_app.services.records import ConversationRow
from desktop_app.views.inbox.thread import Thread

_STEPS, _JUMPS = 600, 100
_WAIT_MS = 200


def run(
    texts: int = data.FULL,
    small: int = data.TINY,
    steps: int = _STEPS,
    jumps: int = _JUMPS,
    pairs: int = harness.PAIRS,
    cache: Path = data.CACHE,
) -> bool:
    """The long conversation of a big and of a small store, beside a lean view of the same rows."""
    watch.application()
    per_pair = (steps // pairs, jumps // pairs)
    with ExitStack() as stack:
        sides: dict[str, harness.Side] = {}
        frames = harness.Samples()
        for name, size in (("app", texts), ("small", small)):
            folder, last = data.store(size, cache), made.Crowd(size).people
            read = stack.enter_context(rooms.reading(folder))
            raw = stack.enter_context(rooms.raw_reader(folder))
            thread = rooms.thread(read)
            line = rooms.row(read, last)
            another = partial(thread.open, rooms.row(read, 1))
            open_it = partial(_open_at_end, thread, line)
            sides[name] = _side(name, thread, open_it, frames, per_pair, another)
            if name == "app":
                lean = LeanThread(raw)
                sides["lean"] = _side("lean", lean, partial(lean.open, last), frames, per_pair)
                naive_ms = _open_once(NaiveThread(raw), last)
        opened = harness.alternate(sides, pairs)
    return _tell(opened, frames, naive_ms, texts, small)


def _tell(
    opened: harness.Samples, frames: harness.Samples, naive_ms: float, texts: int, small: int
) -> bool:
    wheel, jump = frames.all("app wheel"), frames.all("app jump")
    growth = frames.ratio("app wheel", "small wheel")
    return harness.report(
        "scroll",
        len(wheel) + len(jump),
        [
            Goal(
                "p99 of wheel and thumb at most 16 ms",
                harness.percentile([*wheel, *jump], 0.99),
                at_most=FRAME_MS,
            ),
            Goal("opening at most 2 times a lean view", opened.ratio("app", "lean"), at_most=2),
            Goal(
                "opening at most 0.02 times a plain list view",
                opened.median("app") / naive_ms,
                at_most=0.02,
            ),
            Goal(f"a step at most 1.5 times a store of {small:,} texts", growth, at_most=1.5),
        ],
        {
            **harness.spread([*wheel, *jump]),
            **harness.spread(wheel, "wheel"),
            **harness.spread(jump, "jump"),
            "limit_ms": frames.median("lean wheel"),
            "ratio": frames.ratio("app wheel", "lean wheel"),
            "open_ms": opened.median("app"),
            "open_limit_ms": opened.median("lean"),
            "open_peer_ms": naive_ms,
            "longest_gap_after_open_ms": frames.median("app rest"),
            "growth": growth,
            "open_growth": opened.ratio("app", "small"),
            "texts": texts,
            "texts_in_conversation": made.Crowd(texts).biggest,
        },
        "offscreen",
    )


def _open_at_end(thread: Thread, line: ConversationRow) -> None:
    """A conversation opens where it was left; every round begins at its newest text."""
    thread.open(line)
    thread.scroll_to_end()


def _side(
    name: str,
    view: QAbstractScrollArea,
    open_it: Callable[[], None],
    frames: harness.Samples,
    counts: tuple[int, int],
    another: Callable[[], None] | None = None,
) -> harness.Side:
    """Open, then scroll; the side's own sample is the opening, the frames are kept beside it.

    `another` shows another conversation first, so that opening is more than looking again.
    """
    watch.show(view)
    watcher = watch.Watcher(view.viewport())
    dice = random.Random(made.SEED)

    def measure() -> Sequence[float]:
        if another is not None:
            watcher.until_painted(another)
            watch.rest(_WAIT_MS)
        opening = watcher.until_painted(open_it)
        frames.add(f"{name} rest", [watch.longest_gap(_WAIT_MS)])
        frames.add(f"{name} wheel", _turn(view, watcher, counts[0]))
        frames.add(f"{name} jump", _drag(view, watcher, counts[1], dice))
        return [opening]

    return measure


def _turn(view: QAbstractScrollArea, watcher: watch.Watcher, steps: int) -> list[float]:
    """Up two thirds of the way, then down, each step to its paint."""
    turns = [1] * (steps - steps // 3) + [-1] * (steps // 3)
    return [watcher.until_painted(partial(watch.wheel, view, by)) for by in turns]


def _drag(
    view: QAbstractScrollArea, watcher: watch.Watcher, jumps: int, dice: random.Random
) -> list[float]:
    bar: Any = view.verticalScrollBar()
    taken = []
    for _ in range(jumps):
        to = dice.randrange(bar.maximum())
        taken.append(watcher.until_painted(partial(bar.setSliderPosition, to)))
    return taken


def _open_once(view: NaiveThread, conversation: int) -> float:
    watch.show(view)
    watcher = watch.Watcher(view.viewport())
    taken = watcher.until_painted(lambda: view.open(conversation))
    view.close()
    return taken
