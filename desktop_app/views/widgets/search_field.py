"""A field that narrows a list while somebody types: sunken, with its icon inside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon

HEIGHT = 32
ICON = 16
_TO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(QLineEdit):
    """Esc empties it first and leaves it then; Down and Enter go on to what was found."""

    left_downwards = Signal()

    def __init__(self, theme: Theme, placeholder: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        theme.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """What is not for a line of text."""
        if event.key() in _TO_LIST:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The icon in the room the style leaves at the left."""
        super().paintEvent(event)
        size = self._theme.room(ICON)
        picture = icon(self._theme, "search", size, "text2", self.devicePixelRatioF())
        QPainter(self).drawPixmap(8, (self.height() - size) // 2, picture)

    def _restyle(self) -> None:
        self.setFont(self._theme.font("small"))
        colors = {key: self._theme.color(key).name() for key in ("sunken", "text", "accent_text")}
        self.setStyleSheet(
            f"QLineEdit {{ background: {colors['sunken']}; color: {colors['text']};"
            f" border: 2px solid {colors['sunken']}; border-radius: 8px;"
            f" padding: 2px 8px 2px {self._theme.room(ICON) + 12}px; }}"
            f"QLineEdit:focus {{ border: 2px solid {colors['accent_text']}; }}"
        )
        self.setMinimumHeight(max(HEIGHT, self.fontMetrics().height() + 12))
