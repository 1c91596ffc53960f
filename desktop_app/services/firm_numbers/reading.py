"""Rows of the store as records of the numbers page. On the UI thread; imports nothing heavy."""

from typing import Any

from desktop_app.models.enums import Registration, SenderType
from desktop_app.models.queries import numbers as queries
from desktop_app.models.queries.gate import Execute
from desktop_app.services.firm_numbers.records import (
    PAYS_FOR,
    Change,
    LineFacts,
    MoveState,
    MoveWay,
    NumberChange,
    NumberMove,
)
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber

_DONE = {
    Change.MADE_SERVICE: "Made the Messaging Service “{service}”",
    Change.KEPT_INBOUND: "Let “{service}” keep incoming texts with the number",
    Change.ADDED_NUMBER: "Put {number} into “{service}”",
}
_UNDO = {
    Change.MADE_SERVICE: "Delete the Messaging Service “{service}” at Twilio. Texts for later that "
    "wait at Twilio in it don’t go out then.",
    Change.KEPT_INBOUND: "Turn the setting off again in “{service}”. Texts that come in may be "
    "lost from then on.",
    Change.ADDED_NUMBER: "Take {number} out of “{service}” at Twilio. If its registration is in "
    "that service, it can’t send texts then.",
}


def firm_numbers(connection: Any) -> list[FirmNumber]:
    """The firm's own numbers, the one texts go out from first."""
    return [_firm_number(row) for row in queries.firm_numbers(connection)]


def _firm_number(row: Any) -> FirmNumber:
    return FirmNumber(
        number=row[0],
        sid=row[1],
        label=row[2],
        sender_type=SenderType(row[3]),
        sms=bool(row[4]),
        mms=bool(row[5]),
        voice=bool(row[6]),
        registration=Registration(row[7]),
        registration_note=row[8],
        service_sid=row[9],
        service_name=row[10],
        loses_texts=bool(row[11]),
        sms_url=row[12],
        voice_url=row[13],
        registration_at=int(row[14]),
        read_at=int(row[15]),
    )


def changes(connection: Any) -> list[NumberChange]:
    """What Brieftext changed at Twilio, newest first."""
    return [_change(row) for row in queries.changes(connection)]


def _change(row: Any) -> NumberChange:
    what = Change(row[1])
    names = {"number": format_number(str(row[2])), "service": str(row[3])}
    return NumberChange(
        id=int(row[0]),
        words=_DONE[what].format(**names),
        actor=str(row[4]),
        made_at=int(row[5]),
        undone_at=row[6],
        undone_by=str(row[7]),
        undo=_UNDO[what].format(**names) if row[8] else "",
    )


def moves(connection: Any) -> list[NumberMove]:
    """Numbers that move, those under way first."""
    return [move_of(row) for row in queries.moves(connection)]


def move_of(row: Any) -> NumberMove:
    """A row of number_moves in its order."""
    return NumberMove(
        id=int(row[0]),
        number=str(row[1]),
        way=MoveWay(row[2]),
        state=MoveState(row[3]),
        steps=frozenset(str(row[4]).split()),
        note=str(row[5]),
        actor=str(row[6]),
        started_at=int(row[7]),
        updated_at=int(row[8]),
        ended_at=row[9],
    )


def line_facts(execute: Execute, number: str, now: int) -> LineFacts | None:
    """What is known of a client's line and still believed, or None."""
    row = queries.line(execute, number)
    if row is None or now - int(row[3]) > PAYS_FOR:
        return None
    return LineFacts(number, bool(row[2]), str(row[0]), str(row[1]), int(row[3]))
