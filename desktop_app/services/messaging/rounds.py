"""One round of reading Twilio: what is new, what changed, and how far it was read.

Twilio's list is newest-first and can lag, so every round reads over ground it knows: the newest
page each time, the last 48 hours every few minutes. The mark moves only after the pages are
committed.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from desktop_app.models import outbox_looking
from desktop_app.models.database import Database
from desktop_app.models.setting import get, put, sync_marks
from desktop_app.models.storing import known_lines
from desktop_app.services.messaging.history import History
from desktop_app.services.messaging.rereading import Rereading
from desktop_app.services.messaging.storing import PageStore, Stored
from desktop_app.services.messaging.twilio_fields import sid_of
from desktop_app.services.ports import Clock, MessagePage, TwilioGateway
from desktop_app.services.records import SyncReport

OVERLAP_S = 48 * 3600
"""How far back a full round reads again: Twilio's list has been seen to lag for hours."""
FULL_EVERY_S = 300
"""How often the whole overlap is read; the rounds between read the newest page only."""
QUICK_PAGE = 50
FULL_PAGE = 1000
UNFINISHED_AT_ONCE = 20
OPEN_WINDOW_ROWS = 500
"""Rows a transaction while a window is open, so that no one waits 50 ms for the lock."""
NO_WINDOW_ROWS = 5_000
BREATH_S = 0.004
"""How long the lock stays free between two transactions while a window is open."""

_READ_AT = "inbound_read_at"
_FULL_AT = "full_round_at"


class Rounds:
    """Reads Twilio into one store. Used by the sync process and by the command line."""

    def __init__(
        self,
        database: Database,
        gateway: TwilioGateway,
        clock: Clock,
        *,
        horizon: int,
        rows_at_once: int = OPEN_WINDOW_ROWS,
        history_apart: bool = False,
    ) -> None:
        """`history_apart`: whoever calls reads the history, page by page between the rounds."""
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._pages = PageStore(database, horizon=horizon)
        self._rows = rows_at_once
        self._breath = BREATH_S if rows_at_once <= OPEN_WINDOW_ROWS else 0.0
        self._apart = history_apart
        self.history = History(
            database,
            gateway,
            clock,
            self._pages,
            rows_at_once=self._rows,
            breath_s=self._breath,
        )
        self.rereading = Rereading(
            database,
            gateway,
            clock,
            self._pages,
            rows_at_once=self._rows,
            breath_s=self._breath,
        )
        self._asked = 0

    def run(self, progress: Callable[[Stored], None] | None = None) -> SyncReport:
        """One round. `progress` is told after every committed page. Raises GatewayError."""
        started = time.monotonic()
        self._asked = self._gateway.requests_made
        now = self._clock.now()
        total = Stored()

        def keep(page: MessagePage) -> Stored:
            now = self._clock.now()
            stored = self._pages.put(
                page.messages, now, self._rows, self._breath, read_at=page.server_time
            )
            total.add(stored)
            if progress is not None:
                progress(stored)
            return stored

        # A mark in the future was made before the clock was set back.
        full_due = not now - FULL_EVERY_S < self._mark(_FULL_AT) <= now
        if not self._apart and not self.history.finished():
            self._read_history(total, progress)
        elif full_due:
            self._read_overlap(keep, now)
        else:
            self._read_newest(keep, now)
        self._set_marks(now, full=full_due)
        self._fetch_unfinished(keep, now)
        return SyncReport(
            fetched=total.fetched,
            new=total.new,
            updated=total.updated,
            opt_outs=total.opt_outs,
            unresolved=self._unresolved(),
            requests=self._gateway.requests_made - self._asked,
            seconds=round(time.monotonic() - started, 3),
        )

    def recount(self, report: SyncReport) -> SyncReport:
        """The same report with the texts counted that a person has to decide on now."""
        return replace(
            report,
            unresolved=self._unresolved(),
            requests=self._gateway.requests_made - self._asked,
        )

    def _read_history(self, total: Stored, progress: Callable[[Stored], None] | None) -> None:
        """Everything Twilio has, from where the last read of it stopped."""
        while not self.history.finished():
            stored = self.history.step()
            total.add(stored)
            if progress is not None:
                progress(stored)

    def _read_overlap(self, keep: Callable[[MessagePage], Stored], now: int) -> None:
        since = min(self._mark(_READ_AT) or now, now) - OVERLAP_S
        self._follow(self._gateway.list_messages(since=since, page_size=FULL_PAGE), keep)

    def _read_newest(self, keep: Callable[[MessagePage], Stored], now: int) -> None:
        """The newest page, and on to older ones only while whole pages are new."""
        page = self._gateway.list_messages(since=now - OVERLAP_S, page_size=QUICK_PAGE)
        if page.next_page_uri is not None and not self._knows_any(page):
            # Cut off between two pages, the next round would find the first one known and stop
            # there: what lies behind it, perhaps a STOP, is then read by a full round at once.
            self._owe_full_round()
        while True:
            stored = keep(page)
            if stored.new < len(page.messages) or page.next_page_uri is None:
                return
            page = self._gateway.next_page(page.next_page_uri)

    def _follow(self, page: MessagePage, keep: Callable[[MessagePage], Stored]) -> None:
        seen: set[str] = set()
        keep(page)
        while page.next_page_uri is not None and page.next_page_uri not in seen:
            seen.add(page.next_page_uri)
            page = self._gateway.next_page(page.next_page_uri)
            keep(page)

    def _fetch_unfinished(self, keep: Callable[[MessagePage], Stored], now: int) -> None:
        """Own sends by SID: the list can lag and leaves out what is not sent yet."""
        with self._database.read() as connection:
            sids = outbox_looking.unfinished_sids(
                connection, now - OVERLAP_S, now, UNFINISHED_AT_ONCE
            )
        for sid in sids:
            answer = self._gateway.fetch_message(sid)
            if answer is not None:
                keep(MessagePage([answer.raw], None, answer.server_time))

    def _knows_any(self, page: MessagePage) -> bool:
        sids = [sid for raw in page.messages if (sid := sid_of(raw))]
        with self._database.read() as connection:
            return bool(known_lines(connection, sids))

    def _owe_full_round(self) -> None:
        with self._database.write() as connection:
            put(connection, sync_marks, _FULL_AT, "0")

    def _mark(self, key: str) -> int:
        with self._database.read() as connection:
            return int(get(connection, sync_marks, key, "0"))

    def _set_marks(self, now: int, *, full: bool) -> None:
        with self._database.write() as connection:
            put(connection, sync_marks, _READ_AT, str(now))
            if full:
                put(connection, sync_marks, _FULL_AT, str(now))

    def _unresolved(self) -> int:
        with self._database.read() as connection:
            return outbox_looking.count_unresolved(connection)
