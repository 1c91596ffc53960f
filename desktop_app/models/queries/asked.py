"""What the firm wrote to a person just before: the questions a short answer may be about."""

from desktop_app.models.queries.gate import Execute
from desktop_app.models.queries.thread import COUNTER_BITS

_NEWEST = """
SELECT m.at, m.body FROM conversations AS c JOIN messages AS m ON m.conversation_id = c.id
WHERE c.number = ? AND m.id >= ? AND m.id < ? AND m.direction = 'out'
AND m.status NOT IN
  ('refused', 'blocked', 'not_sent', 'withdrawn', 'canceled', 'failed', 'scheduled')
ORDER BY m.id DESC LIMIT ?
"""
_TOGETHER = """
SELECT count(*) FROM overrides WHERE address = ? AND channel = 'texts' AND made_at >= ?
"""


def newest_out(
    execute: Execute, number: str, since: int, until: int, limit: int = 20
) -> list[tuple[int, str]]:
    """(second, words) of the newest texts out to a number, from a second to another's end."""
    bounds = (since << COUNTER_BITS, (until + 1) << COUNTER_BITS)
    rows = execute(_NEWEST, (number, *bounds, limit))
    return [(int(at), str(body)) for at, body in rows]


def overrides_since(execute: Execute, number: str, since: int) -> int:
    """How often texts to a number were overridden since a second."""
    return int(execute(_TOGETHER, (number, since)).fetchone()[0])
