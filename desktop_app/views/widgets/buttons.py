"""Buttons, painted from the tokens: primary, secondary, text, danger, link and icon-only.

The focus ring stands outside the button and shows only where the keyboard brought the focus.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip

HEIGHT = 32
SIDE = 13
RADIUS = 8
ICON = 16
GAP = 8
ENDING, ENDING_GAP = 14, 6
RING = 4
"""Ring of 2 and gap of 2, outside the button."""

BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens of one kind of button; an empty token paints nothing."""

    fill: str
    hover: str
    press: str
    ink: str
    edge: str = ""
    style: str = "small_medium"
    off_fill: str = ""


PRIMARY = Look("accent", "accent_hover", "accent_press", "on_accent", "", "small_strong", "pressed")
SECONDARY = Look("surface", "hover", "pressed", "text", "line_strong")
TEXT = Look("", "hover", "pressed", "text2")
DANGER = Look(
    "danger_fill", "danger_fill", "danger_fill", "on_accent", "", "small_strong", "pressed"
)
LINK = Look("", "", "", "accent_text")
ICON_ONLY = Look("", "hover", "pressed", "text2")


class FocusRing(QWidget):
    """The ring around a widget that the keyboard is on. Lies over others, catches nothing."""

    def __init__(self, theme: Theme, target: QWidget, radius: float) -> None:
        super().__init__(target.parentWidget())
        self._theme = theme
        self._target = target
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()  # lays out the parent, which can move the target
        self.follow()
        self.raise_()

    def follow(self) -> None:
        """Stand where the target stands."""
        self.setGeometry(self._target.geometry().adjusted(-RING, -RING, RING, RING))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Two pixels of accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent_text"), 2))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, self._radius + 3, self._radius + 3)


class Button(QPushButton):
    """What all buttons share. Plain words, an optional icon before them, one look."""

    def __init__(self, theme: Theme, text: str, look: Look, icon_name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self._icon = icon_name
        self.ending = ""
        """An icon after the words, as the chevron of a button that opens choices."""
        self._ring: FocusRing | None = None
        self.least_height = HEIGHT
        self.side = SIDE
        self.rounding = RADIUS
        self.icon_size = ICON
        self.setText(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._restyle)

    def current_look(self) -> Look:
        """The look in the present state."""
        return self._look

    def set_icon(self, name: str) -> None:
        """Another icon before the words; empty for none."""
        self._icon = name
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for icon and words."""
        return self.measure(self.current_look())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Words of buttons are never cut."""
        return self.sizeHint()

    def measure(self, look: Look) -> QSize:
        """The size in this look."""
        metrics = QFontMetrics(self._theme.font(look.style))
        words = metrics.horizontalAdvance(self._shown())
        beside = self._icon_size() + (GAP if words else 0) if self._icon else 0
        beside += self._ending_room()
        height = max(self.least_height, metrics.height() + 12)
        return QSize(words + beside + 2 * self.side, height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, icon, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self.current_look()
        self._paint_ground(painter, look)
        self._paint_words(painter, look)

    def _icon_size(self) -> int:
        return self._theme.room(self.icon_size)

    def _ending_room(self) -> int:
        return self._theme.room(ENDING) + ENDING_GAP if self.ending else 0

    def _shown(self) -> str:
        return self.text().replace("&&", "&")

    def _paint_ground(self, painter: QPainter, look: Look) -> None:
        box = QRectF(self.rect())
        fill = self._fill(look)
        if look.edge:
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.color(look.edge), 1) if look.edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        if fill or look.edge:
            painter.drawRoundedRect(box, self.rounding, self.rounding)

    def _fill(self, look: Look) -> str:
        if not self.isEnabled():
            return look.off_fill
        if self.isDown():
            return look.press
        return look.hover if self.underMouse() else look.fill

    def _paint_words(self, painter: QPainter, look: Look) -> None:
        ink = look.ink if self.isEnabled() else "text3"
        font = self._theme.font(look.style)
        metrics = QFontMetrics(font)
        words = self._shown()
        wide = metrics.horizontalAdvance(words)
        whole = wide + self._ending_room()
        left = (self.width() - whole) // 2
        if self._icon:
            size = self._icon_size()
            whole += size + (GAP if words else 0)
            left = (self.width() - whole) // 2
            picture = icon(self._theme, self._icon, size, ink, self.devicePixelRatioF())
            painter.drawPixmap(QPoint(left, (self.height() - size) // 2), picture)
            left += size + GAP
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPoint(left, baseline), words)
        if self.ending:
            size = self._theme.room(ENDING)
            picture = icon(self._theme, self.ending, size, ink, self.devicePixelRatioF())
            at = QPoint(left + wide + ENDING_GAP, (self.height() - size) // 2)
            painter.drawPixmap(at, picture)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show the ring where the keyboard came."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Take the ring away."""
        super().focusOutEvent(event)
        self._drop_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter presses a button, as Space does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The pointer needs no ring."""
        self._drop_ring()
        super().mousePressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802  Qt's name
        """Keep the ring around."""
        super().moveEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the ring around."""
        super().resizeEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """A hidden button has no ring."""
        super().hideEvent(event)
        self._drop_ring()

    def _show_ring(self) -> None:
        if self._ring is None and self.parentWidget() is not None:
            self._ring = FocusRing(self._theme, self, self.rounding)

    def _drop_ring(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None:
            ring.hide()
            ring.deleteLater()

    def _follow(self) -> None:
        if self._ring is not None:
            self._ring.follow()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class PrimaryButton(Button):
    """The one act a page or dialog is for."""

    def __init__(self, theme: Theme, text: str, icon_name: str = "") -> None:
        super().__init__(theme, text, PRIMARY, icon_name)
        self.side = 16


class SecondaryButton(Button):
    """Any other act."""

    def __init__(self, theme: Theme, text: str, icon_name: str = "", *, ending: str = "") -> None:
        super().__init__(theme, text, SECONDARY, icon_name)
        self.ending = ending


class TextButton(Button):
    """A quiet act beside others, and Cancel."""

    def __init__(self, theme: Theme, text: str, icon_name: str = "") -> None:
        super().__init__(theme, text, TEXT, icon_name)


class DangerButton(Button):
    """An act that takes something away, and names it."""

    def __init__(self, theme: Theme, text: str, icon_name: str = "") -> None:
        super().__init__(theme, text, DANGER, icon_name)
        self.side = 16


class LinkButton(Button):
    """A word to press inside a line: the only thing with a pointing hand."""

    def __init__(self, theme: Theme, text: str, style: str = "caption_medium") -> None:
        super().__init__(theme, text, replace(LINK, style=style))
        self.side = 2
        self.least_height = 28
        self.rounding = 4
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(Button):
    """An icon alone; its accessible name is its tooltip, so both always say the same."""

    def __init__(self, theme: Theme, icon_name: str, name: str, icon_size: int = 18) -> None:
        super().__init__(theme, "", ICON_ONLY, icon_name)
        self.icon_size = icon_size
        self.set_name(name)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A square that is easy to hit."""
        side = self._theme.room(HEIGHT)
        return QSize(side, side)

    def set_name(self, name: str) -> None:
        """Say what it does now."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def current_look(self) -> Look:
        """Filled while it is switched on."""
        if self.isChecked():
            return replace(ICON_ONLY, fill="pressed", ink="text")
        return ICON_ONLY
