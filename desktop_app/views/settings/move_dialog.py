"""Before a move is started: what it may cost, and whether Twilio takes the number."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.firm_numbers import move_words
from desktop_app.services.firm_numbers.records import MoveWay, Portability
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.dialogs import Dialog
from desktop_app.views.widgets.forms import ChoiceField, Field, LineField
from desktop_app.views.widgets.labels import Label


class MoveDialog(Dialog):
    """A number, the warning, and where it comes in, a free question to Twilio."""

    def __init__(
        self, theme: Theme, host: QWidget, workspace: Workspace, bridge: Bridge, way: MoveWay
    ) -> None:
        coming = way is MoveWay.IN
        title = tr("Bring a number to Twilio") if coming else tr("Move a number away from Twilio")
        super().__init__(theme, host, title)
        self._workspace = workspace
        self._bridge = bridge
        self._way = way
        self.warning = Label(theme, move_words.warning(way), "small_strong", "danger", wrap=True)
        self.body.addWidget(self.warning)
        self.field = self._number_field()
        self.body.addWidget(self.field)
        self.check = SecondaryButton(theme, tr("Ask Twilio whether it can move"))
        self.answer = Label(theme, "", "small", "text", wrap=True)
        self.read = CheckChoice(theme, tr("I have read that texting may end"))
        if coming:
            self.body.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
            self.body.addWidget(self.answer)
        else:
            self.body.addWidget(self.read)
        self.answer.hide()
        self.add_cancel()
        self.start = self.add_primary(tr("Keep track of this move"))
        self.start.setEnabled(coming)
        self.start.clicked.connect(self._start)
        self.check.clicked.connect(self._ask)
        self.read.toggled.connect(self.start.setEnabled)

    def first_stop(self) -> QWidget:
        """The number."""
        return self.field.control

    def _number_field(self) -> Field:
        if self._way is MoveWay.IN:
            example = tr("A toll-free number you have now, like (833) 555-0177.")
            return LineField(self._theme, tr("Number"), help_text=example)
        numbers = self._workspace.reading.firm_numbers()
        choices = [(each.number, format_number(each.number)) for each in numbers]
        return ChoiceField(self._theme, tr("Number"), choices)

    def _ask(self) -> None:
        self.check.setEnabled(False)
        self.problem.clear()
        moves, typed = self._workspace.moves, self.field.text()
        self._bridge.run(lambda: moves.portability(typed), self._told, self._refused, "network")

    def _told(self, found: Portability) -> None:
        self.check.setEnabled(True)
        self.answer.setText(move_words.portability_words(found))
        self.answer.show()

    def _start(self) -> None:
        self.start.setEnabled(False)
        self.problem.clear()
        moves, typed = self._workspace.moves, self.field.text()
        way, actor = self._way, self._workspace.actor
        self._bridge.run(lambda: moves.start(typed, way, actor), self._started, self._refused)

    def _started(self, _move_id: int) -> None:
        self.dismiss()

    def _refused(self, error: BrieftextError) -> None:
        self.start.setEnabled(True)
        self.check.setEnabled(True)
        if isinstance(error, InvalidInput):
            self.field.set_error(" ".join(problem.message for problem in error.fields))
        else:
            self.show_problem(error.problem)
