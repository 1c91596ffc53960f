"""What lies over the window for a moment: the ground that dialogs, menus and the palette share.

It is a part of the window, not a window of its own, so it looks the same with and without a
compositor, on every system. While it is open the keyboard stays inside, and no shortcut of the
window behind it works.
"""

import math

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QWidget

from desktop_app.views.help_link import open_help
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.focus import FocusReturn, step_inside

SHADOW_STEPS = 32


def paint_shadow(
    painter: QPainter, box: QRectF, radius: float, color: QColor, *, blur: int = 40, down: int = 12
) -> None:
    """A soft shadow under a floating card: rings that fade outwards (DESIGN.md, token `shadow`).

    Drawn once for each size: the rings cost 15 ms, and a palette repaints at every key.
    """
    ratio = painter.device().devicePixelRatioF()
    size = box.size().toSize()
    key = f"shadow {size.width()}x{size.height()} {radius} {color.rgba()} {blur} {down} {ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _drawn_shadow(size, radius, color, blur, down, ratio)
        QPixmapCache.insert(key, picture)
    painter.drawPixmap(box.topLeft() - QPointF(blur, blur), picture)


def _drawn_shadow(
    size: QSize, radius: float, color: QColor, blur: int, down: int, ratio: float
) -> QPixmap:
    whole = QSize(size.width() + 2 * blur, size.height() + 2 * blur + down)
    picture = QPixmap(whole * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ring = QColor(color)
    ring.setAlphaF(color.alphaF() / SHADOW_STEPS)
    painter.setBrush(ring)
    box = QRectF(blur, blur + down, size.width(), size.height())
    for step in range(SHADOW_STEPS):
        # Close together at half strength, far apart at both ends: the fall-off of a real blur.
        grow = blur / math.pi * math.asin(1 - 2 * (step + 0.5) / SHADOW_STEPS)
        rounding = max(radius + grow, 1)
        painter.drawRoundedRect(box.adjusted(-grow, -grow, grow, grow), rounding, rounding)
    painter.end()
    return picture


def paint_card(painter: QPainter, box: QRectF, radius: float, fill: QColor, edge: QColor) -> None:
    """A floating card: its fill and its hairline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Overlay(QWidget):
    """Covers the window it was made for, shows one card, and gives the keyboard back at the end."""

    closed = Signal()
    help_topic = ""
    """The page of the help that Shift+F1 opens here; empty for the one last read."""

    def __init__(self, theme: Theme, host: QWidget, *, dim: bool, radius: int = 16) -> None:
        self._window = host.window()
        super().__init__(self._window)
        self._theme = theme
        self._dim = dim
        self._radius = radius
        self._focus: FocusReturn | None = None
        self.card = QWidget(self)
        self.card.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.hide()
        theme.changed.connect(self._restyle)
        self._window.installEventFilter(self)

    def open(self) -> None:
        """Show over the window, with the keyboard on `first_stop`."""
        self._focus = FocusReturn()
        self.setGeometry(self._window.rect())
        self.place()
        self.show()
        self.raise_()
        (self.first_stop() or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Take it away again; the keyboard goes back to where it was."""
        if self._focus is None:
            return
        focus, self._focus = self._focus, None
        self.hide()
        focus.give_back()
        self.closed.emit()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Closed from outside, it goes as if it had been dismissed."""
        self.dismiss()
        super().closeEvent(event)

    def first_stop(self) -> QWidget | None:
        """The widget that takes the keyboard at the start."""
        return None

    def place(self) -> None:
        """Put the card where it belongs: the middle, unless a kind of overlay knows better."""
        size = self.card.sizeHint().boundedTo(self.size())
        box = QRect(0, 0, size.width(), size.height())
        box.moveCenter(self.rect().center())
        self.card.setGeometry(box)

    def clicked_outside(self) -> None:
        """What a click beside the card does: nothing, so that nothing typed is lost."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window and self.isVisible():
            self.setGeometry(self._window.rect())
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts away; the layout may ask for a new place."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes, Shift+F1 opens the help; no other key reaches the window behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() == Qt.Key.Key_F1 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            open_help(self, self.help_topic)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click beside the card."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.clicked_outside()
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  Qt's name
        """Tab stays inside."""
        return step_inside(self, forward)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Scrim, shadow, card."""
        painter = QPainter(self)
        if self._dim:
            painter.fillRect(self.rect(), self._theme.color("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.card.geometry())
        paint_shadow(painter, box, self._radius, self._theme.color("shadow"))
        edge = self._theme.color("popup" if self._dim else "line_strong")
        paint_card(painter, box, self._radius, self._theme.color("popup"), edge)

    def _restyle(self) -> None:
        self.update()
