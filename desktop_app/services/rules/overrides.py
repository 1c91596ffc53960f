"""Overrides: whether one may be given, and whether one given still holds (rules.md F-03)."""

import hashlib
from dataclasses import dataclass

from desktop_app.models.enums import Channel, Origin, TextState
from desktop_app.services.rules.gate import OVERRIDABLE

VALID_S = 15 * 60
"""An override is for now, not for later."""
REASON_AT_LEAST = 15
OFTEN, OFTEN_WITHIN_S = 2, 7 * 86_400
"""So many overrides in so short a time ask for another way: turning texts on again (F-03)."""
DIFFERENT = 4
"""A reason of one letter held down is none."""

CHOICES = (
    ("asked", "{first} asked for this text"),
    ("deadline", "Court date or filing deadline"),
    ("mistake", "The opt-out was a mistake"),
    ("other", "Something else"),
)
"""Key and words of the reasons to choose from; the last needs nothing more than the others."""
WORDS_CHOICES = (
    ("asked", "{first} asked for this text"),
    ("meant", "The words are meant as they stand"),
    ("deadline", "Court date or filing deadline"),
    ("other", "Something else"),
)
"""The same where the text itself is held, not the person (A-09, B-01, B-11)."""

_ONE_TEXT = OVERRIDABLE | {TextState.IN}
"""Where the person may be texted, a reason may still be for one text's words (A-09)."""
_OTHERS_CAN = frozenset({TextState.OUT_FIRM, TextState.OUT_CONTACT})


@dataclass(frozen=True, slots=True)
class Given:
    """An override as stored; times in seconds."""

    channel: Channel
    content_sha256: str
    made_at: int
    expires_at: int
    seen_seq: int
    used_at: int | None


def can_override(channel: Channel, state: TextState) -> bool:
    """Whether the firm may go past this state once. Never past a client's own word on texts."""
    return state in (OVERRIDABLE if channel is Channel.TEXTS else _OTHERS_CAN)


def still_holds(
    given: Given | None,
    *,
    channel: Channel,
    state: TextState,
    seq: int,
    content: str,
    origin: Origin,
    now: int,
) -> bool:
    """Whether this very content may go out under it now.

    `seq` is the ledger entry the state rests on now: any change since takes the override away.
    """
    return (
        given is not None
        and origin is Origin.MANUAL
        and given.used_at is None
        and given.channel is channel
        and state in (_ONE_TEXT if channel is Channel.TEXTS else _OTHERS_CAN)
        and given.seen_seq == seq
        and given.content_sha256 == fingerprint(content)
        and given.made_at <= now <= given.expires_at
    )


def fingerprint(content: str) -> str:
    """What an override is tied to: the words to the letter."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def reason_problem(choice: str, reason: str) -> tuple[str, str] | None:
    """(field, sentence) where the reason is none; None where it is one."""
    if choice not in {key for key, _words in (*CHOICES, *WORDS_CHOICES)}:
        return "choice", "Choose why this text is needed."
    length = len(" ".join(reason.split()))
    if length < REASON_AT_LEAST or len(set(reason.casefold())) < DIFFERENT:
        return "reason", "Say what happened in 15 characters or more, for a reviewer later."
    return None
