"""Overrides: one reason, one text or call, a quarter of an hour (rules.md F-03)."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, Table, Text, select, update

from desktop_app.models.base import metadata
from desktop_app.models.enums import Channel
from desktop_app.models.types import UtcSeconds, Word

overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("channel", Word(Channel), nullable=False),
    Column("actor", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("made_at", UtcSeconds, nullable=False),
    Column("expires_at", UtcSeconds, nullable=False),
    Column("seen_seq", Integer, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
    Column("used_at", UtcSeconds),
)


def add(connection: Connection, **values: Any) -> int:
    """Keep one override; its id."""
    made = connection.execute(overrides.insert().values(**values).returning(overrides.c.id))
    return int(made.scalar_one())


def read(connection: Connection, override_id: int) -> Row[Any] | None:
    """One override."""
    found = select(overrides).where(overrides.c.id == override_id)
    return connection.execute(found).first()


def mark_used(connection: Connection, override_id: int, now: int) -> None:
    """It went out; it is never used again."""
    used = update(overrides).where(overrides.c.id == override_id, overrides.c.used_at.is_(None))
    connection.execute(used.values(used_at=now))
