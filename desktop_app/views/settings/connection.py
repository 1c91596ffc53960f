"""The Twilio connection: which account and key, whether they still work, and another key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ConnectionFacts, Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.twilio_key import key_fields, why_a_key
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.dialogs import Dialog, ProblemBox
from desktop_app.views.widgets.forms import require_all, show_errors
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.quiet_box import QuietBox

SHOWN = 4
HIDDEN = "•"


def shortened(sid: str) -> str:
    """The first and last four characters; the rest as dots that are not the rest."""
    return f"{sid[:SHOWN]}{HIDDEN * 12}{sid[-SHOWN:]}" if len(sid) > 2 * SHOWN else sid


class ConnectionCard(SettingsCard):
    """Account, key, where the secret is; Check again and Replace key."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Twilio connection"))
        self._workspace = workspace
        self._bridge = bridge
        self.chip = Chip(theme)
        self.head.addWidget(self.chip)
        self.account = Label(theme, "", "small", "text", wrap=True, selectable=True)
        self.key = Label(theme, "", "small", "text", selectable=True)
        self.check = SecondaryButton(theme, tr("Check again"))
        self.replace = SecondaryButton(theme, tr("Replace key…"))
        self.problem = ProblemBox(theme)
        self.add_row(tr("Account"), self.account, self.check)
        self.add_row(tr("API key"), self.key, self.replace)
        secret = tr("In the system keychain. It’s never shown again, not even here.")
        if workspace.practice:
            secret = tr("Made up. Practice needs no keychain.")
        self.add_row(tr("Secret"), Label(theme, secret, "small", "text2", wrap=True))
        self.column.addWidget(self.problem)
        self.check.clicked.connect(self.check_again)
        self.replace.clicked.connect(self.open_replace)
        self.replace.setVisible(not workspace.practice)
        bridge.setting_changed.connect(self._setting_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read what is stored."""
        setting = self._workspace.reading.setting
        name = setting("account_name") or setting("firm_name")
        account = shortened(setting("account_sid"))
        self.account.setText(" · ".join(part for part in (account, name) if part))
        self.key.setText(shortened(setting("key_sid")))
        self.chip.setVisible(bool(self.chip.text()))

    def check_again(self) -> None:
        """Ask Twilio whether the key still works, and for the numbers."""
        self.check.setEnabled(False)
        self.problem.clear()
        self.chip.show_state("refresh-cw", "neutral", tr("Checking…"))
        self.chip.show()
        self._bridge.run(self._workspace.connection.check, self._checked, self._failed, "network")

    def open_replace(self) -> "ReplaceKey":
        """Another key for the same firm."""
        dialog = ReplaceKey(self.theme, self, self._workspace, self._bridge)
        dialog.replaced.connect(self._replaced)
        dialog.open()
        return dialog

    def _checked(self, _facts: ConnectionFacts) -> None:
        self.check.setEnabled(True)
        calendar = Calendar()
        now = calendar.clock(calendar.now())
        self.chip.show_state("circle-check", "ok", tr("Connected, checked {time}", time=now))
        self.refresh()

    def _failed(self, error: BrieftextError) -> None:
        self.check.setEnabled(True)
        self.chip.show_state("circle-alert", "danger", tr("Not connected"))
        self.problem.show_problem(error.problem)

    def _replaced(self) -> None:
        self.problem.clear()
        self._checked_words()

    def _checked_words(self) -> None:
        self.chip.show_state("circle-check", "ok", tr("Connected"))
        self.chip.show()
        self.refresh()

    def _setting_changed(self, key: str) -> None:
        if key in {"account_sid", "key_sid", "firm_name", "account_name"}:
            self.refresh()


class ReplaceKey(Dialog):
    """A new key is checked before it takes the old one's place."""

    replaced = Signal()

    def __init__(self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge) -> None:
        lead = tr("The old key stays in use until the new one has been checked.")
        super().__init__(theme, host, tr("Replace the key"), lead)
        self._workspace = workspace
        self._bridge = bridge
        self.fields = key_fields(theme)
        self.fields["account_sid"].set_text(workspace.reading.setting("account_sid"))
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(QuietBox(theme, "key-round", why_a_key()))
        self.add_cancel()
        self.replace = self.add_primary(tr("Check and replace"))
        self.replace.clicked.connect(self._replace)

    def first_stop(self) -> QWidget:
        """The first empty field."""
        empty = [field for field in self.fields.values() if not field.text()]
        return (empty or list(self.fields.values()))[0].control

    def _replace(self) -> None:
        if not require_all(self.fields):
            return
        self.replace.setEnabled(False)
        self.problem.clear()
        account, key, secret = (
            self.fields[name].text() for name in ("account_sid", "key_sid", "secret")
        )
        firm = self._workspace.reading.setting("firm_name")
        connection = self._workspace.connection
        self._bridge.run(
            lambda: connection.connect(account, key, secret, firm),
            self._done,
            self._refused,
            "network",
        )

    def _done(self, _facts: ConnectionFacts) -> None:
        self.dismiss()
        self.replaced.emit()

    def _refused(self, error: BrieftextError) -> None:
        self.replace.setEnabled(True)
        rest = show_errors(error, self.fields) if isinstance(error, InvalidInput) else ""
        if not isinstance(error, InvalidInput):
            self.show_problem(error.problem)
        elif rest:
            self.show_problem(Problem(rest))
