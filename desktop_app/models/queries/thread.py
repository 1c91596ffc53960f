"""One conversation: its ids, and the lines behind the few that are in view."""

from array import array
from collections.abc import Sequence
from typing import Any

_COLUMNS = (
    "id, direction, body, at, status, error_code, author, num_media, outbox_id, ledger_seq, "
    "reason, removed_at"
)
COUNTER_BITS = 6
"""An id is the second and a counter of so many bits (models/message.py, which needs SQLAlchemy)."""
_ABOVE_ALL = 2**63 - 1
_FIRST_UNREAD = """
SELECT id FROM messages WHERE conversation_id = :id AND direction = 'in'
AND id > (SELECT max(read_up_to, last_out_id) FROM conversations WHERE id = :id)
ORDER BY id LIMIT 1
"""


def ids(connection: Any, conversation_id: int, limit: int | None) -> "array[int]":
    """Ids of a conversation, newest first. No limit means all of them."""
    rows = connection.execute(
        "SELECT id FROM messages WHERE conversation_id = ? ORDER BY id DESC LIMIT ?",
        (conversation_id, -1 if limit is None else limit),
    )
    return array("q", [row[0] for row in rows])


def first_unread(connection: Any, conversation_id: int) -> int | None:
    """The first text nobody read or answered yet."""
    row = connection.execute(_FIRST_UNREAD, {"id": conversation_id}).fetchone()
    return int(row[0]) if row else None


def bodies(connection: Any, conversation_id: int, below: int | None, limit: int) -> list[Any]:
    """Ids and words of a conversation, newest first, from below an id."""
    return list(
        connection.execute(
            "SELECT id, body FROM messages WHERE conversation_id = ? AND id < ? "
            "ORDER BY id DESC LIMIT ?",
            (conversation_id, _ABOVE_ALL if below is None else below, limit),
        )
    )


def first_from(connection: Any, conversation_id: int, at: int) -> int | None:
    """The first line at or after a second, by the time every id carries."""
    row = connection.execute(
        "SELECT min(id) FROM messages WHERE conversation_id = ? AND id >= ?",
        (conversation_id, at << COUNTER_BITS),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def lines(connection: Any, wanted: Sequence[int]) -> list[Any]:
    """The lines with these ids, ascending."""
    marks = ",".join("?" * len(wanted))
    return list(
        connection.execute(
            f"SELECT {_COLUMNS} FROM messages WHERE id IN ({marks}) ORDER BY id", tuple(wanted)
        )
    )


def draft(connection: Any, number: str) -> str:
    """What was typed to this number, or nothing."""
    row = connection.execute("SELECT body FROM drafts WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else ""
