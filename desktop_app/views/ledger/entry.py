"""One ledger entry whole: everything it keeps, when it was written, and its place in the chain."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.consent.story import LedgerEntry
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.words import entry_number, exact_moment, fingerprint_words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.picture import Picture

WIDTH = 440
SIDE = 24
NAME_WIDTH = 104
LONGEST_WORD = 24


class EntryPanel(QWidget):
    """Shows one entry, or nothing."""

    def __init__(self, theme: Theme, calendar: Calendar) -> None:
        super().__init__()
        self._theme = theme
        self._calendar = calendar
        self.entry: LedgerEntry | None = None
        self.setAccessibleName(tr("Ledger entry"))
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroller)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_entry(self, entry: LedgerEntry | None) -> None:
        """Another entry."""
        self.entry = entry
        inside = _Whole(self._theme, self._calendar, entry) if entry is not None else QWidget()
        self._scroller.setWidget(inside)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("list"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))
        self.show_entry(self.entry)


class _Whole(QWidget):
    """Title, facts, chain."""

    def __init__(self, theme: Theme, calendar: Calendar, entry: LedgerEntry) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE - 1, 20, SIDE, 20)
        column.setSpacing(0)
        title = tr("Entry {number}", number=entry_number(entry.line.seq))
        column.addWidget(Label(theme, title, "region_title", "text", selectable=True))
        column.addWidget(Label(theme, entry.line.title, "small", "text2", wrap=True))
        column.addSpacing(16)
        column.addWidget(self._facts(calendar, entry))
        column.addStretch(1)
        column.addSpacing(16)
        column.addLayout(self._chain(entry))

    def _facts(self, calendar: Calendar, entry: LedgerEntry) -> Card:
        card = Card(self._theme)
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        facts = [(tr("When"), exact_moment(entry.line.at, calendar))]
        if entry.recorded_at != entry.line.at:
            facts.append((tr("Written down"), exact_moment(entry.recorded_at, calendar)))
        facts += [(tr("By"), entry.line.by), *((tr(name), words) for name, words in entry.facts)]
        for name, words in facts:
            self._fact(grid, name, words)
        return card

    def _fact(self, grid: QGridLayout, name: str, words: str) -> None:
        """Name and words side by side; what no line can break gets a line of its own."""
        row = grid.rowCount()
        label = Label(self._theme, name, "small_medium", "text2", wrap=True)
        label.setFixedWidth(self._theme.room(NAME_WIDTH))
        value = Label(self._theme, words, "small", "text", wrap=True, selectable=True)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        if max((len(word) for word in words.split()), default=0) > LONGEST_WORD:
            value.set_style("caption")
            grid.addWidget(value, row + 1, 0, 1, 2)
        else:
            grid.addWidget(value, row, 1)

    def _chain(self, entry: LedgerEntry) -> QHBoxLayout:
        before = entry.line.seq - 1
        words = tr("Fingerprint {ends}.", ends=fingerprint_words(entry.fingerprint))
        if before:
            follows = tr("Follows entry {number}.", number=entry_number(before))
            words = f"{follows} {words}"
        label = Label(self._theme, words, "caption", "text2", wrap=True)
        label.setToolTip(plain_tooltip(entry.fingerprint))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Picture(self._theme, "link", 14, "ok"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        return row
