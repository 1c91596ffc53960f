"""What stands in the way of texts: numbers that are the firm's no more, lines that take none."""

from typing import Any

from desktop_app.models.queries.gate import landline as looked_up

_LOST = """
SELECT o.from_number, count(*) FROM outbox AS o INDEXED BY outbox_open
JOIN firm_numbers AS f ON f.number = o.from_number
WHERE o.state IN ('queued', 'posting', 'unknown', 'unresolved') AND o.state = 'queued'
AND (f.gone OR f.unusable_code <> 0) GROUP BY o.from_number ORDER BY o.from_number
"""
_LANDLINE_CODE = """
SELECT error_code = 30006 FROM (SELECT direction, status, error_code FROM messages
WHERE conversation_id = (SELECT id FROM conversations WHERE number = ?)
ORDER BY id DESC LIMIT 50)
WHERE direction = 'out' AND (error_code = 30006 OR status IN ('delivered', 'read')) LIMIT 1
"""
"""The last a network said about this line: that it takes no texts, or that one arrived."""


def lost(connection: Any) -> list[Any]:
    """Numbers Twilio no longer sends from, with how many texts wait for each."""
    return list(connection.execute(_LOST))


def landline(connection: Any, number: str, since: int) -> bool:
    """Whether Twilio looked a line up as a landline since then, or its network said so (30006)."""
    if looked_up(connection.execute, number, since):
        return True
    row = connection.execute(_LANDLINE_CODE, (number,)).fetchone()
    return bool(row and row[0])
