"""How far Twilio's history was read, and what a comparison with Twilio found."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

HISTORY = "history"
"""The one long read of everything Twilio still has; its own row has no number."""


class HistoryRow(NamedTuple):
    """Where the long read stands."""

    cursor: str
    read: int
    fresh: int
    reached_at: int | None
    per_minute: int
    started_at: int
    updated_at: int
    finished_at: int | None


_READ = """
SELECT cursor, read, fresh, reached_at, per_minute, started_at, updated_at, finished_at
FROM history_reads WHERE kind = 'history' AND number = ''
"""
_PUT = """
INSERT INTO history_reads (kind, number, cursor, read, fresh, reached_at, per_minute, started_at,
  updated_at, finished_at) VALUES ('history', '', ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, number) DO UPDATE SET cursor = excluded.cursor, read = excluded.read,
  fresh = excluded.fresh, reached_at = excluded.reached_at, per_minute = excluded.per_minute,
  updated_at = excluded.updated_at, finished_at = excluded.finished_at
"""
_COUNT = """
INSERT INTO history_reads (kind, number, cursor, read, fresh, per_minute, started_at, updated_at)
VALUES ('history', ?, '', ?, 0, 0, ?, ?)
ON CONFLICT (kind, number) DO UPDATE SET read = read + excluded.read,
  updated_at = excluded.updated_at
"""


def history(connection: Connection) -> HistoryRow | None:
    """Where the long read stands; None before its first page."""
    row = connection.exec_driver_sql(_READ).fetchone()
    return HistoryRow(*row) if row else None


def put_history(connection: Connection, row: HistoryRow) -> None:
    """Move the mark. In the transaction that stores the page, so that neither is without it."""
    connection.exec_driver_sql(_PUT, tuple(row))


def count_numbers(connection: Connection, counts: Mapping[str, int], now: int) -> None:
    """Add the texts of one page to what was read of each of the firm's numbers."""
    rows = [(number, count, now, now) for number, count in counts.items() if number]
    if rows:
        connection.exec_driver_sql(_COUNT, rows)


def put_report(
    connection: Connection,
    *,
    kind: str,
    from_at: int,
    until_at: int,
    compared: int,
    missing: Sequence[Mapping[str, Any]],
    removed: Sequence[Mapping[str, Any]],
    found_late: int,
    now: int,
) -> None:
    """Keep what a comparison found; of each kind the newest stays."""
    connection.exec_driver_sql("DELETE FROM gap_reports WHERE kind = ?", (kind,))
    connection.exec_driver_sql(
        "INSERT INTO gap_reports (kind, from_at, until_at, compared, missing, removed, found_late,"
        " finished_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            from_at,
            until_at,
            compared,
            json.dumps(list(missing)),
            json.dumps(list(removed)),
            found_late,
            now,
        ),
    )


def known_between(connection: Connection, first: int, last: int) -> dict[bytes, tuple[int, int]]:
    """Every text with a SID and an id in this span that is not marked as removed: id and time."""
    rows = connection.exec_driver_sql(
        "SELECT sid, id, at FROM messages WHERE id >= ? AND id < ? AND sid IS NOT NULL"
        " AND removed_at IS NULL",
        (first, last),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def mark_removed(connection: Connection, message_id: int, now: int) -> int | None:
    """Note that Twilio no longer has a text. It stays here. Its conversation."""
    row = connection.exec_driver_sql(
        "UPDATE messages SET removed_at = ? WHERE id = ? AND removed_at IS NULL"
        " RETURNING conversation_id",
        (now, message_id),
    ).fetchone()
    return int(row[0]) if row else None
