"""From one conversation to another: the query beside raw SQL, then everything up to the paint."""

import random
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractScrollArea

from benchmarks import data, harness, rooms, watch
from benchmarks import texts as made
from benchmarks.harness import Goal
from benchmarks.lean_thread import IDS, NEWEST, ROWS, LeanThread
from benchmarks.window import NOBODY, open_window
from desktop_app.services.reading import StoreReading
from desktop_app.views.inbox.thread import Thread

_TURNS = 300
FRAME_MS = 16.0


def run(
    texts: int = data.FULL,
    small: int = data.TINY,
    turns: int = _TURNS,
    pairs: int = harness.PAIRS,
    cache: Path = data.CACHE,
) -> bool:
    """Random conversations of a big store, each side the same ones."""
    watch.application()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=data.kept(cache))))
        sides: dict[str, harness.Side] = {}
        for name, size in (("app", texts), ("small", small)):
            folder, people = data.store(size, cache), made.Crowd(size).people
            read = stack.enter_context(rooms.reading(folder))
            raw = stack.enter_context(rooms.raw_reader(folder))
            chosen = _chosen(people, turns // pairs, pairs)
            sides[f"{name}_query"] = _each(chosen(), partial(_ask, read))
            sides[f"{name}_raw"] = _each(chosen(), partial(_ask_raw, raw))
            thread, lean = rooms.thread(read), LeanThread(raw)
            watch.show(thread)
            watch.show(lean)
            sides[f"{name}_thread"] = _painted(thread, chosen(), partial(_open, thread, read))
            sides[f"{name}_lean"] = _painted(lean, chosen(), partial(lean.open, limit=NEWEST))
            data.own_copy(size, scratch / name, cache)
            opened = stack.enter_context(open_window(scratch / name, NOBODY))
            sides[name] = _painted(opened.pane.thread_view, chosen(), opened.open_conversation)
        samples = harness.alternate(sides, pairs)
    return _tell(samples, texts, small, turns)


def _tell(samples: harness.Samples, texts: int, small: int, turns: int) -> bool:
    return harness.report(
        "switch",
        turns,
        [
            Goal(
                "p95 of the whole window to the paint at most 16 ms",
                harness.percentile(samples.all("app"), 0.95),
                at_most=FRAME_MS,
            ),
            Goal(
                "p95 of the conversation alone at most 16 ms",
                harness.percentile(samples.all("app_thread"), 0.95),
                at_most=FRAME_MS,
            ),
            Goal("query at most 3 times raw SQL", samples.ratio("app_query", "app_raw"), at_most=3),
            Goal(
                f"at most 1.5 times a store of {small:,} texts",
                samples.ratio("app", "small"),
                at_most=1.5,
            ),
        ],
        {
            **harness.spread(samples.all("app")),
            **harness.spread(samples.all("app_thread"), "thread"),
            "limit_ms": samples.median("app_lean"),
            "ratio": samples.ratio("app", "app_lean"),
            "thread_ratio": samples.ratio("app_thread", "app_lean"),
            "query_ms": samples.median("app_query"),
            "query_limit_ms": samples.median("app_raw"),
            "query_ratio": samples.ratio("app_query", "app_raw"),
            "growth": samples.ratio("app", "small"),
            "texts": texts,
        },
        "offscreen",
    )


def _chosen(people: int, turns: int, pairs: int) -> Callable[[], Any]:
    """Which conversations, run after run, the same for every side."""

    def sequence() -> Any:
        dice = random.Random(made.SEED)
        return iter([[dice.randrange(people) + 1 for _ in range(turns)] for _ in range(pairs)])

    return sequence


def _each(chosen: Any, ask: Callable[[int], Any]) -> harness.Side:
    def measure() -> Sequence[float]:
        return [harness.milliseconds(partial(ask, one)) for one in next(chosen)]

    return measure


def _painted(
    view: QAbstractScrollArea, chosen: Any, open_one: Callable[[int], None]
) -> harness.Side:
    watcher = watch.Watcher(view.viewport())

    def measure() -> Sequence[float]:
        taken = []
        for one in next(chosen):
            taken.append(watcher.until_painted(partial(open_one, one)))
            watch.rest()
        return taken

    return measure


def _open(thread: Thread, read: StoreReading, conversation: int) -> None:
    thread.open(rooms.row(read, conversation))


def _ask(read: StoreReading, conversation: int) -> None:
    """What opening a conversation reads: its line, its newest ids, their records."""
    read.conversation(conversation)
    read.messages(read.thread_ids(conversation, NEWEST))


def _ask_raw(raw: Any, conversation: int) -> None:
    """The same rows, plainly."""
    raw.execute("SELECT * FROM conversations WHERE id = ?", (conversation,)).fetchone()
    ids = [row[0] for row in raw.execute(f"{IDS} LIMIT ?", (conversation, NEWEST))]
    raw.execute(ROWS.format(",".join("?" * len(ids))), ids).fetchall()
