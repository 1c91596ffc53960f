"""A quiet scroll bar: a thin handle on nothing, gone where everything is in view."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from desktop_app.views.theme import Theme

WIDTH = 8
HANDLE = 4


class QuietScrollBar(QScrollBar):
    """Vertical, always as wide, so that nothing beside it moves when it comes and goes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Thin."""
        return QSize(WIDTH, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The handle, where there is something to scroll."""
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ScrollBar
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(control, option, part, self))
        shown = QRectF((WIDTH - HANDLE) / 2, handle.top(), HANDLE, handle.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        held = self.isSliderDown() or self.underMouse()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("control" if held else "line_strong"))
        painter.drawRoundedRect(shown, HANDLE / 2, HANDLE / 2)

    def _restyle(self) -> None:
        self.update()
