"""What a move needs, in words from dated data; when it is time to ask again."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.firm_numbers.records import MoveState, MoveWay, NumberMove, Portability
from desktop_app.services.numbers import format_number
from desktop_app.services.resources import rule_data

DAY_S = 86_400
STATES = {
    MoveState.PREPARING: "Being prepared",
    MoveState.ASKED: "Asked for",
    MoveState.DATE_SET: "Date is set",
    MoveState.DONE: "Done",
    MoveState.STOPPED: "Stopped",
}


@dataclass(frozen=True, slots=True)
class MoveStep:
    """One step of the checklist."""

    key: str
    words: str


def warning(way: MoveWay) -> str:
    """What somebody must know before a move is started."""
    words: str = _data()[str(way)]["warning"]
    return words


def steps(way: MoveWay) -> tuple[MoveStep, ...]:
    """The checklist of a move."""
    return tuple(MoveStep(each["key"], each["words"]) for each in _data()[str(way)]["steps"])


def asks_again(move: NumberMove, now: int) -> bool:
    """Whether nobody noted anything about a move for too long."""
    days: int = _data()["remind_after_days"]
    return move.ended_at is None and now - move.updated_at >= days * DAY_S


def reminder(moves: list[NumberMove], now: int) -> str:
    """The sentence for a move that nobody looked after; empty where there is none."""
    for move in moves:
        if asks_again(move, now):
            days = (now - move.updated_at) // DAY_S
            where = "to Twilio" if move.way is MoveWay.IN else "away from Twilio"
            return (
                f"Is {format_number(move.number)} still moving {where}? Nothing was noted for "
                f"{days} days."
            )
    return ""


def portability_words(found: Portability) -> str:
    """What Twilio said about moving a number, and what to do."""
    shown = format_number(found.number)
    if found.portable:
        pin = " The old carrier’s PIN and account number are needed." if found.needs_pin else ""
        return f"{shown} can be moved to Twilio.{pin}"
    known: dict[str, str] = _data()["not_portable"]
    reason = found.reason.replace("_", " ").lower() or "no reason given"
    told = f"Twilio’s answer: {reason}. Ask Twilio’s support."
    return f"{shown} can’t be moved from here. {known.get(str(found.code), told)}"


@cache
def _data() -> dict[str, Any]:
    return rule_data("number_moves")
