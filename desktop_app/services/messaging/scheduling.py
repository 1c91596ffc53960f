"""Texts for later: which times can be kept, what takes one back, and what happens when it is late.

From here the computer must be on; the gate is asked when the time comes. From Twilio it may be off;
then a STOP or an answer that comes in meanwhile takes the text back there (reliability.md G3).
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models import message, outbox
from desktop_app.models import scheduled as store
from desktop_app.models.enums import MessageStatus, Origin, OutboxState, Route, TakeBack
from desktop_app.services.consent.facts import clock_time
from desktop_app.services.messaging.outbox import Move
from desktop_app.services.messaging.twilio_fields import Line
from desktop_app.services.records import TextRequest

DAY_S = 86_400
SOONEST_S = 60
"""Sooner is now."""
SOONEST_AT_TWILIO_S = 300
LATEST_AT_TWILIO_S = 35 * DAY_S
"""More than 300 seconds and at most 35 days ahead (codes 35114 to 35117)."""
LATEST_HERE_S = 366 * DAY_S
LATE_S = 15 * 60
"""A text this long after its time does not leave by itself any more (reliability.md A14)."""
_ANSWERED = "Text for later taken back — the client answered first"
_LEFT = "Text for later not taken back — it had left Twilio already"


def time_problem(request: TextRequest, now: int, service_sid: str) -> str:
    """Why a text cannot be kept for this time, in one sentence; empty where it can."""
    if not request.send_at:
        return ""
    ahead = request.send_at - now
    if ahead < SOONEST_S:
        return "That time has passed. Choose a later one, or send the text now."
    if request.route is Route.TWILIO:
        return _problem_at_twilio(ahead, service_sid)
    if ahead > LATEST_HERE_S:
        return "That is more than a year away. Choose a time within a year."
    return ""


def _problem_at_twilio(ahead: int, service_sid: str) -> str:
    if not service_sid:
        return (
            "Your numbers are not in a Messaging Service yet, so Twilio can’t keep texts for "
            "later. Set one up in Settings, Numbers, or send from this computer."
        )
    if ahead <= SOONEST_AT_TWILIO_S:
        return "Twilio keeps texts for later only from 5 minutes on. Choose a later time."
    if ahead > LATEST_AT_TWILIO_S:
        return "Twilio keeps texts for 35 days at most. Choose a sooner time, or send from here."
    return ""


def origin_of(request: TextRequest) -> Origin:
    """A person wrote it, a machine sends it: that needs the consent of a machine send."""
    later = request.send_at and request.origin is Origin.MANUAL
    return Origin.SCHEDULED if later else request.origin


def first_try(request: TextRequest, now: int) -> int:
    """From when on the sender may take it; 0: at once. Twilio gets its own at once."""
    if request.send_at and request.route is Route.HERE:
        return request.send_at
    return now + request.hold_s if request.hold_s else 0


def too_late(row: Any, now: int) -> Move | None:
    """What becomes of a text whose time went by while nothing could be sent, if it did."""
    if row.send_at is None or row.route is not Route.HERE:
        return None
    wanted = max(row.send_at, row.quiet_until)
    if now <= wanted + LATE_S:
        return None
    at = clock_time(wanted)
    reason = f"it was to go at {at}, and this computer was off, offline or paused then"
    return Move(OutboxState.NOT_SENT, {"reason": reason})


def take_back(connection: Connection, row: Any, now: int, *, words: bool) -> bool:
    """Take a text for later back: from here at once, from Twilio with the sender's next pass.

    `words`: nothing stays of it in the conversation, because its words go back to whoever wrote it.
    False where it has left already.
    """
    if row.state is OutboxState.QUEUED:  # one that was tried came back: it certainly did not leave
        if not outbox.move(connection, row.id, OutboxState.QUEUED, OutboxState.CANCELLED):
            return False
        if words:
            message.remove(connection, row.message_id)
        else:
            message.set_status(connection, row.message_id, MessageStatus.CANCELED, now=now)
        return True
    if row.state is OutboxState.ACCEPTED and row.route is Route.TWILIO:
        return store.want_back(connection, row.id)
    return False


def taken_back_by_answers(connection: Connection, lines: Iterable[Line], now: int) -> set[int]:
    """Take back what was to go unless the person answered first; the conversations that changed."""
    changed: set[int] = set()
    waited_for = store.numbers_waited_for(connection)
    for number, at in _newest(line for line in lines if line.client in waited_for).items():
        for row in store.unless_answered(connection, number, before=at):
            if not take_back(connection, row, now, words=False):
                continue
            changed |= _tell(connection, row, now, _ANSWERED)
    return changed


def left_after_all(connection: Connection, row: Any, now: int) -> set[int]:
    """Say that Twilio sent a text before it could be taken back: its words may be typed anew."""
    return _tell(connection, row, now, _LEFT)


def _newest(lines: Iterable[Line]) -> dict[str, int]:
    newest: dict[str, int] = {}
    for line in lines:
        newest[line.client] = max(line.at, newest.get(line.client, 0))
    return newest


def _tell(connection: Connection, row: Any, now: int, body: str) -> set[int]:
    line = message.read(connection, row.message_id)
    if line is None:
        return set()
    place = int(line.conversation_id)
    message.append_event(
        connection, place, at=now, body=body, icon="waiting", ledger_seq=row.consent_seq or 0
    )
    conversations.refresh(connection, place)
    return {place}


def after_take_back(answer: dict[str, Any] | None) -> TakeBack:
    """What Twilio's answer to a take-back says: gone, or too late."""
    if answer is not None and answer.get("status") == str(MessageStatus.CANCELED):
        return TakeBack.DONE
    return TakeBack.LATE
