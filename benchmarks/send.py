"""From the click on Send to the bubble on screen, the text committed to the disk before it."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data, harness, rooms, watch
from benchmarks import texts as made
from benchmarks.harness import Goal
from benchmarks.lean_thread import NEWEST, LeanThread, NaiveThread
from benchmarks.replay import practised
from benchmarks.switch import FRAME_MS
from benchmarks.window import Sender, open_window
from desktop_app.models import cipher
from desktop_app.services.practice import constants

_SENDS = 100
_BETWEEN_MS = 300
_BARE = (
    "INSERT INTO messages (id, conversation_id, direction, body, at, status, author, num_media, "
    "firm_number, reason) VALUES ((SELECT max(id) + 1 FROM messages), ?, 'out', 'bare', 0, "
    "'waiting', '', 0, '', '')"
)


def run(
    texts: int = data.FULL,
    small: int = data.TINY,
    sends: int = _SENDS,
    pairs: int = harness.PAIRS,
    cache: Path = data.CACHE,
) -> bool:
    """In the long conversation of a big and of a small store, everything behind it running."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=data.kept(cache))))
        base_url = stack.enter_context(practised())
        sides: dict[str, harness.Side] = {}
        for name, size in (("app", texts), ("small", small)):
            data.own_copy(size, scratch / name, cache)
            opened = stack.enter_context(open_window(scratch / name, base_url))
            opened.open_conversation(made.Crowd(size).people)
            opened.start()
            watch.rest(_BETWEEN_MS)
            sides[name] = partial(_several, Sender(opened).send, sends // pairs)
        path, last = data.own_copy(texts, scratch / "bare", cache), made.Crowd(texts).people
        sides["limit"] = partial(_several, _bare_send(path, last, stack), sends // pairs)
        naive_ms = _naive(data.store(texts, cache), last)
        samples = harness.alternate(sides, pairs)
    return _tell(samples, naive_ms, texts, small, sends)


def _tell(samples: harness.Samples, naive_ms: float, texts: int, small: int, sends: int) -> bool:
    ours = samples.all("app")
    return harness.report(
        "send",
        sends,
        [
            Goal(
                "p95 from click to bubble at most 16 ms, commit included",
                harness.percentile(ours, 0.95),
                at_most=FRAME_MS,
            ),
            Goal(
                "at most 0.01 times a plain list view",
                samples.median("app") / naive_ms,
                at_most=0.01,
            ),
            Goal(
                f"at most 1.5 times a store of {small:,} texts",
                samples.ratio("app", "small"),
                at_most=1.5,
            ),
        ],
        {
            **harness.spread(ours),
            **harness.spread(samples.all("limit"), "limit"),
            "peer_ms": naive_ms,
            "ratio": samples.ratio("app", "limit"),
            "growth": samples.ratio("app", "small"),
            "texts": texts,
            "texts_in_conversation": made.Crowd(texts).biggest,
        },
        "offscreen",
    )


def _several(send: Callable[[], float], times: int) -> Sequence[float]:
    taken = []
    for _ in range(times):
        taken.append(send())
        watch.rest(_BETWEEN_MS)
    return taken


def _bare_send(path: Path, conversation: int, stack: ExitStack) -> Callable[[], float]:
    """The least: one durable row, then the lean view of the newest rows painted."""
    store: Any = cipher.connect(path, constants.STORE_KEY)
    stack.callback(store.close)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    view = LeanThread(store)
    watch.show(view)
    watcher = watch.Watcher(view.viewport())

    def act() -> None:
        store.execute(_BARE, (conversation,))
        view.open(conversation, NEWEST)

    return lambda: watcher.until_painted(act)


def _naive(folder: Path, conversation: int) -> float:
    """One row more in a list view that holds every row."""
    with rooms.raw_reader(folder) as raw:
        view = NaiveThread(raw)
        watch.show(view)
        watcher = watch.Watcher(view.viewport())
        watcher.until_painted(partial(view.open, conversation))
        watch.rest()
        taken = watcher.until_painted(partial(view.append, "one more"))
        view.close()
    return taken
