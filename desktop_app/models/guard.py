"""What the program's own write connection may never do to the ledger and its evidence files.

The ledger's triggers refuse changes to rows; this refuses the statements that would take the
triggers away (reliability.md 3.7). Migrations run on a connection without it.
"""

from typing import Any

_OK, _DENY = 0, 1
# Action codes of SQLite's authorizer; the driver does not name them all.
_DELETE, _DROP_TABLE, _DROP_TRIGGER, _PRAGMA, _UPDATE, _ALTER_TABLE = 9, 11, 16, 19, 23, 26
_GUARDED = frozenset({"ledger", "ledger_payloads", "evidence_files"})
_ON_A_TABLE = frozenset({_DELETE, _DROP_TABLE, _UPDATE})


def deny_ledger_changes(connection: Any) -> None:
    """Refuse UPDATE, DELETE, DROP and ALTER on ledger and evidence, triggers, `writable_schema`."""
    connection.set_authorizer(_decide)


def _decide(action: int, first: str | None, second: str | None, _db: str, _by: str | None) -> int:
    if action in _ON_A_TABLE and first in _GUARDED:
        return _DENY
    if action == _DROP_TRIGGER and second in _GUARDED:
        return _DENY
    if action == _ALTER_TABLE and second in _GUARDED:
        return _DENY
    if action == _PRAGMA and (first or "").lower() in {"writable_schema", "recursive_triggers"}:
        return _DENY
    return _OK
