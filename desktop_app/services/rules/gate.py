"""The one decision every outgoing text passes, before it is queued and again as it leaves.

Pure: everything it looks at is in `GateFacts`, read in the transaction that acts on the answer.
What it cannot decide does not go out. Order and outcomes: rules.md section 0; the words are what a
person reads beside the text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop_app.models.enums import (
    ConsentLevel,
    MessageKind,
    Origin,
    Outcome,
    Registration,
    TextState,
)
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.kinds import Kind, classify_kind
from desktop_app.services.rules.recipients import refusal
from desktop_app.services.rules.validity import HeldConsent, consent_valid_now
from desktop_app.services.rules.volume.pace import NOTHING, Lately, pace
from desktop_app.services.rules.zones import Whereabouts
from desktop_app.services.wording import Person, sentence

HOUR = 3600
ANSWER_FREELY_S = 72 * HOUR
"""How long an answer to someone who wrote first needs no second thought (rules.md B-01 [D])."""
OVERRIDABLE = frozenset({TextState.OUT_FIRM, TextState.REVIEW})
"""States the firm may go past once, with a reason (rules.md F-01)."""
ANSWER_AT_ALL_S = 14 * 24 * HOUR
"""After this long, having written first no longer permits a text (rules.md B-01 [D])."""
_LEVELS = tuple(ConsentLevel)
"""Weakest first."""


class OverrideFact(StrEnum):
    """What the override that a text carries is worth now (rules/overrides.py)."""

    NONE = "none"
    HOLDS = "holds"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says: the outcome, the rule it rests on, and the words for a person."""

    outcome: Outcome
    rule: str = ""
    reason: str = ""

    @property
    def lets_through(self) -> bool:
        """Only these go out. A HOLD needs a named person’s reason, which is not this text’s."""
        return self.outcome in {Outcome.OK, Outcome.INFO, Outcome.WARN}


OK = Decision(Outcome.OK)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A program somebody agreed to, and how far (rules.md B-08)."""

    program_id: int
    name: str
    promotional: bool
    level: ConsentLevel


@dataclass(frozen=True, slots=True)
class GateFacts:
    """All that decides about one text. `since_words` ends a clause: "today", "on Nov 12"."""

    to: str
    person: Person
    now: int
    state: TextState
    level: ConsentLevel
    last_inbound_at: int = 0
    set_by: str = ""
    since_words: str = ""
    from_number: str = ""
    own_numbers: frozenset[str] = frozenset()
    fictional_allowed: bool = False
    registration: Registration = Registration.UNKNOWN
    kind: MessageKind = MessageKind.CONVERSATIONAL
    origin: Origin = Origin.MANUAL
    body: str = ""
    """The text itself; empty where only the person is asked about, or pictures go alone."""
    pictures: int = 0
    """How many pictures go with it."""
    about: Circumstances | None = None
    """What the checks of the text may know; read only where there is one."""
    lately: Lately = NOTHING
    """What went out before it; read only where there is a text."""
    where: Whereabouts | None = None
    """Where the recipient may be; None where only the person is asked about."""
    leaves_at: int = 0
    """When the text is to leave, where that is not now."""
    program_id: int | None = None
    """The program the text belongs to, where it belongs to one."""
    agreed: tuple[Agreed, ...] = ()
    held: HeldConsent | None = None
    """How old the consent is, and what happened since (B-11)."""
    override: OverrideFact = OverrideFact.NONE
    sign_up_request: bool = False
    """Whether this is, to the letter, the one request for YES of a sign-up that waits."""
    confirms_opt_out: bool = False
    """Whether this is, to the letter, the one confirmation of an opt-out just received (A-04)."""

    @property
    def is_text(self) -> bool:
        """Whether a text is meant: pictures alone are one."""
        return bool(self.body or self.pictures)


def decide(facts: GateFacts) -> Decision:
    """The first check that stops the text, else the worst advice, else OK."""
    advice = OK
    for check in CHECKS.values():
        found = check(facts)
        if found.outcome is Outcome.HOLD and facts.override is not OverrideFact.NONE:
            found = _overridden(facts)
        if not found.lets_through:
            return found
        if found.outcome is not Outcome.OK and advice is OK:
            advice = found
    return advice


def may_be_overridden(facts: GateFacts) -> bool:
    """Whether a person's reason would let this one text out: it is held, and nothing blocks it."""
    stands = decide(replace(facts, override=OverrideFact.NONE)).outcome is Outcome.HOLD
    return stands and decide(replace(facts, override=OverrideFact.HOLDS)).lets_through


