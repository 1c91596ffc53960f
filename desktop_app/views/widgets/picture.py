"""Pictures beside words: an icon that follows the theme, and the app's mark.

Hidden from screen readers: the words beside them carry the meaning.
"""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from desktop_app.services.resources import resource
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon


class Picture(QWidget):
    """One icon in one tone."""

    def __init__(self, theme: Theme, name: str = "", size: int = 16, tone: str = "text2") -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._drawn = size
        self._tone = tone
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_icon(self, name: str, tone: str) -> None:
        """Another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The icon."""
        if self._name:
            ratio = self.devicePixelRatioF()
            picture = icon(self._theme, self._name, self.width(), self._tone, ratio)
            QPainter(self).drawPixmap(0, 0, picture)

    def _restyle(self) -> None:
        size = self._theme.room(self._drawn)
        self.setFixedSize(QSize(size, size))
        self.update()


class AppMark(QWidget):
    """The mark, in its own colours."""

    def __init__(self, size: int = 48) -> None:
        super().__init__()
        self.setFixedSize(QSize(size, size))
        self._drawing = QSvgRenderer(str(resource("icons", "brieftext.svg")), self)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.render(painter, QRectF(self.rect()))
