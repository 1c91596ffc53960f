"""Pictures of texts that are being written or wait to leave: put in, frozen, given back.

The bytes of a draft's picture lie in outgoing_files under their hash. Queueing moves them into the
bubble's own picture (models/media.py), taking a text back moves them out again.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection


class File(NamedTuple):
    """A picture as it leaves, with the small copy that is shown."""

    sha256: str
    media_type: str
    size: int
    width: int
    height: int
    content: bytes
    thumbnail: bytes


class Frozen(NamedTuple):
    """One picture of a draft or of an outbox row, without its bytes."""

    sha256: str
    media_type: str
    name: str
    size_before: int
    metadata_removed: int
    size: int = 0


_KEEP = """
INSERT OR IGNORE INTO outgoing_files
  (sha256, media_type, size, width, height, content, thumbnail)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_ADD = """
INSERT INTO outgoing_pictures (number, sha256, name, size_before, metadata_removed, added_at)
VALUES (?, ?, ?, ?, ?, ?) RETURNING id
"""
_OF_DRAFT = """
SELECT p.id, p.sha256, f.media_type, p.name, p.size_before, p.metadata_removed, f.size
FROM outgoing_pictures AS p JOIN outgoing_files AS f USING (sha256)
WHERE p.number = ? ORDER BY p.id
"""
_FORGET = """
DELETE FROM outgoing_files
WHERE NOT EXISTS (SELECT 1 FROM outgoing_pictures AS p WHERE p.sha256 = outgoing_files.sha256)
"""
_FREEZE = """
INSERT INTO outbox_pictures
  (outbox_id, position, sha256, media_type, name, size_before, metadata_removed)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SHOW = """
INSERT INTO media (message_id, position, media_type, state, size, sha256, width, height,
  name, tries, next_try_at, noted_at, kept_at, reason)
VALUES (?, ?, ?, 'kept', ?, ?, ?, ?, '', 0, 0, ?, ?, '') RETURNING id
"""
_FROZEN = """
SELECT p.sha256, p.media_type, p.name, p.size_before, p.metadata_removed, coalesce(f.size, 0)
FROM outbox_pictures AS p LEFT JOIN outgoing_files AS f USING (sha256)
WHERE p.outbox_id = ? ORDER BY p.position
"""
_FROM_BUBBLE = """
INSERT OR IGNORE INTO outgoing_files
  (sha256, media_type, size, width, height, content, thumbnail)
SELECT d.sha256, d.media_type, d.size, d.width, d.height, c.content, coalesce(c.thumbnail, x'')
FROM outbox AS o JOIN outbox_pictures AS p ON p.outbox_id = o.id
JOIN media AS d ON d.message_id = o.message_id AND d.position = p.position
  AND d.sha256 = p.sha256
JOIN media_content AS c ON c.media_id = d.id
WHERE o.id = ?
"""
_CONTENT = """
SELECT content FROM outgoing_files WHERE sha256 = :sha256
UNION ALL
SELECT c.content FROM outbox_pictures AS p JOIN outbox AS o ON o.id = p.outbox_id
JOIN media AS d ON d.message_id = o.message_id AND d.position = p.position
  AND d.sha256 = p.sha256
JOIN media_content AS c ON c.media_id = d.id
WHERE p.sha256 = :sha256 LIMIT 1
"""


def add(
    connection: Connection,
    number: str,
    file: File,
    *,
    name: str,
    size_before: int,
    metadata_removed: bool,
    now: int,
) -> int:
    """Put a picture into the unsent text to a number; its id."""
    connection.exec_driver_sql(_KEEP, tuple(file))
    made = connection.exec_driver_sql(
        _ADD, (number, file.sha256, name, size_before, int(metadata_removed), now)
    )
    return int(made.scalar_one())


def of_draft(connection: Connection, number: str) -> dict[int, Frozen]:
    """The pictures of an unsent text by their ids, in order."""
    rows = connection.exec_driver_sql(_OF_DRAFT, (number,))
    return {int(row[0]): Frozen(*row[1:]) for row in rows}


def remove(connection: Connection, picture_id: int) -> str | None:
    """Take a picture out of its unsent text; whose text it was, None where it is gone already."""
    row = connection.exec_driver_sql(
        "DELETE FROM outgoing_pictures WHERE id = ? RETURNING number", (picture_id,)
    ).fetchone()
    if row is None:
        return None
    forget_unused(connection)
    return str(row[0])


def freeze(
    connection: Connection,
    outbox_id: int,
    message_id: int,
    pictures: Sequence[Frozen],
    now: int,
) -> None:
    """Tie pictures to a row that was just queued, and show them in its bubble."""
    for position, each in enumerate(pictures, 1):
        connection.exec_driver_sql(_FREEZE, (outbox_id, position, *each[:5]))
        file = connection.exec_driver_sql(
            "SELECT size, width, height, content, thumbnail FROM outgoing_files WHERE sha256 = ?",
            (each.sha256,),
        ).one()
        made = connection.exec_driver_sql(
            _SHOW,
            (message_id, position, each.media_type, file[0], each.sha256, *file[1:3], now, now),
        )
        identifier = int(made.scalar_one())
        connection.exec_driver_sql(
            "INSERT INTO media_content (media_id, content, thumbnail) VALUES (?, ?, ?)",
            (identifier, file[3], file[4]),
        )


def frozen(connection: Connection, outbox_id: int) -> list[Frozen]:
    """The pictures of an outbox row, in the order they leave."""
    return [Frozen(*row) for row in connection.exec_driver_sql(_FROZEN, (outbox_id,))]


def give_back(connection: Connection, row: Any, now: int) -> None:
    """Put the pictures of a row that was taken back into the unsent text again.

    `lend` comes before, because the bytes go with its bubble.
    """
    if row.test_of:
        forget_unused(connection)
        return
    for each in frozen(connection, row.id):
        connection.exec_driver_sql(
            _ADD,
            (row.to_number, each.sha256, each.name, each.size_before, each.metadata_removed, now),
        )


def lend(connection: Connection, outbox_id: int) -> list[Frozen]:
    """The pictures of an older row, at hand again for whatever takes its place."""
    connection.exec_driver_sql(_FROM_BUBBLE, (outbox_id,))
    return frozen(connection, outbox_id)


def forget_unused(connection: Connection) -> None:
    """Let go of files no unsent text has any more."""
    connection.exec_driver_sql(_FORGET)


def content(connection: Connection, sha256: str) -> bytes | None:
    """The bytes under a hash, wherever they lie; None where they are gone."""
    row = connection.exec_driver_sql(_CONTENT, {"sha256": sha256}).fetchone()
    return bytes(row[0]) if row else None
