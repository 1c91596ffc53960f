"""What the numbers page and the composer ask: numbers, changes, moves, kinds of line."""

from typing import Any

from desktop_app.models.queries.gate import Execute

_NUMBERS = """
SELECT number, sid, label, sender_type, sms, mms, voice, registration, registration_note,
  service_sid, service_name, loses_texts, sms_url, voice_url, registration_at, read_at
FROM firm_numbers WHERE gone = 0 ORDER BY sms DESC, id
"""
_CHANGES = """
SELECT c.id, c.what, c.number, c.service_name, c.actor, c.made_at, c.undone_at, c.undone_by,
  c.service_sid <> '' AND c.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM number_changes AS later WHERE later.service_sid = c.service_sid
    AND later.id > c.id AND later.undone_at IS NULL)
FROM number_changes AS c ORDER BY c.id DESC LIMIT 50
"""
_MOVES = """
SELECT id, number, way, state, steps, note, actor, started_at, updated_at, ended_at
FROM number_moves ORDER BY ended_at IS NOT NULL, id DESC LIMIT 20
"""
_LINE = "SELECT line_type, carrier, valid, looked_at FROM line_types WHERE number = ?"


def firm_numbers(connection: Any) -> list[Any]:
    """The firm's own numbers, the one texts go out from first."""
    return list(connection.execute(_NUMBERS))


def changes(connection: Any) -> list[Any]:
    """What Brieftext changed at Twilio, newest first; the last column: it can be undone now."""
    return list(connection.execute(_CHANGES))


def moves(connection: Any) -> list[Any]:
    """Numbers that move, those under way first."""
    return list(connection.execute(_MOVES))


def line(execute: Execute, number: str) -> Any:
    """What is known of a number's line: (type, carrier, valid, looked at), or None."""
    return execute(_LINE, (number,)).fetchone()
