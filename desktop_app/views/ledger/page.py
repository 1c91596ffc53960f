"""The ledger page of one number: its entries, one of them whole, and whether the chain holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.story import LedgerCheck, LedgerEntry
from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.as_of import ChannelStrip
from desktop_app.views.ledger.columns import EntryHeader
from desktop_app.views.ledger.correction import CorrectionDialog
from desktop_app.views.ledger.entries import EntryList
from desktop_app.views.ledger.entry import EntryPanel
from desktop_app.views.ledger.export import EvidenceExport
from desktop_app.views.ledger.files import NativeFiles
from desktop_app.views.ledger.head import LedgerHead, TopScroller
from desktop_app.views.ledger.words import check_words, entry_number
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.drawer import Drawer
from desktop_app.views.widgets.labels import Label

SIDE = 24
TOP_AT_LEAST = 0.5
"""The share of the page that may stand above the entries, however low the window is."""
LINES_BELOW = 8
"""So many lines are kept for the entries where the head is higher than that."""
WIDE_FROM = 1000
"""From this width on the entry stands beside the list, below it over it."""


class LedgerPage(QWidget):
    """Opened from a conversation's line, or from a person's record."""

    left = Signal()
    """Back to where it was opened from."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self._wide: bool | None = None
        self._email = ""
        self.number = ""
        self.files = NativeFiles()
        self.list = EntryList(theme, workspace.reading, self._calendar)
        self.head = LedgerHead(theme, self.list.entries, self._calendar)
        self.as_of = self.head.as_of
        self.check, self.problems = self.head.check, self.head.problems
        self.strip = ChannelStrip(theme)
        self.panel = EntryPanel(theme, workspace, bridge, self._calendar, self.files)
        self.exporting = EvidenceExport(
            theme, self, workspace, bridge, self.head.export, self.files
        )
        self.later = LinkButton(theme, "", "caption_medium")
        self._drawer = Drawer(theme, self)
        self._foot = Label(theme, "", "caption", "text2", wrap=True)
        self.setAccessibleName(tr("Consent ledger"))
        self._lay_out()
        self._connect()

    def show_number(self, number: str, seq: int | None = None) -> None:
        """Show a number's ledger, on an entry or on its newest one."""
        self.number = number
        row = self._workspace.reading.conversation_by_number(number)
        card = self._workspace.reading.contact_card(row.id) if row is not None else None
        self._email = card.email.strip().lower() if card is not None else ""
        self.head.show_person(row.name if row is not None else format_number(number), number)
        self._show_whole(None)
        self.list.entries.show_number(number)
        self.as_of.reset()
        self._show_standing()
        if seq is None or not self.list.select(seq):
            self.list.select_first()
        if seq is not None and not self._wide:
            self._show_drawer(shown=True)
        self.verify()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def verify(self) -> None:
        """Hold every entry against its seal, in the background."""
        self.head.check_again.setEnabled(False)
        self.check.show_state("refresh-cw", "neutral", tr("Checking…"))
        verify = self._workspace.consent.verify_ledger
        self._bridge.run(verify, self._verified, self._not_verified, "network")

    def open_correction(self) -> CorrectionDialog | None:
        """Write the correction of the consent that is shown; None where none is."""
        entry = self.panel.entry
        if entry is None or not entry.fields:
            return None
        dialog = CorrectionDialog(
            self._theme,
            self,
            self._workspace,
            self._bridge,
            self._calendar,
            self.files,
            entry,
        )
        dialog.recorded.connect(self._corrected)
        dialog.open()
        return dialog

    def _corrected(self, seq: int) -> None:
        """Show the new entry, today, whether or not its news came already."""
        self.list.entries.add_newer()
        self._go_to(seq)

    def regions(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.head, self.list, self.panel]

    def _verified(self, check: LedgerCheck) -> None:
        self.head.check_again.setEnabled(True)
        self.check.show_state(*check_words(check))
        self.problems.show_problems(check.problems)

    def _not_verified(self, error: BrieftextError) -> None:
        self.head.check_again.setEnabled(True)
        self.check.show_state("triangle-alert", "warn", tr("Not checked"))
        self.problems.show_problems(())
        self._bridge.refused.emit(error.problem)

    # Another day -------------------------------------------------------------------------------

    def _day_moved(self) -> None:
        """Show what was on record by the end of another day."""
        self._show_whole(None)
        self.list.entries.show_number(self.number, self.as_of.until)
        self._show_standing()
        self.list.select_first()

    def _show_standing(self) -> None:
        """The channels at the moment shown, and what is left out below."""
        until = self.as_of.until
        at = self._calendar.now() if until is None else until
        channels = self._workspace.reading.ledger_as_of(self.number, at, self._email)
        self.strip.show_states(channels, past=until is not None)
        later = self.list.entries.later
        words = tr("{count} later entries", count=entry_number(later))
        self.later.setText(tr("1 later entry") if later == 1 else words)
        self.later.setVisible(bool(later))
        empty = not self.list.entries.rowCount()
        nothing = tr("Nothing was on record by then.") if until is not None else tr("No entries.")
        skips = tr("Numbers skip because the firm keeps one ledger for everyone.")
        self._foot.setText(nothing if empty else skips)

    def _go_to(self, seq: int) -> None:
        """Show an entry, even where it came later than the day shown."""
        if not self.list.select(seq):
            self.as_of.go_to_today()
            self.list.select(seq)

    def _export(self) -> None:
        self.exporting.start(self.number, self._calendar.day(self._calendar.now()))

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(10, 8, 10, 14)
        left.addWidget(EntryHeader(self._theme, self.list))
        left.addWidget(self.list, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 6, 14, 0)
        foot.setSpacing(2)
        foot.addWidget(self.later, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self._foot)
        left.addLayout(foot)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = TopScroller(self._theme, self.head, _Hairline(self._theme), self.strip)
        column.addWidget(self._top)
        column.addLayout(self._row, 1)

    def _connect(self) -> None:
        self.head.back.clicked.connect(self.left)
        self.head.check_again.clicked.connect(self.verify)
        self.head.export.clicked.connect(self._export)
        self.head.correct.clicked.connect(self.open_correction)
        self.as_of.moved.connect(self._day_moved)
        self.later.clicked.connect(self.as_of.go_to_today)
        self.list.entry_chosen.connect(self._show_entry)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)
        self.panel.entry_asked.connect(self._go_to)
        self._bridge.text_state_changed.connect(self._changed)
        self._theme.changed.connect(self._remeasure)

    def _show_entry(self, seq: int) -> None:
        entry = self._workspace.reading.ledger_entry(seq)
        self._show_whole(entry, self.list.entries.corrections_of(seq))

    def _show_whole(self, entry: LedgerEntry | None, corrected_by: tuple[int, ...] = ()) -> None:
        """One entry, or nothing; only a recorded consent can be corrected."""
        self.panel.show_entry(entry, corrected_by)
        possible = entry is not None and bool(entry.fields)
        self.head.correct.setEnabled(possible)
        reason = "" if possible else tr("Choose an entry that records consent first.")
        self.head.correct.setToolTip(reason)
        self.head.correct.setAccessibleDescription(reason)

    def _clicked(self, _index: object) -> None:
        if not self._wide:
            self._show_drawer(shown=True)

    def _changed(self, _change: object) -> None:
        if not (self.number and self.isVisible() and self.list.entries.add_newer()):
            return
        self._show_standing()
        self.as_of.look()
        shown = self.panel.entry
        if shown is not None:
            corrected_by = self.list.entries.corrections_of(shown.line.seq)
            if corrected_by != self.panel.corrected_by:
                self._show_whole(shown, corrected_by)
        self.verify()

    def _remeasure(self) -> None:
        self._wide = None
        self._adapt()

    def _adapt(self) -> None:
        below = LINES_BELOW * self._theme.line_height("body")
        self._top.limit(max(round(self.height() * TOP_AT_LEAST), self.height() - below))
        wide = self.width() >= self._theme.room(WIDE_FROM)
        if wide is not self._wide:
            self._wide = wide
            self._drawer.hide()
            if wide:
                self._row.addWidget(self.panel)
                self.panel.show()
            else:
                self._drawer.column.addWidget(self.panel)
        if not self._drawer.isHidden():
            self._place_drawer()

    def _show_drawer(self, *, shown: bool) -> None:
        self.panel.show()
        self._drawer.setVisible(shown)
        self._place_drawer()
        self._drawer.raise_()

    def _place_drawer(self) -> None:
        self._drawer.place(min(self.panel.width(), self.width() - SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Beside the list, or over it."""
        super().resizeEvent(event)
        self._adapt()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes the drawer, then the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._drawer.isHidden():
            self._show_drawer(shown=False)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("surface"))


class _Hairline(QWidget):
    """Under the head of the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))
