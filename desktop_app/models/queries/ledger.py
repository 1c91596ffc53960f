"""The ledger as it is read: one number's entries, and one entry with what it keeps as evidence."""

from typing import Any

_COLUMNS = (
    "l.seq, l.recorded_at, l.happened_at, l.actor, l.number, l.channel, l.kind, "
    "coalesce(p.payload, '{}'), l.prev_hash, l.hash"
)
_FROM = "FROM ledger AS l LEFT JOIN ledger_payloads AS p ON p.seq = l.seq"
_ABOVE_ALL = 2**63 - 1


def of_number(connection: Any, number: str, below: int | None, limit: int) -> list[Any]:
    """A number's entries, newest first, from below an entry."""
    return list(
        connection.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE l.number = ? AND l.seq < ? "
            "ORDER BY l.seq DESC LIMIT ?",
            (number, _ABOVE_ALL if below is None else below, limit),
        )
    )


def entry(connection: Any, seq: int) -> Any:
    """One entry, or None."""
    found = f"SELECT {_COLUMNS} {_FROM} WHERE l.seq = ?"
    return connection.execute(found, (seq,)).fetchone()
