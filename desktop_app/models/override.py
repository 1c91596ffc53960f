"""Overrides: one reason, one text or call, a quarter of an hour (rules.md F-03)."""

from sqlalchemy import Column, Integer, Table, Text

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
