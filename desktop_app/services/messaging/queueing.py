"""From "Send" to a committed outbox row: the only door into the queue.

Button, command line and everything later comes through `queue`. The row freezes recipient, words
and the consent it rests on; the bubble and the row are one commit, and the draft goes with it.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models import message, outbox, queueing
from desktop_app.models.enums import Direction, MessageStatus, Origin, OutboxState, Route
from desktop_app.models.setting import get, settings
from desktop_app.services import acceptance
from desktop_app.services.consent.facts import Known, read_known
from desktop_app.services.messaging import scheduling
from desktop_app.services.messaging.night import apart_from_hours
from desktop_app.services.messaging.outgoing_queueing import RULE as PICTURE_RULE
from desktop_app.services.messaging.outgoing_queueing import Carried, carried, freeze
from desktop_app.services.messaging.outgoing_queueing import problem as picture_problem
from desktop_app.services.messaging.segments import MAX_CHARACTERS
from desktop_app.services.records import QueueOutcome, TextRequest
from desktop_app.services.rules.gate import may_be_overridden


def queue(
    connection: Connection,
    request: TextRequest,
    *,
    now: int,
    practice: bool,
    account_sid: str,
    override_id: int | None = None,
    older: int | None = None,
    test_of: str = "",
) -> QueueOutcome:
    """Commit one text, or say why not. The same client_key twice gives the same row.

    `override_id` is the reason that was just recorded for these words, `older` the row whose
    pictures go with it too, `test_of` the number whose unsent text is only tried out.
    """
    again = queueing.by_client_key(connection, request.client_key)
    if again is not None:
        return _outcome(connection, again)
    service_sid = get(connection, settings, "messaging_service_sid")
    later = scheduling.time_problem(request, now, service_sid)
    going = carried(connection, request, older=older, test_of=test_of)
    problem = None if practice else _unaccepted(connection, request)
    problem = problem or _unusable(request, going) or ((later, "") if later else None)
    if problem:
        return QueueOutcome(None, None, None, OutboxState.BLOCKED, *problem)
    known = read_known(
        connection.exec_driver_sql,
        request.to,
        now=now,
        practice=practice,
        from_number=request.from_number,
        kind=request.kind,
        origin=scheduling.origin_of(request),
        content=request.body,
        program_id=request.program_id,
        override_id=override_id,
        leaves_at=request.send_at,
        test_of=test_of,
        pictures=len(going.pictures),
    )
    decision = apart_from_hours(known.gate)
    if not known.gate.from_number:
        return _refusal(known, "None of your numbers can send texts. Check them in Settings.", "")
    if not decision.lets_through:
        refused = _refusal(known, decision.reason, decision.rule)
        return replace(refused, overridable=may_be_overridden(known.gate))
    pictures = picture_problem(connection, request, going, known.gate.from_number)
    if pictures:
        return _refusal(known, pictures, PICTURE_RULE)
    sid = service_sid if request.send_at and request.route is Route.TWILIO else ""
    return _commit(connection, request, known, now, account_sid, override_id, sid, going)


def _unaccepted(connection: Connection, request: TextRequest) -> tuple[str, str] | None:
    """Whoever writes has accepted the rules of use; what nobody writes needs nobody's word."""
    if request.origin is Origin.AUTOMATED:
        return None
    stored = get(connection, settings, acceptance.SETTING)
    words = acceptance.refusal(stored, request.actor)
    return (words, acceptance.RULE) if words else None


def _unusable(request: TextRequest, going: Carried) -> tuple[str, str] | None:
    if not request.body.strip() and not going.pictures:
        return "There is nothing to send yet. Write the text first.", ""
    if len(request.body) > MAX_CHARACTERS:
        over = len(request.body) - MAX_CHARACTERS
        return (
            f"The text is {over:,} characters too long for one message. Shorten it or split it.",
            "",
        )
    return None


def _refusal(known: Known, reason: str, rule: str) -> QueueOutcome:
    return QueueOutcome(None, None, known.conversation_id, OutboxState.BLOCKED, reason, rule)


def _commit(
    connection: Connection,
    request: TextRequest,
    known: Known,
    now: int,
    account_sid: str,
    override_id: int | None,
    service_sid: str,
    going: Carried,
) -> QueueOutcome:
    sender = known.gate.from_number
    conversation = conversations.ensure_conversation(
        connection, request.to, now, firm_number=sender
    )
    message_id = _bubble(connection, request, conversation, sender, now, len(going.pictures))
    outbox_id = queueing.insert(
        connection,
        not_before=scheduling.first_try(request, now),
        client_key=request.client_key,
        message_id=message_id,
        account_sid=account_sid,
        from_number=sender,
        to_number=request.to,
        recipient_name=request.recipient_name or known.gate.person.name,
        body=request.body,
        kind=request.kind,
        origin=scheduling.origin_of(request),
        consent_seq=known.ledger_seq or None,
        actor=request.actor,
        created_at=now,
        resend_of=request.resend_of,
        override_id=override_id,
        campaign_id=request.program_id,
        send_at=request.send_at or None,
        route=request.route,
        service_sid=service_sid,
        cancel_on_reply=request.cancel_on_reply,
        replaces=request.replaces,
        num_media=len(going.pictures),
        test_of=going.test_of,
    )
    freeze(connection, going, outbox_id, message_id, now)
    elsewhere = request.keeps_draft or request.origin is Origin.AUTOMATED or going.test_of
    if not elsewhere:
        conversations.save_draft(connection, request.to, "", now)
    conversations.mark_read(connection, conversation, now)
    conversations.refresh(connection, conversation)
    return QueueOutcome(outbox_id, message_id, conversation, OutboxState.QUEUED)


def _bubble(
    connection: Connection,
    request: TextRequest,
    conversation: int,
    sender: str,
    now: int,
    num_media: int,
) -> int:
    at = request.send_at or now
    message_id = message.allot_ids(connection, [at])[0]
    connection.execute(
        message.messages.insert().values(
            id=message_id,
            conversation_id=conversation,
            direction=Direction.OUTBOUND,
            body=request.body,
            at=at,
            status=MessageStatus.SCHEDULED if request.send_at else MessageStatus.WAITING,
            author=request.actor,
            num_media=num_media,
            firm_number=sender,
            reason="",
        )
    )
    return message_id


def _outcome(connection: Connection, row: Any) -> QueueOutcome:
    line = message.read(connection, row.message_id)
    place = int(line.conversation_id) if line else None
    state = OutboxState(outbox.read(connection, row.id).state)  # type: ignore[union-attr]
    return QueueOutcome(int(row.id), int(row.message_id), place, state, row.reason, row.rule)
