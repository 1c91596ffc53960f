"""Chips: a state as icon and words, and a filter that is on or off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, Look
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip

HEIGHT = 24
HEADER_HEIGHT = 22
SIDE = 9
ICON = 14
GAP = 5

_GROUNDS = {
    "ok": ("ok_soft", "ok"),
    "warn": ("warn_soft", "warn"),
    "danger": ("danger_soft", "danger"),
    "accent": ("accent_soft", "accent_text"),
}
_NEUTRAL = ("sunken", "text2")


class Chip(QWidget):
    """A state, as shape and words first and colour second.

    `tone` is ok, warn, danger, accent or neutral; anything else shows as neutral.
    """

    def __init__(
        self,
        theme: Theme,
        icon_name: str = "",
        tone: str = "neutral",
        words: str = "",
        *,
        height: int = HEIGHT,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._least = height
        self._icon = self._tone = self._words = ""
        self._short = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self.show_state(icon_name, tone, words)

    def text(self) -> str:
        """The words shown."""
        return self._words

    @property
    def whole_width(self) -> int:
        """How wide it is with its words."""
        return self._measure(self._words).width()

    @property
    def short_width(self) -> int:
        """How wide it is as an icon alone."""
        return self._measure("").width()

    def shorten(self, *, short: bool) -> None:
        """Show the icon alone where there is no room; its words are the tooltip then."""
        if short != self._short:
            self._short = short
            self._restyle()

    def show_state(self, icon_name: str, tone: str, words: str) -> None:
        """Show another state."""
        self._icon, self._tone, self._words = icon_name, tone, words
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for icon and words."""
        return self._measure(self._shown())

    def _measure(self, words: str) -> QSize:
        metrics = QFontMetrics(self._theme.font("caption_medium"))
        beside = ICON + (GAP if words else 0) if self._icon else 0
        width = metrics.horizontalAdvance(words) + beside + 2 * SIDE
        return QSize(width, max(self._least, metrics.height() + 6))

    def _shown(self) -> str:
        return "" if self._short and self._icon else self._words

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, icon, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = _GROUNDS.get(self._tone, _NEUTRAL)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = SIDE
        if self._icon:
            picture = icon(self._theme, self._icon, ICON, ink, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - ICON) // 2, picture)
            left += ICON + GAP
        painter.setFont(self._theme.font("caption_medium"))
        painter.setPen(self._theme.color(ink))
        words = QRectF(left, 0, box.width() - left, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._shown())

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.setToolTip(plain_tooltip(self._words) if self._short else "")
        self.update()


_FILTER = Look(fill="", hover="hover", press="pressed", ink="text2", style="caption_medium")
_FILTER_ON = Look(
    fill="pressed", hover="pressed", press="pressed", ink="text", style="caption_strong"
)


class FilterChip(Button):
    """A filter of a list: one of several, on or off."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, _FILTER)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.least_height = 28
        self.side = 10
        self.rounding = 14

    def current_look(self) -> Look:
        """Filled while on."""
        return _FILTER_ON if self.isChecked() else _FILTER

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Measured in the heavier weight, so that switching moves nothing."""
        return self.measure(_FILTER_ON)
