"""What the Outbox page shows: one record a text that waits, or that did not go out."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.models.enums import Origin, OutboxState, Route, TextState

MOST_NOT_SENT = 200
"""So many of the newest are shown; older ones are in their conversations."""
FAR_S = 600
"""A text that leaves later than this is one for later."""
CLEAN_LOOKS = 2
SURE_AFTER_S = 300
"""Before this, not finding a text at Twilio proves nothing (reliability.md 3.4)."""


class Group(StrEnum):
    """The groups of the page, in order."""

    NEEDS_YOU = "needs_you"
    ON_THE_WAY = "on_the_way"
    SCHEDULED = "scheduled"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class LostNumber:
    """One of the firm's numbers Twilio no longer sends from, and how many texts wait for it."""

    number: str
    waiting: int


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One text of the Outbox page, as it was when it was queued, and how it stands."""

    id: int
    conversation_id: int
    number: str
    name: str
    body: str
    state: OutboxState
    reason: str
    rule: str
    error_code: int | None
    actor: str
    created_at: int
    tried_at: int | None
    looks: int
    clean_looks: int
    next_try_at: int
    origin: Origin
    send_at: int | None
    route: Route
    text_state: TextState
    ledger_seq: int
    """The entry that stopped it, or the consent it rests on; 0 where there is none."""
    behind: bool = False
    """Another text to this person, sent before it, is not settled yet."""
    from_number: str = ""
    asked_at: int | None = None
    """Since when a person is asked whether it is still to go; None where nobody has to be."""
    number_lost: bool = False
    """Twilio no longer sends from its number."""

    def group(self, now: int) -> Group:
        """Where on the page it stands."""
        if self.state in {OutboxState.UNRESOLVED, OutboxState.REFUSED}:
            return Group.NEEDS_YOU
        if self.state in {OutboxState.BLOCKED, OutboxState.NOT_SENT}:
            return Group.NOT_SENT
        if self.state is OutboxState.QUEUED and (self.asked_at is not None or self.number_lost):
            return Group.NEEDS_YOU
        if self.send_at is not None and self.state is not OutboxState.UNKNOWN:
            return Group.SCHEDULED
        far = self.state is OutboxState.QUEUED and self.next_try_at > now + FAR_S
        return Group.SCHEDULED if far else Group.ON_THE_WAY

    def may_be_sent_again(self, now: int) -> bool:
        """Whether everything was done to find it first: before that, nobody may send it twice."""
        waited = self.tried_at is None or now >= self.tried_at + SURE_AFTER_S
        return self.clean_looks >= CLEAN_LOOKS or waited
