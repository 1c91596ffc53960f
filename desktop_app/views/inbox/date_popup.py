"""A small calendar to jump to a day of a conversation. Days without a text cannot be chosen."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.days import Days
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, IconButton, Look
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay

CELL = 34
WEEKS = 6
WEEK = 7
SUNDAY = 6
BELOW_EDGE = 12
WEEKDAYS = ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")

_DAY = Look("accent_soft", "popup_hover", "pressed", "accent_text", style="small_strong")
_NO_TEXTS = Look("", "", "", "text3", style="small")
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


class DayButton(Button):
    """One day."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", _DAY)
        self.side = 4
        self.day = date.min

    def show_day(self, day: date, *, has_texts: bool) -> None:
        """Another day, perhaps without a text."""
        self.day = day
        self.setText(str(day.day))
        self.setEnabled(has_texts)
        words = f"{day:%A, %B} {day.day}, {day.year}"
        self.setAccessibleName(words if has_texts else tr("{day}, no texts", day=words))

    def current_look(self) -> Look:
        """Only a day with texts has a ground."""
        return _DAY if self.isEnabled() else _NO_TEXTS

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring shows from the start: the arrows begin here."""
        super().focusInEvent(event)
        self._show_ring()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows are the calendar's: a button would go to whatever is beside it."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """All as wide."""
        size = super().sizeHint()
        return QSize(max(CELL, size.width()), max(CELL, size.height()))


class DatePopup(Overlay):
    """One month at a time."""

    chosen = Signal(object)
    """The first line of the day (an id, which needs more than 32 bits)."""

    def __init__(self, theme: Theme, over: QWidget, days: Days, start: date) -> None:
        super().__init__(theme, over, dim=False, radius=12)
        self._over = over
        self._days = days
        self._start = start
        self._ends = days.ends() or (start, start)
        self._month = start.replace(day=1)
        self._lines: dict[date, int] = {}
        self.title = Label(theme, "", "body_strong", "text")
        self.before = IconButton(theme, "chevron-left", tr("Previous month"))
        self.after = IconButton(theme, "chevron-right", tr("Next month"))
        self.cells = [DayButton(theme) for _ in range(WEEKS * WEEK)]
        self.card.setAccessibleName(tr("Go to a day"))
        self._lay_out(theme)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        for cell in self.cells:
            cell.clicked.connect(self._pressed)
        self.show_month(self._month)

    def show_month(self, month: date) -> None:
        """Another month, as far as there are texts."""
        first, newest = (day.replace(day=1) for day in self._ends)
        self._month = min(max(month.replace(day=1), first), newest)
        self._lines = self._days.of_month(self._month)
        self.title.setText(f"{self._month:%B} {self._month.year}")
        self.before.setEnabled(self._month > first)
        self.after.setEnabled(self._month < newest)
        day = self._month - timedelta(days=(self._month.weekday() - SUNDAY) % WEEK)
        for cell in self.cells:
            cell.show_day(day, has_texts=day in self._lines)
            cell.setVisible(day.month == self._month.month)
            day += timedelta(days=1)

    def first_stop(self) -> QWidget | None:
        """The day one is reading, else the last one with a text."""
        return self._cell(self._start) or self._cell(max(self._lines, default=self._start))

    def place(self) -> None:
        """Under the upper edge of the conversation, in its middle."""
        size = self.card.sizeHint().boundedTo(self.size())
        corner = self._over.mapTo(self._window, QPoint(0, BELOW_EDGE))
        left = corner.x() + (self._over.width() - size.width()) // 2
        self.card.setGeometry(QRect(QPoint(max(left, 0), corner.y()), size))

    def clicked_outside(self) -> None:
        """Nothing was typed: it goes."""
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows go to days with texts, page keys to months."""
        if event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
            event.accept()
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._turn(-1 if event.key() == Qt.Key.Key_PageUp else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """To the next day with a text in this direction, over the end into another month."""
        here = self.focusWidget()
        day = here.day if isinstance(here, DayButton) else self._month
        found = self._next_from(day, by)
        if found is not None:
            if (found.year, found.month) != (self._month.year, self._month.month):
                self.show_month(found)
            self._enter(found)

    def _next_from(self, day: date, by: int) -> date | None:
        month, lines = self._month, self._lines
        while self._ends[0] <= (day := day + timedelta(days=by)) <= self._ends[1]:
            if (day.year, day.month) != (month.year, month.month):
                month, lines = day, self._days.of_month(day)
            if day in lines:
                return day
        return None

    def _turn(self, by: int) -> None:
        middle = self._month.replace(day=15) + timedelta(days=30 * by)
        self.show_month(middle)
        announce(self, self.title.text())
        self._enter(max(self._lines, default=self._month))

    def _enter(self, day: date) -> None:
        cell = self._cell(day)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.TabFocusReason)

    def _cell(self, day: date) -> DayButton | None:
        shown = (cell for cell in self.cells if cell.day == day and cell.isEnabled())
        return next(shown, None)

    def _pressed(self) -> None:
        cell = self.sender()
        assert isinstance(cell, DayButton)
        line = self._lines[cell.day]
        self.dismiss()
        self.chosen.emit(line)

    def _go_back(self) -> None:
        self._turn(-1)

    def _go_on(self) -> None:
        self._turn(1)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.addWidget(self.before)
        head.addStretch()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.after)
        grid = QGridLayout()
        grid.setSpacing(4)
        for at, words in enumerate(WEEKDAYS):
            grid.addWidget(Label(theme, tr(words), "caption", "text2"), 0, at, _MIDDLE)
        for at, cell in enumerate(self.cells):
            grid.addWidget(cell, 1 + at // WEEK, at % WEEK)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(grid)


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
