"""What the composer asks about pictures of unsent texts, and whether a number carries any."""

from typing import Any

from desktop_app.models.queries.gate import Execute

_CARRIES = "SELECT mms FROM firm_numbers WHERE number = ? AND gone = 0"
_OF_DRAFT = """
SELECT p.id, p.name, f.media_type, f.size, p.size_before, f.width, f.height, p.metadata_removed
FROM outgoing_pictures AS p JOIN outgoing_files AS f USING (sha256)
WHERE p.number = ? ORDER BY p.id
"""
_PREVIEW = """
SELECT f.thumbnail FROM outgoing_pictures AS p JOIN outgoing_files AS f USING (sha256)
WHERE p.id = ?
"""


def of_draft(connection: Any, number: str) -> list[Any]:
    """The pictures put into the unsent text to a number, in order."""
    return list(connection.execute(_OF_DRAFT, (number,)))


def preview(connection: Any, picture_id: int) -> bytes:
    """The small copy of a picture; empty where it is gone."""
    row = connection.execute(_PREVIEW, (picture_id,)).fetchone()
    return bytes(row[0]) if row else b""


def carries(execute: Execute, number: str) -> bool | None:
    """Whether one of the firm's numbers takes pictures; None where it is none of them."""
    row = execute(_CARRIES, (number,)).fetchone()
    return bool(row[0]) if row else None
