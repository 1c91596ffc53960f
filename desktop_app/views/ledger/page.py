"""The ledger page of one number: its entries, one of them whole, and whether the chain holds."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.story import LedgerCheck
from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.entries import EntryList
from desktop_app.views.ledger.entry import EntryPanel
from desktop_app.views.ledger.words import entry_number
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import TextButton
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.drawer import Drawer
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label

SIDE = 24
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
        self.number = ""
        self.back = TextButton(theme, "", "arrow-left")
        self.title = Label(theme, tr("Consent ledger"), "page_title", "text")
        self.lead = Label(theme, "", "small", "text2", wrap=True)
        self.check = Chip(theme)
        self.check_again = TextButton(theme, tr("Check again"))
        self.list = EntryList(theme, workspace.reading, self._calendar)
        self.panel = EntryPanel(theme, self._calendar)
        self._drawer = Drawer(theme, self)
        self._foot = Label(
            theme,
            tr("Numbers skip because the firm keeps one ledger for everyone."),
            "caption",
            "text2",
            wrap=True,
        )
        self.setAccessibleName(tr("Consent ledger"))
        self._lay_out()
        self._connect()

    def show_number(self, number: str, seq: int | None = None) -> None:
        """Show a number's ledger, on an entry or on its newest one."""
        self.number = number
        name = self._name(number)
        self.back.setText(name)
        self.back.setAccessibleName(tr("Back to {name}", name=name))
        self.lead.setText(
            tr(
                "Every change to who may text {number}. Entries can’t be edited or deleted.",
                number=format_number(number),
            )
        )
        self.panel.show_entry(None)
        self.list.entries.show_number(number)
        if seq is None or not self.list.select(seq):
            self.list.select_first()
        if seq is not None and not self._wide:
            self._show_drawer(shown=True)
        self.verify()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def verify(self) -> None:
        """Hold every entry against its seal, in the background."""
        self.check_again.setEnabled(False)
        self.check.show_state("refresh-cw", "neutral", tr("Checking…"))
        verify = self._workspace.consent.verify_ledger
        self._bridge.run(verify, self._verified, self._not_verified, "network")

    def regions(self) -> list[QWidget]:
        """The parts F6 goes through."""
        return [self.back, self.list]

    def _name(self, number: str) -> str:
        row = self._workspace.reading.conversation_by_number(number)
        return row.name if row is not None else format_number(number)

    def _verified(self, check: LedgerCheck) -> None:
        self.check_again.setEnabled(True)
        if check.broken_at is None:
            words = tr("Verified, {count} entries, unbroken", count=entry_number(check.entries))
            self.check.show_state("shield-check", "ok", words)
        else:
            words = tr("Entry {number} was changed", number=entry_number(check.broken_at))
            self.check.show_state("triangle-alert", "danger", words)

    def _not_verified(self, error: BrieftextError) -> None:
        self.check_again.setEnabled(True)
        self.check.show_state("triangle-alert", "warn", tr("Not checked"))
        self._bridge.refused.emit(error.problem)

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(10, 8, 10, 14)
        left.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 0)
        foot.addWidget(self._foot)
        left.addLayout(foot)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(_Hairline(self._theme))
        column.addLayout(self._row, 1)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(SIDE, 16, SIDE, 16)
        head.setSpacing(4)
        self.back.side = 2
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.title)
        head.addWidget(self.lead)
        head.addSpacing(4)
        state = QWidget()
        flow = FlowLayout(state, gap=8)
        flow.addWidget(self.check)
        flow.addWidget(self.check_again)
        head.addWidget(state)
        return head

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.check_again.clicked.connect(self.verify)
        self.list.entry_chosen.connect(self._show_entry)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)
        self._bridge.text_state_changed.connect(self._changed)
        self._theme.changed.connect(self._remeasure)

    def _show_entry(self, seq: int) -> None:
        self.panel.show_entry(self._workspace.reading.ledger_entry(seq))

    def _clicked(self, _index: object) -> None:
        if not self._wide:
            self._show_drawer(shown=True)

    def _changed(self, _change: object) -> None:
        if self.number and self.isVisible() and self.list.entries.add_newer():
            self.verify()

    def _remeasure(self) -> None:
        self._wide = None
        self._adapt()

    def _adapt(self) -> None:
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
