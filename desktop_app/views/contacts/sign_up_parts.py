"""What the sign-up dialog is made of: a moment, a line with a mark, and the text as it arrives."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.services.consent.story import EvidenceFile
from desktop_app.services.rules.optin import TextCheck
from desktop_app.views.counting import count_words
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.forms import DateField, LineField
from desktop_app.views.widgets.ground import Ground, paint_ground
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

NOON = QTime(12, 0)
MARK = 16
BUBBLE_LEFT = 29
ROUND, SHARP = 14, 4


class MomentField(DateField):
    """A day and a time: now for today; another day starts at noon until a time is chosen."""

    def __init__(self, theme: Theme, label: str, calendar: Calendar) -> None:
        super().__init__(theme, label)
        self._calendar = calendar
        now = calendar.moment(calendar.now())
        self._now = QTime(now.hour, now.minute)
        self._today = QDate(now.year, now.month, now.day)
        self.date.setDisplayFormat("MMM d, yyyy, h:mm AP")
        self.date.setMaximumDate(self._today)
        self.date.setDate(self._today)
        self.date.setTime(self._now)
        self.date.timeChanged.connect(self._edited)
        self.date.dateChanged.connect(self._settle_time)

    def text(self) -> str:
        """The moment, as 2026-03-04T14:40:00."""
        return self.date.dateTime().toString(Qt.DateFormat.ISODate)

    def at(self) -> int:
        """The moment in seconds; on this calendar's clock."""
        day, time = self.date.date(), self.date.time()
        moment = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(),
            tzinfo=self._calendar.zone,
        )  # fmt: skip
        return int(moment.timestamp())

    def _settle_time(self, day: QDate) -> None:
        time = self.date.time()
        if time in (self._now, NOON):
            self.date.setTime(self._now if day == self._today else NOON)


class MarkedLine(LineField):
    """One line of text that says at its right whether it can be used, while it is typed."""

    def __init__(self, theme: Theme, label: str, *, help_text: str = "") -> None:
        super().__init__(theme, label, help_text=help_text)
        self._shown = ""
        self._action = self.line.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._action.setVisible(False)
        theme.changed.connect(self._draw)

    @property
    def mark(self) -> str:
        """ok, wrong, or empty while there is nothing to judge."""
        return self._shown

    def judge(self, problem: str) -> None:
        """Show what is wrong about it, or that nothing is; an empty line is not judged."""
        filled = bool(self.text())
        self._shown = ("wrong" if problem else "ok") if filled else ""
        self.set_error(problem if filled else "")
        if self._shown == "ok":
            self.control.setAccessibleDescription(tr("Can be used"))
        self._draw()

    def _draw(self) -> None:
        self._action.setVisible(bool(self._shown))
        if self._shown:
            name, tone = ("circle-check", "ok")
            if self._shown == "wrong":
                name, tone = ("circle-alert", "danger")
            size = self._theme.room(MARK)
            picture = icon(self._theme, name, size, tone, self.devicePixelRatioF())
            self._action.setIcon(QIcon(picture))


def pick_proof(host: QWidget) -> str:
    """Ask for a file with the system's own window; empty where nobody chose one."""
    kinds = tr("Evidence (*.pdf *.png *.jpg *.jpeg *.gif *.webp *.txt *.docx)")
    chosen, _kind = QFileDialog.getOpenFileName(host, tr("Attach the proof"), "", kinds)
    return chosen


class ProofRow(QWidget):
    """The file that shows what was agreed to: a scan of the form, or none."""

    chosen = Signal(str)
    """The path of a file to keep."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pick: Callable[[QWidget], str] = pick_proof
        self.hashes: tuple[str, ...] = ()
        self._icon = Picture(theme, "paperclip", 14)
        self.words = Label(theme, tr("No file attached"), "caption", "text2", wrap=True)
        self.button = LinkButton(theme, tr("Attach a file…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._ask)

    def show_file(self, file: EvidenceFile) -> None:
        """It is kept: say so, and offer another in its place."""
        self.hashes = (file.sha256,)
        self._icon.show_icon("file-check", "ok")
        self.words.setText(tr("{name}, stored encrypted", name=file.name))
        self.button.setText(tr("Replace…"))
        self.button.updateGeometry()

    def _ask(self) -> None:
        path = self.pick(self)
        if path:
            self.chosen.emit(path)


class CheckMark(QWidget):
    """One thing the text has to say: an icon and its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Picture(theme, "circle", 14, "text3")
        self.words = Label(theme, "", "caption", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(5)
        row.addWidget(self._icon)
        row.addWidget(self.words)

    def say(self, check: TextCheck) -> None:
        """Show it; what is missing says so in words."""
        self._icon.show_icon(*(("circle-check", "ok") if check.ok else ("circle-x", "danger")))
        what = tr(check.what)
        self.words.setText(what if check.ok else tr("{what}: missing", what=what))
        self.words.set_token("text2" if check.ok else "danger")


class _Bubble(QFrame):
    """The text on the ground of our own bubbles."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = Label(theme, "", "body", "text", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.addWidget(self.words)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground of a text of ours, in one colour with its sharper corner."""
        color = self._theme.color("bubble_out")
        paint_ground(self, color, ROUND)
        paint_ground(self, color, SHARP, self.rect().adjusted(ROUND, ROUND, 0, 0))


class RequestPreview(QWidget):
    """Exactly what arrives, how long it is, and what carriers look for in it."""

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__()
        self._theme = theme
        self._bubble = _Bubble(theme)
        self.counter = Label(theme, "", "caption", "text2")
        self.marks: list[CheckMark] = []
        self._ground = Ground(theme, "well")
        checks = QWidget()
        self._flow = FlowLayout(checks, gap=12)
        inside = QVBoxLayout(self._ground)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.setSpacing(10)
        beside = QHBoxLayout()
        beside.addSpacing(BUBBLE_LEFT - 14)
        beside.addWidget(self._bubble, 1)
        inside.addLayout(beside)
        inside.addWidget(checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(theme, heading, "small_strong", "text", wrap=True))
        column.addWidget(self._ground)

    def text(self) -> str:
        """The text shown."""
        return self._bubble.words.text()

    def say(self, text: str, checks: Sequence[TextCheck]) -> None:
        """Show this text."""
        counted = count_words(text)
        self._bubble.words.setText(text)
        self.counter.setText(counted.words)
        self.setAccessibleName(f"{text} {counted.words}")
        while len(self.marks) < len(checks):
            mark = CheckMark(self._theme)
            self.marks.append(mark)
            self._flow.addWidget(mark)
            self._flow.addWidget(self.counter)  # always the last
        for mark, check in zip(self.marks, checks, strict=True):
            mark.say(check)
