"""Texts that waited too long: whether they still make sense, only a person knows (A14).

“I’m in front of the court, where are you?” is wrong two hours later. A text somebody wrote that
could not leave in time is kept and asked about; it never goes in silence. Texts for later and what
the program answers by itself have times of their own.
"""

from typing import Any

from desktop_app.models.enums import MessageStatus, Origin, OutboxState
from desktop_app.services.messaging.outbox import Move

ASK_AFTER = "ask_after"
ASK_AFTER_S = 15 * 60
_MINUTE = 60
_HOUR = 60 * _MINUTE


def asks_after(stored: str) -> int:
    """After how many seconds a person is asked; `stored` is the setting, in minutes."""
    return int(stored) * _MINUTE if stored.isdecimal() and int(stored) else ASK_AFTER_S


def outwaited(row: Any, now: int, ask_after_s: int) -> Move | None:
    """The question to the person, where a text whose turn has come waited too long."""
    if not _by_hand(row) or now - _since(row) <= ask_after_s:
        return None
    values = {"asked_at": now, "reason": f"it could not leave for {_for(now - _since(row))}"}
    return Move(OutboxState.QUEUED, values, bubble=MessageStatus.ASKING)


def validity(row: Any, ask_after_s: int) -> int:
    """For how many seconds Twilio may try to hand a text on; 0: as long as it likes."""
    return ask_after_s if _by_hand(row) else 0


def _by_hand(row: Any) -> bool:
    return row.send_at is None and row.origin is Origin.MANUAL


def _since(row: Any) -> int:
    """Since when it waits against its will: held back on purpose it does not wait."""
    held_until = int(row.next_try_at) if not row.tries else 0
    return max(int(row.created_at), int(row.wanted_at or 0), held_until)


def _for(seconds: int) -> str:
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} minutes"
    hours = seconds // _HOUR
    return "an hour" if hours == 1 else f"{hours} hours"
