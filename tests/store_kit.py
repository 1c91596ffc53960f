"""Real stores, a clock a test sets, and a Twilio that answers what a test says."""

import itertools
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from desktop_app.models import firm_number, store_file
from desktop_app.models.database import Database
from desktop_app.models.enums import SenderType
from desktop_app.services.ports import MessagePage, PostedMessage
from desktop_app.services.records import ConnectionFacts

KEY = bytes(range(32))
OURS, TOLL_FREE = "+13125550100", "+18335550100"
MARIA, TOMASZ = "+18135550142", "+13125550118"
NOW = 1_790_000_000


def make_store(path: Path, *, kind: str = store_file.PRACTICE) -> Database:
    """A new store with the firm's two numbers."""
    store_file.create(path, KEY, kind=kind)
    database = Database(path, KEY)
    with database.write() as connection:
        for number, sender in ((OURS, SenderType.LONG_CODE), (TOLL_FREE, SenderType.TOLL_FREE)):
            firm_number.put(
                connection,
                number=number,
                sid="PN" + "0" * 32,
                label="",
                sender_type=sender,
                sms=True,
                mms=True,
                voice=True,
            )
    return database


@dataclass
class SetClock:
    """A clock that stands where the test puts it."""

    at: int = NOW

    def now(self) -> int:
        return self.at

    def monotonic(self) -> float:
        return float(self.at)


class FreeLock:
    """A sender lock nobody else wants, or, `taken`, one another process holds."""

    def __init__(self, *, taken: bool = False) -> None:
        self.taken = taken

    def acquire(self) -> bool:
        return not self.taken

    def release(self) -> None:
        pass


_made = itertools.count(1)


def raw_message(body: str, *, at: int, client: str = MARIA, inbound: bool = True, **more: Any):
    """A message as Twilio's JSON has it."""
    fields = {
        "sid": f"SM{next(_made):032x}",
        "account_sid": "AC" + "0" * 32,
        "from": client if inbound else OURS,
        "to": OURS if inbound else client,
        "body": body,
        "direction": "inbound" if inbound else "outbound-api",
        "status": "received" if inbound else "delivered",
        "error_code": None,
        "num_media": "0",
        "date_created": format_datetime(datetime.fromtimestamp(at, UTC)),
    }
    return fields | more


@dataclass
class ScriptedTwilio:
    """ports.TwilioGateway from a list of messages and a queue of answers to POSTs.

    An answer is an exception to raise, or "ok", "ok but lost" (stored, then the line is cut).
    """

    clock: SetClock
    listed: list[dict[str, Any]] = field(default_factory=list)
    answers: deque[Any] = field(default_factory=deque)
    list_errors: deque[Exception] = field(default_factory=deque)
    media: list[list[str]] = field(default_factory=list)
    posts: list[tuple[str, str, str]] = field(default_factory=list)
    valid_s: list[int] = field(default_factory=list)
    own_numbers: list[Any] | None = None
    """What the account's list says; None where nobody may ask."""
    page_size: int = 50
    requests_made: int = 0

    def list_messages(self, *, to="", from_="", since=None, until=None, page_size=1000):
        self.requests_made += 1
        if self.list_errors:
            raise self.list_errors.popleft()
        found = [
            raw
            for raw in self.listed
            if (not to or raw["to"] == to) and (not from_ or raw["from"] == from_)
        ]
        return MessagePage(sorted(found, key=_created, reverse=True), None, self.clock.now())

    def next_page(self, uri):
        raise AssertionError(uri)

    def fetch_message(self, sid):
        self.requests_made += 1
        for raw in self.listed:
            if raw["sid"] == sid:
                return PostedMessage(raw, self.clock.now())
        return None

    def create_message(self, *, to, from_, body, later=None, valid_s=0, media=()):
        self.requests_made += 1
        self.media.append(list(media))
        self.valid_s.append(valid_s)
        self.posts.append((to, from_, body))
        answer = self.answers.popleft() if self.answers else "ok"
        if isinstance(answer, Exception) and not getattr(answer, "stored", False):
            raise answer
        raw = raw_message(
            body,
            at=self.clock.now(),
            client=to,
            inbound=False,
            status="queued" if later is None else "scheduled",
            num_media=str(len(media)),
            **{"from": from_},
        )
        self.listed.append(raw)
        if isinstance(answer, Exception):
            raise answer
        return PostedMessage(raw, self.clock.now())

    def cancel_message(self, sid):
        self.requests_made += 1
        for raw in self.listed:
            if raw["sid"] == sid:
                if raw["status"] == "scheduled":
                    raw["status"] = "canceled"
                return raw
        return None

    def check(self):
        assert self.own_numbers is not None
        self.requests_made += 1
        return ConnectionFacts("AC" + "0" * 32, "SK" + "0" * 32, "", tuple(self.own_numbers))


def _created(raw: dict[str, Any]) -> datetime:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(raw["date_created"])
