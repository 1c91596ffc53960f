"""A text for later written anew: a new row takes the place of the old one, in one commit.

A queued text is never changed. Where the old one lies at Twilio, the new one waits until Twilio has
given it back; where that comes too late, the old one goes and the new one is kept as not sent.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models import outbox, queueing, scheduled
from desktop_app.models.enums import OutboxState, Route, TakeBack
from desktop_app.services.messaging import scheduling
from desktop_app.services.messaging.adopting import settle
from desktop_app.services.messaging.outbox import BUBBLE
from desktop_app.services.messaging.queueing import queue
from desktop_app.services.records import QueueOutcome, TextRequest

TOO_LATE = "This text has left already, or is leaving now. Nothing was changed."
OVERTAKEN = "the text it was to replace had left Twilio already"


def edit(
    connection: Connection,
    outbox_id: int,
    request: TextRequest,
    *,
    now: int,
    practice: bool,
    account_sid: str,
) -> QueueOutcome:
    """Put a new text in the place of one for later, or say why not; then the old one stands.

    To whom, from which number and for what stays as it was; the gate is asked about the new words.
    """
    row = outbox.read(connection, outbox_id)
    again = queueing.by_client_key(connection, request.client_key) is not None
    if row is None or not (again or may_be_edited(row, now)):
        return QueueOutcome(None, None, None, OutboxState.BLOCKED, TOO_LATE)
    outcome = queue(
        connection,
        _instead_of(row, request),
        now=now,
        practice=practice,
        account_sid=account_sid,
        older=row.id if row.num_media else None,
    )
    if again or outcome.outbox_id is None:
        return outcome
    scheduling.take_back(connection, row, now, words=True)
    assert outcome.conversation_id is not None
    conversations.refresh(connection, outcome.conversation_id)
    return outcome


def may_be_edited(row: Any, now: int) -> bool:
    """Whether a text for later is still here, or still lies at Twilio."""
    if row.send_at is None:
        return False
    if row.state is OutboxState.QUEUED:
        return True
    lies_there = row.state is OutboxState.ACCEPTED and row.route is Route.TWILIO
    return lies_there and row.take_back is TakeBack.NO and row.send_at > now


def _instead_of(row: Any, request: TextRequest) -> TextRequest:
    return replace(
        request,
        to=row.to_number,
        recipient_name=row.recipient_name,
        from_number=row.from_number,
        kind=row.kind,
        program_id=row.campaign_id,
        keeps_draft=True,
        replaces=row.id if row.state is OutboxState.ACCEPTED else row.replaces,
    )


def overtaken(connection: Connection, outbox_id: int, now: int) -> set[int]:
    """Twilio sent the old text after all: what was to replace it must not go as a second one."""
    changed: set[int] = set()
    for row in scheduled.waiting_for(connection, outbox_id):
        to = OutboxState.NOT_SENT
        changed |= settle(connection, row, to, BUBBLE[to], now, reason=OVERTAKEN)
    return changed
