"""One ledger entry whole: its proof, its files, all it keeps, and its place in the chain."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.consent.story import LedgerEntry
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.evidence import EvidenceCard
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.proof import ProofCard, other_facts
from desktop_app.views.ledger.words import (
    entry_number,
    exact_moment,
    fingerprint_words,
    proof_glyph,
    proof_words,
)
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.scrolling import QuietScrollBar

WIDTH = 440
SIDE = 24
NAME_WIDTH = 104
LONGEST_WORD = 24


class EntryPanel(QWidget):
    """Shows one entry, or nothing."""

    entry_asked = Signal(int)
    """A correction, or what it corrects, is to be shown."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        files: NativeFiles,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar
        self._files = files
        self.corrected_by: tuple[int, ...] = ()
        self.entry: LedgerEntry | None = None
        self.setAccessibleName(tr("Ledger entry"))
        self._scroller = QScrollArea()
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setWidgetResizable(True)
        self._scroller.setVerticalScrollBar(QuietScrollBar(theme))
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab may stop here, so that arrow keys scroll an entry that is longer than the window.
        self._scroller.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroller.setAccessibleName(tr("Ledger entry"))
        self.setFocusProxy(self._scroller)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroller)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_entry(self, entry: LedgerEntry | None, corrected_by: tuple[int, ...] = ()) -> None:
        """Another entry, with the later ones that put it right."""
        self.entry, self.corrected_by = entry, corrected_by
        self._put_away()
        if entry is None:
            self._scroller.setWidget(QWidget())
            return
        inside = _Whole(self._theme, self._calendar, entry, corrected_by)
        for named in entry.evidence:
            inside.evidence.addWidget(
                EvidenceCard(
                    self._theme,
                    self._workspace,
                    self._bridge,
                    self._calendar,
                    self._files,
                    named,
                )
            )
        inside.entry_asked.connect(self.entry_asked)
        self._scroller.setWidget(inside)

    def _put_away(self) -> None:
        """The old one goes later: it may be a link in it whose click led here."""
        old = self._scroller.takeWidget()
        if old is not None:
            old.setParent(self)
            old.hide()
            old.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("list"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))
        ring = self._theme.color("accent_text").name()
        self._scroller.setStyleSheet(
            "QScrollArea { border: 2px solid transparent; background: transparent; }"
            f"QScrollArea:focus {{ border: 2px solid {ring}; }}"
            "QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self.show_entry(self.entry, self.corrected_by)


class _Whole(QWidget):
    """Title, proof, files, facts, chain."""

    entry_asked = Signal(int)

    def __init__(
        self, theme: Theme, calendar: Calendar, entry: LedgerEntry, corrected_by: tuple[int, ...]
    ) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE - 3, 18, SIDE - 2, 18)
        column.setSpacing(0)
        column.addLayout(self._head(entry))
        column.addWidget(Label(theme, entry.line.title, "small", "text2", wrap=True))
        for link in self._links(entry, corrected_by):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        if entry.fields:
            column.addWidget(ProofCard(theme, calendar, entry.fields))
            column.addSpacing(14)
        self.evidence = QVBoxLayout()
        self.evidence.setSpacing(14)
        column.addLayout(self.evidence)
        if entry.evidence:
            column.addSpacing(14)
        column.addWidget(self._facts(calendar, entry))
        column.addStretch(1)
        column.addSpacing(16)
        column.addLayout(self._chain(entry))

    def _head(self, entry: LedgerEntry) -> QHBoxLayout:
        title = tr("Entry {number}", number=entry_number(entry.line.seq))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self._theme, title, "region_title", "text", selectable=True), 1)
        if entry.line.proof.of:
            name, tone = proof_glyph(entry.line.proof)
            shown = "circle-check" if tone == "ok" else name
            row.addWidget(Chip(self._theme, shown, tone, proof_words(entry.line.proof)))
        return row

    def _links(self, entry: LedgerEntry, corrected_by: tuple[int, ...]) -> list[QWidget]:
        """Where it was put right, and what it puts right."""
        links = [
            self._link(tr("Corrected by entry {number}", number=entry_number(seq)), seq)
            for seq in corrected_by
        ]
        corrects = entry.line.corrects
        if corrects is not None:
            words = tr("Corrects entry {number}", number=entry_number(corrects))
            links.append(self._link(words, corrects))
        return links

    def _link(self, words: str, seq: int) -> QWidget:
        link = _EntryLink(self._theme, words, seq)
        link.asked.connect(self.entry_asked)
        return link

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
        facts += [(tr("By"), entry.line.by)]
        facts += [(tr(name), words) for name, words in other_facts(entry)]
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


class _EntryLink(LinkButton):
    """Leads to another entry."""

    asked = Signal(int)

    def __init__(self, theme: Theme, words: str, seq: int) -> None:
        super().__init__(theme, words, "small_medium")
        self._seq = seq
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._seq)
