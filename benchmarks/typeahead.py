"""Finding a person among twenty thousand while typing, each keystroke to its paint."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from benchmarks import data, harness, rooms, watch
from benchmarks import texts as made
from benchmarks.harness import Goal
from benchmarks.switch import FRAME_MS
from desktop_app.services.reading import StoreReading
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.palette import MOST_SHOWN, Palette

_KEYS = 11
_ROUNDS = 4


def run(
    texts: int = data.FULL,
    rounds: int = _ROUNDS,
    pairs: int = harness.PAIRS,
    cache: Path = data.CACHE,
) -> bool:
    """The real palette over a real store, beside Qt's own filter over the same names."""
    watch.application()
    crowd = made.Crowd(texts)
    names = made.names(crowd)
    typed = next(name for name in names if len(name) >= _KEYS)[:_KEYS]
    with ExitStack() as stack:
        read = stack.enter_context(rooms.reading(data.store(texts, cache)))
        palette, host = _palette(read)
        plain = _Filter(names)
        lowered = [name.lower() for name in names]
        sides: dict[str, harness.Side] = {
            "app": partial(_typing, palette.field, typed, rounds),
            "peer": partial(_typing, plain.field, typed, rounds),
            "app_search": partial(_searching, read, typed, rounds),
            "limit_search": partial(_scanning, lowered, typed.lower(), rounds),
        }
        samples = harness.alternate(sides, pairs)
        host.close()
        plain.close()
    return _tell(samples, crowd.people, _KEYS * rounds * pairs)


def _tell(samples: harness.Samples, people: int, keystrokes: int) -> bool:
    ours, theirs = samples.all("app"), samples.all("peer")
    return harness.report(
        "typeahead",
        keystrokes,
        [
            Goal(
                "p95 to the paint at most 16 ms", harness.percentile(ours, 0.95), at_most=FRAME_MS
            ),
            Goal("at most Qt's own filter", samples.ratio("app", "peer"), at_most=1),
            Goal(
                "the slowest at most half of Qt's own filter's",
                max(ours) / max(theirs),
                at_most=0.5,
            ),
        ],
        {
            **harness.spread(ours),
            **harness.spread(theirs, "peer"),
            "search_ms": samples.median("app_search"),
            "limit_ms": samples.median("limit_search"),
            "ratio": samples.ratio("app_search", "limit_search"),
            "people": people,
        },
        "offscreen",
    )


class _Filter(QWidget):
    """A field over a list view that Qt filters."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.field, self.view = QLineEdit(), QListView()
        self._names, self._filtered = QStringListModel(list(names)), QSortFilterProxyModel()
        self._filtered.setSourceModel(self._names)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view.setModel(self._filtered)
        self.field.textChanged.connect(self._filtered.setFilterFixedString)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.view)
        watch.show(self)


def _palette(read: StoreReading) -> tuple[Palette, QWidget]:
    host = QWidget()
    watch.show(host)
    palette = Palette(Theme(choice="light"), host, read.search_people)
    palette.open()
    watch.rest(100)
    return palette, host


def _typing(field: QLineEdit, typed: str, rounds: int) -> list[float]:
    """Each letter until the field is painted and nothing else is left to do.

    The list is not waited for by itself: where the same people stay on top, it is not painted.
    """
    watcher, taken = watch.Watcher(field), []
    for _ in range(rounds):
        for letter in typed:
            painted = watcher.until_painted(partial(QTest.keyClicks, field, letter))
            taken.append(painted + harness.milliseconds(watch.rest))
        field.clear()
        watch.rest(20)
    return taken


def _searching(read: StoreReading, typed: str, rounds: int) -> list[float]:
    """The search alone."""
    return [
        harness.milliseconds(partial(read.search_people, typed[:end], MOST_SHOWN))
        for _ in range(rounds)
        for end in range(1, len(typed) + 1)
    ]


def _scanning(lowered: Sequence[str], typed: str, rounds: int) -> list[float]:
    """The least: look through a list of lowered names."""

    def scan(words: str) -> list[str]:
        return [name for name in lowered if words in name]

    return [
        harness.milliseconds(partial(scan, typed[:end]))
        for _ in range(rounds)
        for end in range(1, len(typed) + 1)
    ]
