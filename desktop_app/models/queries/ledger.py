"""The ledger as it is read: one number's entries, and one entry with what it keeps as evidence."""

from collections.abc import Iterator, Sequence
from typing import Any

from desktop_app.models.chain import GENESIS, Head

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


def network_words(connection: Any, number: str, kinds: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, payload) of a number's entries of some kinds about texts, as they happened."""
    return list(
        connection.execute(
            f"SELECT l.kind, coalesce(p.payload, '{{}}') {_FROM} WHERE l.number = ? "
            f"AND l.channel = 'texts' AND l.kind IN ({', '.join('?' * len(kinds))}) "
            "ORDER BY l.happened_at, l.seq",
            (number, *kinds),
        )
    )


def last_seq(connection: Any) -> int:
    """The number of the newest entry of all; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM ledger").fetchone()[0])


def entry(connection: Any, seq: int) -> Any:
    """One entry, or None."""
    found = f"SELECT {_COLUMNS} {_FROM} WHERE l.seq = ?"
    return connection.execute(found, (seq,)).fetchone()


_WHOLE = (
    "seq", "recorded_at", "happened_at", "actor", "device_id", "number", "channel", "kind",
    "payload_sha256", "prev_hash", "hash", "payload",
)  # fmt: skip
_WHOLE_COLUMNS = ", ".join(f"l.{name}" for name in _WHOLE[:-1]) + ", p.payload"


def whole_entries(
    connection: Any, *, above: int = 0, number: str | None = None
) -> Iterator[dict[str, Any]]:
    """Entries in their order with everything in them, all of them or one number's, as stored."""
    where = "l.seq > ?" if number is None else "l.seq > ? AND l.number = ?"
    values = (above,) if number is None else (above, number)
    statement = f"SELECT {_WHOLE_COLUMNS} {_FROM} WHERE {where} ORDER BY l.seq"
    for row in connection.execute(statement, values):
        yield dict(zip(_WHOLE, row, strict=True))


def head(connection: Any) -> Head:
    """The last entry."""
    found = connection.execute("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(int(found[0]), str(found[1])) if found else Head()


def hash_at(connection: Any, seq: int) -> str:
    """An entry's hash; before the first entry the chain's beginning, empty where there is none."""
    if seq == 0:
        return GENESIS
    found = connection.execute("SELECT hash FROM ledger WHERE seq = ?", (seq,)).fetchone()
    return str(found[0]) if found else ""


def hashes(connection: Any, first: int) -> Iterator[tuple[int, str, str]]:
    """(number, hash before, hash) of every entry from one on: the chain without its words."""
    yield from connection.execute(
        "SELECT seq, prev_hash, hash FROM ledger WHERE seq >= ? ORDER BY seq", (first,)
    )


def states_beyond(connection: Any, seq: int) -> list[tuple[str, int]]:
    """(number, entry) of consent that rests on entries above one: there should be none."""
    return list(
        connection.execute(
            "SELECT number, ledger_seq FROM channel_consents WHERE ledger_seq > ? "
            "ORDER BY ledger_seq",
            (seq,),
        )
    )


def payloads_with(connection: Any, word: str) -> Iterator[tuple[int, str]]:
    """(entry, what it says) of entries whose words hold a name."""
    yield from connection.execute(
        "SELECT seq, payload FROM ledger_payloads WHERE instr(payload, ?) > 0 ORDER BY seq",
        (f'"{word}"',),
    )
