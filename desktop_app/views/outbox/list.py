"""The rows of the Outbox in their groups: one Tab stop, arrow keys inside."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.messaging.outbox_records import Group, OutboxLine
from desktop_app.views.i18n import tr
from desktop_app.views.outbox.group import GroupCard
from desktop_app.views.outbox.row import Row
from desktop_app.views.outbox.words import Surroundings, heading
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.scrolling import WIDTH as BAR
from desktop_app.views.widgets.scrolling import QuietScrollBar

SIDE = 32


class OutboxList(QScrollArea):
    """Keeps a row for every text it shows, so that the keyboard stays where it is."""

    acted = Signal(int, str)
    menu_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[int, Row] = {}
        self._current = 0
        self._shown: tuple[list[OutboxLine], Surroundings, dict[int, float], str] | None = None
        self._inside = QWidget()
        self._inside.setObjectName("outboxRows")
        self._inside.setStyleSheet("#outboxRows { background: transparent; }")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SIDE, 4, SIDE - BAR, 24)
        column.setSpacing(14)
        self.groups = {group: GroupCard(theme, heading(group)) for group in Group}
        for card in self.groups.values():
            card.more_asked.connect(self._show_again)
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(theme))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # paints nothing
        self.setStyleSheet("QScrollArea { background: transparent; }")
        self.setAccessibleName(tr("Texts"))

    def rows(self) -> list[Row]:
        """The rows there are, in order."""
        return [row for card in self.groups.values() for row in card.rows]

    def row(self, outbox_id: int) -> Row:
        """The row of one text."""
        return self._rows[outbox_id]

    def show_lines(
        self, lines: list[OutboxLine], around: Surroundings, waits: dict[int, float], only: str
    ) -> None:
        """These texts; of one group, where `only` names it."""
        self._shown = (lines, around, waits, only)
        at, had = self._place_of_keyboard()
        wanted: dict[int, Row] = {}
        for group, card in self.groups.items():
            inside = [line for line in lines if line.group(around.now) is group]
            chosen = inside if only in {"", group.value} else []
            rows = [self._row_for(line) for line in chosen[: card.most]]
            for row, line in zip(rows, chosen, strict=False):
                row.show_line(line, around, waits.get(line.id))
            card.show_rows(rows, len(chosen) - len(rows))
            wanted |= {row.line.id: row for row in rows}
        for key in set(self._rows) - set(wanted):
            gone = self._rows.pop(key)
            gone.hide()
            gone.deleteLater()
        self._settle(at, had=had)

    def _show_again(self) -> None:
        if self._shown is not None:
            self.show_lines(*self._shown)

    def _row_for(self, line: OutboxLine) -> Row:
        row = self._rows.get(line.id)
        if row is None:
            row = self._rows[line.id] = Row(self._theme, line)
            row.acted.connect(self.acted)
            row.menu_asked.connect(self.menu_asked)
            row.moved.connect(self._move)
            row.entered.connect(self._make_current)
        return row

    # The keyboard ------------------------------------------------------------------------------

    def _place_of_keyboard(self) -> tuple[int, bool]:
        """The place of the current row, and whether the keyboard is in it."""
        rows = self.rows()
        at = next((i for i, row in enumerate(rows) if row.line.id == self._current), 0)
        inside = bool(rows) and (rows[at].hasFocus() or _has_keyboard(rows[at]))
        return at, inside

    def _settle(self, at: int, *, had: bool) -> None:
        """Some row is the Tab stop; where its text went, the keyboard is on the next one."""
        rows = self.rows()
        if not rows:
            return
        if self._current not in self._rows:
            row = rows[min(at, len(rows) - 1)]
            self._make_current(row.line.id)
            if had:
                row.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._make_current(self._current)

    def _make_current(self, outbox_id: int) -> None:
        self._current = outbox_id
        for key, row in self._rows.items():
            row.set_current(on=key == outbox_id)

    def _move(self, outbox_id: int, way: str) -> None:
        rows = self.rows()
        at = next(i for i, row in enumerate(rows) if row.line.id == outbox_id)
        last = len(rows) - 1
        to = {"down": min(at + 1, last), "up": max(at - 1, 0), "first": 0, "last": last}[way]
        self._make_current(rows[to].line.id)
        rows[to].setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(rows[to], 0, 8)


def _has_keyboard(row: Row) -> bool:
    here = QApplication.focusWidget()
    return here is not None and row.isAncestorOf(here)
