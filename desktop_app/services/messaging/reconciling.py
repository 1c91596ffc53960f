"""Looking at Twilio for a text whose answer was lost (reliability.md 3.4).

No DateSent filter (it is null while a message waits) and no From filter (a service may not have
picked a sender yet): the whole list to that person, newest first, until it lies safely before the
attempt.
"""

from dataclasses import dataclass
from typing import Any

from desktop_app.models import outbox, outbox_looking
from desktop_app.models.database import Database
from desktop_app.models.enums import OutboxState
from desktop_app.services.messaging.adopting import sought
from desktop_app.services.messaging.matching import EARLY_S, best
from desktop_app.services.messaging.outbox import Move, after_blind_look, after_no_match
from desktop_app.services.messaging.twilio_fields import read_line
from desktop_app.services.messaging.when import tried
from desktop_app.services.ports import Clock, MessagePage, TwilioGateway

MOST_PAGES = 50
"""A list that does not end is no list: stop following it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a full look found. More than one candidate is left to a person."""

    match: dict[str, Any] | None
    candidates: int
    ago: int = 0
    """How long ago the text was tried, whatever was done to the clock since."""


def look(
    gateway: TwilioGateway, database: Database, row: Any, clock: Clock, *, horizon: int
) -> Found:
    """Read Twilio's list of texts to this person around the attempt. Raises GatewayError."""
    page = gateway.list_messages(to=row.to_number)
    with database.read() as connection:
        when = tried(row, outbox.last_attempt(connection, row.id), clock, page.server_time)
    pairs = list(_around(gateway, page, min(when.at) - EARLY_S))
    with database.read() as connection:
        sids = [str(raw.get("sid")) for _, raw in pairs]
        claimed = outbox_looking.claimed_sids(connection, sids)
    found = best(pairs, sought(row, *when.at), claimed=claimed, horizon=horizon)
    return Found(found[0] if len(found) == 1 else None, len(found), when.ago)


def unmatched(row: Any, found: Found, now: int, *, horizon: int) -> Move:
    """Where the row goes when the look settled nothing."""
    if found.candidates > 1:
        return Move(
            OutboxState.UNRESOLVED,
            {
                "looks": row.looks + 1,
                "next_look_at": None,
                "reason": f"Twilio shows {found.candidates} texts that could be this one",
            },
        )
    return after_no_match(
        looks=row.looks + 1,
        clean_looks=row.clean_looks,
        posted_at=now - found.ago,
        now=now,
        horizon=horizon,
    )


def unread(row: Any, now: int) -> Move:
    """Where the row goes when Twilio could not be read: it stays where it is."""
    if row.state is OutboxState.UNRESOLVED:
        return Move(OutboxState.UNRESOLVED, {})
    return after_blind_look(posted_at=row.posted_at, now=now)


def _around(
    gateway: TwilioGateway, page: MessagePage, oldest: int
) -> list[tuple[int, dict[str, Any]]]:
    pairs: list[tuple[int, dict[str, Any]]] = []
    for _ in range(MOST_PAGES):
        # What cannot be read is not our text, and must not keep us from seeing the others.
        lines = [(read_line(raw), raw) for raw in page.messages]
        times = [(line.at, raw) for line, raw in lines if line is not None]
        pairs += times
        past = bool(times) and all(at < oldest for at, _raw in times)
        if past or page.next_page_uri is None:
            break
        page = gateway.next_page(page.next_page_uri)
    return pairs
