"""The one sender: takes queued rows one after another and settles what is not known.

Whoever holds the profile's sender lock is the sender. A row is marked `posting`, with an attempt
beside it, in a commit before the socket opens; the gate is asked again in that same transaction
(reliability.md 3.2, 3.6). Nothing between that commit and the POST waits for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.models import outbox, outbox_looking, outbox_pace, scheduled
from desktop_app.models.database import Database
from desktop_app.models.enums import OutboxState, Route, SenderType, TakeBack
from desktop_app.models.values import new_uuid
from desktop_app.services.consent.facts import read_known
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.settling import overdue, something_overdue
from desktop_app.services.errors import GatewayError, Refused
from desktop_app.services.events import ConversationsChanged, EventBus, TextStateChanged
from desktop_app.services.messaging import night, outgoing_sending, reconciling
from desktop_app.services.messaging.adopting import adopt, note_refusal_code, settle
from desktop_app.services.messaging.answers import queue_answers, something_due
from desktop_app.services.messaging.deciding import decided
from desktop_app.services.messaging.editing import overtaken
from desktop_app.services.messaging.elsewhere import sent_elsewhere
from desktop_app.services.messaging.lost_numbers import is_lost, note_lost, without_number
from desktop_app.services.messaging.machine import this_boot, this_process
from desktop_app.services.messaging.outbox import BUBBLE, HORIZON_S, Move, after_refusal, lost
from desktop_app.services.messaging.pacing import (
    MACHINES,
    Leaving,
    Timetable,
    canada,
    is_machine,
)
from desktop_app.services.messaging.pausing import Wish, is_paused, wish
from desktop_app.services.messaging.scheduling import after_take_back, left_after_all, too_late
from desktop_app.services.messaging.storing import PageStore, Stored
from desktop_app.services.messaging.waiting import ASK_AFTER_S, outwaited, validity
from desktop_app.services.ports import Clock, Later, PostedMessage, SenderLock, TwilioGateway
from desktop_app.services.records import SendOutcome
from desktop_app.services.rules.gate import GateFacts

FRESH_S = 30
"""A text leaves only where the client's own texts were read this recently (reliability.md 3.6)."""


@dataclass(slots=True)
class Pass:
    """What one pass of the sender did."""

    outcomes: list[SendOutcome] = field(default_factory=list)
    paused: bool = False
    stopped_by: str = ""
    """Who said that nothing is to be sent for now."""


