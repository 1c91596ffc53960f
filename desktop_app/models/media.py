"""The pictures of texts: what is known of each, and apart from that their bytes."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

_NOTE = """
INSERT OR IGNORE INTO media (message_id, position, media_type, state, size, sha256, width, height,
  name, tries, next_try_at, noted_at, reason)
VALUES (?, ?, '', 'wanted', 0, '', 0, 0, '', 0, 0, ?, '')
"""
_DUE = """
SELECT message_id FROM media WHERE state = 'wanted' AND next_try_at <= ? AND message_id >= ?
ORDER BY message_id DESC LIMIT 1
"""
_OF = """
SELECT d.id, d.position, d.sid, d.tries, d.state FROM media d WHERE d.message_id = ?
ORDER BY d.position
"""


class Wanted(NamedTuple):
    """One picture of a text as it stands."""

    id: int
    position: int
    sid: str | None
    tries: int
    state: str


class Kept(NamedTuple):
    """What is known of a picture whose bytes are here. Width and height are 0 if not shown."""

    media_type: str
    size: int
    sha256: str
    width: int = 0
    height: int = 0
    reason: str = ""


def note(connection: Connection, wanted: Iterable[tuple[int, int]], now: int) -> None:
    """Texts (id, count) whose pictures are still to be saved."""
    rows = [
        (identifier, position, now)
        for identifier, count in wanted
        for position in range(1, count + 1)
    ]
    if rows:
        connection.exec_driver_sql(_NOTE, rows)


def next_due(connection: Connection, now: int, from_id: int = 0) -> int | None:
    """The newest text that has a picture to save now, from a message id on."""
    row = connection.exec_driver_sql(_DUE, (now, from_id)).fetchone()
    return int(row[0]) if row else None


def of_message(connection: Connection, message_id: int) -> list[Wanted]:
    """The pictures of a text, in their order."""
    return [Wanted(*row) for row in connection.exec_driver_sql(_OF, (message_id,))]


def of_which(connection: Connection, message_id: int) -> tuple[bytes | None, int]:
    """The packed SID and the conversation of a text."""
    row = connection.exec_driver_sql(
        "SELECT sid, conversation_id FROM messages WHERE id = ?", (message_id,)
    ).one()
    return row[0], int(row[1])


def name_listed(connection: Connection, message_id: int, position: int, sid: str) -> None:
    """Tie a picture to its SID at Twilio."""
    connection.exec_driver_sql(
        "UPDATE media SET sid = ? WHERE message_id = ? AND position = ?",
        (sid, message_id, position),
    )


def keep(connection: Connection, media_id: int, content: bytes, kept: Kept, now: int) -> None:
    """Store a picture's bytes and what is known of them, in one go."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO media_content (media_id, content, thumbnail) VALUES (?, ?, NULL)",
        (media_id, content),
    )
    connection.exec_driver_sql(
        "UPDATE media SET state = 'kept', media_type = ?, size = ?, sha256 = ?, width = ?,"
        " height = ?, reason = ?, kept_at = ? WHERE id = ?",
        (*kept, now, media_id),
    )


def put_thumbnail(
    connection: Connection, media_id: int, thumbnail: bytes, width: int, height: int
) -> None:
    """Keep the small picture a bubble shows, and how large the whole one is."""
    connection.exec_driver_sql(
        "UPDATE media_content SET thumbnail = ? WHERE media_id = ?", (thumbnail, media_id)
    )
    connection.exec_driver_sql(
        "UPDATE media SET width = ?, height = ? WHERE id = ?", (width, height, media_id)
    )


def put_off(connection: Connection, message_id: int, next_try_at: int, reason: str) -> None:
    """Try the pictures of a text again later."""
    connection.exec_driver_sql(
        "UPDATE media SET tries = tries + 1, next_try_at = ?, reason = ?"
        " WHERE message_id = ? AND state = 'wanted'",
        (next_try_at, reason, message_id),
    )


def give_up(connection: Connection, media_id: int, state: str, reason: str) -> None:
    """A picture that can never be saved: `gone` at Twilio, or `too_large`."""
    connection.exec_driver_sql(
        "UPDATE media SET state = ?, reason = ? WHERE id = ?", (state, reason, media_id)
    )
