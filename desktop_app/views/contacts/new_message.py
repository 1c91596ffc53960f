"""New message: find a person, or type a number nobody wrote to before."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import PersonHit
from desktop_app.services.rules.recipients import parse_recipient
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.contacts.country import abroad_words
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import LineField
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.people_list import PeopleList

MOST_SHOWN = 5
LEAST_DIGITS = 7
"""Asked at every key: only what may be a whole number is looked at closely."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NewMessage(Dialog):
    """One field for names, matters and numbers; Enter opens the conversation."""

    opened = Signal(int)
    """The conversation to show."""

    def __init__(
        self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge, words: str = ""
    ) -> None:
        super().__init__(theme, host, tr("New message"))
        self._workspace = workspace
        self._bridge = bridge
        self.field = LineField(
            theme,
            tr("To"),
            placeholder=tr("Name, matter or phone number"),
            help_text=_help(),
        )
        self.people = PeopleList(theme)
        self.body.addWidget(self.field)
        self.line = Label(theme, "", "small", "warn", wrap=True)
        self.body.addWidget(self.people)
        self.body.addWidget(self.line)
        self.add_cancel()
        self.start = self.add_primary(tr("Open conversation"))
        self.start.clicked.connect(self._open)
        self.people.chosen.connect(self._choose)
        self.field.line.installEventFilter(self)
        self.field.changed.connect(self._search)
        self.field.set_text(words)
        self._search()

    def first_stop(self) -> QWidget:
        """The field."""
        return self.field.control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Up and Down walk through the people found while the field keeps the keyboard."""
        if watched is self.field.line and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step and event.type() == QEvent.Type.KeyPress:
                self.people.move(step)
                self._show_line()
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        words = self.field.text()
        self.field.set_help(abroad_words(words, practice=self._workspace.practice) or _help())
        hits = self._workspace.reading.search_people(words, MOST_SHOWN)
        self.people.show_hits(hits)
        self.start.setEnabled(bool(words) or bool(hits))
        self._show_line()

    def _show_line(self) -> None:
        """What is known of the line somebody is about to text: a landline loses it."""
        hit = self.people.current()
        number = hit.number if hit is not None else self._typed()
        landline = bool(number) and self._workspace.reading.sending.is_landline(number)
        words = tr("{number} is a landline. Texts to it are lost.", number=format_number(number))
        self.line.setText(words if landline else "")
        self.line.setVisible(landline)

    def _typed(self) -> str:
        """The number that is typed, where it is a whole one."""
        typed = self.field.text()
        if sum(map(str.isdigit, typed)) < LEAST_DIGITS:
            return ""
        found = parse_recipient(typed, fictional_allowed=self._workspace.practice)
        return "" if found.problem else found.number

    def _open(self) -> None:
        hit = self.people.current()
        if hit is not None:
            self._choose(hit)
        else:
            self._start(self.field.text())

    def _choose(self, hit: PersonHit) -> None:
        if hit.conversation_id is not None:
            self._finish(hit.conversation_id)
        elif hit.number:
            self._start(hit.number, hit.title)
        else:
            words = tr("{name} has no cell number yet. Add one to the record.", name=hit.title)
            self.field.set_error(words)

    def _start(self, number: str, name: str = "") -> None:
        self.start.setEnabled(False)
        messaging = self._workspace.messaging
        self._bridge.run(
            lambda: messaging.start_conversation(number, name), self._finish, self._refused
        )

    def _finish(self, conversation_id: int) -> None:
        self.dismiss()
        self.opened.emit(conversation_id)

    def _refused(self, error: BrieftextError) -> None:
        self.start.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.field.set_error(" ".join(problem.message for problem in error.fields))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_problem(error.problem)


def _help() -> str:
    return tr("A number from abroad starts with + and its country code.")
