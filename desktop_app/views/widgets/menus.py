"""A popup menu with two-line items: what a click does, and what is true now.

An item that cannot be used stays reachable by keyboard, so that its reason is read aloud; choosing
it does nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.scrolling import QuietScrollBar

WIDTH = 336
EDGE = 8
PAD = 6
TEXT_LEFT = 40
SECOND_ICON = 17
RIGHT = 12
SLACK = 2
"""A line broken by Qt is measured in whole pixels a word."""
MOST = 420
"""Wider than this a menu breaks its second lines."""
_TONES = {
    "circle-check": "ok",
    "ban": "danger",
    "phone-missed": "danger",
    "circle-dashed": "warn",
    "hourglass": "warn",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. `apart` draws a hairline above it."""

    key: str
    label: str
    second: str = ""
    icon: str = ""
    second_icon: str = ""
    enabled: bool = True
    reason: str = ""
    apart: bool = False

    def spoken(self) -> str:
        """What a screen reader says: label, state, then that it is unavailable and why."""
        parts = [self.label.rstrip("…"), self.second]
        if not self.enabled:
            parts += [tr("unavailable"), self.reason if self.reason != self.second else ""]
        return ", ".join(part for part in parts if part)

    def shown_second(self) -> str:
        """The second line: the reason where there is one to give, else what is true now."""
        return self.reason if not self.enabled and self.reason else self.second


