"""Outbox rows that wait for their time, here or at Twilio, and those to be taken back."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from desktop_app.models.enums import OutboxState, Route, TakeBack
from desktop_app.models.outbox import outbox

_WAITING = (OutboxState.QUEUED, OutboxState.ACCEPTED)


_FOR_LATER = """
SELECT DISTINCT to_number FROM outbox WHERE send_at IS NOT NULL AND state IN ('queued', 'accepted')
"""


def numbers_waited_for(connection: Connection) -> set[str]:
    """Numbers that have a text for later: one look for a whole page of a sync."""
    return set(connection.exec_driver_sql(_FOR_LATER).scalars())


def unless_answered(connection: Connection, number: str, *, before: int) -> list[Row[Any]]:
    """Texts for later to a number that an answer takes back, made before that answer."""
    found = select(outbox).where(
        outbox.c.to_number == number,
        outbox.c.send_at > before,
        outbox.c.created_at <= before,
        outbox.c.cancel_on_reply,
        outbox.c.state.in_(_WAITING),
        outbox.c.take_back == TakeBack.NO,
    )
    return list(connection.execute(found.order_by(outbox.c.id)))


def at_twilio(connection: Connection, number: str) -> list[Row[Any]]:
    """Texts for later to a number that Twilio keeps."""
    found = select(outbox).where(
        outbox.c.to_number == number,
        outbox.c.send_at.is_not(None),
        outbox.c.route == Route.TWILIO,
        outbox.c.state.in_((*_WAITING, OutboxState.POSTING, OutboxState.UNKNOWN)),
        outbox.c.take_back == TakeBack.NO,
    )
    return list(connection.execute(found.order_by(outbox.c.id)))


def want_back(connection: Connection, outbox_id: int) -> bool:
    """Note that Twilio is to be asked to take one back; False where that was noted before."""
    noted = connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.take_back == TakeBack.NO)
        .values(take_back=TakeBack.WANTED)
    )
    return noted.rowcount == 1


def to_take_back(connection: Connection) -> list[Row[Any]]:
    """Rows Twilio has to be asked about, oldest first."""
    found = select(outbox).where(
        outbox.c.take_back == TakeBack.WANTED, outbox.c.state == OutboxState.ACCEPTED
    )
    return list(connection.execute(found.order_by(outbox.c.id)))


def waiting_for(connection: Connection, outbox_id: int) -> list[Row[Any]]:
    """Rows that take the place of one as soon as Twilio has given it back."""
    found = select(outbox).where(
        outbox.c.replaces == outbox_id, outbox.c.state == OutboxState.QUEUED
    )
    return list(connection.execute(found.order_by(outbox.c.id)))


def note_take_back(connection: Connection, outbox_id: int, result: TakeBack) -> None:
    """How the take-back ended."""
    connection.execute(update(outbox).where(outbox.c.id == outbox_id).values(take_back=result))
