"""Writing a new outbox row with its bubble: the statements behind services/messaging/queueing."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from desktop_app.models.enums import OutboxState, TakeBack
from desktop_app.models.message import messages
from desktop_app.models.outbox import outbox


def by_client_key(connection: Connection, client_key: str) -> Row[Any] | None:
    """The row this draft made already, if a second click or a retry comes in."""
    return connection.execute(select(outbox).where(outbox.c.client_key == client_key)).first()


def sent_again(connection: Connection, outbox_id: int) -> list[Row[Any]]:
    """The rows that send the words of this one again, oldest first."""
    found = select(outbox).where(outbox.c.resend_of == outbox_id)
    return list(connection.execute(found.order_by(outbox.c.id)))


def insert(connection: Connection, *, not_before: int, **frozen: Any) -> int:
    """A row that waits to be sent, tied to its bubble both ways; not before this second."""
    made = connection.execute(
        outbox.insert()
        .values(
            **frozen,
            state=OutboxState.QUEUED,
            next_try_at=not_before,
            wait_s=max(not_before - frozen["created_at"], 0),
            tries=0,
            looks=0,
            clean_looks=0,
            rule="",
            reason="",
            take_back=TakeBack.NO,
        )
        .returning(outbox.c.id)
    )
    outbox_id = int(made.scalar_one())
    connection.execute(
        update(messages).where(messages.c.id == frozen["message_id"]).values(outbox_id=outbox_id)
    )
    return outbox_id
