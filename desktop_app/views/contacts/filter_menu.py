"""A filter of the table: off it has an edge and a chevron, on it says what it lets in and an x."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, Look
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.menus import Entry, PopupMenu

HEIGHT = 28
MENU_WIDTH = 220
SIGN = 14
SIGN_GAP = 5
_OFF = Look("", "hover", "pressed", "text2", "line_strong", "caption_medium")
_ON = replace(_OFF, fill="accent_soft", hover="accent_soft", press="accent_soft", edge="")
_ON_INK = "accent_text"


class FilterMenu(Button):
    """A chip that opens its choices, or takes its choice away again."""

    chosen = Signal(str)
    """The key of a choice; empty for none."""

    def __init__(self, theme: Theme, host: QWidget, name: str, choices: Sequence[Entry]) -> None:
        super().__init__(theme, name, _OFF)
        self._host = host
        self._name = name
        self._choices = tuple(choices)
        self.choice = ""
        self.least_height = HEIGHT
        self.side = 12
        self.rounding = HEIGHT // 2
        self.clicked.connect(self._clicked)
        self._tell()

    def current_look(self) -> Look:
        """Tinted while it lets only some in."""
        return _ON if self.choice else _OFF

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for the sign behind the words."""
        return super().sizeHint() + QSize(self._theme.room(SIGN) + SIGN_GAP, 0)

    def choose(self, key: str) -> None:
        """Let in only these; nobody is left out where the key is empty."""
        if key != self.choice:
            self.choice = key
            self._tell()
            self.chosen.emit(key)

    def open_choices(self) -> PopupMenu:
        """The menu under the chip."""
        menu = PopupMenu(self._theme, self._host, self._choices, width=MENU_WIDTH)
        menu.setAccessibleName(self._name)
        menu.chosen.connect(self.choose)
        menu.popup(self.mapToGlobal(QPoint(MENU_WIDTH, self.height() + 4)))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Down opens the choices too; Delete takes the choice away."""
        if event.key() == Qt.Key.Key_Down:
            self.open_choices()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.choice:
            self.choose("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, words, sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.current_look()
        self.rounding = self.height() // 2
        self._paint_ground(painter, look)
        ink = _ON_INK if self.choice else look.ink
        metrics = QFontMetrics(self._theme.font(look.style))
        painter.setFont(self._theme.font(look.style))
        painter.setPen(self._theme.color(ink))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPoint(self.side, baseline), self.text())
        name = "x" if self.choice else "chevron-down"
        size = self._theme.room(SIGN)
        at = QPoint(self.width() - self.side - size + 3, (self.height() - size) // 2)
        painter.drawPixmap(at, icon(self._theme, name, size, ink, self.devicePixelRatioF()))

    def _clicked(self) -> None:
        if self.choice:
            self.choose("")
        else:
            self.open_choices()

    def _tell(self) -> None:
        """The words on it, and those read aloud: what it is, what it lets in, what a click does."""
        label = next((entry.label for entry in self._choices if entry.key == self.choice), "")
        self.setText(label or self._name)
        said = (
            tr("{name}: only {choice}, press to show everyone", name=self._name, choice=label)
            if label
            else tr("Filter by {name}", name=self._name.lower())
        )
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()
