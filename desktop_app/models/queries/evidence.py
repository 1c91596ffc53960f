"""Evidence files as they are read, without loading what writes them."""

from typing import Any

_FACTS = "id, sha256, name, media_type, size, added_at, added_by"


def content(connection: Any, sha256: str) -> bytes | None:
    """What a file holds; None where there is no such file, or no such table in an older store."""
    if not _table_is_there(connection):
        return None
    found = connection.execute(
        "SELECT content FROM evidence_files WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return bytes(found[0]) if found else None


def facts(connection: Any, sha256: str) -> Any:
    """Everything about a file but what it holds; None where there is no such file."""
    return connection.execute(
        f"SELECT {_FACTS} FROM evidence_files WHERE sha256 = ?", (sha256,)
    ).fetchone()


def _table_is_there(connection: Any) -> bool:
    statement = "SELECT 1 FROM sqlite_master WHERE name = 'evidence_files'"
    return connection.execute(statement).fetchone() is not None


def message_of(connection: Any, packed_sid: bytes) -> Any:
    """(id, conversation, direction, body, at, the firm's number) of a text, or None."""
    return connection.execute(
        "SELECT id, conversation_id, direction, body, at, firm_number FROM messages WHERE sid = ?",
        (packed_sid,),
    ).fetchone()


def answered_text(connection: Any, conversation_id: int, below: int) -> Any:
    """(body, at) of the firm's last text in a conversation before a line, or None."""
    return connection.execute(
        "SELECT body, at FROM messages WHERE conversation_id = ? AND id < ? AND direction = 'out' "
        "ORDER BY id DESC LIMIT 1",
        (conversation_id, below),
    ).fetchone()


def firm_name(connection: Any) -> str:
    """The name clients know the firm by."""
    found = connection.execute("SELECT value FROM settings WHERE key = 'firm_name'").fetchone()
    return str(found[0]) if found else ""
