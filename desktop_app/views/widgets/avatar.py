"""Initials in a circle: decoration beside a name, so it says nothing to a screen reader."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.views.formatting import initials
from desktop_app.views.theme import Theme

SIZE = 36
LETTERS = 0.36
"""Height of the letters as a part of the circle."""


def paint_avatar(
    painter: QPainter, theme: Theme, box: QRectF, name: str, ground: str = "avatar"
) -> None:
    """Paint the circle and the initials of a name; `ground` is the token of the circle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawEllipse(box)
    font = QFont(theme.font("caption_strong"))
    font.setPixelSize(round(box.height() * LETTERS))
    painter.setFont(font)
    painter.setPen(theme.color("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))


class Avatar(QWidget):
    """The circle as a widget of its own."""

    def __init__(self, theme: Theme, name: str = "", size: int = SIZE) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFixedSize(QSize(size, size))
        theme.changed.connect(self._restyle)

    def set_name(self, name: str) -> None:
        """Show somebody else's initials."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The circle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_avatar(painter, self._theme, QRectF(self.rect()), self._name)

    def _restyle(self) -> None:
        self.update()