def _recipient(facts: GateFacts) -> Decision:
    words = refusal(
        facts.to, own_numbers=facts.own_numbers, fictional_allowed=facts.fictional_allowed
    )
    return Decision(Outcome.BLOCK, "C-14", words) if words else OK


def _own_opt_out(facts: GateFacts) -> Decision:
    who = facts.person
    if facts.state is TextState.OUT_CONTACT and facts.confirms_opt_out:
        return OK
    if facts.state in {TextState.OUT_CONTACT, TextState.OUT_CARRIER}:
        return Decision(
            Outcome.BLOCK,
            "A-03",
            f"{who.first} opted out{_on(facts)}. You can’t text {who.object}. Call or email "
            f"instead. If {who.subject} {who.verb('wants', 'want')} texts again, {who.subject} "
            f"must text START to {_from(facts)}.",
        )
    if facts.state is TextState.WRONG_PERSON:
        return Decision(
            Outcome.BLOCK,
            "A-08",
            "This number seems to belong to someone else, so texts to it are off. Get the right "
            f"number from {who.first} by phone.",
        )
    if facts.state is TextState.LANDLINE:
        return Decision(
            Outcome.BLOCK,
            "C-15",
            f"{format_number(facts.to)} is a landline and can’t get texts. Ask {who.first} for a "
            "mobile number.",
        )
    return OK


def _registration(facts: GateFacts) -> Decision:
    if facts.registration is Registration.NOT_APPROVED:
        return Decision(
            Outcome.BLOCK,
            "G-20",
            f"Your number {_from(facts)} isn’t registered for texting yet, so carriers refuse its "
            "texts. Calls and email work. Register the number with Twilio first.",
        )
    return OK


def _firm_opt_out(facts: GateFacts) -> Decision:
    who = facts.person
    if facts.state is TextState.OUT_FIRM:
        return Decision(
            Outcome.HOLD,
            "F-01",
            f"{facts.set_by or 'Your firm'} turned texts off for {who.first}{_on(facts)}. Turn "
            "texts on again before you write.",
        )
    if facts.state is TextState.REVIEW:
        return _undecided(facts)
    if facts.state is TextState.PENDING and not facts.sign_up_request:
        return Decision(
            Outcome.BLOCK,
            "B-06",
            f"We asked {who.first} to reply YES. You can text {who.object} after "
            f"{who.subject} {who.verb('does', 'do')}.",
        )
    return OK


def _overridden(facts: GateFacts) -> Decision:
    if facts.override is OverrideFact.HOLDS:
        return Decision(Outcome.INFO, "F-03", "Goes out once, with the reason on record.")
    return Decision(
        Outcome.HOLD,
        "F-03",
        f"The reason given to text {facts.person.first} anyway held for 15 minutes and these words "
        "only, and it no longer does. Give a reason again.",
    )


def _undecided(facts: GateFacts) -> Decision:
    """A YES after an opt-out left nothing to rest on; words of doubt left the consent in place."""
    who = facts.person
    if facts.level is not ConsentLevel.NONE:
        return Decision(
            Outcome.HOLD,
            "A-07",
            f"{who.first} may have asked for no more texts. Decide first what was meant. Calling "
            f"{who.object} is the surest way to find out.",
        )
    return Decision(
        Outcome.HOLD,
        "A-05",
        f"{who.first} replied YES after opting out. This may answer an earlier question. "
        f"Decide first whether {who.subject} {who.verb('wants', 'want')} texts again.",
    )


