"""How long the window's event loop is kept busy at a stretch while a first sync runs behind it."""

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from benchmarks import data, harness, watch
from benchmarks import texts as made
from benchmarks.harness import Goal
from benchmarks.replay import replayed
from benchmarks.switch import FRAME_MS
from benchmarks.sync import handover
from benchmarks.window import OpenWindow, Sender, open_window
from desktop_app.composition.sync_parts import make_rounds
from desktop_app.models import cipher
from desktop_app.services.practice import constants

_BEAT_MS = 16
_IDLE_MS = 5_000
_PAIRS = 3
_PATIENCE_MS = 300_000
_BETWEEN_SENDS_MS = 250
_LONGEST_MS = 50.0
_DURABLE_MS = 100.0


def run(
    texts: int = data.SMALL,
    before: int = data.TINY,
    pairs: int = _PAIRS,
    idle_ms: int = _IDLE_MS,
    cache: Path = data.CACHE,
) -> bool:
    """The real sync process, the same work in a thread of the window, and nothing at all."""
    sent: list[float] = []
    with (
        replayed(texts, cache) as base_url,
        tempfile.TemporaryDirectory(dir=data.kept(cache)) as scratch,
    ):
        room = partial(_fresh_window, Path(scratch), base_url, before, cache)

        def process() -> Sequence[float]:
            with room() as opened:
                return _gaps_until_synced(opened)

        def thread() -> Sequence[float]:
            with room() as opened:
                return _gaps_beside_thread(opened, Path(scratch) / data.STORE, base_url)

        def idle() -> Sequence[float]:
            with room() as opened:
                return _gaps(opened, partial(watch.rest, idle_ms))

        samples = harness.alternate({"idle": idle, "app": process, "peer": thread}, pairs)
        with room() as opened:
            sent += _sends_during_sync(opened)
    return _tell(samples, sent, texts)


def _tell(samples: harness.Samples, sent: list[float], texts: int) -> bool:
    ours, theirs, idle = (samples.all(name) for name in ("app", "peer", "idle"))
    quiet = harness.percentile(idle, 0.99)
    return harness.report(
        "stall",
        len(ours),
        [
            Goal("longest gap at most 50 ms", max(ours), at_most=_LONGEST_MS),
            Goal("p99 at most 2 times idle", harness.percentile(ours, 0.99) / quiet, at_most=2),
            Goal(
                "longest gap at most half of a worker thread's",
                max(ours) / max(theirs),
                at_most=0.5,
            ),
            Goal(
                "a bubble during the sync within 16 ms at p95",
                harness.percentile(sent, 0.95),
                at_most=FRAME_MS,
            ),
            Goal(
                "a text durable during the sync within 100 ms at p95",
                harness.percentile(sent, 0.95),
                at_most=_DURABLE_MS,
            ),
        ],
        {
            **harness.spread(ours),
            **harness.spread(idle, "limit"),
            **harness.spread(theirs, "peer"),
            **harness.spread(sent, "send_during_sync"),
            "gaps_over_50_ms": sum(gap > _LONGEST_MS for gap in ours),
            "ratio": harness.percentile(ours, 0.99) / quiet,
            "sends": len(sent),
            "texts": texts,
        },
        "offscreen",
    )


@contextmanager
def _fresh_window(folder: Path, base_url: str, before: int, cache: Path) -> Iterator[OpenWindow]:
    """A window on a small store that never read Twilio's history, the long conversation open."""
    for old in folder.glob("brieftext.db*"):
        old.unlink()
    path = data.own_copy(before, folder, cache)
    connection = cipher.connect(path, constants.STORE_KEY)
    connection.execute("DELETE FROM sync_marks")
    connection.close()
    with open_window(folder, base_url) as opened:
        opened.open_conversation(made.Crowd(before).people)
        watch.rest(_BETWEEN_SENDS_MS)
        yield opened


def _gaps(opened: OpenWindow, wait: Callable[[], None]) -> Sequence[float]:
    """The gaps between beats that each paint the conversation, for as long as `wait` takes."""
    beat = watch.Beat(_BEAT_MS, opened.pane.thread_view.viewport())
    beat.start()
    wait()
    return beat.stop()


def _gaps_until_synced(opened: OpenWindow) -> Sequence[float]:
    def wait() -> None:
        loop = _loop()
        _when_whole(opened, loop.quit)
        opened.start()
        loop.exec()

    return _gaps(opened, wait)


def _when_whole(opened: OpenWindow, then: Callable[[], object]) -> None:
    """Once Twilio's whole history is in the store: the first round has one page of it only."""
    archive = opened.workspace.reading.archive

    def look(_ids: object) -> None:
        if archive.history().finished_at is not None:
            then()

    opened.bridge.archive_changed.connect(look)


def _gaps_beside_thread(opened: OpenWindow, path: Path, base_url: str) -> Sequence[float]:
    """The same rounds in a thread of this process."""

    def work() -> None:
        parts = make_rounds(handover(path, base_url), path)
        try:
            parts.rounds.run()
        finally:
            parts.close()

    def wait() -> None:
        worker = threading.Thread(target=work)
        worker.start()
        while worker.is_alive():
            watch.rest(_BEAT_MS)
        worker.join()

    return _gaps(opened, wait)


def _sends_during_sync(opened: OpenWindow) -> list[float]:
    sender = Sender(opened)
    taken: list[float] = []
    over: list[object] = []
    _when_whole(opened, lambda: over.append(None))
    opened.start()
    while not over:
        taken.append(sender.send())
        watch.rest(_BETWEEN_SENDS_MS)
    return taken


def _loop() -> QEventLoop:
    loop = QEventLoop()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    return loop
