"""What the rest of the window asks: settings, the firm's numbers, one outbox row."""

from typing import Any

from desktop_app.models.values import unpack_sid

_OUTBOX = """
SELECT o.id, o.message_id, coalesce(m.conversation_id, 0), o.to_number, o.recipient_name, o.body,
  o.state, o.sid,
  o.reason, o.rule, o.error_code, o.created_at, o.posted_at, o.looks,
  o.next_try_at,
  CASE WHEN o.quiet_until > o.send_at THEN o.quiet_until ELSE o.send_at END, o.route,
  o.cancel_on_reply, o.asked_at
FROM outbox AS o LEFT JOIN messages AS m ON m.id = o.message_id
"""

_OPEN = "WHERE o.state IN ('queued', 'posting', 'unknown', 'unresolved')"


def campaigns(connection: Any) -> list[Any]:
    """Programs that are still offered: (id, name, description, frequency, promotional)."""
    return list(
        connection.execute(
            "SELECT id, name, description, frequency, kind = 'promotional' FROM campaigns "
            "WHERE ended_at IS NULL ORDER BY id"
        )
    )


def setting(connection: Any, key: str) -> str | None:
    """A stored setting, or None where it was never set."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def sync_mark(connection: Any, key: str) -> str | None:
    """How far something was read from Twilio, or None."""
    row = connection.execute("SELECT value FROM sync_marks WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def outbox_row(connection: Any, outbox_id: int) -> Any:
    """One outbox row, its SID as text, or None."""
    row = connection.execute(f"{_OUTBOX} WHERE o.id = ?", (outbox_id,)).fetchone()
    return _readable(row) if row else None


def outbox_rows(connection: Any, *, every: bool) -> list[Any]:
    """The rows that are not final, or every row; oldest first."""
    where = "" if every else _OPEN
    return [_readable(row) for row in connection.execute(f"{_OUTBOX} {where} ORDER BY o.id")]


def _readable(row: Any) -> tuple[Any, ...]:
    return (*row[:7], unpack_sid(row[7]) if row[7] else "", *row[8:])
