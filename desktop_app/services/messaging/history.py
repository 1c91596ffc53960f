"""The one long read of everything Twilio still has: newest first, page by page, at any pace.

Each page and the mark behind it are one commit, so a program that dies goes on where it stood and
asks for one page at most a second time. New texts do not wait for it: the rounds go on between two
pages. Twilio's list is read whole, without a number: no text of a released number is missed then.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import archive
from desktop_app.models.archive import HistoryRow
from desktop_app.models.database import Database
from desktop_app.models.setting import get, put, settings, sync_marks
from desktop_app.services.declared import default_of
from desktop_app.services.errors import KeyRefused, Refused
from desktop_app.services.messaging.storing import PageStore, Stored
from desktop_app.services.messaging.twilio_fields import epoch
from desktop_app.services.ports import Clock, MessagePage, TwilioGateway

WHOLE = "whole_history_read"
PAGE = 1000
PACE = "history_pace"
SLOW_WAIT_S = 10.0
"""Between two pages where somebody asked to slow down: some 6,000 texts a minute at most."""
_WEIGHT = 0.3
"""How much the newest page counts for the speed shown."""
_MOST_A_MINUTE = 10**7


class History:
    """Reads on where it stood. Used by the sync process and, to its end, by the command line."""

    def __init__(
        self,
        database: Database,
        gateway: TwilioGateway,
        clock: Clock,
        pages: PageStore,
        *,
        rows_at_once: int,
        breath_s: float,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._pages = pages
        self._rows = rows_at_once
        self._breath = breath_s
        self._followed: set[str] = set()
        self._last_page: float | None = None

    def finished(self) -> bool:
        """Whether everything Twilio has was read."""
        with self._database.read() as connection:
            return get(connection, sync_marks, WHOLE) == "1"

    def pace(self) -> str:
        """Normal, slow or paused, as somebody set it last."""
        with self._database.read() as connection:
            return get(connection, settings, PACE, default_of(PACE))

    def step(self) -> Stored:
        """Read and store one page. Raises GatewayError; the mark stays where it was then."""
        with self._database.read() as connection:
            row = archive.history(connection)
        page = self._next(row)
        return self._keep(page, row)

    def _next(self, row: HistoryRow | None) -> MessagePage:
        if row is None or not row.cursor:
            return self._gateway.list_messages(page_size=PAGE)
        try:
            return self._gateway.next_page(row.cursor)
        except KeyRefused:
            raise
        except Refused:
            # Twilio no longer knows the place: the same day is read again and nothing else.
            if row.reached_at is None:
                raise
            return self._gateway.list_messages(until=row.reached_at, page_size=PAGE)

    def _keep(self, page: MessagePage, row: HistoryRow | None) -> Stored:
        now = self._clock.now()
        following = page.next_page_uri or ""
        if row is not None and row.cursor:
            self._followed.add(row.cursor)
        over = not following or following in self._followed
        speed = self._speed(len(page.messages), row)

        def move(connection: Connection, stored: Stored) -> None:
            archive.put_history(
                connection,
                HistoryRow(
                    cursor="" if over else following,
                    read=(row.read if row else 0) + len(page.messages),
                    fresh=(row.fresh if row else 0) + stored.new,
                    reached_at=_oldest(page.messages, row.reached_at if row else None),
                    per_minute=speed,
                    started_at=row.started_at if row else now,
                    updated_at=now,
                    finished_at=now if over else None,
                ),
            )
            archive.count_numbers(connection, _by_number(page.messages), now)
            if over:
                put(connection, sync_marks, WHOLE, "1")

        return self._pages.put(
            page.messages, now, self._rows, self._breath, read_at=page.server_time, also=move
        )

    def _speed(self, count: int, row: HistoryRow | None) -> int:
        """Texts a minute, evened out; the time in which nobody read does not count."""
        before, self._last_page = self._last_page, self._clock.monotonic()
        if before is None:
            return row.per_minute if row else 0
        this = min(count * 60 / max(self._last_page - before, 1e-3), _MOST_A_MINUTE)
        if row is None or not row.per_minute:
            return round(this)
        return round(row.per_minute * (1 - _WEIGHT) + this * _WEIGHT)

    def rest(self) -> None:
        """Nobody reads for a while: the next page does not count for the speed."""
        self._last_page = None

    def wait_s(self, pace: str) -> float:
        """How long to leave Twilio alone before the next page."""
        if pace != "slow" or self._last_page is None:
            return 0.0
        return max(0.0, self._last_page + SLOW_WAIT_S - self._clock.monotonic())


def _oldest(raws: Sequence[Mapping[str, Any]], before: int | None) -> int | None:
    """How far back a page reaches; Twilio's list is sorted, and odd dates are passed over."""
    for raw in reversed(raws):
        try:
            at = epoch(str(raw.get("date_created")))
        except (ValueError, KeyError):
            continue
        return at if before is None else min(before, at)
    return before


def _by_number(raws: Sequence[Mapping[str, Any]]) -> Mapping[str, int]:
    """How many of these texts each of the firm's numbers has."""
    return Counter(
        str((raw.get("to") if raw.get("direction") == "inbound" else raw.get("from")) or "")
        for raw in raws
    )
