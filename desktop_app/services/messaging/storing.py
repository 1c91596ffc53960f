"""Putting pages of Twilio's message list into the store: upsert by SID, with everything it implies.

A STOP is carried out in the transaction that stores it, before anybody is told there is a new text
(reliability.md 3.6). Lines of our own sends that are still being answered for are left to the
sender, so that one text never becomes two bubbles.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import message, storing
from desktop_app.models.database import Database
from desktop_app.models.enums import (
    Direction,
    MessageStatus,
    OutboxState,
    SenderType,
    TextState,
)
from desktop_app.services.events import ArrivedText
from desktop_app.services.messaging import inbound
from desktop_app.services.messaging.adopting import adopt, note_late_refusal, open_rows, sought
from desktop_app.services.messaging.matching import fits
from desktop_app.services.messaging.outbox import HORIZON_S
from desktop_app.services.messaging.scheduling import taken_back_by_answers
from desktop_app.services.messaging.twilio_fields import Line, advances, read_line, sid_of

SETTLING_S = 3 * 86_400
"""Older inbound texts found at a first sync are history, not unread work."""
JUST_NOW_S = 600
"""Texts that Twilio has had for longer are not told as having just arrived."""


@dataclass(slots=True)
class Stored:
    """What storing some lines changed."""

    fetched: int = 0
    new: int = 0
    updated: int = 0
    opt_outs: int = 0
    conversations: set[int] = field(default_factory=set)
    changed_lines: set[int] = field(default_factory=set)
    """Conversations whose inbox line has to be brought up to date."""
    states: list[tuple[str, int | None, TextState]] = field(default_factory=list)
    arrived: list[ArrivedText] = field(default_factory=list)

    def add(self, other: "Stored") -> None:
        """Join what another transaction changed."""
        self.fetched += other.fetched
        self.new += other.new
        self.updated += other.updated
        self.opt_outs += other.opt_outs
        self.conversations |= other.conversations
        self.states += other.states
        self.arrived += other.arrived


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines of one transaction, and what those a client wrote mean.

    What they mean is worked out before the write lock is taken: it takes longer than storing them,
    and somebody may be waiting to send.
    """

    pairs: list[tuple[Line, dict[str, Any]]]
    spoken: list[inbound.Meant]
    now: int
    read_at: int | None


