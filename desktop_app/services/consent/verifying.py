"""Is the ledger what it was? The chain, the end that was last seen, the evidence, the file itself.

The chain shows a changed or missing entry. It cannot show that the newest entries were cut off or
that last week's file was put back: that takes the head which is kept beside the store's key.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from desktop_app.models import chain, file_check
from desktop_app.models.chain import Head
from desktop_app.models.queries import evidence as evidence_queries
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.evidence_lines import EVIDENCE_FILES, evidence_named
from desktop_app.services.numbers import format_number


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What a check found: one plain sentence a problem, the first entry that does not fit."""

    entries: int
    head: str
    problems: tuple[str, ...] = ()
    broken_at: int | None = None

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def examine(connection: Any, kept: Head | None, *, whole_file: bool) -> StoreReport:
    """Check everything on a reading connection; `whole_file` reads every page as well."""
    problems: list[str] = []
    if whole_file:
        problems += [f"The file is damaged: {each}." for each in file_check.complaints(connection)]
    try:
        report = chain.check(queries.whole_entries(connection))
        broken = broken_words(report.broken_at)
        problems += [broken] if broken else []
        problems += end_problems(connection, kept)
        problems += evidence_problems(connection)
    except file_check.Unreadable as error:
        problems.append(f"The ledger cannot be read to its end: {error}.")
        return StoreReport(0, "", tuple(problems))
    last = queries.head(connection)
    return StoreReport(last.seq, last.hash, tuple(problems), report.broken_at)


def broken_words(seq: int | None) -> str:
    """The sentence for a chain that breaks at an entry; empty where it does not."""
    if seq is None:
        return ""
    return (
        f"Entry {seq:,} is not what was recorded: it, or the entry before it, was changed or taken "
        "out."
    )


def end_problems(connection: Any, kept: Head | None) -> list[str]:
    """Whether the ledger still holds the last entry that was seen, and all that consent rests on.

    Quick: it reads two entries, however long the ledger is.
    """
    last = queries.head(connection)
    if kept is not None and kept.seq > last.seq:
        return [_cut_off(last.seq, kept.seq)]
    if kept is not None and queries.hash_at(connection, kept.seq) != kept.hash:
        return [
            (
                f"Entry {kept.seq:,} is not the one this computer saw there: it, or one "
                "before it, was rewritten."
            )
        ]
    beyond = queries.states_beyond(connection, last.seq)
    return [
        (
            f"The ledger ends at entry {last.seq:,}, but consent of {format_number(number)} rests "
            f"on entry {seq:,}: the entries from {last.seq + 1:,} on were removed."
        )
        for number, seq in beyond[:1]
    ]


def _cut_off(last: int, seen: int) -> str:
    one = seen == last + 1
    gone = f"entry {seen:,} is missing" if one else f"entries {last + 1:,} to {seen:,} are missing"
    removed = "It was removed" if one else "They were removed"
    return (
        f"The ledger ends at entry {last:,}, but this computer has seen entry {seen:,}: {gone}. "
        f"{removed}, or an older file was put back."
    )


def evidence_problems(connection: Any) -> list[str]:
    """Whether every file an entry rests on is there and is the one that was kept."""
    problems: list[str] = []
    for seq, payload in queries.payloads_with(connection, EVIDENCE_FILES):
        for name, digest in evidence_named(payload):
            content = evidence_queries.content(connection, digest)
            if content is None:
                problems.append(f"Entry {seq:,} rests on the file “{name}”, which is gone.")
            elif hashlib.sha256(content).hexdigest() != digest:
                problems.append(
                    f"Entry {seq:,} rests on the file “{name}”, which was exchanged: it is not the "
                    "one that was kept."
                )
    return problems
