"""How texts are sent: how long one can be taken back, which key sends, how HELP is answered."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.alerts_button import AlertsButtonDialog, alerts_button
from desktop_app.views.settings.firm_sites import FirmSites
from desktop_app.views.settings.help_answer import HelpAnswer
from desktop_app.views.settings.rows import SettingsCard
from desktop_app.views.shortcuts import native_keys
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.segmented import Segmented

UNDO = (
    ("off", "Off", "Off"),
    ("5", "5 s", "5 seconds"),
    ("10", "10 s", "10 seconds"),
    ("20", "20 s", "20 seconds"),
)
"""Value, word, and the word as it is read aloud."""
ASK_AFTER = (
    ("5", "5 min", "5 minutes"),
    ("15", "15 min", "15 minutes"),
    ("60", "1 hour", "1 hour"),
    ("240", "4 hours", "4 hours"),
)
WIDEST = 420


class TextsCard(SettingsCard):
    """Four choices that hold from the next text on, the sign-up button, the answer to HELP."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Texts"))
        self._workspace = workspace
        self._bridge = bridge
        enter, control = native_keys("Return"), native_keys("Ctrl+Return")
        shift = native_keys("Shift+Return")
        self.undo = self._add(
            tr("Time to undo a text"),
            [(key, tr(words)) for key, words, _spoken in UNDO],
            tr("A text waits this long before it leaves. Undo puts its words back."),
        )
        for key, _words, spoken in UNDO:
            self.undo.item(key).setAccessibleName(tr(spoken))
        self.column.addSpacing(6)
        self.ask_after = self._add(
            tr("Ask before a late text leaves"),
            [(key, tr(words)) for key, words, _spoken in ASK_AFTER],
            tr(
                "A text that could not leave for this long, without internet or while sending is "
                "paused, waits in the Outbox until you say if it is still to go."
            ),
        )
        for key, _words, spoken in ASK_AFTER:
            self.ask_after.item(key).setAccessibleName(tr(spoken))
        self.column.addSpacing(6)
        self.enter = self._add(
            tr("Key that sends"),
            [("off", control), ("on", enter)],
            tr(
                "{enter} makes a new line where it doesn’t send, {shift} where it does.",
                enter=enter,
                shift=shift,
            ),
        )
        self.column.addSpacing(6)
        self.keyword = self._add(
            tr("When a client signs up with JOIN"),
            [("off", tr("Texts at once")), ("on", tr("Ask for a YES first"))],
            tr(
                "A sign-up from the phone itself needs no YES. Asking for one all the same is "
                "safer; until it comes, nobody can text the client."
            ),
        )
        self._add_alerts_button()
        self.sites = FirmSites(theme, workspace, bridge)
        self.help = HelpAnswer(theme, workspace, bridge)
        for part in (self.sites, self.help):
            self.column.addSpacing(6)
            self.column.addWidget(part)
        self._show_stored()
        self.undo.changed.connect(self._undo_chosen)
        self.ask_after.changed.connect(self._ask_after_chosen)
        self.enter.changed.connect(self._enter_chosen)
        self.keyword.changed.connect(self._keyword_chosen)
        bridge.setting_changed.connect(self._changed)
        theme.changed.connect(self._measure)
        self._measure()

    def _add(self, name: str, choices: Sequence[tuple[str, str]], note: str) -> Segmented:
        choice = Segmented(self.theme, name, choices)
        self.column.addWidget(Label(self.theme, name, "small_strong", "text", wrap=True))
        self.column.addWidget(choice)
        self.column.addWidget(Label(self.theme, note, "caption", "text2", wrap=True))
        return choice

    def _add_alerts_button(self) -> None:
        self.alerts = SecondaryButton(self.theme, tr("Show the button…"), "mail")
        self.alerts_note = Label(self.theme, "", "caption", "text2", wrap=True)
        self.column.addSpacing(6)
        heading = tr("Text alerts button for email")
        self.alerts.setAccessibleDescription(heading)
        self.column.addWidget(Label(self.theme, heading, "small_strong", "text", wrap=True))
        self.column.addWidget(self.alerts)
        self.column.addWidget(self.alerts_note)
        self.alerts.clicked.connect(self.open_alerts_button)

    def open_alerts_button(self) -> AlertsButtonDialog | None:
        """Show the sign-up button that can be put into an e-mail; None where there is none yet."""
        button = alerts_button(self._workspace.reading)
        if button is None:
            return None
        dialog = AlertsButtonDialog(self.theme, self, button)
        dialog.open()
        return dialog

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """A number or the firm's name may have come meanwhile."""
        super().showEvent(event)
        self._show_alerts()
        self.sites.show_stored()
        self.help.show_stored()

    def _show_alerts(self) -> None:
        possible = alerts_button(self._workspace.reading) is not None
        self.alerts.setEnabled(possible)
        self.alerts_note.setText(
            tr("Clients tap it in an email and sign up from their own phone.")
            if possible
            else tr("It needs the firm’s name and a number that can text. Connect Twilio first.")
        )

    def _undo_chosen(self, seconds: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set("undo_seconds", seconds))

    def _ask_after_chosen(self, minutes: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set("ask_after", minutes))

    def _enter_chosen(self, on: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set("enter_sends", on))

    def _keyword_chosen(self, on: str) -> None:
        self._bridge.run(lambda: self._workspace.settings.set("keyword_asks_yes", on))

    def _changed(self, _key: str) -> None:
        """A script may have set it."""
        self._show_stored()
        self.sites.show_stored()

    def _show_stored(self) -> None:
        self.undo.choose(self._workspace.reading.setting("undo_seconds"))
        self.ask_after.choose(self._workspace.reading.setting("ask_after"))
        self.enter.choose(self._workspace.reading.setting("enter_sends"))
        self.keyword.choose(self._workspace.reading.setting("keyword_asks_yes"))
        self._show_alerts()
        self.sites.show_stored()
        self.help.show_stored()

    def _measure(self) -> None:
        for part in (self.undo, self.ask_after, self.enter, self.keyword):
            part.setMaximumWidth(self.theme.room(WIDEST))
