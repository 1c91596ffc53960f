"""A slider as drawn: a thin track, filled up to a ringed knob. Steps by arrow keys and wheel."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD

KNOB = 16
TRACK = 4
HEIGHT = 28


class Slider(QSlider):
    """Values from `least` to `most` in steps of `step`."""

    def __init__(self, theme: Theme, name: str, least: int, most: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._step = step
        self._ringed = False
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self.setAccessibleName(name)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """High enough to hit."""
        return QSize(200, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The knob goes where the pointer is."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """And follows it."""
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Until it is let go."""
        self.setSliderDown(False)
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Track, filled part, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, knob = self.height() / 2, self._knob()
        painter.setPen(Qt.PenStyle.NoPen)
        for token, right in (("track", self.width() - 1.0), ("accent", knob)):
            painter.setBrush(self._theme.color(token))
            box = QRectF(1, middle - TRACK / 2, right - 1, TRACK)
            painter.drawRoundedRect(box, TRACK / 2, TRACK / 2)
        painter.setBrush(self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("accent"), 2))
        painter.drawEllipse(QPointF(knob, middle), KNOB / 2 - 1, KNOB / 2 - 1)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawEllipse(QPointF(knob, middle), KNOB / 2 + 3, KNOB / 2 + 3)

    def _knob(self) -> float:
        span = self.width() - KNOB - 8
        share = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self.value(), span)
        return KNOB / 2 + 4 + share

    def _go_to(self, x: float) -> None:
        span = self.width() - KNOB - 8
        at = round(x - KNOB / 2 - 4)
        value = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), at, span)
        steps = round((value - self.minimum()) / self._step)
        self.setValue(self.minimum() + steps * self._step)

    def _restyle(self) -> None:
        self.update()
