"""Numbers that move to Twilio or away: a check, a checklist, how far it is."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.firm_numbers import move_words
from desktop_app.services.firm_numbers.records import MoveState, MoveWay, NumberMove
from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings.move_dialog import MoveDialog
from desktop_app.views.settings.number_parts import replaced
from desktop_app.views.settings.rows import Rule, SettingsCard
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.check import CheckChoice
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.forms import ChoiceField
from desktop_app.views.widgets.labels import Label


class MovesCard(SettingsCard):
    """Each move with its steps; Twilio itself carries it out, in its Console."""

    def __init__(
        self, theme: Theme, workspace: Workspace, bridge: Bridge, calendar: Calendar | None = None
    ) -> None:
        super().__init__(theme, tr("Moving a number"))
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar or Calendar()
        self._shown: list[NumberMove] | None = None
        lead = tr(
            "A number your clients know can move to Twilio, and texting with it. Brieftext keeps "
            "track of what is done; the request itself is made in the Twilio Console."
        )
        self.reminder = Label(theme, "", "small_strong", "warn", wrap=True)
        self.bring = SecondaryButton(theme, tr("Bring a number to Twilio…"), "phone-incoming")
        self.take = SecondaryButton(theme, tr("Move a number away…"), "phone-outgoing")
        self._moves = QWidget()
        self.column.addWidget(Label(theme, lead, "small", "text2", wrap=True))
        self.column.addWidget(self.reminder)
        self.column.addWidget(self._moves)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        flow.addWidget(self.bring)
        flow.addWidget(self.take)
        self.column.addWidget(buttons)
        self.bring.clicked.connect(self._bring)
        self.take.clicked.connect(self._take)
        bridge.setting_changed.connect(self._setting_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show the moves as stored."""
        moves = self._workspace.reading.number_moves()
        words = move_words.reminder(moves, self._calendar.now())
        self.reminder.setText(words)
        self.reminder.setVisible(bool(words))
        if moves != self._shown:
            self._shown = moves
            self._moves = replaced(self.column, self._moves, partial(self._list, moves))

    def open_dialog(self, way: MoveWay) -> MoveDialog:
        """Start to keep track of another move."""
        dialog = MoveDialog(self.theme, self, self._workspace, self._bridge, way)
        dialog.open()
        return dialog

    def _bring(self) -> None:
        self.open_dialog(MoveWay.IN)

    def _take(self) -> None:
        self.open_dialog(MoveWay.AWAY)

    def _list(self, moves: list[NumberMove]) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for move in moves:
            column.addWidget(Rule(self.theme))
            line = MoveLine(self.theme, move, self._calendar)
            line.ticked.connect(self._tick)
            line.state_chosen.connect(self._set_state)
            column.addWidget(line)
        part.setVisible(bool(moves))
        return part

    def _tick(self, move_id: int, step: str, on: bool) -> None:
        moves = self._workspace.moves
        self._bridge.run(lambda: moves.tick(move_id, step, on=on))

    def _set_state(self, move_id: int, state: str) -> None:
        moves, actor = self._workspace.moves, self._workspace.actor
        self._bridge.run(lambda: moves.set_state(move_id, MoveState(state), actor))

    def _setting_changed(self, _key: str) -> None:
        self.refresh()


class MoveLine(QWidget):
    """One move: which number, how far, since when; its steps while it lasts."""

    ticked = Signal(int, str, bool)
    state_chosen = Signal(int, str)

    def __init__(self, theme: Theme, move: NumberMove, calendar: Calendar) -> None:
        super().__init__()
        self._move = move
        shown = format_number(move.number)
        title = (
            tr("{number} moves to Twilio", number=shown)
            if move.way is MoveWay.IN
            else tr("{number} moves away from Twilio", number=shown)
        )
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(theme, title, "small_strong", "text", wrap=True))
        column.addWidget(Label(theme, _detail(move, calendar), "caption", "text2", wrap=True))
        self.checks: dict[str, CheckChoice] = {}
        self.state: ChoiceField | None = None
        if move.ended_at is None:
            self._add_warning(theme, column)
            self._add_steps(theme, column)

    def _add_warning(self, theme: Theme, column: QVBoxLayout) -> None:
        words = move_words.warning(self._move.way)
        column.addWidget(Label(theme, words, "small", "danger", wrap=True))

    def _add_steps(self, theme: Theme, column: QVBoxLayout) -> None:
        for step in move_words.steps(self._move.way):
            check = CheckChoice(theme, step.words)
            check.setChecked(step.key in self._move.steps)
            check.toggled.connect(partial(self._tick, step.key))
            self.checks[step.key] = check
            column.addWidget(check)
        choices = [(str(state), tr(words)) for state, words in move_words.STATES.items()]
        self.state = ChoiceField(theme, tr("How far it is"), choices)
        self.state.set_text(str(self._move.state))
        self.state.changed.connect(self._chosen)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)

    def _tick(self, step: str, on: bool) -> None:
        self.ticked.emit(self._move.id, step, on)

    def _chosen(self) -> None:
        if self.state is not None and self.state.text() != str(self._move.state):
            self.state_chosen.emit(self._move.id, self.state.text())


def _detail(move: NumberMove, calendar: Calendar) -> str:
    parts = [
        tr(move_words.STATES[move.state]),
        tr("noted by {who}, {day}", who=move.actor, day=calendar.list_time(move.updated_at)),
    ]
    if move.note:
        parts.append(move.note)
    return " · ".join(parts)