class PageStore:
    """Writes raw messages into one store."""

    def __init__(self, database: Database, *, horizon: int = HORIZON_S) -> None:
        self._database = database
        self._horizon = horizon

    def put(
        self,
        raws: Sequence[dict[str, Any]],
        now: int,
        rows_at_once: int = 500,
        breath_s: float = 0.0,
        read_at: int | None = None,
        also: Callable[[Connection, Stored], None] | None = None,
    ) -> Stored:
        """Store one page, oldest first, in short transactions. Safe to repeat.

        `breath_s` is how long the lock stays free between two of them, for whoever sends. `read_at`
        is Twilio's clock when the page was read; without it no text counts as just arrived. `also`
        runs in the last transaction, so that a mark moves only with the last of the page.
        """
        news = self._news(raws)
        pairs = [(line, raw) for raw in reversed(news) if (line := read_line(raw)) is not None]
        pairs.sort(key=lambda pair: pair[0].at)
        total = Stored(fetched=len(raws))
        chunks = list(_chunks(pairs, rows_at_once)) or ([[]] if also else [])
        types = self._sender_types() if pairs else {}
        for number, lines in enumerate(chunks, 1):
            if breath_s and total.new:
                time.sleep(breath_s)
            chunk = _Chunk(lines, inbound.keywords(_written(lines), types, now), now, read_at)
            with self._database.write() as connection:
                total.add(self._put_chunk(connection, chunk))
                if also is not None and number == len(chunks):
                    also(connection, total)
        return total

    def _news(self, raws: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """What is new or changed, found without the write lock: most rounds end here.

        A page can name a text twice where others arrived while it was made (reliability.md F9).
        """
        once = {sid: raw for raw in reversed(raws) if (sid := sid_of(raw))}
        with self._database.read() as connection:
            known = storing.known_lines(connection, list(once))
        return [raw for sid, raw in reversed(once.items()) if not _is_known(raw, known.get(sid))]

    def _sender_types(self) -> dict[str, SenderType]:
        with self._database.read() as connection:
            return storing.sender_types(connection)

    def _put_chunk(self, connection: Connection, chunk: _Chunk) -> Stored:
        stored = Stored()
        now, read_at = chunk.now, chunk.read_at
        known = storing.known_lines(connection, [line.sid for line, _ in chunk.pairs])
        ours = open_rows(connection, now)
        fresh: list[Line] = []
        for line, raw in chunk.pairs:
            if line.sid in known:
                _update(connection, known[line.sid], line, now, stored)
            elif not self._left_to_sender(connection, line, raw, ours, now, stored, read_at):
                fresh.append(line)
        _insert(connection, fresh, chunk, stored)
        storing.refresh_many(connection, stored.changed_lines)
        return stored

    def _left_to_sender(
        self,
        connection: Connection,
        line: Line,
        raw: dict[str, Any],
        ours: list[Any],
        now: int,
        stored: Stored,
        read_at: int | None,
    ) -> bool:
        if line.direction is not Direction.OUTBOUND:
            return False
        for row in ours:
            by_twilio = row.posted_at + (now if read_at is None else read_at) - now
            if not fits(raw, line.at, sought(row, by_twilio), horizon=self._horizon):
                continue
            if row.state is not OutboxState.POSTING:
                ours.remove(row)
                stored.conversations |= adopt(connection, row, raw, now)
                stored.updated += 1
            return True
        return False


def _insert(connection: Connection, lines: list[Line], chunk: _Chunk, stored: Stored) -> None:
    if not lines:
        return
    now = chunk.now
    ids = storing.conversations_for(connection, lines, now, settled=now - SETTLING_S)
    stored.changed_lines |= storing.insert_lines(connection, lines, ids, now)
    stored.new += len(lines)
    stored.conversations |= set(ids.values())
    arrived = [line for line in lines if line.direction is Direction.INBOUND]
    if arrived:
        stops = _understand(connection, arrived, chunk, stored)
        stored.conversations |= taken_back_by_answers(connection, arrived, now)
        if chunk.read_at is not None:
            stored.arrived += _just_now(connection, arrived, chunk.read_at, stops)


def _is_known(raw: dict[str, Any], held: storing.Held | None) -> bool:
    return (
        held is not None
        and held.status == raw.get("status")
        and held.error_code == raw.get("error_code")
    )


def _just_now(
    connection: Connection, arrived: list[Line], read_at: int, stops: set[bytes]
) -> list[ArrivedText]:
    """Those of the lines that came in the last minutes, to be told aloud."""
    recent = [line for line in arrived if read_at - line.at <= JUST_NOW_S]
    held = storing.known_lines(connection, [line.sid for line in recent])
    return [
        ArrivedText(
            held[line.sid].conversation_id,
            held[line.sid].id,
            max(read_at - line.at, 0),
            line.sid in stops,
        )
        for line in recent
    ]


def _understand(
    connection: Connection, arrived: list[Line], chunk: _Chunk, stored: Stored
) -> set[bytes]:
    """Carry out what the lines mean for consent; the SIDs of the opt-outs among them."""
    stops: set[bytes] = set()
    new = {line.sid for line in arrived}
    for meant in chunk.spoken:
        if meant.line.sid not in new:
            continue
        done = inbound.handle_keyword(connection, meant, chunk.now)
        if done is None:
            continue
        if meant.word.result == "opt_out" and meant.word.strength != "probable":
            stored.opt_outs += 1
            stops.add(meant.line.sid)
        if done.changed:
            stored.states.append((meant.line.client, done.conversation_id, done.after))
    # An opt-out is not a first hello: those numbers have a state by now.
    inbound.note_first_texts(connection, arrived, chunk.now)
    return stops


def _update(
    connection: Connection, held: storing.Held, line: Line, now: int, stored: Stored
) -> None:
    """Move a known line forward. The words stay: a redaction at Twilio changes nothing here."""
    if not advances(held.status, line.status) and (
        held.error_code == line.error_code or line.error_code is None
    ):
        return
    status = line.status if advances(held.status, line.status) else held.status
    message.set_status(
        connection, held.id, status, now=now, error_code=line.error_code or held.error_code
    )
    stored.updated += 1
    stored.conversations.add(held.conversation_id)
    stored.changed_lines.add(held.conversation_id)
    if status in {MessageStatus.FAILED, MessageStatus.UNDELIVERED}:
        change = note_late_refusal(connection, line, now)
        if change is not None:
            stored.states.append(change)


def _written(pairs: list[tuple[Line, dict[str, Any]]]) -> list[Line]:
    """What clients wrote among the lines."""
    return [line for line, _ in pairs if line.direction is Direction.INBOUND]


def _chunks(
    pairs: list[tuple[Line, dict[str, Any]]], size: int
) -> Iterator[list[tuple[Line, dict[str, Any]]]]:
    for start in range(0, len(pairs), size):
        yield pairs[start : start + size]
