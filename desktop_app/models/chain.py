"""How ledger entries are sealed to each other, and how a chain of them is checked. No database.

The hash is over a versioned canonical JSON array; what an entry says has a hash of its own in it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FORMAT = "brieftext-ledger-1"
GENESIS = "0" * 64
SEALED = (
    "seq",
    "recorded_at",
    "happened_at",
    "actor",
    "device_id",
    "number",
    "channel",
    "kind",
    "payload_sha256",
    "prev_hash",
)
"""The columns under the seal, in their order."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Whether the ledger is one unbroken chain; `broken_at` is the first entry that is not."""

    entries: int
    head: str
    broken_at: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a ledger: its number and its hash. Number 0: no entry yet."""

    seq: int = 0
    hash: str = GENESIS


def sha256(text: str) -> str:
    """The hash of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def seal(row: Mapping[Any, Any]) -> str:
    """The hash of one entry over its canonical form."""
    fields = [FORMAT, *(row[name] for name in SEALED)]
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":"), default=repr))


def is_whole(row: Mapping[Any, Any]) -> bool:
    """Whether an entry says what was sealed. Never raises, whatever was put into the columns."""
    payload = row["payload"]
    return (
        isinstance(payload, str)
        and row["payload_sha256"] == sha256(payload)
        and row["hash"] == seal(row)
    )


def check(rows: Iterable[Mapping[Any, Any]], after: Head | None = None) -> ChainReport:
    """Hold every hash against what it seals, from the entry after one on; all rows, in order."""
    start = after or Head()
    previous, count = start.hash, start.seq
    for row in rows:
        count += 1
        if row["seq"] != count or row["prev_hash"] != previous or not is_whole(row):
            return ChainReport(count, previous, broken_at=count)
        previous = str(row["hash"])
    return ChainReport(count, previous)
