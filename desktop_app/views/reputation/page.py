"""The Reputation page: gauges, 30 days of traffic, what would help, what carriers stopped."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.reputation.records import GaugeKey, Report, TextRef
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.reputation import words
from desktop_app.views.reputation.cards import (
    CallsCard,
    CapCard,
    FilteredCard,
    HelpCard,
    PeopleCard,
    texts_menu,
)
from desktop_app.views.reputation.gauge import LEAST, GaugeCard
from desktop_app.views.reputation.tiles import Tiles
from desktop_app.views.reputation.traffic import TrafficCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.empty import EmptyState
from desktop_app.views.widgets.ground import paint_ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import Entry, PopupMenu
from desktop_app.views.widgets.picture import Picture
from desktop_app.views.widgets.scrolling import WIDTH as BAR
from desktop_app.views.widgets.scrolling import QuietScrollBar

READ_AFTER_MS = 1_500
"""A look at a big store takes a moment, so many changes are answered by one."""
SIDE = 32
GAP = 16
WIDE = 300
"""The least width of the cards below the gauges."""
CAP = "carrier_cap"


class Headline(QFrame):
    """What is over its line, or close to it, with the way to the texts meant."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "warn"
        self._icon = Picture(theme, "triangle-alert", 20, "warn")
        self.heading = Label(theme, "", "small_strong", "text", wrap=True)
        self.words = Label(theme, "", "small", "text2", wrap=True)
        self.button = SecondaryButton(theme, "")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.heading)
        lines.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 14, 12)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self.button)
        theme.changed.connect(self.update)

    def show_report(self, report: Report) -> tuple[TextRef, ...]:
        """Say it, or be gone; the texts its button leads to."""
        said = words.headline(report)
        self.setVisible(said is not None)
        if said is None:
            return ()
        self._tone = "danger" if said.red else "warn"
        self._icon.show_icon("circle-x" if said.red else "triangle-alert", self._tone)
        self.heading.setText(said.heading)
        self.words.setText(said.words)
        self.button.setVisible(bool(said.texts))
        self.button.setText(words.see_texts(said.count))
        self.update()
        return said.texts

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        paint_ground(self, self._theme.color(f"{self._tone}_soft"), 12)


