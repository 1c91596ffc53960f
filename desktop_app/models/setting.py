"""Small facts by key: the store's own, declared settings, and how far sync has read."""

from collections.abc import Collection

from sqlalchemy import Column, Connection, Table, Text
from sqlalchemy.dialects.sqlite import insert

from desktop_app.models.base import metadata

store_info = Table(
    "store_info",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
sync_marks = Table(
    "sync_marks",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def put(connection: Connection, table: Table, key: str, value: str) -> None:
    """Set one key of one of these tables."""
    row = insert(table).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def get(connection: Connection, table: Table, key: str, default: str = "") -> str:
    """Read one key of one of these tables."""
    row = connection.execute(table.select().where(table.c.key == key)).first()
    return str(row.value) if row else default


def get_all(connection: Connection, table: Table, keys: Collection[str]) -> dict[str, str]:
    """Those of these keys that were ever set, in one look."""
    rows = connection.execute(table.select().where(table.c.key.in_(keys)))
    return {str(row.key): str(row.value) for row in rows}
