"""One conversation: its ids, and the lines behind the few that are in view."""

from array import array
from collections.abc import Sequence
from typing import Any

_COLUMNS = (
    "id, direction, body, at, status, error_code, author, num_media, outbox_id, ledger_seq, reason"
)


def ids(connection: Any, conversation_id: int, limit: int | None) -> "array[int]":
    """Ids of a conversation, newest first. No limit means all of them."""
    rows = connection.execute(
        "SELECT id FROM messages WHERE conversation_id = ? ORDER BY id DESC LIMIT ?",
        (conversation_id, -1 if limit is None else limit),
    )
    return array("q", [row[0] for row in rows])


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
