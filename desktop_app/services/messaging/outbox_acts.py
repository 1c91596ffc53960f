"""What a person does with a text on the Outbox page: takes it back, or takes it off the page."""

from sqlalchemy import Connection, update

from desktop_app.models import conversation as conversations
from desktop_app.models import message, outbox, outgoing
from desktop_app.models.enums import OutboxState
from desktop_app.services.messaging import scheduling
from desktop_app.services.messaging.adopting import settle
from desktop_app.services.messaging.outbox import BUBBLE

_ENDED = (OutboxState.REFUSED, OutboxState.BLOCKED, OutboxState.NOT_SENT)


def cancel(connection: Connection, outbox_id: int, now: int) -> tuple[str, set[int]] | None:
    """Take a waiting text back: its words and the conversations that changed; None: it has left.

    A row that went back to the queue after a try was certainly not sent.
    """
    row = outbox.read(connection, outbox_id)
    if row is None:
        return None
    place = message.read(connection, row.message_id)
    outgoing.lend(connection, outbox_id)
    if row.send_at is not None:
        if not scheduling.take_back(connection, row, now, words=True):
            return None
    elif not outbox.move(connection, outbox_id, OutboxState.QUEUED, OutboxState.CANCELLED):
        return None
    else:
        message.remove(connection, row.message_id)
    outgoing.give_back(connection, row, now)
    changed = {int(place.conversation_id)} if place is not None else set()
    for conversation in changed:
        conversations.refresh(connection, conversation)
    return str(row.body), changed


def still_send(connection: Connection, outbox_id: int, now: int) -> set[int]:
    """A person wants a text sent that waited too long; the conversations that changed.

    It waits from now on: where it cannot leave in time again, it is asked about again.
    """
    row, queued = outbox.read(connection, outbox_id), OutboxState.QUEUED
    if row is None or row.state is not queued or row.asked_at is None:
        return set()
    return settle(
        connection,
        row,
        queued,
        BUBBLE[queued],
        now,
        asked_at=None,
        wanted_at=now,
        next_try_at=now,
        reason="",
    )


def dismiss(connection: Connection, outbox_id: int, now: int) -> set[int]:
    """Show a text that did not go out in its conversation only."""
    marked = connection.execute(
        update(outbox.outbox)
        .where(outbox.outbox.c.id == outbox_id, outbox.outbox.c.state.in_(_ENDED))
        .values(dismissed_at=now)
        .returning(outbox.outbox.c.message_id)
    ).scalar()
    place = message.read(connection, marked) if marked is not None else None
    return {int(place.conversation_id)} if place is not None else set()
