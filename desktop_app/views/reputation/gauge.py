"""One gauge: a figure, where it stands between its borders, and its band in icon, word, colour."""

from math import log2

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.reputation.records import Band, Gauge, GaugeKey
from desktop_app.views.reputation import words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

TRACK = 6
TICK = 16
AMBER_AT, RED_AT = 0.5, 0.85
"""Where the borders stand on every gauge, so that both can be seen however far apart they are."""
OCTAVES = 3.0
"""The balance goes from 1:8 to 8:1."""
LEAST = 176
MOST_NUMBERS = 4
_FILL = {Band.GREEN: "viz", Band.AMBER: "warn", Band.RED: "danger", Band.TOO_LITTLE: "viz2"}


def place(value: float, amber: float, red: float) -> float:
    """Where a value stands between 0 and 1."""
    if value < amber:
        return AMBER_AT * value / amber
    if value < red:
        return AMBER_AT + (RED_AT - AMBER_AT) * (value - amber) / (red - amber)
    return min(RED_AT + (1 - RED_AT) * (value - red) / (red * 0.5), 1.0)


def balance_place(ratio: float) -> float:
    """The same for a ratio, one to one in the middle."""
    return min(max(0.5 + log2(max(ratio, 1e-9)) / (2 * OCTAVES), 0.0), 1.0)


class GaugeBar(QWidget):
    """The track with a tick at each border."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._gauge: Gauge | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_gauge(self, gauge: Gauge) -> None:
        """What to show."""
        self._gauge = gauge
        self.update()

    def ticks(self) -> list[float]:
        """Where the borders stand, between 0 and 1."""
        if self._gauge is None:
            return []
        if self._gauge.key is GaugeKey.SENDERS:
            return [self._gauge.amber / MOST_NUMBERS]
        if self._gauge.key is GaugeKey.BALANCE:
            return [balance_place(ratio) for ratio in (0.5, 2, 4)]
        return [AMBER_AT, RED_AT]

    def filled(self) -> float:
        """How far the fill reaches."""
        gauge = self._gauge
        if gauge is None or gauge.band is Band.TOO_LITTLE:
            return 0.0
        if gauge.key is GaugeKey.BALANCE:
            return balance_place(gauge.value)
        if gauge.key is GaugeKey.SENDERS:
            return min(gauge.value / MOST_NUMBERS, 1.0)
        return place(gauge.value, gauge.amber, gauge.red)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as a tick."""
        return QSize(80, TICK)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Track, fill or dot, ticks."""
        if self._gauge is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - TRACK) / 2
        self._bar(painter, 0, self.width(), top, "track")
        ticks, filled = self.ticks(), self.filled() * self.width()
        tone = _FILL[self._gauge.band]
        if self._gauge.key is GaugeKey.BALANCE:
            begin, end = (tick * self.width() for tick in ticks[:2])
            painter.fillRect(QRectF(begin, top, end - begin, TRACK), self._theme.color("ok_soft"))
        elif filled:
            self._bar(painter, 0, max(filled, TRACK), top, tone)
        for tick in ticks:
            left = min(tick * self.width(), self.width() - 2)
            painter.fillRect(QRectF(left - 1, 0, 2, self.height()), self._theme.color("text"))
        if self._gauge.key is GaugeKey.BALANCE and self._gauge.band is not Band.TOO_LITTLE:
            painter.setBrush(self._theme.color(tone))
            middle = min(max(filled, 6), self.width() - 6)
            painter.drawEllipse(QRectF(middle - 6, self.height() / 2 - 6, 12, 12))

    def _bar(self, painter: QPainter, left: float, width: float, top: float, tone: str) -> None:
        painter.setBrush(self._theme.color(tone))
        painter.drawRoundedRect(QRectF(left, top, width, TRACK), TRACK / 2, TRACK / 2)

    def _restyle(self) -> None:
        self.update()


class GaugeCard(Card):
    """A gauge with its words."""

    def __init__(self, theme: Theme, key: GaugeKey) -> None:
        super().__init__(theme)
        self.key = key
        self.title = Label(theme, words.title(key), "small", "text2")
        self.value = Label(theme, "", "display", "text", tabular=True)
        self.unit = Label(theme, "", "small", "text2", wrap=True)
        self.bar = GaugeBar(theme)
        self.borders = Label(theme, "", "caption", "text2", wrap=True)
        self.over_time = Label(theme, "", "caption", "text2", wrap=True)
        self._mark = Picture(theme, "circle-dashed", 14)
        self.state = Label(theme, "", "small_strong", "text2", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        mark = QHBoxLayout()
        mark.setSpacing(6)
        mark.addWidget(self._mark)
        mark.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(2)
        for part in (self.title, self.value, self.unit):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(self.bar)
        column.addSpacing(4)
        column.addWidget(self.borders)
        column.addWidget(self.over_time)
        column.addStretch(1)
        column.addSpacing(6)
        column.addLayout(mark)

    def show_gauge(self, gauge: Gauge) -> None:
        """What to show."""
        self.value.setText(words.value(gauge))
        self.unit.setText(words.unit(gauge))
        self.borders.setText(words.borders(gauge))
        self.over_time.setText(words.over_time(gauge))
        icon, tone = words.MARKS[gauge.band]
        self._mark.show_icon(icon, tone)
        self.state.set_token(tone)
        self.state.setText(words.state(gauge))
        self.bar.show_gauge(gauge)
        self.setAccessibleName(words.spoken(gauge))
