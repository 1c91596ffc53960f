"""Overrides: offering one, recording one together with the text it is for, and refusing one.

The client's own opt-out of texts is never offered and never granted; the attempt is recorded
(rules.md F-01, F-03).
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import conversation as conversations
from desktop_app.models import ledger, message
from desktop_app.models import override as overrides
from desktop_app.models.enums import Channel, LedgerKind
from desktop_app.services.consent.records import OverrideGrant, OverrideRequest
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.rules.overrides import (
    CHOICES,
    VALID_S,
    can_override,
    fingerprint,
    reason_problem,
)
from desktop_app.services.wording import Person

_WORDS = dict(CHOICES)
_WHAT = {Channel.TEXTS: "one text", Channel.CALLS_OUT: "one call", Channel.EMAIL: "one email"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A grant, or the refusal to raise once what was recorded of it is committed."""

    grant: OverrideGrant | None = None
    refusal: BrieftextError | None = None


def give(
    connection: Connection, request: OverrideRequest, person: Person, actor: str, now: int
) -> Answer:
    """Record one override, or refuse it. The caller commits, then raises the refusal."""
    problem = reason_problem(request.choice, request.reason)
    if problem is not None:
        return Answer(refusal=InvalidInput((FieldProblem(*problem),)))
    held = consents.channel_of(connection, request.address, request.channel)
    if not can_override(request.channel, held.state):
        _record_refusal(connection, request, actor, now)
        return Answer(refusal=BrieftextError(_not_possible(person)))
    if held.ledger_seq != request.seen_seq:
        return Answer(refusal=BrieftextError(_changed(person)))
    return Answer(grant=_record(connection, request, person, actor, now))


def _record(
    connection: Connection, request: OverrideRequest, person: Person, actor: str, now: int
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
        why = choice_words(request.choice, person)
        message.append_event(
            connection,
            conversation,
            at=now,
            body=f"{actor} overrode the opt-out — {_WHAT.get(request.channel, 'one act')}, "
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


def _not_possible(person: Person) -> Problem:
    return Problem(
        f"This can’t be overridden for {person.first}.",
        f"{person.first} asked for it, or there is nothing turned off. The attempt is recorded.",
        "Call instead.",
    )


def _changed(person: Person) -> Problem:
    return Problem(
        f"Something changed for {person.first} while you were writing.",
        "The reason would have rested on what is no longer so. Nothing was sent.",
        "Look at the conversation, then decide again.",
    )
