"""What Brieftext changed at Twilio about the firm's numbers, each change with its undoing."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, delete, insert, select, update

from desktop_app.models.base import metadata

number_changes = Table(
    "number_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("number_sid", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("became", Text, nullable=False),
    Column("service_sid", Text, nullable=False),
    Column("service_name", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("made_at", Integer, nullable=False),
    Column("undone_by", Text, nullable=False),
    Column("undone_at", Integer),
)


def add(connection: Connection, **values: Any) -> int:
    """Note a change; its id."""
    done = connection.execute(insert(number_changes).values(**values, undone_by=""))
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


def forget(connection: Connection, change_id: int) -> None:
    """A change that was noted before it was made, and then certainly was not made."""
    connection.execute(delete(number_changes).where(number_changes.c.id == change_id))


def name_service(connection: Connection, change_id: int, service_sid: str) -> None:
    """The service that the change made."""
    connection.execute(
        update(number_changes)
        .where(number_changes.c.id == change_id)
        .values(service_sid=service_sid)
    )


def read(connection: Connection, change_id: int) -> Any:
    """One change, or None."""
    return connection.execute(
        select(number_changes).where(number_changes.c.id == change_id)
    ).first()


def newest_standing(connection: Connection, service_sid: str) -> int | None:
    """The last change of a service that was not undone: the only one that can be undone now."""
    table = number_changes
    found = connection.execute(
        select(table.c.id)
        .where(table.c.service_sid == service_sid, table.c.undone_at.is_(None))
        .order_by(table.c.id.desc())
        .limit(1)
    ).scalar()
    return int(found) if found is not None else None


def mark_undone(connection: Connection, change_id: int, actor: str, now: int) -> None:
    """It was put back at Twilio."""
    connection.execute(
        update(number_changes)
        .where(number_changes.c.id == change_id)
        .values(undone_at=now, undone_by=actor)
    )
