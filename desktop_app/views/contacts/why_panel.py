"""“Why can’t I text this person?”: cause, way out, words to read aloud, and all that was checked.

It takes the place of the contact panel and always shows things as they are now.
"""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.consent.records import WhyReport
from desktop_app.services.numbers import format_number
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.parts import CardScroller, Rule, unbroken
from desktop_app.views.contacts.why_parts import CauseBox, CheckRow, ScriptBox
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import IconButton, SecondaryButton
from desktop_app.views.widgets.labels import Label

WIDTH = 408
SIDE = 24
HEAD = 64
"""As high as the header of the conversation beside it."""


class WhyPanel(QWidget):
    """Shows one number's answer; follows every change of consent and of the record."""

    closed = Signal()
    """Somebody has read it: the contact panel may come back."""
    ledger_asked = Signal(str, int)
    """The ledger of this number, at this entry."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self.number = ""
        self.report: WhyReport | None = None
        self._person = Person("")
        self.title = Label(theme, "", "region_title", "text", wrap=True)
        self.close_button = IconButton(theme, "x", tr("Close"))
        self.answer: Answer | None = None
        self.foot = Label(theme, "", "caption", "text2", wrap=True)
        self._scroller = CardScroller()
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        bridge.text_state_changed.connect(self._changed)
        bridge.contacts_changed.connect(self._changed)
        theme.changed.connect(self._restyle)
        self._measure()

    def show_number(self, number: str) -> None:
        """Answer for this number, from the top, with the keyboard on it."""
        self.number = number
        self.report = None
        self.refresh()
        self._scroller.verticalScrollBar().setValue(0)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask again; nothing is rebuilt where nothing changed."""
        if not self.number:
            return
        person, report = self._who(), self._workspace.reading.why(self.number)
        if (person, report) != (self._person, self.report):
            self._person, self.report = person, report
            self._fill(report)
            announce(self, f"{self.title.text()} {report.title}. {report.who_lifts}")

    def _who(self) -> Person:
        row = self._workspace.reading.conversation_by_number(self.number)
        if row is None:
            return Person(format_number(self.number))
        return Person(row.name, row.pronoun)

    # Inside ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE - 1, 14, SIDE - 8, 10)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE - 1, 8, SIDE, 16)
        foot.addWidget(self.foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroller, 1)
        column.addLayout(foot)

    def _fill(self, report: WhyReport) -> None:
        first = self._person.first
        ask = tr("Why can’t I text {name}?", name=first)
        self.title.setText(tr("Texts to {name}", name=first) if report.may_text else ask)
        self.setAccessibleName(f"{self.title.text()} {report.title}. {report.when}".strip())
        words = tr("Checks, not legal advice. Rules as of {day}.", day=_day(report.rules_as_of))
        self.foot.setText(words)
        had_keyboard = self._scroller.isAncestorOf(QApplication.focusWidget() or self)
        self.answer = Answer(self, self._theme, report, self._person)
        self._scroller.setWidget(self.answer)
        if had_keyboard:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, _what: object) -> None:
        if self.isVisible():
            self.refresh()

    def _restyle(self) -> None:
        self._measure()
        if self.report is not None:
            self._fill(self.report)
        self.update()

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.room(WIDTH))

    def ask_ledger(self, seq: int) -> None:
        """Somebody wants to see the entry a check rests on."""
        self.ledger_asked.emit(self.number, seq)

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


class Answer(QWidget):
    """One report, from the cause to the last check."""

    def __init__(self, panel: WhyPanel, theme: Theme, report: WhyReport, person: Person) -> None:
        super().__init__()
        self._panel = panel
        self._theme = theme
        self.cause = CauseBox(theme, report)
        self.script: ScriptBox | None = None
        self.close_button: SecondaryButton | None = None
        self.checks: list[CheckRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE - 1, 0, SIDE, 8)
        self._column.setSpacing(0)
        self._column.addWidget(self.cause)
        self._section(tr("Who can lift it"), report.who_lifts)
        self._section(tr("Which of our numbers"), unbroken(report.reach))
        self._section(tr("What still works"), report.still_works)
        if report.script:
            self._say(tr("Read this to {them}", them=person.object))
            self.script = ScriptBox(theme, report)
            self._column.addWidget(self.script)
        if report.may_text:
            self._offer_close()
        self._list(report)
        self._column.addStretch(1)

    def _say(self, title: str) -> None:
        self._column.addSpacing(16)
        self._column.addWidget(Label(self._theme, title, "caption_strong", "text2", wrap=True))
        self._column.addSpacing(4)

    def _section(self, title: str, words: str) -> None:
        if words:
            self._say(title)
            self._column.addWidget(
                Label(self._theme, words, "small", "text", wrap=True, selectable=True)
            )

    def _offer_close(self) -> None:
        self.close_button = SecondaryButton(self._theme, tr("Close"))
        self.close_button.clicked.connect(self._panel.closed)
        self._column.addSpacing(16)
        self._column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _list(self, report: WhyReport) -> None:
        self._column.addSpacing(18)
        self._column.addWidget(Rule(self._theme))
        self._say(tr("Everything that was checked"))
        room = self._theme.room(WIDTH) - 2 * SIDE
        for check in report.checks:
            row = CheckRow(self._theme, check, room)
            row.ledger_asked.connect(self._panel.ask_ledger)
            self.checks.append(row)
            self._column.addWidget(row)


def _day(written: str) -> str:
    """A day of the rules, written 2026-03-01, as people read it."""
    day = date.fromisoformat(written)
    return f"{day:%b} {day.day}, {day.year}"
