"""One conversation a client number, with the facts its inbox line shows kept beside it.

The line is brought up to date in the transaction that changes a message, so that the inbox never
looks through messages to paint itself (performance.md: 0.1 ms against 12 s).
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Connection, ForeignKey, Integer, Table, Text
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata
from desktop_app.models.contact import contacts
from desktop_app.models.enums import Direction, MessageStatus
from desktop_app.models.types import PhoneNumber, UtcSeconds, Word

conversations = Table(
    "conversations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", PhoneNumber, nullable=False, unique=True),
    Column("firm_number", Text, nullable=False),
    Column("contact_id", Integer, ForeignKey(contacts.c.id)),
    Column("name", Text, nullable=False),
    Column("created_at", UtcSeconds, nullable=False),
    Column("opened_at", UtcSeconds, nullable=False),
    Column("last_at", UtcSeconds, nullable=False),
    Column("last_direction", Word(Direction)),
    Column("last_status", Word(MessageStatus)),
    Column("last_error", Integer),
    Column("snippet", Text, nullable=False),
    Column("last_in_id", Integer, nullable=False),
    Column("last_in_at", UtcSeconds, nullable=False),
    Column("last_out_id", Integer, nullable=False),
    Column("read_up_to", Integer, nullable=False),
    Column("unread", Boolean, nullable=False),
    Column("needs_reply", Boolean, nullable=False),
    Column("pinned", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("archived_up_to", Integer, nullable=False),
    Column("waits_since", UtcSeconds, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("number", PhoneNumber, primary_key=True),
    Column("body", Text, nullable=False),
    Column("updated_at", UtcSeconds, nullable=False),
)

SNIPPET = 120

REFRESH = f"""
UPDATE conversations SET
  last_at = coalesce(l.at, conversations.last_at), last_direction = l.direction,
  last_status = l.status, last_error = l.error_code,
  snippet = coalesce(substr(replace(l.body, char(10), ' '), 1, {SNIPPET}), ''),
  last_in_id = coalesce(i.id, 0), last_in_at = coalesce(i.at, 0), last_out_id = coalesce(o.id, 0),
  unread = coalesce(i.id, 0) > max(conversations.read_up_to, coalesce(o.id, 0)),
  needs_reply = coalesce(i.id, 0) > coalesce(o.id, 0),
  waits_since = coalesce((SELECT m.at FROM messages AS m WHERE m.conversation_id = :id
    AND m.direction = 'in' AND m.id > coalesce(o.id, 0) ORDER BY m.id LIMIT 1), 0),
  archived = conversations.archived_up_to > 0
    AND coalesce(i.id, 0) <= conversations.archived_up_to
FROM (SELECT 1) AS one
LEFT JOIN messages AS l ON l.id = (SELECT max(id) FROM messages
  WHERE conversation_id = :id AND direction IN ('in', 'out')
  AND status NOT IN ('scheduled', 'canceled'))
LEFT JOIN messages AS i ON i.id = (SELECT max(id) FROM messages
  WHERE conversation_id = :id AND direction = 'in')
LEFT JOIN messages AS o ON o.id = (SELECT max(id) FROM messages
  WHERE conversation_id = :id AND direction = 'out'
  AND status NOT IN ('blocked', 'not_sent', 'withdrawn', 'refused', 'scheduled', 'canceled'))
