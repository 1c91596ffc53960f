"""The firm's own numbers: what each can do, where its registration stands, what was changed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.firm_numbers.costs import fine_words
from desktop_app.services.firm_numbers.records import NumberChange, Plan
from desktop_app.services.records import FirmNumber, Registration
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings.number_dialogs import PlanDialog, UndoDialog
from desktop_app.views.settings.number_parts import ChangeLine, NumberBlock, replaced
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.twilio_key import no_codes
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.dialogs import ProblemBox
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.quiet_box import QuietBox

_Landed = Callable[[Plan], None]
_Shown = tuple[list[FirmNumber], list[NumberChange]]


class NumbersCard(SettingsCard):
    """Each number as Twilio has it; texts go out from the first. Changes only after a dialog."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar | None = None
    ) -> None:
        super().__init__(theme, tr("Numbers"))
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self._shown: _Shown | None = None
        self.read = SecondaryButton(theme, tr("Read again"), "refresh-cw")
        self.head.addWidget(self.read)
        self.lost = Label(theme, _lost_words(), "small_strong", "danger", wrap=True)
        self.waits = Label(theme, "", "small", "text", wrap=True)
        self.repair = SecondaryButton(theme, tr("Repair…"))
        self.set_up = SecondaryButton(theme, tr("Set up a Messaging Service…"))
        self.problem = ProblemBox(theme)
        self._numbers, self._changes = QWidget(), QWidget()
        self.column.addWidget(self.lost)
        self.column.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._numbers)
        self.column.addWidget(self.waits)
        self.column.addWidget(self.set_up, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.problem)
        self.column.addWidget(self._changes)
        self.column.addWidget(QuietBox(theme, "info", no_codes()))
        self.read.clicked.connect(self.read_again)
        self.repair.clicked.connect(self._plan_first)
        self.set_up.clicked.connect(self._plan_first)
        bridge.setting_changed.connect(self._setting_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers as stored; nothing is rebuilt where nothing changed."""
        reading = self._workspace.reading
        shown = (reading.firm_numbers(), reading.number_changes())
        if shown == self._shown:
            return
        self._shown = shown
        numbers, changes = shown
        self._numbers = replaced(self.column, self._numbers, lambda: self._blocks(numbers))
        self._changes = replaced(self.column, self._changes, lambda: self._history(changes))
        self._say(numbers)

    def read_again(self) -> None:
        """Ask Twilio how the numbers are set up now."""
        self._ask(self._read)

    def open_undo(self, change_id: int) -> UndoDialog | None:
        """Say what undoing a change does; None where it cannot be undone now."""
        found = [each for each in self._workspace.reading.number_changes() if each.id == change_id]
        if not found or not found[0].undo:
            return None
        dialog = UndoDialog(self.theme, self, self._workspace, self._bridge, found[0])
        dialog.open()
        return dialog

    def _blocks(self, numbers: list[FirmNumber]) -> QWidget:
        blocks, column = _column()
        for at, number in enumerate(numbers):
            if at:
                column.addWidget(Rule(self.theme))
            column.addWidget(NumberBlock(self.theme, number, self._calendar))
        if not numbers:
            words = tr("The account has no number yet. Add one at Twilio, then check again.")
            column.addWidget(Label(self.theme, words, "small", "text2", wrap=True))
        return blocks

    def _history(self, changes: list[NumberChange]) -> QWidget:
        history, column = _column()
        if changes:
            column.addWidget(Rule(self.theme))
            heading = tr("What Brieftext changed at Twilio")
            column.addWidget(Label(self.theme, heading, "small_strong", "text"))
        for change in changes:
            line = ChangeLine(self.theme, change, self._calendar)
            line.undo_asked.connect(self.open_undo)
            column.addWidget(line)
        history.setVisible(bool(changes))
        return history

    def _say(self, numbers: list[FirmNumber]) -> None:
        """Red words for lost texts, the way to repair or set up, what waits for registration."""
        lost = any(number.loses_texts for number in numbers)
        free = any(number.sms and number.read_at and not number.service_sid for number in numbers)
        waits = any(number.registration is Registration.NOT_APPROVED for number in numbers)
        self.lost.setVisible(lost)
        self.repair.setVisible(lost)
        self.set_up.setVisible(free and not lost)
        self.waits.setText(_waits_words() if waits else "")
        self.waits.setVisible(waits)

    def _ask(self, landed: _Landed) -> None:
        self.problem.clear()
        self._hold(held=True)
        self._bridge.run(self._workspace.numbers.read, landed, self._failed, "network")

    def _plan_first(self) -> None:
        self._ask(self._planned)

    def _read(self, _plan: Plan) -> None:
        self._free()

    def _planned(self, plan: Plan) -> None:
        self._free()
        if plan.steps:
            PlanDialog(self.theme, self, self._workspace, self._bridge, plan).open()

    def _failed(self, error: BrieftextError) -> None:
        self._free()
        self.problem.show_problem(error.problem)

    def _free(self) -> None:
        self._hold(held=False)
        self.refresh()

    def _hold(self, *, held: bool) -> None:
        """One question to Twilio at a time."""
        for button in (self.read, self.repair, self.set_up):
            button.setEnabled(not held)

    def _setting_changed(self, _key: str) -> None:
        self.refresh()


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return part, column


def _lost_words() -> str:
    return tr(
        "Texts from your clients are being lost. A Messaging Service at Twilio is set to throw "
        "away what comes in. Repair it now."
    )


def _waits_words() -> str:
    words = tr("Brieftext sends nothing from a number that is not registered.")
    return f"{words} {fine_words()}"
