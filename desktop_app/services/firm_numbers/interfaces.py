"""What a window may ask about the firm's numbers; a part of services/workspace.py."""

from typing import Protocol

from desktop_app.services.firm_numbers.records import (
    LineFacts,
    MoveState,
    MoveWay,
    Plan,
    Portability,
)


class Numbers(Protocol):
    """The firm's numbers at Twilio. Network lane; a change only after its words were shown."""

    def read(self) -> Plan:
        """Read everything about the numbers, keep it, and say what there is to do."""

    def read_if_old(self) -> None:
        """Read where a day has passed since the last time. Never an error."""

    def carry_out(self, plan: Plan, actor: str) -> Plan:
        """Do what was shown, if it still is what there is to do; what is left afterwards."""

    def undo(self, change_id: int, actor: str) -> Plan:
        """Put one change back at Twilio; what there is to do afterwards."""


class Lines(Protocol):
    """What kind of line a client's number is. Network lane."""

    def look_up(self, number: str) -> LineFacts:
        """What is known of a number, asked at Twilio where nothing is. Raises GatewayError."""


class Moves(Protocol):
    """Numbers that move to Twilio or away. Serial lane, but for `portability`."""

    def portability(self, typed: str) -> Portability:
        """Whether Twilio takes a number. Network lane; raises InvalidInput or GatewayError."""

    def start(self, typed: str, way: MoveWay, actor: str) -> int:
        """Begin to keep track of a move; its id. Raises InvalidInput."""

    def set_state(self, move_id: int, state: MoveState, actor: str, note: str = "") -> None:
        """Note how far a move is. An end stays an end."""

    def tick(self, move_id: int, step: str, *, on: bool) -> None:
        """A step of the checklist was done, or was not after all."""