def _consent(facts: GateFacts) -> Decision:
    if facts.state is TextState.OUT_CONTACT and facts.confirms_opt_out:
        return Decision(Outcome.INFO, "A-04", "Confirms the opt-out, once.")
    if facts.state is TextState.PENDING and facts.sign_up_request:
        return Decision(Outcome.INFO, "B-06", "Asks once for a YES, as recorded.")
    overridden = facts.state in OVERRIDABLE and facts.override is OverrideFact.HOLDS
    if not (overridden or facts.state is TextState.IN) or facts.level is ConsentLevel.NONE:
        return _no_consent(facts)
    kind = _kind(facts)
    if facts.level is ConsentLevel.IMPLIED:
        return _implied(facts, kind)
    return _agreed(facts, kind)


def _kind(facts: GateFacts) -> Kind:
    return classify_kind(
        facts.body,
        asked=facts.kind,
        origin=facts.origin,
        answers=0 < facts.now - facts.last_inbound_at <= ANSWER_FREELY_S,
    )


def _agreed(facts: GateFacts, kind: Kind) -> Decision:
    """Consent is for a purpose, and does not move from one program to another (B-01, B-08)."""
    if kind.kind is MessageKind.PROMOTIONAL:
        if _reach(facts, promotional=True) is not ConsentLevel.EXPRESS_WRITTEN:
            return _no_promotions(facts, kind)
    elif kind.kind is MessageKind.INFORMATIONAL and not _informs(facts):
        return _too_narrow(facts, _names(facts))
    if facts.held is not None:
        holds = consent_valid_now(facts.held, facts.now)
        if not holds.ok or (holds.message and not kind.doubtful):
            return Decision(holds.outcome, "B-11", holds.message)
    return _doubtful(kind) if kind.doubtful else OK


def _reach(facts: GateFacts, *, promotional: bool) -> ConsentLevel:
    """How far the agreement to this text's program goes; never further than the last word of it."""
    levels = [
        min(each.level, facts.level, key=_LEVELS.index)
        for each in facts.agreed
        if each.program_id == facts.program_id
        or (facts.program_id is None and each.promotional is promotional)
    ]
    return max(levels, key=_LEVELS.index, default=ConsentLevel.NONE)


def _informs(facts: GateFacts) -> bool:
    """A consent on record with no program named is one to the firm's usual texts about the case."""
    if not facts.agreed and facts.program_id is None:
        return True
    return _reach(facts, promotional=False) in {ConsentLevel.EXPRESS, ConsentLevel.EXPRESS_WRITTEN}


def _names(facts: GateFacts) -> str:
    names = [each.name for each in facts.agreed]
    return f"{', '.join(names)} only" if names else "other texts than this"


def _no_promotions(facts: GateFacts, kind: Kind) -> Decision:
    quoted = f" (“{kind.words}”)" if kind.words else ""
    who = facts.person
    return Decision(
        Outcome.BLOCK,
        "B-01",
        f"This text promotes something{quoted}, and {who.first} did not agree in writing to "
        f"promotions. Ask {who.object} first: with a signed form or your sign-up page.",
    )


def _doubtful(kind: Kind) -> Decision:
    return Decision(
        Outcome.WARN,
        "B-02",
        f"“{kind.words}” may read as promotion. Promotions go only to people who agreed to them in "
        "writing.",
    )


def _hours(facts: GateFacts) -> Decision:
    """What time it is there as the text leaves (rules.md E-01)."""
    if facts.where is None or not facts.is_text or facts.kind is MessageKind.SYSTEM:
        return OK
    from desktop_app.services.rules.hours import hours_decision  # noqa: PLC0415  not to paint first

    outcome, rule, words = hours_decision(
        facts.person,
        facts.where,
        kind=_kind(facts).kind,
        origin=facts.origin,
        at=max(facts.leaves_at, facts.now),
        silent_s=facts.now - facts.last_inbound_at,
    )
    return Decision(outcome, rule, words) if words else OK


