"""Thirty days of traffic: bars that can be walked through by key, and the same as a table."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.services.reputation.records import Day
from desktop_app.services.rules.volume.gauges import Band, scale
from desktop_app.views.i18n import tr
from desktop_app.views.reputation import words
from desktop_app.views.theme import Theme

STEPS = 4
LABEL_EVERY = 7
HEIGHT = 280
SPACE = 8
_ROUND = (1, 2, 2.5, 5, 10)


def top_of(most: int) -> int:
    """The round figure at the top of the scale, parted evenly by its lines."""
    part = max(most, STEPS) / STEPS
    power = 1
    while part > 10 * power:
        power *= 10
    step = next(factor * power for factor in _ROUND if factor * power >= part)
    return int(step * STEPS) if step * STEPS == int(step * STEPS) else int(step * STEPS) + 1


def is_marked(day: Day) -> bool:
    """Whether a day had something carriers look at: many texts alike, too many, one filtered."""
    alike = scale("repetition").band(day.alike) is Band.RED
    return alike or bool(day.filtered) or scale("volume").band(day.sent + day.received) is Band.RED


class TrafficChart(QWidget):
    """Sent and received, a pair of bars a day. Left and Right go from day to day."""

    said = Signal(str)
    """The day the keyboard or the mouse is on, in words; empty for none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[Day, ...] = ()
        self.at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Texts of the last 30 days"))
        theme.changed.connect(self._restyle)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """What to show, oldest first."""
        self._days = days
        self.at = None
        sent, received = sum(day.sent for day in days), sum(day.received for day in days)
        self.setAccessibleDescription(
            tr(
                "{sent} sent, {received} received. Left and Right go from day to day.",
                sent=sent,
                received=received,
            )
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Wide and not too low."""
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Thirty pairs of bars have room."""
        return QSize(240, HEIGHT)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(self._theme.font("caption", tabular=True))
        left = metrics.horizontalAdvance(f"{self._top():,}") + SPACE
        top = 2 * metrics.height()
        return QRectF(
            left, top, self.width() - left - 4, self.height() - top - metrics.height() - SPACE
        )

    def _top(self) -> int:
        return top_of(max([max(day.sent, day.received) for day in self._days], default=0))

    # Going through the days --------------------------------------------------------------------

    def go_to(self, at: int | None) -> None:
        """Be on a day, and say it."""
        if at != self.at:
            self.at = at
            said = words.day_sentence(self._days[at]) if at is not None else ""
            self.said.emit(said)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left, Right, Home and End."""
        last = len(self._days) - 1
        here = last if self.at is None else self.at
        to = {
            Qt.Key.Key_Left: here - 1 if self.at is not None else last,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None or last < 0:
            super().keyPressEvent(event)
            return
        self.go_to(min(max(to, 0), last))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The day under the mouse."""
        plot = self._plot()
        if not self._days or not plot.left() <= event.position().x() < plot.right():
            return
        along = (event.position().x() - plot.left()) / plot.width()
        self.go_to(min(int(along * len(self._days)), len(self._days) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Its ring shows."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """No day is meant any more."""
        super().focusOutEvent(event)
        self.go_to(None)
        self.update()

    # Painting ----------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Lines, bars, days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption", tabular=True))
        plot, top = self._plot(), self._top()
        self._paint_lines(painter, plot, top)
        wide = plot.width() / max(len(self._days), 1)
        for place, day in enumerate(self._days):
            box = QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())
            self._paint_day(painter, box, day, top, here=place == self.at)
        self._paint_dates(painter, plot, wide)
        self._paint_mark(painter, plot, wide)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_lines(self, painter: QPainter, plot: QRectF, top: int) -> None:
        high = QFontMetrics(painter.font()).height()
        for step in range(STEPS + 1):
            at = plot.bottom() - plot.height() * step / STEPS
            painter.fillRect(QRectF(plot.left(), at, plot.width(), 1), self._theme.color("line"))
            painter.setPen(self._theme.color("text2"))
            figure = top * step / STEPS
            box = QRectF(0, at - high / 2, plot.left() - SPACE, high)
            shown = f"{figure:,.0f}" if figure == int(figure) else ""
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown
            )

    def _paint_day(self, painter: QPainter, box: QRectF, day: Day, top: int, *, here: bool) -> None:
        if here:
            painter.fillRect(box, self._theme.color("hover"))
        painter.setPen(Qt.PenStyle.NoPen)
        bar = max(box.width() * 0.36, 2)
        left = box.left() + (box.width() - 2 * bar - 1) / 2
        tones = ("danger" if is_marked(day) else "viz", "viz2")
        for number, (count, tone) in enumerate(zip((day.sent, day.received), tones, strict=True)):
            if count:
                high = max(box.height() * count / top, 2)
                part = QRectF(left + number * (bar + 1), box.bottom() - high, bar, high)
                painter.setBrush(self._theme.color(tone))
                painter.drawRoundedRect(part, min(bar / 2, 2), min(bar / 2, 2))

    def _paint_dates(self, painter: QPainter, plot: QRectF, wide: float) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(self._theme.color("text2"))
        free = 0.0
        for place in range(0, len(self._days), LABEL_EVERY):
            said = words.short_day(self._days[place].day)
            width = metrics.horizontalAdvance(said)
            left = min(plot.left() + place * wide, plot.right() - width)
            if left < free:
                continue
            painter.drawText(
                QRectF(left, plot.bottom() + SPACE, width + 2, metrics.height()), 0, said
            )
            free = left + width + 2 * SPACE

    def _paint_mark(self, painter: QPainter, plot: QRectF, wide: float) -> None:
        """The newest day carriers look at, in words over its bars."""
        marked = [place for place, day in enumerate(self._days) if is_marked(day)]
        if not marked:
            return
        said = words.day_sentence(self._days[marked[-1]])
        painter.setFont(self._theme.font("caption_strong"))
        painter.setPen(self._theme.color("danger"))
        width = QFontMetrics(painter.font()).horizontalAdvance(said) + 2
        right = min(max(plot.left() + (marked[-1] + 1) * wide, width), self.width())
        box = QRectF(right - width, 0, width, plot.top())
        painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, said)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
