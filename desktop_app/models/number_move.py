"""Numbers that move to Twilio or away, as far as they are."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, insert, select, update

from desktop_app.models.base import metadata

number_moves = Table(
    "number_moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("steps", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("started_at", Integer, nullable=False),
    Column("updated_at", Integer, nullable=False),
    Column("ended_at", Integer),
)


def add(connection: Connection, **values: Any) -> int:
    """Start one; its id."""
    done = connection.execute(insert(number_moves).values(**values, steps="", note=""))
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


def read(connection: Connection, move_id: int) -> Any:
    """One move, or None."""
    return connection.execute(select(number_moves).where(number_moves.c.id == move_id)).first()


def under_way(connection: Connection, number: str) -> int | None:
    """The move of this number that has not ended, or None."""
    table = number_moves
    found = connection.execute(
        select(table.c.id).where(table.c.number == number, table.c.ended_at.is_(None))
    ).scalar()
    return int(found) if found is not None else None


def change(connection: Connection, move_id: int, now: int, **values: Any) -> None:
    """Note how far it is."""
    connection.execute(
        update(number_moves).where(number_moves.c.id == move_id).values(**values, updated_at=now)
    )
