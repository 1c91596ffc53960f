"""Templates the firm wrote or changed; the starter texts themselves are bundled data."""

from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Table, Text, bindparam, delete

from desktop_app.models.base import metadata
from desktop_app.models.types import UtcSeconds

templates = Table(
    "templates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("starter", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    Column("updated_at", UtcSeconds, nullable=False),
)

_CHANGE = (
    templates.update()
    .where(templates.c.id == bindparam("row"))
    .values(
        name=bindparam("name"),
        body=bindparam("body"),
        purpose=bindparam("purpose"),
        removed=bindparam("removed"),
        actor=bindparam("actor"),
        updated_at=bindparam("updated_at"),
    )
)


def add(connection: Connection, **values: Any) -> int:
    """Write one down; its id. `starter` is the starter text it stands for, empty for none."""
    made = connection.execute(templates.insert().returning(templates.c.id), values)
    return int(made.scalar_one())


def change(connection: Connection, row: int, **values: Any) -> bool:
    """Write one anew; False where it is gone."""
    return connection.execute(_CHANGE, {"row": row, **values}).rowcount == 1


def row_of_starter(connection: Connection, starter: str) -> int | None:
    """The row that stands for a starter text, where the firm changed or removed it."""
    found = templates.select().where(templates.c.starter == starter)
    row = connection.execute(found).first()
    return int(row.id) if row is not None else None


def remove(connection: Connection, row: int) -> None:
    """Take one out for good."""
    connection.execute(delete(templates).where(templates.c.id == row))


def bring_back(connection: Connection) -> int:
    """Every starter text as it is bundled; how many were changed or removed."""
    return connection.execute(delete(templates).where(templates.c.starter != "")).rowcount
