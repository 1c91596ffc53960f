"""The bar over a conversation in which one types what to look for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton
from desktop_app.views.widgets.forms import control_sheet
from desktop_app.views.widgets.labels import Label

WIDEST = 360


class FindBar(QWidget):
    """Words, how many lines have them, the way from one to the next, and closing it."""

    typed = Signal(str)
    stepped = Signal(bool)
    """True for the next older hit."""
    closed = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in this conversation"))
        self.field.setAccessibleName(tr("Find in this conversation"))
        self.field.setMaximumWidth(WIDEST)
        self.count = Label(theme, "", "small", "text2", tabular=True)
        self.older = IconButton(theme, "chevron-up", tr("Next hit, older"))
        self.newer = IconButton(theme, "chevron-down", tr("Previous hit, newer"))
        self.close_button = IconButton(theme, "x", tr("Close the search"))
        self._lay_out()
        self.field.textChanged.connect(self.typed)
        self.older.clicked.connect(self._ask_older)
        self.newer.clicked.connect(self._ask_newer)
        self.close_button.clicked.connect(self.closed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_count(self, at: int, count: int, *, done: bool) -> None:
        """Where the search stands: the third of twelve, none, or still looking."""
        self.count.setText(self._words(at, count, done=done))
        self.older.setEnabled(count > 0)
        self.newer.setEnabled(count > 0)

    def _words(self, at: int, count: int, *, done: bool) -> str:
        if not self.field.text().strip():
            return ""
        if not count:
            return tr("No hits") if done else tr("Looking…")
        if done:
            return tr("{n} of {count}", n=f"{at + 1:,}", count=f"{count:,}")
        return tr("{n} of {count} so far", n=f"{at + 1:,}", count=f"{count:,}")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addStretch()
        for button in (self.older, self.newer, self.close_button):
            row.addWidget(button)

    def _ask_older(self) -> None:
        self.stepped.emit(True)

    def _ask_newer(self) -> None:
        self.stepped.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter goes on, with Shift back, Esc closes; no key reaches the conversation."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font("body"))
        self.field.setMinimumHeight(max(32, self.field.fontMetrics().height() + 12))
        self.field.setStyleSheet(control_sheet(self._theme, wrong=False))
        self.update()
