"""The line under the composer while it is night where the text goes (rules.md E-01).

It says what time it is there, how sure that is, and offers the next good time. Nothing is shown by
day, nor while somebody who just wrote is being answered.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.records import ConversationRow, MessageKind, Origin, Outcome, Route
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.later import Later
from desktop_app.views.inbox.later_times import Wanted
from desktop_app.views.minute import Minutes
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class HoursNote(QWidget):
    """Moon, what time it is there, and two ways on."""

    schedule_asked = Signal()
    now_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.schedule = LinkButton(theme, "")
        self.now = LinkButton(theme, tr("Send now"))
        self.schedule.clicked.connect(self.schedule_asked)
        self.now.clicked.connect(self.now_asked)
        self._ways = QWidget()
        self._flow = FlowLayout(self._ways, gap=16, line_gap=0)
        self._flow.addWidget(self.schedule)
        self._flow.addWidget(self.now)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        said.addWidget(self._ways)
        row = self._rows = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(theme, "moon", 16, "text2"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(said, 1)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)
        self.hide()

    def say(self, words: str, then: str) -> None:
        """Show it; `then` is the next good time, empty where there is none in sight."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.schedule.setText(tr("Schedule for {time}", time=then))
        self.schedule.setVisible(bool(then))
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, other lines."""
        super().resizeEvent(event)
        self._rows.activate()
        self._fit()

    def _fit(self) -> None:
        """Words and ways have their lines, however little room there is above them."""
        self.words.setMinimumHeight(0)  # else it would not say less than that
        wide = self.words.width()
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(wide)))
        self._ways.setMinimumHeight(self._flow.heightForWidth(wide))

    def set_ready(self, *, ready: bool) -> None:
        """Whether there is a text to send."""
        why = "" if ready else tr("Write something first")
        for way in (self.schedule, self.now):
            way.setEnabled(ready)
            way.setAccessibleDescription(why)


class HoursPart(QObject):
    """Keeps the line true for the person shown, and does what it offers."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        composer: Composer,
        later: Later,
    ) -> None:
        super().__init__(composer)
        self._reading = workspace.reading
        self._calendar = calendar
        self._composer = composer
        self._later = later
        self._row: ConversationRow | None = None
        self._opens: int | None = None
        self.note = HoursNote(theme)
        self.minutes = Minutes(calendar, self)
        composer.put_below(self.note)
        self.minutes.passed.connect(self._refresh)
        self.note.schedule_asked.connect(self._schedule)
        self.note.now_asked.connect(composer.send.click)
        composer.field.textChanged.connect(self._typed)
        composer.rearranged.connect(self._typed)
        bridge.contacts_changed.connect(self._contacts_changed)

    def show_person(self, row: ConversationRow) -> None:
        """The conversation that is open, as it stands now."""
        other = self._row is None or self._row.number != row.number
        self._row = row
        if other:
            self._read()
        self._refresh()

    def _read(self) -> None:
        assert self._row is not None
        self._where = self._reading.sending.whereabouts(self._row.number)

    def _contacts_changed(self, _ids: object) -> None:
        if self._row is not None:
            self._read()
            self._refresh()

    def _refresh(self) -> None:
        """Say what holds at this minute, and wake again when that may change."""
        assert self._row is not None
        from desktop_app.services.rules import hours  # noqa: PLC0415  not to paint first

        now, shown = self._calendar.now(), not self.note.isHidden()
        before = self.note.words.text()
        silent = now - (self._row.last_in_at or 0)
        verdict = hours.judged(
            self._where,
            kind=MessageKind.CONVERSATIONAL,
            origin=Origin.MANUAL,
            at=now,
            silent_s=silent,
        )
        self._opens = verdict.next_ok
        quiet = verdict.outcome is Outcome.WARN
        self.note.setVisible(quiet)
        if quiet:
            who = Person(self._row.name, self._row.pronoun)
            words, then = hours.note_words(who, self._where, verdict, now)
            self.note.say(words, then)
            self._typed()
        if shown is not quiet or before != self.note.words.text():
            self._composer.make_room()
        self.minutes.wait(0 if quiet else hours.changes_at(verdict, now, silent))

    def _typed(self) -> None:
        self.note.set_ready(ready=self._composer.send.isEnabled())

    def _schedule(self) -> None:
        if self._row is not None and self._opens is not None:
            wanted = Wanted(self._opens, Route.HERE, cancel_on_reply=False)
            self._later.wanted.emit(self._row.id, self._composer.text(), wanted)
