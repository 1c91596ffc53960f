"""What the sender asks about the pictures of a text: where they are, and whether they ever will be.

A text whose pictures are not up yet is passed over; texts to other people do not wait for it.
"""

from typing import Any

from sqlalchemy import Connection

from desktop_app.models import outbox
from desktop_app.models import outgoing_hosting as hosting
from desktop_app.models.database import Database
from desktop_app.models.enums import OutboxState
from desktop_app.services.messaging.adopting import settle
from desktop_app.services.messaging.outbox import BUBBLE
from desktop_app.services.records import SendOutcome


def addresses(connection: Connection, row: Any) -> list[str] | None:
    """Where the pictures of a row are, in their order; None where Twilio could not fetch them all.

    Asked in the transaction that lets the row go: what is taken down after that leaves no text
    without its pictures.
    """
    return hosting.addresses(connection, row.id) if row.num_media else []


def give_up(database: Database, now: int) -> tuple[set[int], list[SendOutcome]]:
    """Settle what waits for pictures that cannot be put up: not sent, and nothing of it lost."""
    with database.read() as connection:
        hopeless = hosting.hopeless(connection)
    changed: set[int] = set()
    ended: list[SendOutcome] = []
    for outbox_id, why in hopeless.items():
        state = OutboxState.NOT_SENT
        reason = f"its pictures could not be put up for Twilio: {why}"
        with database.write() as connection:
            row = outbox.read(connection, outbox_id)
            if row is None or row.state is not OutboxState.QUEUED:
                continue
            changed |= settle(connection, row, state, BUBBLE[state], now, reason=reason)
        ended.append(SendOutcome(outbox_id, state, reason=reason))
    return changed, ended
