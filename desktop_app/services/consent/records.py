"""What windows and scripts learn of consent beyond its state: overrides, and why not to text.

All words are ready to be shown; views only place them.
"""

from dataclasses import dataclass

from desktop_app.models.enums import Channel
from desktop_app.services.rules.overrides import REASON_AT_LEAST

__all__ = [
    "REASON_AT_LEAST",
    "Campaign",
    "Channel",
    "OverrideGrant",
    "OverrideOffer",
    "OverrideRequest",
    "ReviewCard",
    "SignUp",
    "WhyCheck",
    "WhyReport",
    "usual_campaign",
]


@dataclass(frozen=True, slots=True)
class OverrideOffer:
    """That the firm may override its own choice, once; `seen_seq` is what it was decided on.

    `choices` are (key, words) of the reasons to choose from. `lead` says who turned it off and why
    the firm may. `next_entry` is the ledger number it would get.
    """

    address: str
    channel: Channel
    lead: str
    choices: tuple[tuple[str, str], ...]
    seen_seq: int
    next_entry: int
    suggestion: str = ""
    """What is said where reasons were given often lately: better turn texts on again (F-03)."""
    can_opt_in: bool = True
    """Whether turning texts on again would make the reason needless."""


@dataclass(frozen=True, slots=True)
class OverrideRequest:
    """One text or call to go out although the firm turned the channel off.

    `content` is the text to the letter; empty for a call. Nothing else goes out under it.
    """

    address: str
    channel: Channel
    choice: str
    reason: str
    content: str
    seen_seq: int


@dataclass(frozen=True, slots=True)
class OverrideGrant:
    """An override as recorded; it holds until `expires_at`, in seconds."""

    override_id: int
    ledger_seq: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class WhyCheck:
    """One thing that was looked at: what, whether it stands in the way, in a few words."""

    what: str
    ok: bool
    words: str
    ledger_seq: int | None = None


@dataclass(frozen=True, slots=True)
class WhyReport:
    """Why a person cannot be texted now, who can lift it, and what to read to them.

    Where they can be texted, `may_text` is true and the checks say on what that rests. `script` is
    the sentence to read aloud, with the same in Spanish; empty where there is nothing to say.
    `rules_as_of` is the day the rules are from.
    """

    may_text: bool
    icon: str
    tone: str
    title: str
    when: str
    who_lifts: str
    still_works: str
    script: str
    script_es: str
    checks: tuple[WhyCheck, ...]
    rules_as_of: str
    rule: str = ""
    reach: str = ""
    """Which of the firm's numbers the networks block, and that Brieftext keeps all of them off."""


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """Words of a client's that count as a stop, or may: what they wrote and what can be done.

    `clear`: texts are off already, and somebody may explain within the deadline. Else nobody
    decided yet. `quoted` are the client's words, `marked` the part of them it rests on. `tone` is
    warn where few business days are left, urgent where hardly any (rules.md A-10). `asks_yes`: it
    is a YES nobody can place, and the question is whether texts are wanted (A-05).
    """

    clear: bool
    title: str
    deadline: str
    quoted: str
    marked: tuple[str, ...]
    explanation: str
    foot: str
    ledger_seq: int
    can_restore: bool = True
    tone: str = ""
    asks_yes: bool = False


@dataclass(frozen=True, slots=True)
class Campaign:
    """What people agree to: a program of texts. `name` has the firm in it."""

    id: int
    name: str
    description: str
    frequency: str
    promotional: bool = False


def usual_campaign(firm: str) -> Campaign:
    """What people agree to where the firm has named no program yet; recorded when first used."""
    return Campaign(0, firm, "Case", "4 messages per month")


@dataclass(frozen=True, slots=True)
class SignUp:
    """A sign-up that did not come from the phone itself, as staff enter it (rules.md B-05, B-06).

    `medium` is one of rules/consent_record.Medium; `agreed_at` in seconds; `evidence` are hashes of
    files kept with it. `welcome` asks for the welcome text once the YES is there.
    """

    number: str
    medium: str
    agreed_at: int
    identity: str
    language: str
    action: str
    name: str
    description: str
    frequency: str
    ip_address: str = "n/a"
    evidence: tuple[str, ...] = ()
    welcome: bool = True
