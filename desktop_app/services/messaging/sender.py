"""The one sender: takes queued rows one after another and settles what is not known.

Whoever holds the profile's sender lock is the sender. A row is marked `posting`, with an attempt
beside it, in a commit before the socket opens; the gate is asked again in that same transaction
(reliability.md 3.2, 3.6). Nothing between that commit and the POST waits for a person.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.models import outbox, outbox_looking
from desktop_app.models.database import Database
from desktop_app.models.enums import OutboxState
from desktop_app.models.values import new_uuid
from desktop_app.services.consent.facts import read_known
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.settling import overdue, something_overdue
from desktop_app.services.errors import GatewayError, Refused
from desktop_app.services.events import ConversationsChanged, EventBus, TextStateChanged
from desktop_app.services.messaging import reconciling
from desktop_app.services.messaging.adopting import adopt, note_refusal_code, settle
from desktop_app.services.messaging.answers import queue_answers, something_due
from desktop_app.services.messaging.machine import this_boot, this_process
from desktop_app.services.messaging.outbox import BUBBLE, HORIZON_S, Move, after_refusal, lost
from desktop_app.services.messaging.storing import PageStore, Stored
from desktop_app.services.ports import Clock, PostedMessage, SenderLock, TwilioGateway
from desktop_app.services.records import SendOutcome
from desktop_app.services.rules.gate import Decision, decide

FRESH_S = 30
"""A text leaves only where the client's own texts were read this recently (reliability.md 3.6)."""

_ORDER = "Waiting until we know whether the text before it went out"


@dataclass(slots=True)
class Pass:
    """What one pass of the sender did."""

    outcomes: list[SendOutcome] = field(default_factory=list)
    paused: bool = False


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

    def send_due(self) -> Pass:
        """Settle and send everything whose time has come. Nothing where another process sends."""
        done = Pass()
        if not self._lock.acquire():
            return done
        self._recover()
        self._keep_house()
        self._look(done)
        passed_over: set[int] = set()
        while (row := self._next(passed_over)) is not None:
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

    def next_moment(self) -> int | None:
        """When there is something to do next, in seconds UTC."""
        with self._database.read() as connection:
            return outbox_looking.next_moment(connection)

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

    def _look_for(self, row: Any) -> bool:
        """One full look; False where Twilio could not be read."""
        now = self._clock.now()
        try:
            found = reconciling.look(self._gateway(), self._database, row, horizon=self._horizon)
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

    def _next(self, passed_over: set[int]) -> Any:
        with self._database.read() as connection:
            while True:
                row = outbox.next_due(connection, self._clock.now(), frozenset(passed_over))
                if row is None or not outbox.unsettled_for(connection, row.to_number, row.id):
                    return row
                passed_over.add(row.id)

    def _is_fresh(self, row: Any) -> bool:
        """Read the client's newest texts first, unless a sync just did."""
        now = self._clock.now()
        with self._database.read() as connection:
            if outbox_looking.inbound_read_at(connection) >= now - FRESH_S:
                return True
        try:
            page = self._gateway().list_messages(
                to=row.from_number, from_=row.to_number, page_size=20
            )
        except GatewayError as error:
            move = after_refusal(error, tries=row.tries + 1, now=now, posted_at=now)
            # The text itself was not tried: whatever this error means, it goes back to the queue.
            waiting = move if move.to is OutboxState.QUEUED else _put_back(now, error)
            self._apply(row, Move(waiting.to, waiting.values | {"tries": row.tries + 1}))
            return False
        self.tell(self._pages.put(page.messages, now))
        return True

    def _send(self, row: Any) -> tuple[SendOutcome | None, bool]:
        taken = self._take(row)
        if isinstance(taken, SendOutcome):
            return taken, False
        if taken is None:
            return None, False
        attempt, tries, posted_at = taken
        try:
            answer = self._gateway().create_message(
                to=row.to_number, from_=row.from_number, body=row.body
            )
        except GatewayError as error:
            now = self._clock.now()
            move = after_refusal(error, tries=tries, now=now, posted_at=posted_at)
            return self._failed(row, attempt, error, move), move.pause
        return self._accepted(row, attempt, answer), False

    def _take(self, row: Any) -> SendOutcome | tuple[int, int, int] | None:
        """Ask the gate and mark the row `posting` at once; None: somebody else moved it."""
        now = self._clock.now()
        with self._database.write() as connection:
            decision = self._decide(connection, row, now)
            if not decision.lets_through:
                changed = settle(
                    connection,
                    row,
                    OutboxState.BLOCKED,
                    BUBBLE[OutboxState.BLOCKED],
                    now,
                    rule=decision.rule,
                    reason=decision.reason,
                )
                outcome = SendOutcome(
                    row.id, OutboxState.BLOCKED, reason=decision.reason, rule=decision.rule
                )
            else:
                outcome = None
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
        return outcome if outcome is not None else (attempt, tries, now)

    def _decide(self, connection: Any, row: Any, now: int) -> Decision:
        known = read_known(
            connection.exec_driver_sql,
            row.to_number,
            now=now,
            practice=self._practice,
            from_number=row.from_number,
            kind=row.kind,
            origin=row.origin,
            content=row.body,
            override_id=row.override_id,
            outbox_id=row.id,
        )
        return decide(known.gate)

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
            changed = settle(
                connection, row, move.to, BUBBLE[move.to], self._clock.now(), **move.values
            )
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


def _put_back(now: int, error: GatewayError) -> Move:
    return Move(
        OutboxState.QUEUED, {"next_try_at": now + 5, "reason": error.problem.what}, pause=True
    )
