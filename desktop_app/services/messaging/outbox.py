"""What becomes of a text after each answer, as plain functions (reliability.md 3.2 to 3.4).

No text is posted a second time by the program. An answer that proves nothing leads to `unknown`,
which only looking at Twilio can end; where looking ends without a trace, a person is asked.
"""

from dataclasses import dataclass, field
from typing import Any

from desktop_app.models.enums import MessageStatus, OutboxState
from desktop_app.services.errors import (
    GatewayError,
    KeyRefused,
    NotReached,
    Refused,
    Throttled,
)

LOOK_AFTER_S = (2, 5, 10, 20, 40, 60, 120, 300)
"""When to look for an unknown text, in seconds after the attempt."""
HORIZON_S = 300
"""Not finding a text is believed only after this long: Twilio's list can lag."""
CLEAN_LOOKS = 2
"""How many full, clean looks after the horizon it takes to call a text unresolved."""
LOOK_AGAIN_S = 10
KEY_PAUSE_S = 60
_LONGEST_WAIT_S = 300

BUBBLE = {
    OutboxState.QUEUED: MessageStatus.WAITING,
    OutboxState.POSTING: MessageStatus.POSTING,
    OutboxState.ACCEPTED: MessageStatus.QUEUED,
    OutboxState.REFUSED: MessageStatus.REFUSED,
    OutboxState.UNKNOWN: MessageStatus.CHECKING,
    OutboxState.UNRESOLVED: MessageStatus.UNSURE,
    OutboxState.BLOCKED: MessageStatus.BLOCKED,
    OutboxState.NOT_SENT: MessageStatus.NOT_SENT,
    OutboxState.CANCELLED: MessageStatus.WITHDRAWN,
}
"""What the bubble says in each state."""


@dataclass(frozen=True, slots=True)
class Move:
    """The state a row moves to, with the columns that change. `pause` stops the whole queue.

    `bubble` is what its bubble says, where that is not what the state says.
    """

    to: OutboxState
    values: dict[str, Any] = field(default_factory=dict)
    pause: bool = False
    bubble: MessageStatus | None = None


def after_refusal(error: GatewayError, *, tries: int, now: int, posted_at: int) -> Move:
    """Where a row goes when its POST ended in this error. `tries` counts this one."""
    if isinstance(error, NotReached):
        return _wait(now + backoff(tries), "Waiting for the internet", pause=True)
    if isinstance(error, Throttled):
        wait = max(backoff(tries), round(error.retry_after))
        return _wait(now + wait, "Twilio asked for a pause", pause=True)
    if isinstance(error, KeyRefused):
        return _wait(now + KEY_PAUSE_S, "Twilio refused the key", pause=True)
    if isinstance(error, Refused):
        return Move(
            OutboxState.REFUSED,
            {"error_code": error.code, "reason": error.problem.sentence(), "next_look_at": None},
        )
    return lost(posted_at=posted_at)


def lost(*, posted_at: int) -> Move:
    """It may or may not have gone: look for it."""
    return Move(OutboxState.UNKNOWN, {"next_look_at": posted_at + LOOK_AFTER_S[0], "reason": ""})


def after_no_match(
    *, looks: int, clean_looks: int, posted_at: int, now: int, horizon: int = HORIZON_S
) -> Move:
    """Where an unknown row goes after a full look found nothing. `looks` counts this one."""
    if now - posted_at < horizon:
        return Move(
            OutboxState.UNKNOWN,
            {"looks": looks, "next_look_at": next_look(posted_at, now, horizon)},
        )
    clean = clean_looks + 1
    if clean < CLEAN_LOOKS:
        again = now + min(LOOK_AGAIN_S, max(1, horizon // 10))
        return Move(
            OutboxState.UNKNOWN, {"looks": looks, "clean_looks": clean, "next_look_at": again}
        )
    return Move(
        OutboxState.UNRESOLVED, {"looks": looks, "clean_looks": clean, "next_look_at": None}
    )


def after_blind_look(*, posted_at: int, now: int) -> Move:
    """Twilio could not be read: that is no finding, whatever the time."""
    elapsed = max(now - posted_at, 1)
    return Move(OutboxState.UNKNOWN, {"next_look_at": now + min(60, max(2, elapsed // 4))})


def next_look(posted_at: int, now: int, horizon: int = HORIZON_S) -> int:
    """When to look next: the next time of the plan that lies ahead, the horizon at the latest."""
    for after in LOOK_AFTER_S:
        if posted_at + after > now and after < horizon:
            return posted_at + after
    return max(posted_at + horizon, now + 1)


def backoff(tries: int) -> int:
    """Seconds to wait before the next try: 2, 4, 8 … five minutes at most."""
    return int(min(_LONGEST_WAIT_S, 2 ** min(tries, 9)))


def _wait(until: int, reason: str, *, pause: bool) -> Move:
    return Move(
        OutboxState.QUEUED, {"next_try_at": until, "reason": reason, "posted_at": None}, pause
    )
