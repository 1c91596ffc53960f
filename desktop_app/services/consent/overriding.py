"""Overrides: offering one, recording one together with the text it is for, and refusing one.

The client's own opt-out of texts is never offered and never granted; the attempt is recorded
(rules.md F-01, F-03).
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import conversation as conversations
from desktop_app.models import ledger, message
from desktop_app.models import override as overrides
from desktop_app.models.enums import Channel, LedgerKind, TextState
from desktop_app.services.consent.records import OverrideGrant, OverrideRequest
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.rules.gate import (
    OVERRIDABLE,
    GateFacts,
    OverrideFact,
    decide,
    may_be_overridden,
)
from desktop_app.services.rules.overrides import (
    CHOICES,
    VALID_S,
    WORDS_CHOICES,
    can_override,
    fingerprint,
    reason_problem,
)
from desktop_app.services.wording import Person

_WORDS = dict((*CHOICES, *WORDS_CHOICES))
_WHAT = {Channel.TEXTS: "one text", Channel.CALLS_OUT: "one call", Channel.EMAIL: "one email"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A grant, or the refusal to raise once what was recorded of it is committed."""

    grant: OverrideGrant | None = None
    refusal: BrieftextError | None = None


def give(
    connection: Connection, request: OverrideRequest, facts: GateFacts, actor: str, now: int
) -> Answer:
    """Record one override, or refuse it. The caller commits, then raises the refusal.

    `facts` are what the gate would decide on for this very text, without the override.
    """
    person = facts.person
    problem = reason_problem(request.choice, request.reason)
    if problem is not None:
        return Answer(refusal=InvalidInput((FieldProblem(*problem),)))
    held = consents.channel_of(connection, request.address, request.channel)
    if request.channel is Channel.TEXTS and decide(facts).lets_through:
        return Answer(refusal=BrieftextError(_not_needed(person)))
    if not _possible(request.channel, held.state, facts):
        _record_refusal(connection, request, actor, now)
        return Answer(refusal=BrieftextError(_not_possible(request.channel, facts)))
    if held.ledger_seq != request.seen_seq:
        return Answer(refusal=BrieftextError(_changed(person)))
    return Answer(grant=_record(connection, request, facts, actor, now))


def _possible(channel: Channel, state: TextState, facts: GateFacts) -> bool:
    """A text may be overridden exactly where the gate holds it and nothing behind it blocks."""
    if channel is Channel.TEXTS:
        return may_be_overridden(facts)
    return can_override(channel, state)


def _record(
    connection: Connection, request: OverrideRequest, facts: GateFacts, actor: str, now: int
) -> OverrideGrant:
    seq = ledger.append(connection, _entry(request, LedgerKind.OVERRIDE, actor, now))
    expires = now + VALID_S
    made = overrides.add(
        connection,
        address=request.address,
        channel=request.channel,
        actor=actor,
        choice=request.choice,
        reason=request.reason.strip(),
        content_sha256=fingerprint(request.content),
        made_at=now,
        expires_at=expires,
        seen_seq=request.seen_seq,
        ledger_seq=seq,
    )
    conversation = conversations.conversation_id(connection, request.address)
    if conversation is not None:
        why = choice_words(request.choice, facts.person)
        held = request.channel is Channel.TEXTS and facts.state not in OVERRIDABLE
        what = "sent a text that was held" if held else "overrode the opt-out"
        message.append_event(
            connection,
            conversation,
            at=now,
            body=f"{actor} {what} — {_WHAT.get(request.channel, 'one act')}, "
            f"{why[:1].lower()}{why[1:]}: “{' '.join(request.reason.split())}”",
            icon="override",
            ledger_seq=seq,
        )
    return OverrideGrant(made, seq, expires)


def _record_refusal(connection: Connection, request: OverrideRequest, actor: str, now: int) -> None:
    ledger.append(connection, _entry(request, LedgerKind.OVERRIDE_REFUSED, actor, now))


def _entry(request: OverrideRequest, kind: LedgerKind, actor: str, now: int) -> ledger.Entry:
    return ledger.Entry(
        number=request.address,
        channel=str(request.channel),
        kind=kind,
        actor=actor,
        happened_at=now,
        recorded_at=now,
        payload={
            "choice": request.choice,
            "reason": request.reason.strip(),
            "text": request.content,
            "content_sha256": fingerprint(request.content),
            "rests_on_entry": request.seen_seq,
            "rule": "F-03",
        },
    )


def choice_words(choice: str, person: Person) -> str:
    """A reason to choose from, in words: Gordon asked for this text."""
    return _WORDS[choice].format(first=person.first)


def _not_possible(channel: Channel, facts: GateFacts) -> Problem:
    """What stands behind the hold, or in its place, in the gate's own words."""
    stands = f"{facts.person.first} asked for it, or there is nothing turned off."
    if channel is Channel.TEXTS:
        stands = decide(replace(facts, override=OverrideFact.HOLDS)).reason
    return Problem(
        f"This can’t be overridden for {facts.person.first}.",
        f"{stands} The attempt is recorded.",
    )


def _not_needed(person: Person) -> Problem:
    return Problem(
        f"This text to {person.first} needs no reason.",
        "Nothing holds it as it stands now.",
        "Close this and send it from the conversation.",
    )


def _changed(person: Person) -> Problem:
    return Problem(
        f"Something changed for {person.first} while you were writing.",
        "The reason would have rested on what is no longer so. Nothing was sent.",
        "Look at the conversation, then decide again.",
    )
