"""What the gate looks at, in one place for the sender's transaction and for the window's reader."""

from collections.abc import Callable
from typing import Any

Execute = Callable[[str, tuple[Any, ...]], Any]
"""Runs one statement with its values: a driver's `execute`, SQLAlchemy's exec_driver_sql."""

_PERSON = """
SELECT coalesce(p.name, c.name, ''), coalesce(p.pronoun, ''), coalesce(s.state, 'none'),
  coalesce(s.level, 'none'), coalesce(s.since, 0), coalesce(s.set_by, ''), coalesce(s.how, ''),
  coalesce(s.ledger_seq, 0), coalesce(c.last_in_at, 0), coalesce(c.firm_number, ''), c.id
FROM (SELECT ? AS number) AS n
LEFT JOIN conversations AS c ON c.number = n.number
LEFT JOIN contacts AS p ON p.id = coalesce(c.contact_id,
  (SELECT min(id) FROM contacts WHERE cell = n.number))
LEFT JOIN channel_consents AS s ON s.number = n.number AND s.channel = 'texts'
"""

_OVERRIDE = """
SELECT channel, content_sha256, made_at, expires_at, seen_seq, used_at FROM overrides WHERE id = ?
"""

_OWN = "SELECT number, registration, sms FROM firm_numbers WHERE gone = 0 ORDER BY sms DESC, id"


def person(execute: Execute, number: str) -> Any:
    """Name, pronoun, consent and last contact of the person behind a number. Always one row."""
    return execute(_PERSON, (number,)).fetchone()


def override(execute: Execute, override_id: int) -> Any:
    """An override as it was given, or None."""
    return execute(_OVERRIDE, (override_id,)).fetchone()


def own_numbers(execute: Execute) -> list[Any]:
    """The firm's numbers with their registration; those that can text first."""
    return list(execute(_OWN, ()))
