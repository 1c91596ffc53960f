"""What the gate looks at, in one place for the sender's transaction and for the window's reader."""

from collections.abc import Callable
from typing import Any

Execute = Callable[[str, tuple[Any, ...]], Any]
"""Runs one statement with its values: a driver's `execute`, SQLAlchemy's exec_driver_sql."""

_PERSON = """
SELECT coalesce(p.name, c.name, ''), coalesce(p.pronoun, ''), coalesce(s.state, 'none'),
  coalesce(s.level, 'none'), coalesce(s.since, 0), coalesce(s.set_by, ''), coalesce(s.how, ''),
  coalesce(s.ledger_seq, 0), coalesce(c.last_in_at, 0), coalesce(c.firm_number, ''), c.id,
  coalesce(c.last_at, 0), m.closed_on,
  coalesce(p.time_zone, ''), coalesce(p.state, ''), coalesce(p.zip_code, '')
FROM (SELECT ? AS number) AS n
LEFT JOIN conversations AS c ON c.number = n.number
LEFT JOIN contacts AS p ON p.id = coalesce(c.contact_id,
  (SELECT min(id) FROM contacts WHERE cell = n.number))
LEFT JOIN matters AS m ON m.id = p.matter_id
LEFT JOIN channel_consents AS s ON s.number = n.number AND s.channel = 'texts'
"""

_AGREED = """
SELECT c.id, c.name || ' ' || c.description, c.kind, a.level, a.since FROM campaign_consents AS a
JOIN campaigns AS c ON c.id = a.campaign_id WHERE a.number = ? ORDER BY c.id
"""

_UNKNOWN_HANDSET = """
SELECT at FROM (SELECT at, direction, error_code FROM messages
WHERE conversation_id = ? ORDER BY id DESC LIMIT 30)
WHERE direction = 'out' AND error_code = 30005
"""
"""Only the newest lines: two such answers a week apart or less are what counts (B-11)."""

_OVERRIDE = """
SELECT channel, content_sha256, made_at, expires_at, seen_seq, used_at FROM overrides WHERE id = ?
"""

_WAITING_SIGN_UP = """
SELECT c.name, c.description, c.frequency FROM sign_ups AS s
JOIN campaigns AS c ON c.id = s.campaign_id
WHERE s.number = ? AND s.state = 'waiting' AND s.expires_at > ?
AND (s.outbox_id IS NULL OR s.outbox_id = ?) ORDER BY s.id DESC LIMIT 1
"""

_CONFIRMED = """
SELECT 1 FROM outbox WHERE to_number = ? AND kind = 'system' AND created_at >= ? AND id <> ?
AND state NOT IN ('blocked', 'cancelled') LIMIT 1
"""
_FIRM = "SELECT value FROM settings WHERE key = 'firm_name'"

_OWN = (
    "SELECT number, registration, sms AND unusable_code = 0 AS able FROM firm_numbers "
    "WHERE gone = 0 ORDER BY able DESC, id"
)


_LANDLINE = """
SELECT 1 FROM line_types WHERE number = ? AND line_type = 'landline' AND looked_at > ?
"""


def landline(execute: Execute, number: str, since: int) -> bool:
    """Whether Twilio said since then that this number is certainly a landline (rules.md C-15)."""
    return execute(_LANDLINE, (number, since)).fetchone() is not None


def person(execute: Execute, number: str) -> Any:
    """Name, pronoun, consent and last contact of the person behind a number. Always one row."""
    return execute(_PERSON, (number,)).fetchone()


def agreed(execute: Execute, number: str) -> list[Any]:
    """The programs a person agreed to: (id, name, kind, level, since)."""
    return list(execute(_AGREED, (number,)))


def unknown_handset(execute: Execute, conversation_id: int | None) -> tuple[int, ...]:
    """When networks said lately that the number is nobody's (30005), in seconds."""
    if conversation_id is None:
        return ()
    return tuple(int(row[0]) for row in execute(_UNKNOWN_HANDSET, (conversation_id,)))


def override(execute: Execute, override_id: int) -> Any:
    """An override as it was given, or None."""
    return execute(_OVERRIDE, (override_id,)).fetchone()


def waiting_sign_up(execute: Execute, number: str, now: int, outbox_id: int | None) -> Any:
    """The program of a sign-up whose request was not sent yet, or is this very text; or None."""
    return execute(_WAITING_SIGN_UP, (number, now, outbox_id)).fetchone()


def confirmed(execute: Execute, number: str, since: int, outbox_id: int | None) -> bool:
    """Whether another text of the program's own went to this number since then."""
    return execute(_CONFIRMED, (number, since, outbox_id or 0)).fetchone() is not None


def firm_name(execute: Execute) -> str:
    """What clients know the firm by."""
    row = execute(_FIRM, ()).fetchone()
    return str(row[0]) if row is not None else ""


def own_numbers(execute: Execute) -> list[Any]:
    """The firm's numbers with their registration; those that can text first."""
    return list(execute(_OWN, ()))
