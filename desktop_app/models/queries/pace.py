"""What went out lately: to one person, from one number. Each a short walk down the primary key."""

from typing import Any

from desktop_app.models.queries.gate import Execute

NEVER_LEFT = "('blocked', 'not_sent', 'withdrawn', 'refused', 'scheduled', 'canceled')"
"""Bubbles that stand for no text under way and none that went."""
_ID_BITS = 6
_MOST = 40
_MOST_COUNTED = 1_100
_MOST_COMPARED = 400

_TO_ONE = f"""
SELECT m.at, m.body, m.at > c.last_in_at
FROM conversations AS c JOIN messages AS m ON m.conversation_id = c.id
WHERE c.number = ? AND m.id >= ? AND m.direction = 'out' AND m.status NOT IN {NEVER_LEFT}
AND m.id < coalesce((SELECT message_id FROM outbox WHERE id = ?), 9223372036854775807)
ORDER BY m.id DESC LIMIT {_MOST}
"""
_COUNTS = f"""
SELECT coalesce(sum(minute), 0), coalesce(sum(today), 0), coalesce(sum(out), 0) FROM (
  SELECT id >= ? AS minute, id >= ? AS today, direction = 'out' AS out FROM messages
  WHERE id >= ? AND firm_number = ? AND direction IN ('in', 'out')
  AND status NOT IN {NEVER_LEFT}
  AND id <> coalesce((SELECT message_id FROM outbox WHERE id = ?), 0)
  ORDER BY id DESC LIMIT {_MOST_COUNTED})
"""
_BODIES = f"""
SELECT m.body, coalesce(p.name, '') FROM messages AS m
JOIN conversations AS c ON c.id = m.conversation_id LEFT JOIN contacts AS p ON p.id = c.contact_id
WHERE m.id >= ? AND m.firm_number = ? AND m.direction = 'out' AND m.status NOT IN {NEVER_LEFT}
AND m.id <> coalesce((SELECT message_id FROM outbox WHERE id = ?), 0)
ORDER BY m.id DESC LIMIT {_MOST_COMPARED}
"""


def first_id(at: int) -> int:
    """The smallest id of a second, as models/message.py allots them; that one loads SQLAlchemy."""
    return at << _ID_BITS


def to_one(execute: Execute, number: str, since_id: int, outbox_id: int | None) -> list[Any]:
    """Texts to a number before this one, newest first: (at, body, after their last text)."""
    return list(execute(_TO_ONE, (number, since_id, outbox_id)))


def counts(
    execute: Execute, firm_number: str, ids: tuple[int, int, int], outbox_id: int | None
) -> tuple[int, int, int]:
    """Of one of our numbers: texts in the last minute, today, and out in 24 hours.

    `ids` are the first ids of the minute, of the day and of the 24 hours.
    """
    row = execute(_COUNTS, (*ids, firm_number, outbox_id)).fetchone()
    return int(row[0]), int(row[1]), int(row[2])


def bodies(
    execute: Execute, firm_number: str, since_id: int, outbox_id: int | None
) -> list[tuple[str, str]]:
    """The newest texts from one of our numbers, each with its recipient's name."""
    return [(str(b), str(name)) for b, name in execute(_BODIES, (since_id, firm_number, outbox_id))]
