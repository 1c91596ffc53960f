"""Reading the fields of Twilio's raw message JSON: times, statuses, directions, counterparties."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from desktop_app.models.enums import Direction, MessageStatus
from desktop_app.models.values import BadValue, pack_sid

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}

RANK = {
    status: rank
    for rank, statuses in enumerate(
        (
            (MessageStatus.WAITING, MessageStatus.POSTING, MessageStatus.CHECKING),
            (MessageStatus.UNSURE, MessageStatus.ASKING, MessageStatus.NOT_SENT),
            (MessageStatus.SCHEDULED,),
            (MessageStatus.ACCEPTED, MessageStatus.RECEIVING),
            (MessageStatus.QUEUED,),
            (MessageStatus.SENDING,),
            (MessageStatus.SENT,),
            (
                MessageStatus.DELIVERED,
                MessageStatus.UNDELIVERED,
                MessageStatus.FAILED,
                MessageStatus.CANCELED,
                MessageStatus.RECEIVED,
                MessageStatus.PARTIALLY_DELIVERED,
            ),
            (MessageStatus.READ,),
        )
    )
    for status in statuses
}
"""How far along each status is. A late or repeated answer never moves a bubble back."""


class Line(NamedTuple):
    """One message of Twilio's in the store's terms. `client` is the number outside the firm."""

    sid: bytes
    client: str
    firm: str
    direction: Direction
    body: str
    at: int
    status: MessageStatus
    error_code: int | None
    num_media: int


def advances(was: MessageStatus, to: MessageStatus) -> bool:
    """Whether a status seen now is further along than the one kept."""
    return RANK.get(to, 0) > RANK.get(was, 0)


@lru_cache(maxsize=4096)
def epoch(rfc2822: str) -> int:
    """Seconds UTC of Twilio's date, "Fri, 24 May 2019 17:44:46 +0000". Raises ValueError."""
    day, month, year, clock = rfc2822[5:7], rfc2822[8:11], rfc2822[12:16], rfc2822[17:25]
    moment = datetime(
        int(year),
        _MONTHS[month],
        int(day),
        int(clock[:2]),
        int(clock[3:5]),
        int(clock[6:8]),
        tzinfo=UTC,
    )
    return int(moment.timestamp())


def sid_of(raw: Mapping[str, Any]) -> bytes:
    """The packed SID of a raw message; empty for what has none."""
    try:
        return pack_sid(str(raw.get("sid")))
    except BadValue:
        return b""


def _status(raw: Mapping[str, Any], *, inbound: bool) -> MessageStatus:
    try:
        return MessageStatus(str(raw.get("status")))
    except ValueError:  # a word Twilio added later must not cost a message
        return MessageStatus.RECEIVED if inbound else MessageStatus.ACCEPTED


def read_line(raw: Mapping[str, Any]) -> Line | None:
    """One message, or None for what has no phone number on the client's side or is no message."""
    inbound = raw.get("direction") == "inbound"
    client = str((raw.get("from") if inbound else raw.get("to")) or "")
    firm = str((raw.get("to") if inbound else raw.get("from")) or "")
    try:
        if not _E164.fullmatch(client):
            return None
        return Line(
            sid=pack_sid(str(raw["sid"])),
            client=client,
            firm=firm,
            direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
            body=str(raw.get("body") or ""),
            at=epoch(str(raw.get("date_created"))),
            status=_status(raw, inbound=inbound),
            error_code=raw["error_code"] if isinstance(raw.get("error_code"), int) else None,
            num_media=int(raw.get("num_media") or 0),
        )
    except (KeyError, TypeError, ValueError, BadValue):
        return None