class Sender:
    """Sends what is due. One object a process; `send_due` is called from one thread at a time."""

    def __init__(
        self,
        database: Database,
        gateway: Callable[[], TwilioGateway],
        clock: Clock,
        lock: SenderLock,
        events: EventBus,
        *,
        practice: bool,
        horizon: int = HORIZON_S,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock
        self._lock = lock
        self._events = events
        self._practice = practice
        self._horizon = horizon
        self._pages = PageStore(database, horizon=horizon)
        self._recovered = False
        self._turns = Timetable()
        self._a_minute = 0
        self._ask_after_s = ASK_AFTER_S

    def send_due(self) -> Pass:
        """Settle and send everything whose time has come. Nothing where another process sends."""
        try:
            return self._pass()
        except BaseException:
            # What broke it, a full disk above all, may have left a row in `posting`: look there.
            self._recovered = False
            raise

    def _pass(self) -> Pass:
        done = Pass()
        if not self._lock.acquire():
            return done
        self._recover()
        self._keep_house()
        self._look(done)
        self._take_back()
        self._give_up_pictures(done)
        passed_over: set[int] = set()
        while (row := self._next(passed_over, done)) is not None:
            passed_over.add(row.id)
            if not self._is_fresh(row):
                done.paused = True
                break
            outcome, pause = self._send(row)
            if outcome is not None:
                done.outcomes.append(outcome)
            if pause:
                done.paused = True
                break
        return done

    def look_at(self, outbox_id: int) -> None:
        """Look once more for one unknown or unresolved text, because a person asked."""
        with self._database.read() as connection:
            row = outbox.read(connection, outbox_id)
        if row is not None and row.state in {OutboxState.UNKNOWN, OutboxState.UNRESOLVED}:
            self._look_for(row)

    def next_moment(self) -> float | None:
        """When there is something to do next, in seconds UTC."""
        with self._database.read() as connection:
            wanted = wish(connection)
            if wanted.paused:
                return outbox_looking.next_look(connection)
            wait = self._turns.opens_in(wanted.a_minute, self._clock.monotonic())
            if not wait:
                return outbox_looking.next_moment(connection)
            now = self._clock.now()
            later = outbox_looking.next_moment(connection, after=now)
            return now + wait if later is None else min(float(later), now + wait)

    def _recover(self) -> None:
        """A row left in `posting` by a process that died may have gone out: look for it."""
        if self._recovered:
            return
        changed: set[int] = set()
        with self._database.write() as connection:
            for row in outbox.in_states(connection, OutboxState.POSTING):
                move = lost(posted_at=row.posted_at)
                changed |= settle(
                    connection, row, move.to, BUBBLE[move.to], self._clock.now(), **move.values
                )
        self._recovered = True
        self._publish(changed)

    def _keep_house(self) -> None:
        """What time decided, and what the program answers by itself."""
        now = self._clock.now()
        with self._database.read() as connection:
            if not (something_overdue(connection, now) or something_due(connection, now)):
                return
        with self._database.write() as connection:
            decided = overdue(connection, now)
            changed = queue_answers(connection, now=now, practice=self._practice)
        for each in decided:
            words = STATE_WORDS[each.after]
            self._events.publish(
                TextStateChanged(each.number, each.conversation_id, by_client=False, words=words)
            )
            if each.conversation_id is not None:
                changed.add(each.conversation_id)
        self._publish(changed)

    def _look(self, done: Pass) -> None:
        with self._database.read() as connection:
            rows = outbox_looking.due_looks(connection, self._clock.now())
        for row in rows:
            if not self._look_for(row):
                done.paused = True
                return

    def _take_back(self) -> None:
        """Ask Twilio to give back what it keeps for later; what it cannot is read as it stands."""
        with self._database.read() as connection:
            rows = scheduled.to_take_back(connection)
        for row in rows:
            try:
                answer = self._gateway().cancel_message(str(row.sid))
            except GatewayError:
                return  # the next pass asks again
            now, result = self._clock.now(), after_take_back(answer)
            changed: set[int] = set()
            with self._database.write() as connection:
                scheduled.note_take_back(connection, row.id, result)
                if result is TakeBack.LATE:
                    changed = overtaken(connection, row.id, now)
                    changed = changed or left_after_all(connection, row, now)
            self._publish(changed)
            if answer is not None:
                self.tell(self._pages.put([answer], now))

    def _give_up_pictures(self, done: Pass) -> None:
        changed, ended = outgoing_sending.give_up(self._database, self._clock.now())
        done.outcomes += ended
        self._publish(changed)

    def _look_for(self, row: Any) -> bool:
        """One full look; False where Twilio could not be read."""
        now = self._clock.now()
        try:
            found = reconciling.look(
                self._gateway(), self._database, row, self._clock, horizon=self._horizon
            )
        except GatewayError:
            move = reconciling.unread(row, now)
            self._apply(row, move)
            return False
        if found.match is not None:
            with self._database.write() as connection:
                changed = adopt(connection, row, found.match, now)
            self._publish(changed)
            return True
        if row.state is OutboxState.UNKNOWN:
            self._apply(row, reconciling.unmatched(row, found, now, horizon=self._horizon))
        return True

    def _next(self, passed_over: set[int], done: Pass) -> Any:
        now = self._clock.now()
        with self._database.read() as connection:
            wanted = wish(connection)
            if wanted.paused:
                done.paused, done.stopped_by = True, wanted.paused_by
                return None
            self._a_minute, self._ask_after_s = wanted.a_minute, wanted.ask_after_s
            closed = self._closed(wanted)
            while True:
                row = outbox_pace.next_open(
                    connection, now, frozenset(passed_over), closed, canada()
                )
                if row is None or not outbox.unsettled_for(connection, row.to_number, row.id):
                    return row
                passed_over.add(row.id)

    def _closed(self, wanted: Wish) -> outbox_pace.Closed:
        """What has to wait for its turn now."""
        lanes = self._turns.closed(wanted.a_minute, self._clock.monotonic())
        return outbox_pace.Closed(
            numbers=frozenset(lane.number for lane in lanes if lane.name == "number"),
            to_canada_from=frozenset(lane.number for lane in lanes if lane.name == "canada"),
            machines=MACHINES in lanes,
        )

    def _takes_its_turn(self, row: Any) -> None:
        """The number is taken for as long as this text keeps its network busy."""
        if _later(row) is not None:
            return
        leaving = Leaving(
            from_number=row.from_number,
            sender_type=row.sender_type or SenderType.LONG_CODE,
            to_number=row.to_number,
            body=row.body,
            machine=is_machine(row.origin, row.kind),
        )
        self._turns.take(leaving, self._a_minute, self._clock.monotonic())

    def _is_fresh(self, row: Any) -> bool:
        """Read the newest texts from and to the client first, unless a sync just did."""
        now = self._clock.now()
        with self._database.read() as connection:
            # A mark in the future was made before the clock was set back: it proves nothing.
            if now - FRESH_S <= outbox_looking.inbound_read_at(connection) <= now:
                return True
        try:
            theirs = self._gateway().list_messages(
                to=row.from_number, from_=row.to_number, page_size=20
            )
            ours = self._gateway().list_messages(to=row.to_number, page_size=20)
        except GatewayError as error:
            move = after_refusal(error, tries=row.tries + 1, now=now, posted_at=now)
            # The text itself was not tried: whatever this error means, it goes back to the queue.
            waiting = move if move.to is OutboxState.QUEUED else _put_back(now, error)
            self._apply(row, Move(waiting.to, waiting.values | {"tries": row.tries + 1}))
            return False
        self.tell(self._pages.put([*theirs.messages, *ours.messages], now))
        return True

    def _send(self, row: Any) -> tuple[SendOutcome | None, bool]:
        gateway = self._gateway()  # may wait for the keychain, so before the row is `posting`
        taken = self._take(row)
        if isinstance(taken, SendOutcome):
            return taken, False
        if taken is None:
            return None, False
        attempt, tries, posted_at, media = taken
        self._takes_its_turn(row)
        try:
            answer = gateway.create_message(
                to=row.to_number,
                from_=row.from_number,
                body=row.body,
                later=_later(row),
                valid_s=self._valid_s(row, posted_at),
                media=media,
            )
        except GatewayError as error:
            now = self._clock.now()
            move = after_refusal(error, tries=tries, now=now, posted_at=posted_at)
            if isinstance(error, Refused) and is_lost(gateway, row.from_number, error.code):
                move = without_number(row.from_number, error.code, now)
            return self._failed(row, attempt, error, move), move.pause
        return self._accepted(row, attempt, answer), False

    def _valid_s(self, row: Any, now: int) -> int:
        usual = validity(row, self._ask_after_s)
        return night.valid_within_hours(self._database, row, now, usual, practice=self._practice)

    def _take(self, row: Any) -> SendOutcome | tuple[int, int, int, list[str]] | None:
        """Ask the gate and mark the row `posting` at once; None: somebody else moved it."""
        now = self._clock.now()
        late = too_late(row, now) or self._asks(row, now)
        if late is not None:
            self._apply(row, late)
            return SendOutcome(row.id, late.to, reason=str(late.values["reason"]))
        with self._database.write() as connection:
            media = outgoing_sending.addresses(connection, row)
            if is_paused(connection) or media is None:
                return None
            outcome = self._keeps_here(connection, row, now)
            if isinstance(outcome, Move):
                changed = night.wait(connection, row, outcome, now)
            elif outcome is not None:
                changed = settle(
                    connection,
                    row,
                    outcome.state,
                    BUBBLE[outcome.state],
                    now,
                    rule=outcome.rule,
                    reason=outcome.reason,
                )
            else:
                tries = row.tries + 1
                changed = settle(
                    connection,
                    row,
                    OutboxState.POSTING,
                    BUBBLE[OutboxState.POSTING],
                    now,
                    tries=tries,
                    posted_at=now,
                    looks=0,
                    clean_looks=0,
                    reason="",
                )
                if not changed:
                    return None
                attempt = outbox.record_attempt(
                    connection,
                    outbox_id=row.id,
                    uuid=new_uuid(),
                    wall_at=now,
                    monotonic_at=self._clock.monotonic(),
                    boot_id=this_boot(),
                    process_id=this_process(),
                )
        self._publish(changed)
        if isinstance(outcome, Move):
            return None
        return outcome if outcome is not None else (attempt, tries, now, media)

    def _asks(self, row: Any, now: int) -> Move | None:
        """The question to a person about a text that waited too long, where it could leave now."""
        asks = outwaited(row, now, self._ask_after_s)
        if asks is None:
            return None
        with self._database.read() as connection:
            return asks if self._keeps_here(connection, row, now) is None else None

    def _keeps_here(self, connection: Any, row: Any, now: int) -> SendOutcome | Move | None:
        """Why a text does not leave: the gate, the hour, or another computer that sent it."""
        facts = self._facts(connection, row, now)
        decision = decided(facts)
        morning = night.until_morning(facts, decision, row, now)
        if morning is not None:
            return morning
        if not decision.lets_through:
            return SendOutcome(
                row.id, OutboxState.BLOCKED, reason=decision.reason, rule=decision.rule
            )
        reason = sent_elsewhere(connection, row, now)
        return SendOutcome(row.id, OutboxState.NOT_SENT, reason=reason) if reason else None

    def _facts(self, connection: Any, row: Any, now: int) -> GateFacts:
        return read_known(
            connection.exec_driver_sql,
            row.to_number,
            now=now,
            practice=self._practice,
            from_number=row.from_number,
            kind=row.kind,
            origin=row.origin,
            content=row.body,
            program_id=row.campaign_id,
            override_id=row.override_id,
            outbox_id=row.id,
            leaves_at=night.leaves_at(row, now),
            test_of=row.test_of,
            pictures=row.num_media,
        ).gate

    def _accepted(self, row: Any, attempt: int, answer: PostedMessage) -> SendOutcome:
        now = self._clock.now()
        with self._database.write() as connection:
            fresh = outbox.read(connection, row.id)
            changed = adopt(connection, fresh, answer.raw, now) if fresh is not None else set()
            outbox.finish_attempt(connection, attempt, "accepted")
        self._publish(changed)
        return SendOutcome(row.id, OutboxState.ACCEPTED, sid=str(answer.raw["sid"]))

    def _failed(self, row: Any, attempt: int, error: GatewayError, move: Move) -> SendOutcome:
        now = self._clock.now()
        code = error.code if isinstance(error, Refused) else 0
        with self._database.write() as connection:
            fresh = outbox.read(connection, row.id)
            changed = settle(connection, fresh, move.to, BUBBLE[move.to], now, **move.values)
            note_lost(connection, row.from_number, move)
            outbox.finish_attempt(connection, attempt, str(move.to))
            done = note_refusal_code(
                connection,
                code=code,
                to=row.to_number,
                from_number=row.from_number,
                now=now,
                at=now,
            )
        self._publish(changed)
        if done is not None:
            self._events.publish(
                TextStateChanged(
                    row.to_number,
                    done.conversation_id,
                    by_client=True,
                    words=STATE_WORDS[done.after],
                )
            )
        reason = str(move.values.get("reason", "")) or error.problem.sentence()
        return SendOutcome(row.id, move.to, reason=reason, error_code=code or None)

    def _apply(self, row: Any, move: Move) -> None:
        with self._database.write() as connection:
            bubble = move.bubble or BUBBLE[move.to]
            changed = settle(connection, row, move.to, bubble, self._clock.now(), **move.values)
        self._publish(changed)

    def tell(self, stored: Stored) -> None:
        """Publish what storing a page changed: opt-outs first."""
        for number, conversation, state in stored.states:
            words = STATE_WORDS[state]
            self._events.publish(
                TextStateChanged(number, conversation, by_client=True, words=words)
            )
        self._publish(stored.conversations)

    def _publish(self, changed: set[int]) -> None:
        if changed:
            self._events.publish(ConversationsChanged(frozenset(changed)))


def _later(row: Any) -> Later | None:
    """The time at which Twilio sends this one by itself, where it does."""
    if row.send_at is None or row.route is not Route.TWILIO:
        return None
    return Later(max(row.send_at, row.quiet_until), row.service_sid)


def _put_back(now: int, error: GatewayError) -> Move:
    return Move(
        OutboxState.QUEUED, {"next_try_at": now + 5, "reason": error.problem.what}, pause=True
    )
