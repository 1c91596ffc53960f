"""The ledger: one entry for every change to who may be texted, sealed to the one before.

Rows are only ever added. Triggers refuse changes and gaps; the hash over a versioned canonical JSON
array makes a later change visible to anyone who can read the file (reliability.md 3.7). What an
entry says lies in a side table under its own hash, so that a lawful erasure would keep the chain.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Integer, Table, Text

from desktop_app.models.base import metadata
from desktop_app.models.chain import GENESIS, ChainReport, check, seal, sha256
from desktop_app.models.enums import LedgerKind
from desktop_app.models.types import Address, UtcSeconds, Word
from desktop_app.models.values import address

__all__ = ["GENESIS", "ChainReport", "Entry", "append", "append_many", "seal", "verify"]

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("recorded_at", UtcSeconds, nullable=False),
    Column("happened_at", UtcSeconds, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("number", Address, nullable=False),
    Column("channel", Text, nullable=False),
    Column("kind", Word(LedgerKind), nullable=False),
    Column("payload_sha256", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

ledger_payloads = Table(
    "ledger_payloads",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
)


_INSERT = f"INSERT INTO ledger VALUES ({', '.join('?' * len(ledger.columns))})"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded. `payload` holds the evidence: the SID, the text, the words."""

    number: str
    kind: LedgerKind
    actor: str
    happened_at: int
    recorded_at: int
    payload: Mapping[str, str | int | None]
    channel: str = "texts"


def append(connection: Connection, entry: Entry) -> int:
    """Add one entry in the caller's transaction; its number."""
    return append_many(connection, [entry])[0]


def append_many(connection: Connection, entries: Sequence[Entry]) -> list[int]:
    """Add entries in their order; their numbers. One statement for all, for a first sync."""
    if not entries:
        return []
    last = connection.execute(
        sa.select(ledger.c.seq, ledger.c.hash).order_by(ledger.c.seq.desc()).limit(1)
    ).first()
    seq, previous = (last.seq, last.hash) if last else (0, GENESIS)
    device = connection.execute(
        sa.text("SELECT value FROM store_info WHERE key = 'device_id'")
    ).scalar_one_or_none()
    rows: list[dict[str, Any]] = []
    payloads: list[tuple[int, str]] = []
    for entry in entries:
        seq += 1
        payload = json.dumps(dict(entry.payload), ensure_ascii=False, sort_keys=True)
        row = _row(entry, seq, previous, str(device or ""), payload)
        previous = row["hash"]
        rows.append(row)
        payloads.append((seq, payload))
    connection.exec_driver_sql("INSERT INTO ledger_payloads VALUES (?, ?)", payloads)
    connection.exec_driver_sql(_INSERT, [tuple(row.values()) for row in rows])
    return [row["seq"] for row in rows]


def _row(entry: Entry, seq: int, previous: str, device: str, payload: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "seq": seq,
        "recorded_at": entry.recorded_at,
        "happened_at": entry.happened_at,
        "actor": entry.actor,
        "device_id": device,
        "number": address(entry.number),
        "channel": entry.channel,
        "kind": str(entry.kind),
        "payload_sha256": sha256(payload),
        "prev_hash": previous,
    }
    return row | {"hash": seal(row)}


def verify(connection: Connection) -> ChainReport:
    """Read the whole chain and hold every hash against what it seals."""
    # Read as plain values: a column type that refuses a forged word would hide where it stands.
    rows = connection.exec_driver_sql(
        "SELECT l.*, p.payload FROM ledger AS l LEFT JOIN ledger_payloads AS p ON p.seq = l.seq "
        "ORDER BY l.seq"
    )
    return check(rows.mappings())
