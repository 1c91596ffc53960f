"""The inbox: one line a conversation, newest first, by keyset."""

from typing import Any

from desktop_app.models.queries import off
from desktop_app.models.queries.tasks import OF_A_LINE

_COLUMNS = f"""
SELECT c.id, c.number, coalesce(p.name, c.name), c.contact_id, coalesce(m.number, ''),
  coalesce(p.pronoun, ''), coalesce(s.state, 'none'), c.last_at, c.last_direction, c.last_status,
  c.last_error, c.snippet, c.unread, c.needs_reply, coalesce(d.body, ''), c.pinned, c.muted,
  c.archived, c.last_in_at, c.waits_since, {off.column("c.number")},
  {OF_A_LINE}
"""
_JOINED = """
LEFT JOIN contacts AS p ON p.id = c.contact_id
LEFT JOIN matters AS m ON m.id = p.matter_id
LEFT JOIN channel_consents AS s ON s.number = c.number AND s.channel = 'texts'
LEFT JOIN drafts AS d ON d.number = c.number
"""
_LINE = f"{_COLUMNS} FROM conversations AS c {_JOINED}"

_ONLY = {
    # filter: what lets a line in, and the index whose order and choice are just that
    "all": ("c.archived = 0", "conversations_by_time"),
    "unread": ("c.unread = 1 AND c.archived = 0", "conversations_unread"),
    "needs_reply": ("c.needs_reply = 1 AND c.archived = 0", "conversations_waiting"),
    "archived": ("c.archived = 1", "conversations_by_time"),
}
_NEWEST = (2, 1 << 62, 0)


def page(connection: Any, after: tuple[int, int, int] | None, limit: int, only: str) -> list[Any]:
    """Lines strictly after the (pinned, last_at, id) of another, pinned ones first."""
    lets_in, index = _ONLY[only]
    return list(
        connection.execute(
            f"{_COLUMNS} FROM conversations AS c INDEXED BY {index} {_JOINED} WHERE {lets_in} "
            "AND (c.pinned, c.last_at, c.id) < (?, ?, ?) "
            "ORDER BY c.pinned DESC, c.last_at DESC, c.id DESC LIMIT ?",
            (*(after or _NEWEST), limit),
        )
    )


def unread_count(connection: Any) -> int:
    """Conversations with something unread, those put away apart."""
    found = (
        "SELECT count(*) FROM conversations INDEXED BY conversations_unread "
        "WHERE unread = 1 AND archived = 0"
    )
    return int(connection.execute(found).fetchone()[0])


def waiting(connection: Any, since: int) -> list[Any]:
    """Lines that nobody read or answered since before this second, the longest wait first.

    Muted and archived ones press nobody.
    """
    return list(
        connection.execute(
            f"{_LINE} WHERE c.unread = 1 AND c.needs_reply = 1 AND c.muted = 0 AND c.archived = 0 "
            "AND c.waits_since <= ? ORDER BY c.waits_since LIMIT 100",
            (since,),
        )
    )


def by_id(connection: Any, identifier: int) -> Any:
    """One line, or None."""
    return connection.execute(f"{_LINE} WHERE c.id = ?", (identifier,)).fetchone()


def by_number(connection: Any, number: str) -> Any:
    """The line of one number, or None."""
    return connection.execute(f"{_LINE} WHERE c.number = ?", (number,)).fetchone()
