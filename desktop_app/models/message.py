"""Every line of every conversation, with Twilio's SID where it has one and its status history.

Ids carry the time (seconds, then a counter of 64), so that newest-first is a walk down the primary
key whatever order lines arrive in (performance.md, design point 1).
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, Table, Text

from desktop_app.models.base import metadata
from desktop_app.models.conversation import conversations
from desktop_app.models.enums import Direction, MessageStatus
from desktop_app.models.types import MessageSid, UtcSeconds, Word

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", Integer, ForeignKey(conversations.c.id), nullable=False),
    Column("sid", MessageSid, unique=True),
    Column("direction", Word(Direction), nullable=False),
    Column("body", Text, nullable=False),
    Column("at", UtcSeconds, nullable=False),
    Column("status", Word(MessageStatus), nullable=False),
    Column("error_code", Integer),
    Column("author", Text, nullable=False),
    Column("num_media", Integer, nullable=False),
    Column("firm_number", Text, nullable=False),
    Column("outbox_id", Integer),
    Column("ledger_seq", Integer),
    Column("reason", Text, nullable=False),
    Column("removed_at", UtcSeconds),
    Index("messages_by_conversation", "conversation_id", "id"),
)

message_statuses = Table(
    "message_statuses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", Integer, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    Column("status", Word(MessageStatus), nullable=False),
    Column("error_code", Integer),
    Column("seen_at", UtcSeconds, nullable=False),
    Index("message_statuses_by_message", "message_id"),
)

_COUNTER_BITS = 6
_OF_SENDS = "SELECT message_id FROM outbox WHERE message_id >= ? AND message_id < ?"
"""A text that was taken back keeps its id: no other line may be taken for its bubble."""


def first_id(at: int) -> int:
    """The smallest id a message of this second can have."""
    return at << _COUNTER_BITS


def allot_ids(connection: Connection, times: Iterable[int]) -> list[int]:
    """One free id for each of these ascending times; ids ascend as the times do."""
    seconds = list(times)
    if not seconds:
        return []
    lowest, highest = first_id(seconds[0]), first_id(seconds[-1] + 2)
    span = sa.select(messages.c.id).where(messages.c.id >= lowest, messages.c.id < highest)
    taken = set(connection.execute(span).scalars())
    taken |= set(connection.exec_driver_sql(_OF_SENDS, (lowest, highest)).scalars())
    ids: list[int] = []
    for second in seconds:
        free = first_id(second)
        while free in taken:
            free += 1
        taken.add(free)
        ids.append(free)
    return ids


def append_event(
    connection: Connection, conversation: int, *, at: int, body: str, icon: str, ledger_seq: int
) -> int:
    """A line Brieftext writes into the conversation, such as an opt-out."""
    identifier = allot_ids(connection, [at])[0]
    connection.execute(
        messages.insert().values(
            id=identifier,
            conversation_id=conversation,
            direction=Direction.EVENT,
            body=body,
            at=at,
            status=MessageStatus.RECEIVED,
            author="",
            num_media=0,
            firm_number="",
            ledger_seq=ledger_seq,
            reason=icon,
        )
    )
    return identifier


def set_status(
    connection: Connection,
    message_id: int,
    status: MessageStatus,
    *,
    now: int,
    error_code: int | None = None,
    **more: Any,
) -> None:
    """Change what a bubble says and keep the step in its history."""
    table = messages
    connection.execute(
        sa.update(table)
        .where(table.c.id == message_id)
        .values(status=status, error_code=error_code, **more)
    )
    connection.execute(
        message_statuses.insert().values(
            message_id=message_id, status=status, error_code=error_code, seen_at=now
        )
    )


def by_sid(connection: Connection, sids: Iterable[str]) -> dict[str, Row[Any]]:
    """The stored rows of these SIDs."""
    wanted = sa.select(messages).where(messages.c.sid.in_(list(sids)))
    return {str(row.sid): row for row in connection.execute(wanted)}


def read(connection: Connection, message_id: int) -> Row[Any] | None:
    """One line."""
    return connection.execute(sa.select(messages).where(messages.c.id == message_id)).first()


def remove(connection: Connection, message_id: int) -> None:
    """Take away a second copy of a line, after its SID moved to the first."""
    connection.execute(sa.delete(messages).where(messages.c.id == message_id))
