"""The rounded ground of a box of words, painted: a style sheet would reach the words too."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.views.theme import Theme

RADIUS = 10


def paint_ground(
    box: QWidget, color: QColor, radius: int = RADIUS, part: QRect | None = None
) -> None:
    """Fill a widget, or a part of it, up to rounded corners; to be called from its paintEvent."""
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(part or box.rect()), radius, radius)


class Ground(QFrame):
    """A box on a ground of its own colour."""

    def __init__(self, theme: Theme, token: str, radius: int = RADIUS) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self._radius = radius
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        paint_ground(self, self._theme.color(self._token), self._radius)
