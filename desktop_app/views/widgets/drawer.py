"""Holds a side panel over a page where the window is too narrow to have it beside."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.overlay import paint_shadow

SHADOW = 24


class Drawer(QWidget):
    """Stands at the right edge of its page, with a shadow at its left."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme = theme
        self._page = page
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SHADOW, 0, 0, 0)
        self.hide()

    def place(self, width: int, top: int = 0) -> None:
        """Stand at the right edge of the page, from this height down, for a panel so wide."""
        page = self._page
        left = page.width() - width - SHADOW
        self.setGeometry(left, top, width + SHADOW, page.height() - top)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, 0, SHADOW, 0)
        paint_shadow(painter, box, 0, self._theme.color("shadow"))
