"""Texts out, drafts and read marks: what a window or a script may ask of messaging."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models import message, outbox, outgoing
from desktop_app.models import queueing as queueing_rows
from desktop_app.models.database import Database
from desktop_app.models.enums import OutboxState
from desktop_app.models.message import first_id
from desktop_app.models.setting import get, settings
from desktop_app.services.consent.facts import read_known
from desktop_app.services.consent.overriding import give
from desktop_app.services.consent.records import OverrideRequest
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import ConversationsChanged, EventBus, SettingChanged
from desktop_app.services.messaging import (
    editing,
    outbox_acts,
    outgoing_test,
    pausing,
    scheduling,
)
from desktop_app.services.messaging.adopting import settle
from desktop_app.services.messaging.outbox import BUBBLE
from desktop_app.services.messaging.queueing import queue
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.ports import Clock
from desktop_app.services.records import FieldProblem, Problem, QueueOutcome, TextRequest
from desktop_app.services.rules.recipients import parse_recipient

_RESENDABLE = frozenset(
    {
        OutboxState.UNRESOLVED,
        OutboxState.REFUSED,
        OutboxState.BLOCKED,
        OutboxState.NOT_SENT,
        OutboxState.ACCEPTED,
    }
)
SAME_CLICK_S = 10
"""So soon after a text was sent again, another click on it means the same."""


class MessagingService:
    """Implements workspace.Messaging. `wake` tells the sender’s thread that there is work."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        events: EventBus,
        *,
        practice: bool,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._events = events
        self._practice = practice
        self._wake = wake

    def queue_text(self, request: TextRequest) -> QueueOutcome:
        """Commit one outbox row, or say why not."""
        with self._database.write() as connection:
            account = get(connection, settings, "account_sid")
            outcome = queue(
                connection,
                request,
                now=self._clock.now(),
                practice=self._practice,
                account_sid=account,
            )
        if outcome.conversation_id is not None and outcome.outbox_id is not None:
            self._events.publish(ConversationsChanged(frozenset({outcome.conversation_id})))
            self._wake()
        return outcome

    def queue_overriding(self, request: TextRequest, override: OverrideRequest) -> QueueOutcome:
        """Record the reason and queue this one text, in one commit."""
        now = self._clock.now()
        if (override.address, override.content) != (request.to, request.body):
            raise BrieftextError(Problem("The reason belongs to another text."))
        with self._database.write() as connection:
            known = read_known(
                connection.exec_driver_sql,
                request.to,
                now=now,
                practice=self._practice,
                from_number=request.from_number,
                kind=request.kind,
                origin=request.origin,
                content=request.body,
                program_id=request.program_id,
                pictures=len(request.pictures),
            )
            answer = give(connection, override, known.gate, request.actor, now)
            outcome = QueueOutcome(None, None, None, OutboxState.BLOCKED)
            if answer.grant is not None:
                outcome = queue(
                    connection,
                    request,
                    now=now,
                    practice=self._practice,
                    account_sid=get(connection, settings, "account_sid"),
                    override_id=answer.grant.override_id,
                )
                if outcome.outbox_id is None:  # the reason goes with the text, or not at all
                    raise BrieftextError(Problem("Not sent.", outcome.reason))
        if answer.refusal is not None:
            raise answer.refusal
        self._tell_queued(outcome)
        return outcome

    def _tell_queued(self, outcome: QueueOutcome) -> None:
        if outcome.conversation_id is not None:
            self._events.publish(ConversationsChanged(frozenset({outcome.conversation_id})))
        if outcome.outbox_id is not None:
            self._wake()

    def send_due(self) -> None:
        """Settle and send what is due."""
        self._sender.send_due()

    def resend(self, outbox_id: int, actor: str) -> QueueOutcome:
        """Queue the same words again as a new row that names the old one.

        A second click finds the row of the first.
        """
        with self._database.read() as connection:
            row = outbox.read(connection, outbox_id)
            before = queueing_rows.sent_again(connection, outbox_id)
        last = before[-1] if before else None
        looked_for = last is not None and last.state is OutboxState.UNKNOWN
        if row is None or row.state not in _RESENDABLE or looked_for:
            raise BrieftextError(
                Problem(
                    "This text can’t be sent again yet.",
                    "We are still finding out whether it went out.",
                    "Wait for the answer, then decide.",
                )
            )
        return self.queue_text(
            TextRequest(
                to=row.to_number,
                body=row.body,
                client_key=(
                    last.client_key
                    if last is not None and _same_click(last, self._clock.now())
                    else f"again-{outbox_id}-{len(before)}"
                ),
                actor=actor,
                recipient_name=row.recipient_name,
                from_number=row.from_number,
                kind=row.kind,
                origin=row.origin,
                program_id=row.campaign_id,
                resend_of=outbox_id,
                keeps_draft=True,
            )
        )

    def mark_not_sent(self, outbox_id: int, actor: str) -> None:
        """A person decided that an unresolved text did not go out."""
        now = self._clock.now()
        with self._database.write() as connection:
            row = outbox.read(connection, outbox_id)
            if row is None or row.state is not OutboxState.UNRESOLVED:
                return
            changed = settle(
                connection,
                row,
                OutboxState.NOT_SENT,
                BUBBLE[OutboxState.NOT_SENT],
                now,
                reason=f"marked as not sent by {actor}",
            )
        self._events.publish(ConversationsChanged(frozenset(changed)))

    def check_again(self, outbox_id: int) -> None:
        """Look at Twilio once more for an unknown or unresolved text."""
        self._sender.look_at(outbox_id)

    def save_draft(self, number: str, body: str) -> None:
        """Keep what is typed to this number; empty forgets it."""
        with self._database.write() as connection:
            conversations.save_draft(connection, number, body, self._clock.now())
            place = conversations.conversation_id(connection, number)
        if place is not None:
            self._events.publish(ConversationsChanged(frozenset({place})))

    def mark_read(self, conversation_id: int) -> None:
        """The conversation was opened."""
        with self._database.write() as connection:
            conversations.mark_read(connection, conversation_id, self._clock.now())
        self._events.publish(ConversationsChanged(frozenset({conversation_id})))

    def pin(self, conversation_id: int, *, on: bool) -> None:
        """Keep a conversation at the top of the list."""
        self._change(conversation_id, lambda it: conversations.pin(it, conversation_id, on=on))

    def archive(self, conversation_id: int, *, on: bool) -> None:
        """Put it away until its client writes again, or bring it back."""
        self._change(conversation_id, lambda it: conversations.archive(it, conversation_id, on=on))

    def mute(self, conversation_id: int, *, on: bool) -> None:
        """Say nothing aloud about new texts in it."""
        self._change(conversation_id, lambda it: conversations.mute(it, conversation_id, on=on))

    def mark_unread(self, conversation_id: int) -> None:
        """Make the client's newest text new again."""
        self._change(conversation_id, lambda it: conversations.mark_unread(it, conversation_id))

    def undo_send(self, outbox_id: int) -> str | None:
        """Take back a text within its undo seconds."""
        with self._database.write() as connection:
            row = outbox.read(connection, outbox_id)
            if row is None or row.state is not OutboxState.QUEUED or row.tries:
                return None
            place = message.read(connection, row.message_id)
            outgoing.lend(connection, outbox_id)
            outbox.move(connection, outbox_id, OutboxState.QUEUED, OutboxState.CANCELLED)
            message.remove(connection, row.message_id)
            outgoing.give_back(connection, row, self._clock.now())
            changed = {int(place.conversation_id)} if place is not None else set()
            for conversation in changed:
                conversations.refresh(connection, conversation)
        self._events.publish(ConversationsChanged(frozenset(changed)))
        return str(row.body)

    def take_back(self, outbox_id: int) -> str | None:
        """Take a text for later back: its words, or None where it has left."""
        now = self._clock.now()
        with self._database.write() as connection:
            row = outbox.read(connection, outbox_id)
            place = message.read(connection, row.message_id) if row is not None else None
            outgoing.lend(connection, outbox_id)
            if row is None or not scheduling.take_back(connection, row, now, words=True):
                return None
            outgoing.give_back(connection, row, now)
            changed = {int(place.conversation_id)} if place is not None else set()
            for conversation in changed:
                conversations.refresh(connection, conversation)
        self._events.publish(ConversationsChanged(frozenset(changed)))
        self._wake()
        return str(row.body)

    def cancel_send(self, outbox_id: int) -> str | None:
        """Take a waiting text back: its words, or None where it has left."""
        with self._database.write() as connection:
            done = outbox_acts.cancel(connection, outbox_id, self._clock.now())
        if done is None:
            return None
        words, changed = done
        self._events.publish(ConversationsChanged(frozenset(changed)))
        self._wake()
        return words

    def edit_later(self, outbox_id: int, request: TextRequest) -> QueueOutcome:
        """Put a new text for later in the place of one that has not left, in one commit."""
        with self._database.write() as connection:
            outcome = editing.edit(
                connection,
                outbox_id,
                request,
                now=self._clock.now(),
                practice=self._practice,
                account_sid=get(connection, settings, "account_sid"),
            )
        if outcome.outbox_id is not None:
            self._tell_queued(outcome)
        return outcome

    def still_send(self, outbox_id: int) -> bool:
        """A person wants a text sent that waited too long."""
        now = self._clock.now()
        with self._database.write() as connection:
            changed = outbox_acts.still_send(connection, outbox_id, now)
        self._events.publish(ConversationsChanged(frozenset(changed)))
        self._wake()
        return bool(changed)

    def dismiss(self, outbox_id: int) -> None:
        """Take a text that did not go out off the Outbox page."""
        with self._database.write() as connection:
            changed = outbox_acts.dismiss(connection, outbox_id, self._clock.now())
        if changed:
            self._events.publish(ConversationsChanged(frozenset(changed)))

    def pause_sending(self, *, on: bool, actor: str) -> None:
        """Let every text wait, or let them go on."""
        with self._database.write() as connection:
            pausing.pause(connection, on=on, actor=actor)
        self._events.publish(SettingChanged(pausing.PAUSED))
        self._wake()

    def send_now(self, outbox_id: int) -> None:
        """End the undo seconds of a text."""
        self._hold(outbox_id, 0)
        self._wake()

    def hold_send(self, outbox_id: int, seconds: int) -> bool:
        """Start the undo seconds anew."""
        return self._hold(outbox_id, self._clock.now() + seconds)

    def _hold(self, outbox_id: int, until: int) -> bool:
        with self._database.write() as connection:
            row = outbox.read(connection, outbox_id)
            if row is None or row.tries:
                return False
            wait = max(until - self._clock.now(), 0)
            queued = OutboxState.QUEUED
            return outbox.move(
                connection, outbox_id, queued, queued, next_try_at=until, wait_s=wait
            )

    def _change(self, conversation_id: int, change: Callable[[Connection], None]) -> None:
        with self._database.write() as connection:
            change(connection)
        self._events.publish(ConversationsChanged(frozenset({conversation_id})))

    def send_test(self, number: str, body: str, actor: str) -> QueueOutcome:
        """Send what is written to a number, pictures too, to one's own phone."""
        now = self._clock.now()
        with self._database.write() as connection:
            outcome = outgoing_test.send(
                connection, number, body, actor, now=now, practice=self._practice
            )
        self._tell_queued(outcome)
        return outcome

    def start_conversation(self, number: str, name: str = "") -> int:
        """The conversation with this number, made if there is none."""
        with self._database.write() as connection:
            own = frozenset(str(row.number) for row in connection.exec_driver_sql(_OWN_NUMBERS))
            found = parse_recipient(number, own_numbers=own, fictional_allowed=self._practice)
            if found.problem:
                raise InvalidInput((FieldProblem("number", found.problem),))
            now = self._clock.now()
            place = conversations.ensure_conversation(
                connection, found.number, now, read_up_to=first_id(now)
            )
            if name:
                conversations.put_name(connection, place, name)
        self._events.publish(ConversationsChanged(frozenset({place})))
        return place


def _same_click(again: Any, now: int) -> bool:
    """Whether a text sent again is still under way, or left only now."""
    if again.state in {OutboxState.QUEUED, OutboxState.POSTING}:
        return True
    return again.state is OutboxState.ACCEPTED and 0 <= now - again.created_at < SAME_CLICK_S


_OWN_NUMBERS = "SELECT number FROM firm_numbers WHERE gone = 0"
