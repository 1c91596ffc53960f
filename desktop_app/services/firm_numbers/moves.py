"""Moving a number to Twilio or away: what has to be done, how far it is, when to ask again."""

from collections.abc import Callable

from desktop_app.models import number_move
from desktop_app.models.database import Database
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.firm_numbers.ports import LineGateway
from desktop_app.services.firm_numbers.records import MOVE_ENDS, MoveState, MoveWay, Portability
from desktop_app.services.ports import Clock
from desktop_app.services.records import FieldProblem
from desktop_app.services.rules.recipients import parse_recipient

LONGEST_NOTE = 500
_SETTING = "messaging_service_sid"


class MoveService:
    """Keeps what people say of a move; Twilio is asked only whether a number can move."""

    def __init__(
        self,
        database: Callable[[], Database],
        gateway: Callable[[], LineGateway],
        clock: Clock,
        events: EventBus,
        *,
        practice: bool,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._events = events
        self._practice = practice

    def portability(self, typed: str) -> Portability:
        """Whether Twilio takes a number. Network lane; raises InvalidInput or GatewayError."""
        return self._gateway().portability(self._number(typed))

    def start(self, typed: str, way: MoveWay, actor: str) -> int:
        """Begin to keep track of a move; its id. Raises InvalidInput."""
        number, now = self._number(typed), self._clock.now()
        with self._database().write() as connection:
            if number_move.under_way(connection, number) is not None:
                raise _refused("This number is on the list already.")
            move_id = number_move.add(
                connection,
                number=number,
                way=str(way),
                state=str(MoveState.PREPARING),
                actor=actor,
                started_at=now,
                updated_at=now,
            )
        self._tell()
        return move_id

    def set_state(self, move_id: int, state: MoveState, actor: str, note: str = "") -> None:
        """Note how far a move is. An end stays an end."""
        now, words = self._clock.now(), " ".join(note.split())[:LONGEST_NOTE]
        with self._database().write() as connection:
            row = number_move.read(connection, move_id)
            if row is None or row.ended_at is not None:
                return
            number_move.change(
                connection,
                move_id,
                now,
                state=str(state),
                note=words or row.note,
                actor=actor,
                ended_at=now if state in MOVE_ENDS else None,
            )
        self._tell()

    def tick(self, move_id: int, step: str, *, on: bool) -> None:
        """A step of the checklist was done, or was not after all."""
        with self._database().write() as connection:
            row = number_move.read(connection, move_id)
            if row is None or row.ended_at is not None:
                return
            steps = set(row.steps.split()) - {step} | ({step} if on else set())
            number_move.change(
                connection, move_id, self._clock.now(), steps=" ".join(sorted(steps))
            )
        self._tell()

    def _number(self, typed: str) -> str:
        found = parse_recipient(typed, fictional_allowed=self._practice)
        if found.problem:
            raise _refused(found.problem)
        return found.number

    def _tell(self) -> None:
        self._events.publish(SettingChanged(_SETTING))


def _refused(words: str) -> InvalidInput:
    return InvalidInput((FieldProblem("number", words),))
