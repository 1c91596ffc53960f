"""One text of the Outbox: whom it is for, its words, how it stands, what can be done."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.messaging.outbox_records import OutboxLine
from desktop_app.services.numbers import format_number
from desktop_app.services.records import OutboxState
from desktop_app.views.i18n import tr
from desktop_app.views.outbox.two_lines import TwoLines
from desktop_app.views.outbox.words import (
    Doing,
    Surroundings,
    doings,
    row_sentence,
    said,
    unsure_words,
)
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import (
    BY_KEYBOARD,
    Button,
    IconButton,
    LinkButton,
    SecondaryButton,
    TextButton,
)
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

SIDE, ABOVE, GAP = 18, 11, 14
INSET = 4
WHO_WIDTH, ACTS_WIDTH, EXPLAINED_WIDTH = 150, 172, 760
STATE_PART = 0.42
"""How much of what name and buttons leave free goes to the state; the rest to the text."""
WIDE, MEDIUM = 900, 620
"""Narrower than this, at the usual text size, the state stands below the text; then everything."""
ICON_DOWN = 2
_NO_LIMIT = (1 << 24) - 1
_TOP = Qt.AlignmentFlag.AlignTop
_MOVES = {
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class Row(QFrame):
    """Takes the keyboard as a whole; Enter opens what can be done."""

    acted = Signal(int, str)
    """The text, and the key of what is wanted."""
    menu_asked = Signal(int, QPoint)
    moved = Signal(int, str)
    """From this row down, up, to the first or the last."""
    entered = Signal(int)

    def __init__(self, theme: Theme, line: OutboxLine) -> None:
        super().__init__()
        self._theme = theme
        self.line = line
        self.divided = False
        self.doings: tuple[Doing, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._ringed = False
        self._shape = ""
        self._make_parts(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SIDE, ABOVE, SIDE - 6, ABOVE)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _make_parts(self, theme: Theme) -> None:
        self._avatar = Avatar(theme, "")
        self.name = Label(theme, "", "body_medium", "text", wrap=True)
        self.number = Label(theme, "", "caption", "text2", tabular=True)
        self.body = TwoLines(theme)
        self._icon = Picture(theme, "", 16)
        self.word = Label(theme, "", "small_strong", "text", wrap=True)
        self.detail = Label(theme, "", "caption", "text2", wrap=True)
        self.explanation = Label(theme, "", "small", "text2", wrap=True)
        self._explained = QWidget()
        beside = QHBoxLayout(self._explained)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.explanation, 1000)
        beside.addStretch(1)
        self.dots = IconButton(theme, "ellipsis-vertical", "")
        self.dots.clicked.connect(self._ask_menu)
        self._who = _stacked(self.name, self.number)
        state = _stacked(self.word, self.detail)
        self._state = QWidget()
        row = QHBoxLayout(self._state)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, _TOP)
        row.addWidget(state, 1, _TOP)
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, gap=10, line_gap=6)

    # What it shows -----------------------------------------------------------------------------

    def show_line(self, line: OutboxLine, around: Surroundings, waits: float | None) -> None:
        """This text as it stands now."""
        self.line = line
        how = said(line, around, waits)
        self._avatar.set_name(line.name)
        self.name.setText(line.name)
        number = format_number(line.number)
        self.number.setText(number)
        self.number.setVisible(number != line.name)
        self.body.set_text(line.body)
        self._icon.show_icon(how.icon, how.tone)
        self.word.setText(how.word)
        self.word.set_token(how.tone if how.tone != "text2" else "text")
        self.detail.setText(how.detail)
        self.detail.setVisible(bool(how.detail))
        self.dots.set_name(tr("More actions for the text to {name}", name=line.name))
        self.setAccessibleName(row_sentence(line, how))
        self.setAccessibleDescription(line.body)
        unsure = line.state is OutboxState.UNRESOLVED
        self.explanation.setText(unsure_words(line, around) if unsure else "")
        self._grid.setVerticalSpacing(8 if unsure else 2)
        self._show_doings(doings(line, around.now))
        self._arrange()
        self._fit()

    def _show_doings(self, wanted: tuple[Doing, ...]) -> None:
        if wanted == self.doings:
            return
        had = [key for key, button in self.buttons.items() if button.hasFocus()]
        for button in self.buttons.values():
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.doings, self.buttons = wanted, {}
        for doing in wanted:
            button = self._button(doing)
            self._flow.addWidget(button)
            self.buttons[doing.key] = button
        self._acts.setVisible(bool(wanted))
        self._shape = ""
        self.set_current(on=self.focusPolicy() is not Qt.FocusPolicy.NoFocus)
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, doing: Doing) -> Button:
        if doing.kind == "secondary":
            button: Button = SecondaryButton(self._theme, doing.label, doing.icon)
        elif doing.kind == "text":
            button = TextButton(self._theme, doing.label)
        else:
            button = LinkButton(self._theme, doing.label, "small_medium")
        button.setObjectName(doing.key)
        button.setEnabled(not doing.reason)
        spoken = tr("{act}, text to {name}", act=doing.label, name=self.line.name)
        button.setAccessibleName(spoken)
        button.setAccessibleDescription(doing.reason)
        button.setToolTip(doing.reason)
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.acted.emit(self.line.id, self.sender().objectName())

    # Where its parts stand ---------------------------------------------------------------------

    def _arrange(self) -> None:
        room = self.width() / self._theme.scale
        shape = "wide" if room >= WIDE else "medium" if room >= MEDIUM else "narrow"
        if shape == self._shape:
            return
        self._shape = shape
        grid = self._grid
        for part in self._parts():
            grid.removeWidget(part)
        for column in range(5):
            grid.setColumnStretch(column, 0)
            grid.setColumnMinimumWidth(column, 0)
        high = 2 if shape == "medium" else 1
        grid.addWidget(self._avatar, 0, 0, high, 1, _TOP)
        grid.addWidget(self.dots, 0, 5, high, 1, _TOP)
        if shape == "narrow":
            self._arrange_narrow(grid)
        else:
            self._arrange_wide(grid)
        self._explained.setVisible(bool(self.explanation.text()))
        grid.setRowStretch(1, 1 if shape == "medium" else 0)
        self.updateGeometry()
        self.update()

    def _arrange_wide(self, grid: QGridLayout) -> None:
        """The state beside the text, or, where there is less room, below it."""
        wide = self._shape == "wide"
        grid.addWidget(self._who, 0, 1, 1 if wide else 2, 1, _TOP)
        grid.addWidget(self.body, 0, 2)
        grid.addWidget(self._state, *((0, 3) if wide else (1, 2)), _TOP)
        grid.setColumnMinimumWidth(1, self._theme.room(WHO_WIDTH))
        grid.setColumnMinimumWidth(4, self._theme.room(ACTS_WIDTH))
        grid.setColumnStretch(2, 1)
        if self.explanation.text():
            grid.addWidget(self._explained, 2, 1, 1, 4)
            grid.addWidget(self._acts, 3, 1, 1, 4)
        else:
            right = _TOP | Qt.AlignmentFlag.AlignRight
            grid.addWidget(self._acts, 0, 4, 1 if wide else 2, 1, right)

    def _fit(self) -> None:
        """In every row the state begins at the same place."""
        if self._shape != "wide":
            self._state.setMinimumWidth(0)
            self._state.setMaximumWidth(_NO_LIMIT)
            return
        beside = self._avatar.width() + self.dots.sizeHint().width() + 2 * SIDE + 5 * GAP
        free = self.width() - beside - self._theme.room(WHO_WIDTH) - self._theme.room(ACTS_WIDTH)
        self._state.setFixedWidth(max(round(free * STATE_PART), 0))

    def _arrange_narrow(self, grid: QGridLayout) -> None:
        grid.addWidget(self._who, 0, 1, 1, 4, _TOP)
        below = (self.body, self._state, self._explained, self._acts)
        for at, part in enumerate(below, start=1):
            if part is not self._explained or self.explanation.text():
                grid.addWidget(part, at, 1, 1, 4)
        grid.setColumnStretch(1, 1)

    def _parts(self) -> tuple[QWidget, ...]:
        return (
            self._avatar,
            self._who,
            self.body,
            self._state,
            self._acts,
            self.dots,
            self._explained,
        )

    # Keyboard and pointer ----------------------------------------------------------------------

    def set_current(self, *, on: bool) -> None:
        """The one row of its list that Tab stops at, its buttons behind it."""
        policy = Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        for button in (*self.buttons.values(), self.dots):
            button.setFocusPolicy(policy)

    def menu_point(self) -> QPoint:
        """Where the menu opens: its right upper corner."""
        return self.dots.mapToGlobal(QPoint(self.dots.width(), self.dots.height()))

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.line.id, self.menu_point())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The other mouse button, and the menu key."""
        self._ask_menu()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up and Down between rows, Enter for what can be done."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(self.line.id, _MOVES[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.hasFocus():
            self._ask_menu()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click makes it the current one."""
        self.entered.emit(self.line.id)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        self.entered.emit(self.line.id)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange()
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The amber ground of a question, the hairline above, the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        if self.line.state is OutboxState.UNRESOLVED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("warn_soft"))
            painter.drawRoundedRect(box, 9, 9)
        if self.divided:
            line = QRectF(SIDE, 0, self.width() - 2 * SIDE, 1)
            painter.fillRect(line, self._theme.color("line"))
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(box, 9, 9)

    def _restyle(self) -> None:
        self._shape = ""
        self.explanation.setMaximumWidth(self._theme.room(EXPLAINED_WIDTH))
        self._arrange()
        self._fit()
        self.update()


def _stacked(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    for part in parts:
        column.addWidget(part)
    return holder
