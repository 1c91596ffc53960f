"""Texts that a machine sends while it is night there: they wait for the morning, and are not lost.

The row itself moves to the next good time and says why; the gate is asked again when that comes.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, update

from desktop_app.models.database import Database
from desktop_app.models.enums import MessageKind, MessageStatus, Origin, OutboxState, Outcome, Route
from desktop_app.models.message import messages
from desktop_app.services.consent.facts import read_known
from desktop_app.services.messaging.adopting import settle
from desktop_app.services.messaging.outbox import Move
from desktop_app.services.rules.gate import Decision, GateFacts, decide
from desktop_app.services.rules.hours import judged, opening_words
from desktop_app.services.rules.kinds import classify_kind
from desktop_app.services.rules.quiet_hours import RULE, closes_at

LEAST_VALID_S = 60


def apart_from_hours(facts: GateFacts) -> Decision:
    """What the gate says as a text is queued: the hour is looked at when a machine sends it.

    A person who writes, and what advertises, is told at once.
    """
    decision = decide(facts)
    if decision.rule == RULE and decision.outcome is Outcome.HOLD:
        return decide(replace(facts, where=None))
    return decision


def until_morning(facts: GateFacts, decision: Decision, row: Any, now: int) -> Move | None:
    """How a row moves to the next good time; None where it is not the hour that holds it."""
    if decision.rule != RULE or decision.outcome is not Outcome.HOLD or facts.where is None:
        return None
    at = max(facts.leaves_at, now)
    kind = classify_kind(facts.body, asked=facts.kind, origin=facts.origin, answers=False).kind
    silent = now - facts.last_inbound_at
    opens = judged(facts.where, kind=kind, origin=facts.origin, at=at, silent_s=silent).next_ok
    if opens is None:
        return None
    then = opening_words(facts.person, facts.where, opens, at)
    values: dict[str, Any] = {"quiet_until": opens, "reason": f"quiet hours there until {then}"}
    values["next_try_at"] = now if row.route is Route.TWILIO else opens
    return Move(OutboxState.QUEUED, values)


def wait(connection: Connection, row: Any, move: Move, now: int) -> set[int]:
    """Carry the move out; the bubble shows the new time. The conversations that changed."""
    changed = settle(connection, row, move.to, MessageStatus.SCHEDULED, now, **move.values)
    if changed:
        connection.execute(
            update(messages)
            .where(messages.c.id == row.message_id)
            .values(at=int(move.values["quiet_until"]))
        )
    return changed


def leaves_at(row: Any, now: int) -> int:
    """When a row's text leaves: Twilio keeps some until their time."""
    if row.route is not Route.TWILIO or row.send_at is None:
        return 0
    at = max(int(row.send_at), int(row.quiet_until))
    return at if at > now else 0


def valid_within_hours(
    database: Database, row: Any, now: int, usual: int, *, practice: bool
) -> int:
    """For how long Twilio may try: what advertises must not arrive after the hours have ended.

    `usual` is how long it may otherwise; 0 stands for as long as it likes.
    """
    kind = classify_kind(row.body, asked=row.kind, origin=row.origin, answers=False).kind
    if kind is not MessageKind.PROMOTIONAL or row.kind is MessageKind.SYSTEM:
        return usual
    with database.read() as connection:
        known = read_known(
            connection.exec_driver_sql,
            row.to_number,
            now=now,
            practice=practice,
            kind=row.kind,
            origin=Origin(row.origin),
            content=row.body,
            pictures=row.num_media,
        )
    at = leaves_at(row, now) or now
    ends = closes_at(known.gate.where, at, promotional=True) if known.gate.where else None
    if ends is None:
        return usual
    left = max(ends - at, LEAST_VALID_S)
    return min(left, usual) if usual else left
