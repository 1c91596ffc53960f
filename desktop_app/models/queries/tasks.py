"""What there is to do: the open tasks of a number, and what a task says was sent to it."""

from typing import Any

from desktop_app.models.queries.gate import Execute

_OPEN = """
SELECT id, number, kind, made_at, due_on, words, quoted, ledger_seq
FROM tasks INDEXED BY tasks_open WHERE number = ? AND done_at IS NULL ORDER BY id
"""
OF_A_LINE = """coalesce((SELECT t.kind FROM tasks AS t INDEXED BY tasks_open
  WHERE t.number = c.number AND t.done_at IS NULL ORDER BY t.id LIMIT 1), '')"""
"""For an inbox line: the kind of its first open task, or nothing."""

_SENT = """
SELECT m.at, m.body FROM conversations AS c JOIN messages AS m ON m.conversation_id = c.id
WHERE c.number = ? AND m.direction = 'out'
AND m.status IN ('accepted', 'queued', 'sending', 'sent', 'delivered', 'read', 'unsure', 'checking',
  'posting', 'partially_delivered', 'undelivered') ORDER BY m.id
"""
_ATTORNEY = """
SELECT m.attorney FROM contacts AS p JOIN matters AS m ON m.id = p.matter_id
WHERE p.cell = ? AND m.attorney <> '' ORDER BY p.id LIMIT 1
"""
_MESSAGE = "SELECT id FROM messages WHERE sid = ?"


def open_of(connection: Any, number: str) -> list[Any]:
    """The open tasks about a number, the oldest first."""
    return list(connection.execute(_OPEN, (number,)))


def sent_to(execute: Execute, number: str) -> list[tuple[int, str]]:
    """(second, words) of every text that went out to a number, or may have."""
    return [(int(at), str(body)) for at, body in execute(_SENT, (number,))]


def attorney_of(execute: Execute, number: str) -> str:
    """Who answers for the matter of whoever has this number; empty where nobody is named."""
    row = execute(_ATTORNEY, (number,)).fetchone()
    return str(row[0]) if row is not None else ""


def message_with(execute: Execute, sid: bytes) -> int | None:
    """The stored line with this SID."""
    row = execute(_MESSAGE, (sid,)).fetchone()
    return int(row[0]) if row is not None else None
