"""The card with 30 days of traffic: as a chart, or the same numbers as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.reputation.records import Day, Report
from desktop_app.views.i18n import tr
from desktop_app.views.reputation import words
from desktop_app.views.reputation.chart import HEIGHT, TrafficChart
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.scrolling import QuietScrollBar

SWATCH = 10
CELL = 14


class _Swatch(QFrame):
    """The colour of a bar beside its word."""

    def __init__(self, theme: Theme, tone: str) -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        self.setObjectName("swatch")
        self.setFixedSize(SWATCH, SWATCH)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        tone = self._theme.color(self._tone).name()
        self.setStyleSheet(f"#swatch {{ background: {tone}; border-radius: 3px; }}")


class _Legend(QWidget):
    """A swatch, a word, a sum."""

    def __init__(self, theme: Theme, tone: str, word: str) -> None:
        super().__init__()
        self.sum = Label(theme, "", "caption_strong", "text", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Swatch(theme, tone))
        row.addWidget(Label(theme, word, "caption", "text2"))
        row.addWidget(self.sum)


class DayTable(QTableWidget):
    """The numbers of the chart, newest day first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 5)
        self._theme = theme
        self.setVerticalScrollBar(QuietScrollBar(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        heads = (tr("Day"), tr("Sent"), tr("Received"), tr("Filtered"), tr("Nearly the same"))
        self.setHorizontalHeaderLabels(heads)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self._align_heads()
        self.setAccessibleName(tr("Texts of the last 30 days"))
        theme.changed.connect(self._measure)
        self._measure()

    def _align_heads(self) -> None:
        """Each word stands where its figures do."""
        for column in range(self.columnCount()):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """What to show, oldest first."""
        self.setRowCount(len(days))
        for row, day in enumerate(reversed(days)):
            figures = (day.sent, day.received, day.filtered, day.alike)
            for column, cell in enumerate((words.short_day(day.day), *figures)):
                item = QTableWidgetItem(str(cell))
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        self._measure()

    def _measure(self) -> None:
        self.setFont(self._theme.font("small", tabular=True))
        self.horizontalHeader().setFont(self._theme.font("caption_medium"))
        surface, ink, line = (self._theme.color(n).name() for n in ("surface", "text2", "line"))
        self.setStyleSheet(
            f"QTableWidget {{ background: {surface}; }} QHeaderView::section {{ background: "
            f"{surface}; color: {ink}; border: none; border-bottom: 1px solid {line}; "
            "padding: 4px 3px; }"
        )
        high = self._theme.line_height("small") + CELL
        self.verticalHeader().setDefaultSectionSize(high)


class TrafficCard(Card):
    """Heading, sums, chart or table, and the day that is meant."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = Label(theme, tr("Last 30 days"), "heading", "text")
        self.sent = _Legend(theme, "viz", tr("Sent"))
        self.received = _Legend(theme, "viz2", tr("Received"))
        self.switch = TextButton(theme, tr("View as table"))
        self.chart = TrafficChart(theme)
        self.table = DayTable(theme)
        self.day = Label(theme, "", "caption", "text2", wrap=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self._stack.setMinimumHeight(HEIGHT)
        self._lay_out()
        self.switch.clicked.connect(self.toggle)
        self.chart.said.connect(self._say)
        self._say("")

    def _lay_out(self) -> None:
        marks = QWidget()
        flow = FlowLayout(marks)
        for part in (self.sent, self.received, self.switch):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 14)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(marks)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.day)

    def show_report(self, report: Report) -> None:
        """What to show."""
        self.chart.show_days(report.days)
        self.table.show_days(report.days)
        for legend, count in zip((self.sent, self.received), report.balance, strict=True):
            legend.sum.setText(f"{count:,}")

    @property
    def is_table(self) -> bool:
        """Whether the table shows."""
        return self._stack.currentWidget() is self.table

    def toggle(self) -> None:
        """The other way to look at it."""
        to_table = not self.is_table
        self._stack.setCurrentWidget(self.table if to_table else self.chart)
        self.switch.setText(tr("View as chart") if to_table else tr("View as table"))
        self._say("")

    def _say(self, day: str) -> None:
        if day:
            announce(self.chart, day)
        hint = "" if self.is_table else tr("Point at a day, or use Left and Right, to read it.")
        self.day.setText(day or hint)
