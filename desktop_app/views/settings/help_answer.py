"""The firm's answer to HELP: written and checked here, and copied into the Twilio campaign.

Brieftext never answers HELP itself: the network does, at once, with what stands in the campaign.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import Outcome
from desktop_app.services.rules.help_text import LONGEST, check_help_text, help_reply
from desktop_app.services.workspace import Reading, Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.forms import AreaField, show_errors
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

KEY = "help_text"
WIDEST = 560


class HelpAnswer(QWidget):
    """A field with the answer, what the rules say about it as it is typed, Save and Copy."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._filled = ""
        note = tr(
            "Twilio answers HELP by itself, never Brieftext. Copy this into your Twilio campaign, "
            "as its help message."
        )
        self.field = AreaField(theme, tr("Answer to HELP"), help_text=note)
        self.sign = Picture(theme, "circle-check", 14, "ok")
        self.findings = Label(theme, "", "caption", "text2", wrap=True)
        self.save = SecondaryButton(theme, tr("Save"))
        self.save.setAccessibleName(tr("Save the answer to HELP"))
        self.copy = SecondaryButton(theme, tr("Copy"), "copy")
        self.copy.setAccessibleName(tr("Copy the answer to HELP"))
        self.told = Label(theme, "", "caption", "text2", wrap=True)
        self._lay_out()
        self.field.changed.connect(self._edited)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        theme.changed.connect(self._measure)
        self._measure()

    def show_stored(self) -> None:
        """Show what is stored, or a first draft; what somebody has typed stays."""
        wanted = self._workspace.reading.setting(KEY) or first_draft(self._workspace.reading)
        if self.field.text() == self._filled and wanted != self._filled:
            self._filled = wanted
            self.field.set_text(wanted)
        self._check()

    def _lay_out(self) -> None:
        found = QHBoxLayout()
        found.setSpacing(6)
        found.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self.findings, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.save)
        acts.addWidget(self.copy)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(found)
        column.addLayout(acts)
        column.addWidget(self.told)
        self.told.hide()

    def _edited(self) -> None:
        self.told.hide()
        self._check()

    def _check(self) -> None:
        """What the rules say now; the words that keep it from being saved come first."""
        text = self.field.text()
        found = check_help_text(text, self._workspace.reading.setting("firm_name"))
        held = [each.message for each in found if each.outcome is Outcome.HOLD]
        length = tr("{count} of {most} characters.", count=len(text), most=LONGEST)
        good = tr("It says who you are, how to reach you and how to stop.")
        said = [tr(message) for message in held] or [tr(each.message) for each in found] or [good]
        icon_name, tone = ("circle-alert", "warn") if found else ("circle-check", "ok")
        self.sign.show_icon(icon_name, tone)
        self.findings.setText("\n".join(said if held else [*said, length]))
        self.copy.setEnabled(not held)
        self.copy.setAccessibleDescription(held[0] if held else "")

    def _save(self) -> None:
        text, settings = self.field.text(), self._workspace.settings
        self._bridge.run(lambda: settings.set(KEY, text), self._saved, self._refused)

    def _saved(self, _nothing: None) -> None:
        self._filled = self._workspace.reading.setting(KEY)
        self._tell(tr("Saved. Copy it into your Twilio campaign, if it isn’t there yet."))

    def _refused(self, error: BrieftextError) -> None:
        if isinstance(error, InvalidInput):
            show_errors(error, {KEY: self.field})
        else:
            self._tell(error.problem.sentence())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self._tell(tr("Copied. Paste it into your Twilio campaign, as its help message."))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()
        announce(self, words)

    def _measure(self) -> None:
        self.field.area.setMaximumWidth(self._theme.room(WIDEST))
        self.field.area.setFixedHeight(self._theme.line_height("body") * 4 + 24)


def first_draft(reading: Reading) -> str:
    """What the answer could be, from what is known of the firm; empty where that is too little."""
    firm = reading.setting("firm_name").strip()
    numbers = [one.number for one in reading.firm_numbers() if one.sms]
    if not firm or not numbers:
        return ""
    programs = reading.campaigns()
    often = programs[0].frequency if programs else ""
    return help_reply(firm, format_number(numbers[0]), frequency=often[:1].upper() + often[1:])
