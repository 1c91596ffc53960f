"""Who could be reached how on a given day, from ledger entries alone.

Every entry that changed something says from what to what; nothing else in the store is asked, so
that the answer can be given from an export too. An entry counts from when it happened: a STOP that
was read on Monday and sent on Saturday holds from Saturday, and is marked as recorded later.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.models.enums import Channel, ConsentLevel, LedgerKind, TextState


@dataclass(frozen=True, slots=True)
class ChannelAsOf:
    """One channel on a day: its state, and the entry that made it so (0: nothing on record).

    `recorded_later`: it was true then, but was written down only after that moment.
    """

    channel: Channel
    state: TextState = TextState.NONE
    level: ConsentLevel = ConsentLevel.NONE
    seq: int = 0
    since: int = 0
    by: str = ""
    recorded_later: bool = False


def state_as_of(
    entries: Iterable[Mapping[str, Any]], at: int, channel: Channel = Channel.TEXTS
) -> ChannelAsOf:
    """One channel at a moment. `entries` are one number's (or address's), in the ledger's order."""
    found = ChannelAsOf(channel)
    for entry in entries:
        if entry["channel"] != channel or entry["happened_at"] > at:
            continue
        outcome = _outcome(entry)
        if outcome is None or (found.seq and outcome == (found.state, found.level)):
            continue
        if found.seq and outcome[0] != found.state and _left_the_state(entry):
            continue
        found = ChannelAsOf(
            channel,
            *outcome,
            seq=entry["seq"],
            since=entry["happened_at"],
            by=entry["actor"],
            recorded_later=entry["recorded_at"] > at,
        )
    return found


def all_as_of(
    entries: Iterable[Mapping[str, Any]], at: int, email_entries: Iterable[Mapping[str, Any]] = ()
) -> tuple[ChannelAsOf, ...]:
    """The four channels at a moment; e-mail has an address of its own and so entries of its own."""
    own, theirs = list(entries), list(email_entries)
    return tuple(
        state_as_of(theirs if channel is Channel.EMAIL else own, at, channel) for channel in Channel
    )


def _left_the_state(entry: Mapping[str, Any]) -> bool:
    """Whether an entry changed no state when it was written.

    A correction is dated back to the consent it corrects, and says the state of the day it was
    written on: that state must not be carried back.
    """
    try:
        payload = json.loads(entry["payload"] or "")
    except ValueError:
        return False
    return isinstance(payload, dict) and payload.get("from") == payload.get("to") is not None


def _outcome(entry: Mapping[str, Any]) -> tuple[TextState, ConsentLevel] | None:
    """The state and level an entry led to; None for one that changes neither."""
    wrote_first = entry["kind"] == LedgerKind.CONSENT_IMPLIED
    implied = (TextState.IN, ConsentLevel.IMPLIED) if wrote_first else None
    try:
        payload = json.loads(entry["payload"] or "")
    except ValueError:
        return implied
    if not isinstance(payload, dict):
        return implied
    state, level = str(payload.get("to")), str(payload.get("level", "none"))
    if state not in set(TextState) or level not in set(ConsentLevel):
        return implied
    return TextState(state), ConsentLevel(level)