WHERE conversations.id = :id
"""  # noqa: S608  the one figure put in is ours


def conversation_id(connection: Connection, number: str) -> int | None:
    """The conversation with this number."""
    found = sa.select(conversations.c.id).where(conversations.c.number == number)
    return connection.execute(found).scalar_one_or_none()


def ensure_conversation(
    connection: Connection, number: str, now: int, *, firm_number: str = "", read_up_to: int = 0
) -> int:
    """The conversation with this number, made if there is none and tied to its contact."""
    found = conversation_id(connection, number)
    if found is not None:
        return found
    values: dict[str, Any] = {
        "number": number,
        "firm_number": firm_number,
        "contact_id": sa.text("(SELECT min(id) FROM contacts WHERE cell = :cell)").bindparams(
            cell=number
        ),
        "name": "",
        "created_at": now,
        "opened_at": 0,
        "last_at": now,
        "snippet": "",
        "last_in_id": 0,
        "last_in_at": 0,
        "last_out_id": 0,
        "read_up_to": read_up_to,
        "unread": False,
        "needs_reply": False,
        "pinned": False,
        "muted": False,
        "archived": False,
        "archived_up_to": 0,
        "waits_since": 0,
    }
    made = connection.execute(conversations.insert().values(**values).returning(conversations.c.id))
    return int(made.scalar_one())


def refresh(connection: Connection, identifier: int) -> None:
    """Bring the inbox line up to date with the messages."""
    connection.execute(sa.text(REFRESH), {"id": identifier})


def tie_to_contact(connection: Connection, contact_id: int, cell: str | None) -> list[int]:
    """Point conversations at this contact where the cell is its own; the ids that changed."""
    table = conversations
    loose = sa.update(table).where(table.c.contact_id == contact_id)
    if cell is not None:
        loose = loose.where(table.c.number != cell)
    changed = list(
        connection.execute(loose.values(contact_id=None).returning(table.c.id)).scalars()
    )
    if cell is not None:
        tied = sa.update(table).where(table.c.number == cell)
        changed += connection.execute(
            tied.values(contact_id=contact_id).returning(table.c.id)
        ).scalars()
    return changed


def mark_read(connection: Connection, identifier: int, now: int) -> None:
    """Everything that is there has been seen; it still waits for an answer."""
    table = conversations
    connection.execute(
        sa.update(table)
        .where(table.c.id == identifier)
        .values(
            read_up_to=sa.func.max(table.c.read_up_to, table.c.last_in_id),
            unread=False,
            opened_at=now,
        )
    )


def save_draft(connection: Connection, number: str, body: str, now: int) -> None:
    """Keep or forget what was typed to this number."""
    if not body:
        connection.execute(sa.delete(drafts).where(drafts.c.number == number))
        return
    row = insert(drafts).values(number=number, body=body, updated_at=now)
    connection.execute(
        row.on_conflict_do_update(index_elements=["number"], set_={"body": body, "updated_at": now})
    )


def pin(connection: Connection, identifier: int, *, on: bool) -> None:
    """Keep a conversation at the top of the list."""
    _set(connection, identifier, pinned=on)


def mute(connection: Connection, identifier: int, *, on: bool) -> None:
    """Say nothing aloud about new texts in it."""
    _set(connection, identifier, muted=on)


def archive(connection: Connection, identifier: int, *, on: bool) -> None:
    """Put a conversation away until its client writes again, or bring it back."""
    table = conversations
    up_to = sa.func.max(table.c.last_in_id, table.c.last_out_id, 1) if on else 0
    _set(connection, identifier, archived=on, archived_up_to=up_to)


def _set(connection: Connection, identifier: int, **values: Any) -> None:
    table = conversations
    connection.execute(sa.update(table).where(table.c.id == identifier).values(**values))


def mark_unread(connection: Connection, identifier: int) -> None:
    """Make the client's newest text new again."""
    newest = conversations.c.last_in_id
    _set(connection, identifier, read_up_to=newest - 1)
    refresh(connection, identifier)


def count_as_seen(connection: Connection, up_to: int) -> None:
    """Lines with ids below this are history in every conversation that is there."""
    table = conversations
    connection.execute(sa.update(table).values(read_up_to=sa.func.max(table.c.read_up_to, up_to)))


def put_name(connection: Connection, identifier: int, name: str) -> None:
    """What to call a number nobody has made a record for."""
    table = conversations
    connection.execute(sa.update(table).where(table.c.id == identifier).values(name=name))
