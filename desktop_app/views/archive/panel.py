"""Everything about the long read: how far, how fast, by number, what is complete already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.archive_records import HistoryProgress
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views import archive_words as words
from desktop_app.views.archive.parts import Bar, Done, Fact, Line
from desktop_app.views.archive.watch import HistoryWatch
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, SecondaryButton, TextButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label

WIDTH = 336
SIDE = 24
CLOSING = "Closing Brieftext is fine. It goes on where it stopped, and nothing is fetched twice."
QUARTER_S = 90 * 86_400


class HistoryPanel(QWidget):
    """Takes the place of the contact panel."""

    closed = Signal()

    def __init__(
        self, theme: Theme, workspace: Workspace, watch: HistoryWatch, calendar: Calendar
    ) -> None:
        super().__init__()
        self._theme = theme
        self._reading = workspace.reading
        self._watch = watch
        self._calendar = calendar
        self.title = Label(theme, "", "region_title", "text", wrap=True)
        self.intro = Label(theme, "", "small", "text2", wrap=True)
        self.close_button = IconButton(theme, "x", tr("Close"))
        self.count = Label(theme, "", "display", "text", tabular=True)
        self.of = Label(theme, "", "small", "text2", wrap=True)
        self.bar = Bar(theme)
        self.facts = {
            key: Fact(theme, tr(name))
            for key, name in (
                ("speed", "Speed"),
                ("left", "Time left"),
                ("reached", "Reached"),
                ("keeps", "Twilio keeps"),
            )
        }
        self.numbers: dict[str, Fact] = {}
        self.done = {
            key: Done(theme, tr(name))
            for key, name in (
                ("opt_outs", "Opt-outs"),
                ("quarter", "Last 90 days"),
                ("pictures", "Pictures"),
                ("gaps", "Gap report"),
            )
        }
        self.late = Label(theme, "", "small", "warn", wrap=True)
        self.gaps = Label(theme, "", "caption", "text2", wrap=True, selectable=True)
        self.closing = Label(theme, tr(CLOSING), "small", "text2", wrap=True)
        self.pause = SecondaryButton(theme, tr("Pause"), "circle-pause")
        self.slow = TextButton(theme, tr("Slow down"))
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.pause.clicked.connect(watch.toggle_pause)
        self.slow.clicked.connect(watch.toggle_slow)
        watch.changed.connect(self._show)
        theme.changed.connect(self._restyle)
        self._measure()
        self._show(watch.progress)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE - 1, 14, SIDE - 8, 4)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QVBoxLayout()
        foot.setContentsMargins(SIDE - 1, 10, SIDE, 18)
        foot.setSpacing(12)
        foot.addWidget(self.closing)
        acts = FlowLayout()
        acts.addWidget(self.pause)
        acts.addWidget(self.slow)
        foot.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroller(), 1)
        column.addLayout(foot)

    def _scroller(self) -> QScrollArea:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(SIDE - 1, 0, SIDE, 8)
        column.setSpacing(0)
        column.addWidget(self.intro)
        column.addSpacing(12)
        column.addWidget(self.count)
        column.addWidget(self.of)
        column.addSpacing(8)
        column.addWidget(self.bar)
        column.addSpacing(10)
        for fact in self.facts.values():
            column.addWidget(fact)
        self._section(column, tr("By number"))
        self._by_number = QVBoxLayout()
        self._by_number.setSpacing(0)
        column.addLayout(self._by_number)
        self._section(column, tr("Complete so far"))
        for done in self.done.values():
            column.addWidget(done)
        column.addWidget(self.late)
        column.addSpacing(6)
        column.addWidget(self.gaps)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self._scroll.setWidget(self._inside)
        return self._scroll

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(10)
        column.addWidget(Line(self._theme))
        column.addSpacing(12)
        column.addWidget(Label(self._theme, title, "caption_strong", "text2"))
        column.addSpacing(2)

    def _show(self, progress: HistoryProgress) -> None:
        running = progress.running
        self.title.setText(tr("Getting your history") if running else tr("Your history"))
        self.setAccessibleName(self.title.text())
        self.intro.setText(
            tr("You can work meanwhile. New texts come first, then the newest months.")
            if running
            else tr("What Twilio had is in this firm’s own file. Twilio itself forgets it.")
        )
        self.count.setText(f"{progress.read:,}")
        self.of.setText(words.of_how_many(progress))
        self.bar.show_part(progress.percent / 100)
        self._show_facts(progress)
        self._show_numbers(progress)
        self._show_done(progress)
        paused = progress.pace == "paused"
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self.pause.set_icon("refresh-cw" if paused else "circle-pause")
        self.slow.setText(tr("Full speed") if progress.pace == "slow" else tr("Slow down"))
        for part in (self.closing, self.pause, self.slow):
            part.setVisible(running)

    def _show_facts(self, progress: HistoryProgress) -> None:
        running = progress.running
        self.facts["speed"].say(words.speed(progress))
        self.facts["left"].say(words.time_left(progress) or tr("Not known yet"))
        self.facts["reached"].say(words.reached(progress, self._calendar))
        self.facts["keeps"].say(words.keeps(progress, self._calendar))
        for key in ("speed", "left"):
            self.facts[key].setVisible(running)

    def _show_numbers(self, progress: HistoryProgress) -> None:
        for number, count in progress.numbers:
            if number not in self.numbers:
                self.numbers[number] = Fact(self._theme, format_number(number))
                self._by_number.addWidget(self.numbers[number])
            self.numbers[number].say(f"{count:,}")

    def _show_done(self, progress: HistoryProgress) -> None:
        finished = progress.finished_at is not None
        found = tr("{n} so far", n=f"{progress.opt_outs:,}")
        all_found = tr("All {n} read", n=f"{progress.opt_outs:,}")
        self.done["opt_outs"].say(all_found if finished else found, done=finished)
        at = progress.reached_at
        quarter = finished or (at is not None and at <= self._calendar.now() - QUARTER_S)
        self.done["quarter"].say(tr("Here") if quarter else tr("On its way"), done=quarter)
        count = progress.pictures
        self.done["pictures"].say(
            words.pictures(count), done=finished and not count.wanted, wrong=count.late > 0
        )
        self.late.setText(words.late_pictures(count) if count.late else "")
        self.late.setVisible(count.late > 0)
        reports = self._reading.archive.gap_reports() if finished else []
        report = reports[0] if reports else None
        whole = report is not None and not report.missing
        self.done["gaps"].say(
            words.gaps(report), done=whole, wrong=report is not None and not whole
        )
        self.gaps.setText(words.gap_words(reports, self._calendar) if reports else "")
        self.gaps.setVisible(report is not None)

    def take_keyboard(self) -> None:
        """The keyboard starts at the top."""
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the hairline at the left."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.color("line"))

    def _restyle(self) -> None:
        self._measure()
        self.update()

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))
