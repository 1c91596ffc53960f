"""Calls and e-mail of one person as they stand, for every screen that shows them."""

from dataclasses import dataclass
from typing import Any

from desktop_app.models.enums import Channel, TextState
from desktop_app.models.queries import people


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """One channel; without an entry it is open and `since` is 0."""

    channel: Channel
    address: str
    state: TextState = TextState.IN
    since: int = 0
    set_by: str = ""
    how: str = ""
    ledger_seq: int = 0

    @property
    def open(self) -> bool:
        """Whether there is an address and nothing against using it."""
        return bool(self.address) and self.state is TextState.IN


@dataclass(frozen=True, slots=True)
class Standings:
    """A person's calls either way and e-mail."""

    calls: ChannelStanding
    email: ChannelStanding
    calls_in: ChannelStanding = ChannelStanding(Channel.CALLS_IN, "")


def read_standings(connection: Any, number: str, email: str) -> Standings:
    """How this number's calls and this address's e-mail stand. Empty: there is none."""
    address = email.strip().lower()
    rows = {row[0]: row[1:] for row in people.channels(connection, number, address)}
    return Standings(
        calls=_standing(Channel.CALLS_OUT, number, rows.get(str(Channel.CALLS_OUT))),
        email=_standing(Channel.EMAIL, address, rows.get(str(Channel.EMAIL))),
        calls_in=_standing(Channel.CALLS_IN, number, rows.get(str(Channel.CALLS_IN))),
    )


def _standing(channel: Channel, address: str, row: Any) -> ChannelStanding:
    if row is None:
        return ChannelStanding(channel, address)
    return ChannelStanding(channel, address, TextState(row[0]), *row[1:])