def _words(facts: GateFacts) -> Decision:
    """What the checks of the words block or hold; their advice is said while somebody types."""
    if not facts.is_text:
        return OK
    from desktop_app.services.rules.content.check import check  # noqa: PLC0415  not to paint first

    about = facts.about or Circumstances(kind=facts.kind, origin=facts.origin)
    if not facts.body.strip():
        return _silent_picture(about)
    found = check(facts.body, about)
    if not found or found[0].outcome not in {Outcome.BLOCK, Outcome.HOLD}:
        return OK
    return Decision(found[0].outcome, found[0].rule, found[0].message)


def _silent_picture(about: Circumstances) -> Decision:
    """A picture without a word does not say who sends it (rules.md C-10)."""
    known = not about.first or about.answers or about.kind is MessageKind.SYSTEM
    if known or not about.brand:
        return OK
    return Decision(
        Outcome.HOLD,
        "C-10",
        "A first picture needs a line that says who sends it. Write your firm’s name with it.",
    )


def _pace(facts: GateFacts) -> Decision:
    """How often this person was texted without an answer, and what carriers see of the number."""
    if not facts.is_text or facts.lately == NOTHING:
        return OK
    kind = _kind(facts).kind if facts.kind is not MessageKind.SYSTEM else facts.kind
    said = pace(
        facts.lately,
        states=facts.where.states if facts.where is not None else frozenset(),
        now=facts.now,
        kind=kind,
        origin=facts.origin,
        calls=facts.person.object,
    )
    return Decision(said.outcome, said.rule, said.message)


def _implied(facts: GateFacts, kind: Kind) -> Decision:
    who = facts.person
    if kind.kind is not MessageKind.CONVERSATIONAL or facts.origin is not Origin.MANUAL:
        return _too_narrow(facts, "answers only, because the first text came from that side")
    silent = facts.now - facts.last_inbound_at
    if silent > ANSWER_AT_ALL_S:
        return Decision(
            Outcome.HOLD,
            "B-01",
            f"{who.first} wrote first, but more than 14 days ago, and never agreed to texts. "
            f"Record {who.possessive} consent before you write again.",
        )
    if silent > ANSWER_FREELY_S:
        return Decision(
            Outcome.WARN,
            "B-01",
            f"{who.first} wrote first, more than 3 days ago. To send more than an answer, record "
            f"{who.possessive} consent.",
        )
    return Decision(
        Outcome.INFO,
        "B-01",
        f"{sentence(who.subject)} texted you first, so you may answer. For reminders later, ask "
        f"{who.object} first.",
    )


def _no_consent(facts: GateFacts) -> Decision:
    who = facts.person
    return Decision(
        Outcome.BLOCK,
        "B-01",
        f"There is no record that {who.first} agreed to texts. Record when and how "
        f"{who.subject} agreed, or wait until {who.subject} "
        f"{who.verb('writes', 'write')} first.",
    )


def _too_narrow(facts: GateFacts, what: str) -> Decision:
    return Decision(
        Outcome.BLOCK, "B-01", f"{facts.person.first}’s consent covers {what}. Ask first."
    )


def _on(facts: GateFacts) -> str:
    return f" {facts.since_words}" if facts.since_words else ""


def _from(facts: GateFacts) -> str:
    return format_number(facts.from_number) if facts.from_number else "your firm’s number"


CHECKS: dict[str, Callable[[GateFacts], Decision]] = {
    "number": _recipient,
    "own_choice": _own_opt_out,
    "our_number": _registration,
    "firm_choice": _firm_opt_out,
    "consent": _consent,
    "hours": _hours,
    "words": _words,
    "pace": _pace,
}
"""Everything that is looked at, in its order, by what it looks at."""
