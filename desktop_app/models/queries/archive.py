"""What the window asks about the archive: the long read, comparisons with Twilio, pictures."""

from collections.abc import Sequence
from typing import Any

_PICTURE = """
SELECT d.id, d.message_id, d.position, m.num_media, d.state, d.media_type, d.size, d.width,
  d.height, m.at, m.direction = 'in'
FROM media AS d JOIN messages AS m ON m.id = d.message_id
"""


def history(connection: Any) -> Any:
    """The long read's own row, or None before its first page."""
    return connection.execute(
        "SELECT read, reached_at, per_minute, started_at, finished_at FROM history_reads"
        " WHERE kind = 'history' AND number = ''"
    ).fetchone()


def numbers_read(connection: Any) -> list[Any]:
    """How many texts of each of the firm's numbers the long read has seen, the most first."""
    return list(
        connection.execute(
            "SELECT number, read FROM history_reads WHERE kind = 'history' AND number <> ''"
            " ORDER BY read DESC, number"
        )
    )


def opt_outs(connection: Any) -> int:
    """How many opt-outs by a word there are in the ledger."""
    row = connection.execute("SELECT count(*) FROM ledger WHERE kind = 'opt_out_keyword'")
    return int(row.fetchone()[0])


def picture_counts(connection: Any) -> dict[str, int]:
    """How many pictures are in each state."""
    return dict(connection.execute("SELECT state, count(*) FROM media GROUP BY state").fetchall())


def late_pictures(connection: Any, since: int) -> int:
    """Pictures still to be saved that have been known since before a second."""
    row = connection.execute(
        "SELECT count(*) FROM media WHERE state = 'wanted' AND noted_at <= ?", (since,)
    )
    return int(row.fetchone()[0])


def reports(connection: Any) -> list[Any]:
    """The comparisons with Twilio, the newest first."""
    return list(
        connection.execute(
            "SELECT kind, from_at, until_at, compared, missing, removed, found_late, finished_at"
            " FROM gap_reports ORDER BY finished_at DESC, id DESC"
        )
    )


def pictures(connection: Any, messages: Sequence[int]) -> list[Any]:
    """The pictures of these texts, in their order."""
    marks = ",".join("?" * len(messages))
    return list(
        connection.execute(
            f"{_PICTURE} WHERE d.message_id IN ({marks}) ORDER BY d.message_id, d.position",
            tuple(messages),
        )
    )


def pictures_with(connection: Any, conversation_id: int, limit: int) -> list[Any]:
    """The pictures of a conversation, the newest first."""
    return list(
        connection.execute(
            f"{_PICTURE} WHERE m.conversation_id = ? AND m.num_media > 0"
            " ORDER BY m.id DESC, d.position LIMIT ?",
            (conversation_id, limit),
        )
    )


def count_with(connection: Any, conversation_id: int) -> int:
    """How many pictures a conversation has; a walk over the few lines that have any."""
    row = connection.execute(
        "SELECT count(*) FROM messages AS m JOIN media AS d ON d.message_id = m.id"
        " WHERE m.conversation_id = ? AND m.num_media > 0",
        (conversation_id,),
    )
    return int(row.fetchone()[0])


def thumbnail(connection: Any, media_id: int) -> bytes:
    """The small copy of a picture; empty where there is none."""
    row = connection.execute(
        "SELECT thumbnail FROM media_content WHERE media_id = ?", (media_id,)
    ).fetchone()
    return bytes(row[0]) if row and row[0] is not None else b""


def content(connection: Any, media_id: int) -> bytes | None:
    """A picture as it came; None where it is not here."""
    row = connection.execute(
        "SELECT content FROM media_content WHERE media_id = ?", (media_id,)
    ).fetchone()
    return bytes(row[0]) if row else None
