"""A card on the page's ground: a hairline in light, a lighter ground alone in dark."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.overlay import paint_card

RADIUS = 12


class Card(QFrame):
    """Surface, edge, rounded corners."""

    def __init__(self, theme: Theme, radius: int = RADIUS) -> None:
        super().__init__()
        self._theme = theme
        self._radius = radius
        theme.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The card itself."""
        painter = QPainter(self)
        edge = self._theme.color("surface" if self._theme.dark else "line")
        fill = self._theme.color("surface")
        paint_card(painter, QRectF(self.rect()), self._radius, fill, edge)

    def _restyle(self) -> None:
        self.update()
