"""Calls in, calls out and e-mail: what an act does to each of them (rules.md F-01).

Each channel is its own: nothing here ever looks at another. Texts have a table of their own
(rules/consent.py), because the client's stop there is final for the firm.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.models.enums import Channel, TextState


class ChannelEvent(StrEnum):
    """Something that can change whether a channel may be used."""

    FIRM_OFF = "firm_off"
    CLIENT_OFF = "client_off"
    ON = "on"


OPEN = TextState.IN
"""Without an entry a channel is open: calls and e-mail need no opt-in by themselves."""

_AFTER = {
    (ChannelEvent.FIRM_OFF, TextState.IN): TextState.OUT_FIRM,
    (ChannelEvent.CLIENT_OFF, TextState.IN): TextState.OUT_CONTACT,
    (ChannelEvent.CLIENT_OFF, TextState.OUT_FIRM): TextState.OUT_CONTACT,
    (ChannelEvent.ON, TextState.OUT_FIRM): TextState.IN,
    (ChannelEvent.ON, TextState.OUT_CONTACT): TextState.IN,
}


def channel_after(channel: Channel, state: TextState, event: ChannelEvent) -> TextState:
    """Where a channel stands after this; the same state back means: nothing changed.

    Blocked callers are the firm's own choice: a client cannot ask for that. ValueError for texts.
    """
    if channel is Channel.TEXTS:
        raise ValueError("texts have their own table")
    if channel is Channel.CALLS_IN and event is ChannelEvent.CLIENT_OFF:
        return state
    here = OPEN if state is TextState.NONE else state
    return _AFTER.get((event, here), here)


@dataclass(frozen=True, slots=True)
class Use:
    """What somebody wants to do on a channel."""

    channel: Channel
    automatic: bool = False


def may_use(use: Use, state: TextState, *, overridden: bool = False) -> bool:
    """Whether a call or an e-mail may go out now. Automatic ones never where it is off."""
    if use.channel is Channel.TEXTS:
        raise ValueError("texts pass the gate in rules/gate.py")
    if state in {TextState.IN, TextState.NONE}:
        return True
    return overridden and not use.automatic
