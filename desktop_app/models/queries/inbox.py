"""The inbox: one line a conversation, newest first, by keyset."""

from typing import Any

_LINE = """
SELECT c.id, c.number, coalesce(p.name, c.name), c.contact_id, coalesce(m.number, ''),
  coalesce(p.pronoun, ''), coalesce(s.state, 'none'), c.last_at, c.last_direction, c.last_status,
  c.last_error, c.snippet, c.unread, c.needs_reply, coalesce(d.body, '')
FROM conversations AS c
LEFT JOIN contacts AS p ON p.id = c.contact_id
LEFT JOIN matters AS m ON m.id = p.matter_id
LEFT JOIN channel_consents AS s ON s.number = c.number AND s.channel = 'texts'
LEFT JOIN drafts AS d ON d.number = c.number
"""

_ONLY = {"all": "1", "unread": "c.unread = 1", "needs_reply": "c.needs_reply = 1"}
_NEWEST = (1 << 62, 0)


def page(connection: Any, after: tuple[int, int] | None, limit: int, only: str) -> list[Any]:
    """Lines strictly older than `after`, a (last_at, id) pair."""
    at, identifier = after or _NEWEST
    return list(
        connection.execute(
            f"{_LINE} WHERE {_ONLY[only]} AND (c.last_at, c.id) < (?, ?) "
            "ORDER BY c.last_at DESC, c.id DESC LIMIT ?",
            (at, identifier, limit),
        )
    )


def unread_count(connection: Any) -> int:
    """Conversations with something unread."""
    return int(
        connection.execute("SELECT count(*) FROM conversations WHERE unread = 1").fetchone()[0]
    )


def by_id(connection: Any, identifier: int) -> Any:
    """One line, or None."""
    return connection.execute(f"{_LINE} WHERE c.id = ?", (identifier,)).fetchone()


def by_number(connection: Any, number: str) -> Any:
    """The line of one number, or None."""
    return connection.execute(f"{_LINE} WHERE c.number = ?", (number,)).fetchone()
