"""The head of the ledger page: whose it is, what can be done, the day shown, and the check."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.ledger.as_of import AsOfBar
from desktop_app.views.ledger.entries_model import EntriesModel
from desktop_app.views.ledger.problems import LedgerProblems
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.scrolling import QuietScrollBar

SIDE = 24
GAP = 16
LEAST_WORDS = 360


class LedgerHead(QWidget):
    """Everything above the entries."""

    def __init__(self, theme: Theme, entries: EntriesModel, calendar: Calendar) -> None:
        super().__init__()
        self.back = TextButton(theme, "", "arrow-left")
        self.title = Label(theme, tr("Consent ledger"), "page_title", "text")
        self.lead = Label(theme, "", "small", "text2", wrap=True)
        self.correct = SecondaryButton(theme, tr("Add a correction…"), "notebook-pen")
        self.export = PrimaryButton(theme, tr("Export evidence…"), "download")
        self.as_of = AsOfBar(theme, entries, calendar)
        self.check = Chip(theme, height=30)
        self.check_again = TextButton(theme, tr("Check again"))
        self.problems = LedgerProblems(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 16)
        column.setSpacing(4)
        self.back.side = 2
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(_Sides(theme, self._words(), _row(self.correct, self.export), LEAST_WORDS))
        column.addSpacing(4)
        column.addWidget(_Sides(theme, self.as_of, _row(self.check, self.check_again)))
        column.addWidget(self.problems)

    def show_person(self, name: str, number: str) -> None:
        """Whose ledger it is."""
        self.back.setText(name)
        self.back.setAccessibleName(tr("Back to {name}", name=name))
        self.lead.setText(
            tr(
                "Every change to who may text, call or email {number}. Entries can’t be edited or "
                "deleted.",
                number=format_number(number),
            )
        )

    def _words(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        return inside


def _row(*parts: QWidget) -> QWidget:
    inside = QWidget()
    flow = FlowLayout(inside, gap=8)
    for part in parts:
        flow.addWidget(part)
    return inside


class _Sides(QWidget):
    """Two parts at the two sides, or one below the other where there is no room."""

    def __init__(self, theme: Theme, left: QWidget, right: QWidget, least: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._left, self._right, self._least = left, right, least
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(left, 1)
        self._box.addWidget(right)
        theme.changed.connect(self._adapt)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as one of them."""
        sizes = [part.minimumSizeHint() for part in (self._left, self._right)]
        return QSize(max(size.width() for size in sizes), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Beside or below."""
        super().resizeEvent(event)
        self._adapt()

    def _adapt(self) -> None:
        left = self._theme.room(self._least) if self._least else self._left.sizeHint().width()
        beside = left + GAP + self._right.sizeHint().width() <= self.width()
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)


class TopScroller(QScrollArea):
    """As high as what stands in it; scrolls where that would leave the entries too little room."""

    def __init__(self, theme: Theme, *parts: QWidget) -> None:
        super().__init__()
        self._limit = self._high = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        inside = self._inside = QWidget()
        inside.setObjectName("ledgerTop")
        inside.setStyleSheet("#ledgerTop { background: transparent; }")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietScrollBar(theme))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QScrollArea { background: transparent; }")

    def limit(self, height: int) -> None:
        """So high at most."""
        self._limit = height
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As fitted."""
        return QSize(self._inside.sizeHint().width(), self._high)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The same height; narrow enough for any window."""
        return QSize(0, self._high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """A part came or went."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._inside:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Narrower is higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self._inside.layout()
        if layout is None or not self._limit:
            return
        wanted = max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height())
        if self._high != min(wanted, self._limit):
            self._high = min(wanted, self._limit)
            self.updateGeometry()
