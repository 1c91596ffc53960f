"""Calls and e-mail: an act on one of them, carried out whole in the caller's transaction.

The same three steps as for texts (acts.py): the ledger entry, the state, the line in the
conversation. Each channel is keyed on its own number or address and touches no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import conversation as conversations
from desktop_app.models import ledger, message
from desktop_app.models.consent import ChannelConsent
from desktop_app.models.enums import Channel, LedgerKind, TextState
from desktop_app.services.rules.channels import ChannelEvent, channel_after

_KINDS = {
    ChannelEvent.FIRM_OFF: LedgerKind.OPT_OUT_FIRM,
    ChannelEvent.CLIENT_OFF: LedgerKind.OPT_OUT_TOLD_FIRM,
    ChannelEvent.ON: LedgerKind.OPT_IN_FIRM,
}
_ICONS = {
    ChannelEvent.FIRM_OFF: "opt_out_firm",
    ChannelEvent.CLIENT_OFF: "opt_out_client",
    ChannelEvent.ON: "opt_in",
}

NAMES = {Channel.CALLS_OUT: "outbound calls", Channel.EMAIL: "email", Channel.CALLS_IN: "calls in"}
"""What a channel is called in a sentence."""


def said(event: ChannelEvent, channel: Channel, actor: str, name: str) -> str:
    """What happened, as the line in the conversation says it."""
    if channel is Channel.CALLS_IN:
        act = "unblocked" if event is ChannelEvent.ON else "blocked"
        return f"{actor} {act} {name} as a caller"
    return {
        ChannelEvent.FIRM_OFF: f"{actor} opted {name} out of {NAMES[channel]}",
        ChannelEvent.CLIENT_OFF: f"{name} asked for no more {NAMES[channel]}",
        ChannelEvent.ON: f"{actor} opted {name} back in to {NAMES[channel]}",
    }[event]


@dataclass(frozen=True, slots=True)
class ChannelAct:
    """What happened on a channel; `number` is whose conversation shows the line."""

    address: str
    channel: Channel
    event: ChannelEvent
    by: str
    how: str
    line: str
    number: str = ""
    evidence: Mapping[str, str | int | None] = field(default_factory=dict)


def carry_out(connection: Connection, act: ChannelAct, now: int) -> int | None:
    """Record the act; the conversation it shows in. Nothing where it changes nothing."""
    held = consents.channel_of(connection, act.address, act.channel)
    state = channel_after(act.channel, held.state, act.event)
    before = TextState.IN if held.state is TextState.NONE else held.state
    if state is before:
        return None
    seq = ledger.append(connection, _entry(act, before, state, now))
    consents.put(
        connection,
        ChannelConsent(
            number=act.address,
            state=state,
            since=now,
            set_by=act.by,
            how=act.how,
            client_word_at=now if act.event is ChannelEvent.CLIENT_OFF else held.client_word_at,
            ledger_seq=seq,
            channel=act.channel,
        ),
    )
    conversation = conversations.conversation_id(connection, act.number) if act.number else None
    if conversation is not None:
        message.append_event(
            connection,
            conversation,
            at=now,
            body=act.line,
            icon=_ICONS[act.event],
            ledger_seq=seq,
        )
    return conversation


def _entry(act: ChannelAct, before: TextState, state: TextState, now: int) -> ledger.Entry:
    return ledger.Entry(
        number=act.address,
        channel=str(act.channel),
        kind=_KINDS[act.event],
        actor=act.by,
        happened_at=now,
        recorded_at=now,
        payload={**act.evidence, "how": act.how, "from": str(before), "to": str(state)},
    )
