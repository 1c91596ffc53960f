"""A test of the text that is being written, to the phone of whoever writes it (row S0-54)."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow, OutboxState, QueueOutcome
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.composer import Composer
from desktop_app.views.inbox.sending import problem_of
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import LineField, required
from desktop_app.views.widgets.menus import Entry, PopupMenu

SETTING = "own_phone"
SEND_TEST, OTHER_PHONE = "send_test", "other_phone"
_GOES = frozenset({OutboxState.QUEUED, OutboxState.POSTING, OutboxState.ACCEPTED})


class OwnPhone(Dialog):
    """Asks for one's own number, once, and sends the test to it."""

    def __init__(self, theme: Theme, host: QWidget, testing: "TestSend", number: str) -> None:
        lead = tr(
            "What you have written goes to your own phone, pictures included. It costs as a text."
        )
        super().__init__(theme, host, tr("Send a test to my phone"), lead)
        self.setObjectName("own_phone")
        self._testing = testing
        self.number = LineField(
            theme,
            tr("Your cell number"),
            note=required(),
            help_text=tr("Kept, so that you are asked once."),
        )
        self.number.set_text(format_number(number) if number else "")
        self.body.addWidget(self.number)
        self.cancel = self.add_cancel()
        self.send = self.add_primary(tr("Send test"))
        self.send.clicked.connect(self._send)
        self.number.changed.connect(self._typed)
        self._typed()

    def first_stop(self) -> QWidget:
        """The number."""
        return self.number.control

    def show_error(self, error: BrieftextError) -> None:
        """Say it at the number where it is the number's fault."""
        self.send.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.number.set_error(error.problem.sentence())
        else:
            self.show_problem(error.problem)

    def _typed(self) -> None:
        self.number.set_error("")
        self.send.setEnabled(bool(self.number.text()))

    def _send(self) -> None:
        self.send.setEnabled(False)
        self._testing.send_to(self, self.number.text())


class TestSend(QObject):
    """The composer's menu with the test, and what becomes of it."""

    __test__ = False  # no test of ours, whatever its name begins with

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        composer: Composer,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._composer = composer
        self._host = host
        self.row: ConversationRow | None = None
        """Whose conversation is open."""
        composer.more.clicked.connect(self.open_menu)

    def open_menu(self) -> PopupMenu:
        """What else can be done with this text."""
        own = self._workspace.reading.setting(SETTING)
        can = self._composer.has_content
        number = format_number(own)
        entries = [
            Entry(
                SEND_TEST,
                tr("Send a test to my phone…") if not own else tr("Send a test to my phone"),
                tr("To {number}", number=number) if own else tr("Asks for your number once"),
                "smartphone",
                enabled=can,
                reason="" if can else tr("Write something or attach a picture first"),
            )
        ]
        if own:
            entries.append(
                Entry(OTHER_PHONE, tr("Test with another phone…"), "", "phone", enabled=can)
            )
        menu = PopupMenu(self._theme, self._host, entries)
        menu.chosen.connect(self._chosen)
        corner = self._composer.more.mapToGlobal(QPoint(self._composer.more.width(), 0))
        menu.popup(corner - QPoint(0, menu.card.sizeHint().height() + 8))
        return menu

    def ask(self) -> OwnPhone | None:
        """Send it, where the own number is known; else ask for it."""
        own = self._workspace.reading.setting(SETTING)
        if own and self.row is not None:
            self._run(self.row.number, own, keep=False)
            return None
        return self.ask_number()

    def ask_number(self) -> OwnPhone | None:
        """Ask to which phone."""
        if self.row is None:
            return None
        own = self._workspace.reading.setting(SETTING)
        dialog = OwnPhone(self._theme, self._host, self, own)
        dialog.open()
        return dialog

    def send_to(self, dialog: OwnPhone, typed: str) -> None:
        """Keep this number and send the test to it; the dialog says where that does not work."""
        if self.row is not None:
            self._run(self.row.number, typed, keep=True, dialog=dialog)

    # Inside ------------------------------------------------------------------------------------

    def _chosen(self, key: str) -> None:
        if key == SEND_TEST:
            self.ask()
        else:
            self.ask_number()

    def _run(self, number: str, own: str, *, keep: bool, dialog: OwnPhone | None = None) -> None:
        self._composer.notice.clear()
        self._bridge.run(
            partial(_send, self._workspace, number, self._composer.text(), own if keep else ""),
            partial(self._sent, number, dialog),
            partial(self._refused, number, dialog),
        )

    def _sent(self, number: str, dialog: OwnPhone | None, outcome: QueueOutcome) -> None:
        if dialog is not None:
            dialog.dismiss()
        if self.row is None or self.row.number != number:
            return
        if outcome.outbox_id is None or outcome.state not in _GOES:
            self._composer.say_problem(problem_of(outcome))
            return
        own = format_number(self._workspace.reading.setting(SETTING))
        words = tr(
            "A test is on its way to your phone, {number}. Your text stays here.", number=own
        )
        self._composer.notice.say_note(words)

    def _refused(self, number: str, dialog: OwnPhone | None, error: BrieftextError) -> None:
        if dialog is not None:
            dialog.show_error(error)
        elif self.row is not None and self.row.number == number:
            again = self.ask_number() if isinstance(error, InvalidInput) else None
            if again is not None:
                again.show_error(error)
            else:
                self._composer.say_problem(error.problem)


def _send(workspace: Workspace, number: str, body: str, own: str) -> QueueOutcome:
    """One piece of work: the number is kept before anything is sent to it."""
    if own:
        workspace.settings.set(SETTING, own)
    return workspace.messaging.send_test(number, body, workspace.actor)
