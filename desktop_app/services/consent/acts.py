"""One thing that happened to a person's consent, carried out whole inside the caller's transaction.

Ledger entry, state, waiting texts and the line in the conversation change together or not at all
(reliability.md 3.6). Whoever calls this publishes nothing before the commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import conversation as conversations
from desktop_app.models import ledger, message, outbox, scheduled, sign_up
from desktop_app.models.consent import ChannelConsent
from desktop_app.models.enums import (
    ConsentLevel,
    LedgerKind,
    MessageStatus,
    OutboxState,
    TextState,
)
from desktop_app.services.rules.consent import CLIENT_OUT, ConsentEvent, Standing, after


@dataclass(frozen=True, slots=True)
class Act:
    """What happened. `line` is what the conversation says of it, "act — meaning"; empty: nothing.

    `by` is who is on record for it: the client, a person at the firm, or Twilio. Times are seconds;
    `line_at` is when the line stands in the conversation, if not when it happened.
    """

    number: str
    event: ConsentEvent
    happened_at: int
    by: str
    how: str
    line: str = ""
    line_at: int | None = None
    level: ConsentLevel = ConsentLevel.NONE
    evidence: Mapping[str, str | int | None] = field(default_factory=dict)
    kind: LedgerKind | None = None
    """What the ledger calls it, where that is more exact than the event."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act changed. `withdrawn` are outbox rows it stopped before they left."""

    before: TextState
    after: TextState
    ledger_seq: int
    conversation_id: int | None
    withdrawn: tuple[int, ...] = ()
    number: str = ""

    @property
    def changed(self) -> bool:
        """Whether the person may be texted differently now."""
        return self.before is not self.after


KINDS = {
    ConsentEvent.WROTE: LedgerKind.CONSENT_IMPLIED,
    ConsentEvent.CLIENT_STOP: LedgerKind.OPT_OUT_KEYWORD,
    ConsentEvent.CLIENT_STOP_APP: LedgerKind.OPT_OUT_KEYWORD,
    ConsentEvent.CLIENT_START: LedgerKind.OPT_IN_KEYWORD,
    ConsentEvent.CLIENT_YES: LedgerKind.OPT_IN_KEYWORD,
    ConsentEvent.CARRIER_REFUSED: LedgerKind.CARRIER_BLOCK,
    ConsentEvent.TOLD_FIRM: LedgerKind.OPT_OUT_TOLD_FIRM,
    ConsentEvent.FIRM_OUT: LedgerKind.OPT_OUT_FIRM,
    ConsentEvent.FIRM_IN: LedgerKind.OPT_IN_FIRM,
    ConsentEvent.RECORDED: LedgerKind.CONSENT_RECORDED,
    ConsentEvent.MAYBE_STOP: LedgerKind.OPT_OUT_REVIEW,
    ConsentEvent.STOP_DECIDED: LedgerKind.OPT_OUT_DECIDED,
    ConsentEvent.NO_STOP: LedgerKind.NO_OPT_OUT,
    ConsentEvent.WRONG_NUMBER: LedgerKind.WRONG_NUMBER,
    ConsentEvent.SIGNED_UP: LedgerKind.SIGN_UP,
    ConsentEvent.SIGN_UP_REFUSED: LedgerKind.SIGN_UP_REFUSED,
    ConsentEvent.SIGN_UP_EXPIRED: LedgerKind.SIGN_UP_EXPIRED,
    ConsentEvent.JOINED: LedgerKind.SIGN_UP,
    ConsentEvent.KEPT: LedgerKind.OPT_OUT_KEPT,
}

_ICONS = {
    ConsentEvent.CLIENT_STOP: "opt_out_client",
    ConsentEvent.CLIENT_STOP_APP: "opt_out_client",
    ConsentEvent.CARRIER_REFUSED: "opt_out_client",
    ConsentEvent.TOLD_FIRM: "opt_out_client",
    ConsentEvent.FIRM_OUT: "opt_out_firm",
    ConsentEvent.CLIENT_START: "opt_in",
    ConsentEvent.CLIENT_YES: "opt_in",
    ConsentEvent.FIRM_IN: "opt_in",
    ConsentEvent.RECORDED: "consent",
    ConsentEvent.MAYBE_STOP: "review",
    ConsentEvent.STOP_DECIDED: "opt_out_client",
    ConsentEvent.NO_STOP: "opt_in",
    ConsentEvent.WRONG_NUMBER: "wrong_number",
    ConsentEvent.SIGNED_UP: "waiting",
    ConsentEvent.SIGN_UP_REFUSED: "opt_out_client",
    ConsentEvent.SIGN_UP_EXPIRED: "waiting",
    ConsentEvent.JOINED: "waiting",
    ConsentEvent.KEPT: "opt_out_client",
}