class ReputationPage(QWidget):
    """Works itself out on a lane while it is shown; reads nothing while it is not."""

    conversation_asked = Signal(int)
    shown = Signal(object)
    """A new Report stands on the page."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self.report: Report | None = None
        self._number = ""
        self._looking = self._stale = False
        self._meant: tuple[TextRef, ...] = ()
        self.title = Label(theme, tr("Reputation"), "page_title", "text")
        self.intro = Label(theme, "", "small", "text2", wrap=True)
        self.choose = SecondaryButton(theme, "", ending="chevron-down")
        self.headline = Headline(theme)
        self.gauges = {key: GaugeCard(theme, key) for key in GaugeKey}
        self.traffic = TrafficCard(theme)
        self.help = HelpCard(theme)
        self.people = PeopleCard(theme)
        self.filtered = FilteredCard(theme, self._calendar)
        self.cap = CapCard(theme, self, self._calendar)
        self.calls = CallsCard(theme)
        self.empty = EmptyState(theme)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READ_AFTER_MS)
        self._reading.timeout.connect(self.read)
        self._lay_out()
        self._connect()
        self._show_empty(tr("Counting the texts of 30 days"), "")

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self.title)
        lines.addWidget(self.intro)
        top = QHBoxLayout()
        top.setContentsMargins(SIDE, 22, SIDE, 14)
        top.addLayout(lines, 1)
        top.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.scroller = self._scroller()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.scroller)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _scroller(self) -> QScrollArea:
        self._inside = QWidget()
        self._inside.setObjectName("reputation")
        self._inside.setStyleSheet("#reputation { background: transparent; }")
        self.tiles = Tiles(self._theme, list(self.gauges.values()), (6, 3, 2, 1), LEAST)
        self.pair = Tiles(self._theme, [self.traffic, self.help], (2, 1), WIDE, (5, 2))
        below: list[QWidget] = [self.filtered, self.people, self.cap]
        self.below = Tiles(self._theme, below, (3, 1), WIDE)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SIDE, 2, SIDE - BAR, 28)
        column.setSpacing(GAP)
        for part in (self.headline, self.tiles, self.pair, self.below, self.calls):
            column.addWidget(part)
        column.addStretch(1)
        scroller = QScrollArea()
        scroller.setVerticalScrollBar(QuietScrollBar(self._theme, scroller))
        scroller.setWidget(self._inside)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # paints nothing
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setStyleSheet("QScrollArea { background: transparent; }")
        scroller.setAccessibleName(tr("Gauges, traffic and what would help"))
        return scroller

    def _connect(self) -> None:
        self.choose.clicked.connect(self.open_numbers)
        self.headline.button.clicked.connect(self._headline_clicked)
        self.help.texts_asked.connect(self.open_texts)
        self.filtered.texts_asked.connect(self.open_texts)
        self.filtered.conversation_asked.connect(self.conversation_asked)
        self.cap.cap_chosen.connect(self._choose_cap)
        self._bridge.conversations_changed.connect(self._changed)
        self._bridge.contacts_changed.connect(self._changed)
        self._bridge.setting_changed.connect(self._setting_changed)
        self._theme.changed.connect(self.update)

    def regions(self) -> list[QWidget]:
        """What F6 goes through: the number to choose, its traffic, the day's limit."""
        return [self.choose, self.traffic, self.cap]

    # Reading -----------------------------------------------------------------------------------

    def read(self) -> None:
        """Have it worked out anew, where somebody looks; one look at a time."""
        self._reading.stop()
        self._stale = True
        if not self.isVisible() or self._looking:
            return
        self._stale, self._looking = False, True
        self._bridge.run(
            partial(self._workspace.reputation.look, self._number),
            self._show,
            self._failed,
            lane="network",
        )

    def _show(self, report: Report) -> None:
        self._looking = False
        if report.number != self._number and self._number:
            self.read()
            return
        self.report = report
        self.intro.setText(words.intro(report))
        self._show_number(report)
        if report.is_empty:
            self._show_empty(
                tr("No texts in 30 days"),
                tr("Once texts go out from this number, its gauges show up here."),
            )
        else:
            self._fill(report)
        self.shown.emit(report)
        if self._stale:
            self._changed(None)

    def _fill(self, report: Report) -> None:
        self._meant = self.headline.show_report(report)
        for gauge in report.gauges:
            self.gauges[gauge.key].show_gauge(gauge)
        for card in (self.traffic, self.help, self.people, self.filtered, self.cap):
            card.show_report(report)
        self._stack.setCurrentWidget(self.scroller)

    def _failed(self, error: BrieftextError) -> None:
        self._looking = False
        self._show_empty(error.problem.what, error.problem.why)

    def _show_empty(self, heading: str, said: str) -> None:
        self.empty.say("gauge", heading, said)
        self._stack.setCurrentWidget(self.empty)

    def _show_number(self, report: Report) -> None:
        labels = dict(report.numbers)
        self.choose.setVisible(len(labels) > 1)
        self.choose.setText(_named(report.number, labels.get(report.number, "")))
        self.choose.setAccessibleName(tr("Number: {number}", number=self.choose.text()))

    def _changed(self, _what: object) -> None:
        self._stale = True
        if self.isVisible() and not self._reading.isActive():
            self._reading.start()

    def _setting_changed(self, key: str) -> None:
        if key == CAP:
            self.read()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Somebody looks."""
        super().showEvent(event)
        self.read()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nobody looks."""
        super().hideEvent(event)
        self._reading.stop()

    # Doing -------------------------------------------------------------------------------------

    def open_numbers(self) -> PopupMenu | None:
        """The firm's numbers to choose from."""
        if self.report is None:
            return None
        chosen = self.report.number
        entries = [
            Entry(
                number, format_number(number), label, icon="check" if number == chosen else "circle"
            )
            for number, label in self.report.numbers
        ]
        menu = PopupMenu(self._theme, self, entries)
        menu.chosen.connect(self.show_number)
        menu.popup(self.choose.mapToGlobal(QPoint(self.choose.width(), self.choose.height() + 4)))
        return menu

    def show_number(self, number: str) -> None:
        """Look at another of the firm's numbers."""
        self._number = number
        self.read()

    def open_texts(self, texts: tuple[TextRef, ...], at: QWidget) -> PopupMenu:
        """The texts meant; each opens its conversation."""
        menu = texts_menu(self._theme, self, texts, self._calendar)
        menu.chosen.connect(self._chosen)
        menu.popup(at.mapToGlobal(QPoint(at.width(), at.height() + 4)))
        return menu

    def _headline_clicked(self) -> None:
        self.open_texts(self._meant, self.headline.button)

    def _chosen(self, key: str) -> None:
        self.conversation_asked.emit(int(key))

    def _choose_cap(self, cap: str) -> None:
        self._bridge.run(partial(self._workspace.settings.set, CAP, cap))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground."""
        QPainter(self).fillRect(self.rect(), self._theme.color("list"))


def _named(number: str, label: str) -> str:
    shown = format_number(number) if number else ""
    return f"{label} {shown}" if label and label != shown else shown
