"""The firm's numbers at a made-up Twilio: what was asked, and answers a test sets."""

from dataclasses import replace

from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import ConversationsChanged, SettingChanged
from desktop_app.services.firm_numbers.records import (
    MOVE_ENDS,
    LineFacts,
    MoveState,
    NumberMove,
    Plan,
    Portability,
)
from desktop_app.services.records import Problem
from tests.views.made_up_firm import NOW


class FakeNumbers:
    """Implements workspace.Numbers."""

    def __init__(self):
        self.plan = Plan(())
        self.acts = []
        self.failure = None

    def _answer(self, *act):
        self.acts.append(act)
        if self.failure is not None:
            raise BrieftextError(Problem(self.failure))
        return self.plan

    def read(self):
        return self._answer("read")

    def read_if_old(self):
        self.acts.append(("read_if_old",))

    def carry_out(self, plan, actor):
        return self._answer("carry_out", plan, actor)

    def undo(self, change_id, actor):
        return self._answer("undo", change_id, actor)


class FakeLines:
    """Implements workspace.Lines."""

    def __init__(self, reading, events=None):
        self._reading = reading
        self._events = events
        self.asked = []
        self.answers = {}
        self.failure = None

    def look_up(self, number):
        self.asked.append(number)
        if self.failure is not None:
            raise BrieftextError(Problem(self.failure))
        facts = self.answers.get(number) or LineFacts(number, valid=True)
        self._reading.lines[number] = facts
        if self._events is not None and facts.landline:
            self._events.publish(ConversationsChanged(frozenset()))
        return facts


class FakeMoves:
    """Implements workspace.Moves."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.answer = Portability("+18335550177", portable=True, toll_free=True)
        self.failure = None

    def portability(self, typed):
        if self.failure is not None:
            raise self.failure
        return self.answer

    def start(self, typed, way, actor):
        if self.failure is not None:
            raise self.failure
        key = len(self._reading.moves) + 1
        number = f"+1{''.join(filter(str.isdigit, typed))[-10:]}"
        state = MoveState.PREPARING
        move = NumberMove(key, number, way, state, frozenset(), "", actor, NOW, NOW)
        self._reading.moves = [move, *self._reading.moves]
        self._events.publish(SettingChanged("messaging_service_sid"))
        return key

    def set_state(self, move_id, state, actor, note=""):
        ended = NOW if state in MOVE_ENDS else None
        self._change(move_id, state=state, actor=actor, note=note, ended_at=ended)

    def tick(self, move_id, step, *, on):
        (move,) = [each for each in self._reading.moves if each.id == move_id]
        steps = move.steps | {step} if on else move.steps - {step}
        self._change(move_id, steps=frozenset(steps))

    def _change(self, move_id, **values):
        self._reading.moves = [
            replace(each, **values) if each.id == move_id else each for each in self._reading.moves
        ]
        self._events.publish(SettingChanged("messaging_service_sid"))
