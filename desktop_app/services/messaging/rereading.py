"""The daily second look: everything of the last week read again and compared, text by text.

Twilio's list can lag, and a text can be deleted there. What the list leaves out is asked for by its
SID before anything is believed; what is gone at Twilio stays here and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.models import archive, storing
from desktop_app.models.database import Database
from desktop_app.models.message import first_id
from desktop_app.models.setting import get, put, sync_marks
from desktop_app.models.values import unpack_sid
from desktop_app.services.archive_records import Gap
from desktop_app.services.messaging.storing import PageStore, Stored
from desktop_app.services.messaging.twilio_fields import epoch, read_line, sid_of
from desktop_app.services.ports import Clock, MessagePage, TwilioGateway

EVERY_S = 86_400
BACK_S = 7 * 86_400
LAG_S = 6 * 3600
"""A text as new as this may not be in Twilio's list yet: its absence says nothing."""
ASKED_AT_MOST = 200
"""Texts asked for one by one in one go; where more are absent, the next look goes on."""
_PAGE = 1000
_BEING_SENT_S = 900
"""A text that is being sent from here is stored by its sender, a moment later."""
_AT = "reread_at"
_NO_PHONE = "it is not from or to a phone number"
_NOT_STORED = "it could not be stored"
_REMOVED = "removed at Twilio"


@dataclass(slots=True)
class _Seen:
    """What Twilio's list has."""

    times: dict[bytes, int] = field(default_factory=dict)
    strange: list[Gap] = field(default_factory=list)
    oldest: int = 0


class Rereading:
    """Implements the daily look. One run is a few pages and is not resumed."""

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

    def due(self) -> bool:
        """Whether the last look is a day old."""
        with self._database.read() as connection:
            return int(get(connection, sync_marks, _AT, "0")) <= self._clock.now() - EVERY_S

    def run(
        self, days: int | None = None, progress: Callable[[Stored], None] | None = None
    ) -> Stored:
        """Read and compare the last days; 0 means all that Twilio has. Raises GatewayError."""
        now = self._clock.now()
        back = BACK_S if days is None else days * 86_400
        since = now - back if back else 0
        total, seen = Stored(), _Seen()

        def keep(page: MessagePage) -> None:
            stored = self._pages.put(page.messages, now, self._rows, self._breath)
            _note(page, seen)
            total.add(stored)
            if progress is not None:
                progress(stored)

        self._follow(since, keep)
        removed = self._absent(since, now, seen, total)
        missing = [*seen.strange, *self._not_stored(seen, now)]
        with self._database.write() as connection:
            archive.put_report(
                connection,
                kind="week" if days is None else "asked",
                from_at=since or seen.oldest,
                until_at=now,
                compared=len(seen.times) + len(seen.strange),
                missing=[_plain(gap) for gap in missing],
                removed=[_plain(gap) for gap in removed],
                found_late=total.new,
                now=now,
            )
            put(connection, sync_marks, _AT, str(now))
        return total

    def _follow(self, since: int, keep: Callable[[MessagePage], None]) -> None:
        page = self._gateway.list_messages(since=since or None, page_size=_PAGE)
        followed: set[str] = set()
        keep(page)
        while page.next_page_uri is not None and page.next_page_uri not in followed:
            followed.add(page.next_page_uri)
            page = self._gateway.next_page(page.next_page_uri)
            keep(page)

    def _absent(self, since: int, now: int, seen: _Seen, total: Stored) -> list[Gap]:
        """Texts that are here and that Twilio itself, asked for each, no longer has."""
        start = max(since, seen.oldest)
        with self._database.read() as connection:
            ours = archive.known_between(connection, first_id(start), first_id(now - LAG_S))
        gone: list[Gap] = []
        absent = [(sid, *found) for sid, found in ours.items() if sid not in seen.times]
        for sid, message_id, at in absent[:ASKED_AT_MOST]:
            answer = self._gateway.fetch_message(unpack_sid(sid))
            if answer is not None:
                total.add(self._pages.put([answer.raw], now))
                continue
            with self._database.write() as connection:
                place = archive.mark_removed(connection, message_id, now)
            if place is not None:
                total.conversations.add(place)
            gone.append(Gap(unpack_sid(sid), at, _REMOVED))
        return gone

    def _not_stored(self, seen: _Seen, now: int) -> list[Gap]:
        """Texts of the list that are not here after all: looked for in the store itself."""
        sids = list(seen.times)
        known: set[bytes] = set()
        with self._database.read() as connection:
            for start in range(0, len(sids), _PAGE):
                known |= storing.known_lines(connection, sids[start : start + _PAGE]).keys()
        return [
            Gap(unpack_sid(sid), at, _NOT_STORED)
            for sid, at in seen.times.items()
            if sid not in known and at <= now - _BEING_SENT_S
        ]


def _note(page: MessagePage, seen: _Seen) -> None:
    for raw in page.messages:
        sid = sid_of(raw)
        try:
            at = epoch(str(raw.get("date_created")))
        except (ValueError, KeyError):
            at = 0
        if at:
            seen.oldest = min(seen.oldest or at, at)
        if sid and read_line(raw) is not None:
            seen.times[sid] = at
        else:
            seen.strange.append(Gap(str(raw.get("sid") or ""), at, _NO_PHONE))


def _plain(gap: Gap) -> dict[str, object]:
    return {"sid": gap.sid, "at": gap.at, "reason": gap.reason}