_BACK = frozenset({ConsentEvent.CLIENT_START, ConsentEvent.CLIENT_YES, ConsentEvent.FIRM_IN})
_OUT = frozenset(
    {
        TextState.OUT_CONTACT,
        TextState.OUT_CARRIER,
        TextState.OUT_FIRM,
        TextState.WRONG_PERSON,
    }
)


def carry_out(connection: Connection, act: Act, now: int) -> Done:
    """Record the act and everything it implies. The caller's transaction holds the write lock."""
    held = consents.texts_of(connection, act.number)
    was = Standing(held.state, held.level, held.level_before, held.client_word_at)
    now_is = after(was, act.event, act.happened_at, act.level)
    seq = ledger.append(connection, _entry(act, was, now_is, now))
    if now_is != was:
        consents.put(connection, _stored(held, act, was, now_is, seq))
    _end_agreements(connection, act, was, now_is)
    conversation = conversations.conversation_id(connection, act.number)
    if act.line and conversation is not None:
        message.append_event(
            connection,
            conversation,
            at=act.happened_at if act.line_at is None else act.line_at,
            body=act.line,
            icon=_ICONS.get(act.event, "note"),
            ledger_seq=seq,
        )
    newly_out = now_is.state in _OUT and was.state is not now_is.state
    stopped = _withdraw(connection, act, now) if newly_out else ()
    if conversation is not None and stopped:
        conversations.refresh(connection, conversation)
    return Done(was.state, now_is.state, seq, conversation, stopped, act.number)


def _end_agreements(connection: Connection, act: Act, was: Standing, now_is: Standing) -> None:
    """A wrong number ends all of them; coming back after a stop brings no promotions back.

    START asks for texts about the case again, not for offers (rules.md A-08, B-12).
    """
    stranger = now_is.state is TextState.WRONG_PERSON and was.state is not now_is.state
    came_back = act.event in _BACK and was.state in CLIENT_OUT | {TextState.REVIEW}
    if stranger or came_back:
        sign_up.forget_agreements(connection, act.number, promotional_only=not stranger)


def _entry(act: Act, was: Standing, now_is: Standing, now: int) -> ledger.Entry:
    outcome = {"from": str(was.state), "to": str(now_is.state), "level": str(now_is.level)}
    return ledger.Entry(
        number=act.number,
        kind=act.kind or KINDS[act.event],
        actor=act.by,
        happened_at=act.happened_at,
        recorded_at=now,
        payload={**act.evidence, "how": act.how, **outcome},
    )


def _stored(
    held: ChannelConsent, act: Act, was: Standing, now_is: Standing, seq: int
) -> ChannelConsent:
    same_state = now_is.state is was.state and now_is.level is was.level
    return ChannelConsent(
        number=act.number,
        state=now_is.state,
        level=now_is.level,
        level_before=now_is.level_before,
        since=held.since if same_state else act.happened_at,
        set_by=held.set_by if same_state else act.by,
        how=held.how if same_state else act.how,
        client_word_at=now_is.client_word_at,
        ledger_seq=seq,
    )


def _withdraw(connection: Connection, act: Act, now: int) -> tuple[int, ...]:
    """Stop every text to this number that has not left yet (rules.md F-04)."""
    rule = "A-03" if act.event is not ConsentEvent.FIRM_OUT else "F-01"
    stopped: list[int] = []
    for row in outbox.queued_for(connection, act.number):
        reason = "opted out first, so it never left this computer"
        if outbox.move(
            connection, row.id, OutboxState.QUEUED, OutboxState.BLOCKED, rule=rule, reason=reason
        ):
            message.set_status(
                connection, row.message_id, MessageStatus.BLOCKED, now=now, reason=reason
            )
            stopped.append(int(row.id))
    for row in scheduled.at_twilio(connection, act.number):
        scheduled.want_back(connection, row.id)
    return tuple(stopped)
