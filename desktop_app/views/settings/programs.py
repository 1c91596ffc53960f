"""The programs of texts clients agree to: what there is, and a new one.

Consent is given for one of these and never moves to another (rules.md B-08), so they are few, and
what they promise carriers is shown as it goes out.
"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.consent.records import Campaign
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.rules.optin import program_problems
from desktop_app.services.rules.optin_texts import Program, request_text
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import Field, LineField, show_errors
from desktop_app.views.widgets.labels import Label

USUAL_FREQUENCY = "4 messages per month"


class ProgramLine(QWidget):
    """One program: its name as it is registered, what it may say, how often."""

    def __init__(self, theme: Theme, program: Campaign) -> None:
        super().__init__()
        self.name = Label(theme, f"{program.name} {program.description}", "small_strong", "text")
        kind = tr("Promotions: only people who agreed in writing")
        if not program.promotional:
            kind = tr("About the case: reminders, updates, answers")
        self.what = Label(theme, f"{kind} · {program.frequency}", "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.what)


class ProgramsCard(SettingsCard):
    """The list, and a way to add one."""

    def __init__(self, theme: Theme, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(theme, tr("Programs of texts"))
        self._workspace = workspace
        self._bridge = bridge
        self.lines: list[ProgramLine] = []
        note = tr(
            "People agree to one of these, never to “communications”. Consent to one is none to "
            "another."
        )
        self.column.addWidget(Label(theme, note, "caption", "text2", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self.add = SecondaryButton(theme, tr("Add a program…"), "plus")
        self.column.addWidget(self.add)
        self.add.clicked.connect(self.open_new)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """A sign-up may have written one down meanwhile."""
        super().showEvent(event)
        self.show_stored()

    def show_stored(self) -> None:
        """The programs as they stand in the store."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines = [ProgramLine(self.theme, each) for each in self._workspace.reading.campaigns()]
        for place, line in enumerate(self.lines):
            if place:
                self._list.addWidget(Rule(self.theme))
            self._list.addWidget(line)

    def open_new(self) -> "ProgramDialog":
        """Ask for a new program."""
        dialog = ProgramDialog(self.theme, self, self._workspace, self._bridge)
        dialog.added.connect(self._added)
        dialog.open()
        return dialog

    def _added(self, name: str) -> None:
        self.show_stored()
        announce(self, tr("Added {name}", name=name))


class ProgramDialog(Dialog):
    """Name, one word for what it is about, how often, and whether it promotes something."""

    added = Signal(str)
    """The program's whole name."""

    def __init__(self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge) -> None:
        lead = tr("People are asked to agree to it in these words, and it is registered in them.")
        super().__init__(theme, host, tr("Add a program"), lead)
        self._workspace = workspace
        self._bridge = bridge
        self._firm = workspace.reading.setting("firm_name")
        self.name = LineField(theme, tr("Firm name in it"))
        self.name.set_text(self._firm)
        self.word = LineField(
            theme,
            tr("One word for what it is about"),
            help_text=tr("Such as Case, Billing or News. “Alerts” follows by itself."),
        )
        self.often = LineField(theme, tr("How often"))
        self.often.set_text(USUAL_FREQUENCY)
        self.promotes = CheckChoice(
            theme, tr("It promotes something: news, offers, invitations, requests for reviews")
        )
        self.preview = Label(theme, "", "small", "text2", wrap=True)
        self.missing = Label(theme, "", "caption", "text2", wrap=True)
        for part in (self.name, self.word, self.often, self.promotes, self.preview):
            self.body.addWidget(part)
        self._buttons.insertWidget(0, self.missing, 1)
        self._buttons.setStretch(1, 0)
        self.cancel = self.add_cancel()
        self.save = self.add_primary(tr("Add program"))
        self.save.clicked.connect(self._save)
        for field in (self.name, self.word, self.often):
            field.changed.connect(self._show)
        self._show()

    def first_stop(self) -> QWidget:
        """The one thing nobody can guess."""
        return self.word.control

    def program(self) -> Program:
        """What is filled in now."""
        return Program(self.name.text(), self.word.text(), self.often.text())

    def _show(self) -> None:
        program = self.program()
        problems = program_problems(program, self._firm)
        fields = {"name": self.name, "description": self.word, "frequency": self.often}
        for key, field in fields.items():
            words = next((each.message for each in problems if each.field == key), "")
            field.set_error(words if field.text() else "")
        self.preview.setText("" if problems else request_text(program))
        self.preview.setVisible(not problems)
        self.missing.setText(tr("Fill in all three") if problems else "")
        self.save.setEnabled(not problems)
        self.save.setAccessibleDescription(self.missing.text())

    def _save(self) -> None:
        program, promotional = self.program(), self.promotes.isChecked()
        self.save.setEnabled(False)
        self._bridge.run(
            partial(self._workspace.consent.add_program, program, promotional=promotional),
            partial(self._saved, f"{program.name} {program.description}"),
            self._refused,
        )

    def _saved(self, name: str, _program_id: int) -> None:
        self.dismiss()
        self.added.emit(name)

    def _refused(self, error: BrieftextError) -> None:
        self.save.setEnabled(True)
        if isinstance(error, InvalidInput):
            fields: dict[str, Field] = {
                "name": self.name,
                "description": self.word,
                "frequency": self.often,
            }
            show_errors(error, fields)
        else:
            self.show_problem(error.problem)
