"""Whether a consent that was given still holds (rules.md B-11)."""

from dataclasses import dataclass
from itertools import pairwise

from desktop_app.models.enums import ConsentLevel, Outcome

_HOUR, _DAY = 3_600, 86_400
FREELY_S, WITH_WARNING_S = 72 * _HOUR, 14 * _DAY
IDLE_S = 548 * _DAY
"""Eighteen months without a text either way."""
AFTER_CLOSING_S = 365 * _DAY
UNKNOWN_HANDSET_WITHIN_S = 7 * _DAY


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of something, with the sentence; OK has none."""

    outcome: Outcome = Outcome.OK
    message: str = ""

    @property
    def ok(self) -> bool:
        """Whether it may be used, with or without a word of warning."""
        return self.outcome in {Outcome.OK, Outcome.INFO, Outcome.WARN}


@dataclass(frozen=True, slots=True)
class HeldConsent:
    """What is known of a consent that was given: times in seconds, 0 where it never happened.

    `unknown_handset_at` are the times a network said the number is nobody's (30005).
    """

    level: ConsentLevel
    given_at: int
    last_inbound_at: int = 0
    last_text_at: int = 0
    matter_closed_at: int = 0
    number_changed: bool = False
    wrong_number: bool = False
    unknown_handset_at: tuple[int, ...] = ()
    landline_or_gone: bool = False
    deceased: bool = False
    guardianship_changed: bool = False


def consent_valid_now(held: HeldConsent, now: int) -> Verdict:
    """Whether a consent still holds (B-11)."""
    ended = _ended(held)
    if ended:
        return Verdict(Outcome.BLOCK, ended)
    if held.guardianship_changed:
        return Verdict(
            Outcome.HOLD, "A guardian may decide now. Check who can agree before you text."
        )
    if held.level is ConsentLevel.IMPLIED:
        return _implied(now - held.last_inbound_at)
    return _agreed(held, now)


def _agreed(held: HeldConsent, now: int) -> Verdict:
    asked_since = held.given_at > held.matter_closed_at
    if not asked_since and now - held.matter_closed_at > AFTER_CLOSING_S:
        closed = "The matter closed more than a year ago. Ask whether texts are still welcome."
        express = held.level is ConsentLevel.EXPRESS
        return Verdict(Outcome.HOLD if express else Outcome.WARN, closed)
    if now - max(held.given_at, held.last_inbound_at, held.last_text_at) > IDLE_S:
        return Verdict(
            Outcome.WARN, "No text either way for 18 months. Still OK to text? Ask first."
        )
    return Verdict()


def _ended(held: HeldConsent) -> str:
    reported = sorted(held.unknown_handset_at)
    twice = any(b - a <= UNKNOWN_HANDSET_WITHIN_S for a, b in pairwise(reported))
    reasons = (
        (held.level is ConsentLevel.NONE, "There is no consent on record."),
        (held.number_changed, "The number changed. The consent was for the old one."),
        (held.wrong_number, "This number was reported as a wrong one."),
        (held.landline_or_gone or twice, "The network says this number cannot get texts any more."),
        (held.deceased, "This person is recorded as deceased."),
    )
    return next((words for holds, words in reasons if holds), "")


def _implied(since_inbound: int) -> Verdict:
    if since_inbound <= FREELY_S:
        return Verdict()
    if since_inbound <= WITH_WARNING_S:
        return Verdict(Outcome.WARN, "The last text from this person is more than three days old.")
    return Verdict(
        Outcome.HOLD,
        "The last text from this person is more than 14 days old. Ask whether you may text.",
    )