class MenuRow(QAbstractButton):
    """One painted line."""

    def __init__(self, theme: Theme, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self._theme = theme
        self._second_high = 0
        self.setText(entry.label)
        self.setAccessibleName(entry.spoken())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def natural_width(self) -> int:
        """The width at which neither line is broken."""
        second = QFontMetrics(self._theme.font("caption"))
        first = QFontMetrics(self._theme.font("body_medium"))
        words = max(
            first.horizontalAdvance(self.entry.label),
            second.horizontalAdvance(self.entry.shown_second()) + self._second_left(),
        )
        return self._left() + words + RIGHT + SLACK

    def fit(self, width: int) -> None:
        """Be this wide, and as high as the second line needs then."""
        room = width - self._left() - self._second_left() - RIGHT
        words, flags = self.entry.shown_second(), Qt.TextFlag.TextWordWrap
        second = QFontMetrics(self._theme.font("caption"))
        self._second_high = second.boundingRect(QRect(0, 0, room, 10_000), flags, words).height()
        first = QFontMetrics(self._theme.font("body")).height()
        self.setFixedSize(width, first + (self._second_high if words else 0) + 16)

    def _left(self) -> int:
        return TEXT_LEFT if self.entry.icon else 12

    def _second_left(self) -> int:
        return SECOND_ICON if self.entry.second_icon else 0

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """The pointer and the keyboard share one place."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Hover, icon, label, second line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("popup_hover"))
            painter.drawRoundedRect(self.rect(), 8, 8)
        ratio = self.devicePixelRatioF()
        if self.entry.icon:
            tone = "text2" if self.entry.enabled else "text3"
            picture = icon(self._theme, self.entry.icon, 18, tone, ratio)
            painter.drawPixmap(10, (self.height() - 18) // 2, picture)
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        left = self._left()
        metrics = QFontMetrics(self._theme.font("body"))
        box = QRect(left, 7, self.width() - left - 4, metrics.height())
        painter.setFont(self._theme.font("body_medium"))
        painter.setPen(self._theme.color("text" if self.entry.enabled else "text3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.entry.label)
        if self.entry.shown_second():
            self._paint_second(painter, QPoint(left, box.bottom() + 1))

    def _paint_second(self, painter: QPainter, at: QPoint) -> None:
        font = self._theme.font("caption")
        metrics = QFontMetrics(font)
        left = at.x()
        if self.entry.second_icon:
            tone = _TONES.get(self.entry.second_icon, "text2")
            picture = icon(self._theme, self.entry.second_icon, 12, tone, self.devicePixelRatioF())
            painter.drawPixmap(left, at.y() + (metrics.height() - 12) // 2, picture)
            left += SECOND_ICON
        box = QRect(left, at.y(), self.width() - left - RIGHT, self._second_high)
        painter.setFont(font)
        painter.setPen(self._theme.color("text2" if self.entry.enabled else "text3"))
        painter.drawText(box, Qt.TextFlag.TextWordWrap, self.entry.shown_second())


class _Hairline(QWidget):
    """The line between groups of entries."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(11)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel, in from both sides."""
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawLine(10, 5, self.width() - 10, 5)


class _Rows(QScrollArea):
    """The rows; they scroll where the window is too low for all of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        inside = QWidget()
        inside.setObjectName("menuRows")
        inside.setStyleSheet("#menuRows { background: transparent; }")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(QuietScrollBar(theme))
        self.setStyleSheet("QScrollArea { background: transparent; }")

    def whole_height(self) -> int:
        """What all rows need."""
        return self.column.sizeHint().height()


class PopupMenu(Overlay):
    """The menu: opens at a point of the screen, stays inside the window."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        entries: Sequence[Entry],
        *,
        heading: str = "",
        heading_note: str = "",
        width: int = WIDTH,
    ) -> None:
        super().__init__(theme, host, dim=False, radius=12)
        self._at = QPoint()
        self._least = width
        self._head = QWidget()
        self.rows: list[MenuRow] = []
        self._scroller = _Rows(theme)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroller, 1)
        if heading:
            self._heading(heading, heading_note)
        else:
            self._head.hide()
        for entry in entries:
            self._add(entry)

    def _heading(self, heading: str, note: str) -> None:
        column = QVBoxLayout(self._head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(10, 7, 10, 3)
        row.addWidget(Label(self._theme, heading, "caption_strong", "text"))
        row.addSpacing(16)
        row.addStretch(1)
        row.addWidget(Label(self._theme, note, "caption", "text2"))
        column.addLayout(row)
        column.addWidget(_Hairline(self._theme))

    def _add(self, entry: Entry) -> None:
        if entry.apart:
            self._scroller.column.addWidget(_Hairline(self._theme))
        row = MenuRow(self._theme, entry)
        row.clicked.connect(self._clicked)
        self._scroller.column.addWidget(row)
        self.rows.append(row)

    def popup(self, at: QPoint) -> None:
        """Open with the right upper corner of the menu at this point of the screen."""
        self._at = at
        self.open()

    def first_stop(self) -> QWidget | None:
        """The first entry."""
        return self.rows[0] if self.rows else None

    def place(self) -> None:
        """At the point asked for, moved as far as the window's edges ask."""
        size = self._fit()
        point = self.mapFromGlobal(self._at)
        right = max(min(point.x(), self.width() - EDGE), size.width() + EDGE)
        top = max(min(point.y(), self.height() - size.height() - EDGE), EDGE)
        self.card.setGeometry(right - size.width(), top, size.width(), size.height())

    def _fit(self) -> QSize:
        """As wide as its words up to a limit; as high as its rows, or as the window is."""
        most = min(self._theme.room(MOST), self.width() - 2 * EDGE)
        head = self._head.sizeHint() if not self._head.isHidden() else QSize(0, 0)
        wanted = max([self._least - 2 * PAD, head.width()] + [r.natural_width() for r in self.rows])
        width = min(wanted, most - 2 * PAD)
        for row in self.rows:
            row.fit(width)
        high = head.height() + self._scroller.whole_height() + 2 * PAD
        return QSize(width + 2 * PAD, min(high, self.height() - 2 * EDGE))

    def clicked_outside(self) -> None:
        """A click elsewhere closes a menu."""
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up, Down, Home, End, the first letter, Enter."""
        here = next((i for i, row in enumerate(self.rows) if row.hasFocus()), -1)
        last = len(self.rows) - 1
        moves = {
            Qt.Key.Key_Down: (here + 1) % (last + 1),
            Qt.Key.Key_Up: (here - 1) % (last + 1) if here > 0 else last,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._go(moves[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and here >= 0:
            self.rows[here].click()
        elif event.text().strip() and event.text().isprintable():
            self._go_to_letter(event.text().casefold(), here)
        else:
            super().keyPressEvent(event)

    def _go(self, at: int) -> None:
        self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroller.ensureWidgetVisible(self.rows[at], 0, 0)

    def _go_to_letter(self, letter: str, here: int) -> None:
        count = len(self.rows)
        for step in range(1, count + 1):
            at = (here + step) % count
            if self.rows[at].entry.label.casefold().startswith(letter):
                self._go(at)
                return

    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, MenuRow) and row.entry.enabled:
            self.dismiss()
            self.chosen.emit(row.entry.key)
