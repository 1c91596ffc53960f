"""Texts on their way out: one immutable row each, and every attempt at it (reliability.md 3.2)."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Integer,
    Row,
    Table,
    Text,
    or_,
    select,
    update,
)

from desktop_app.models.base import metadata
from desktop_app.models.campaign import campaigns
from desktop_app.models.enums import MessageKind, Origin, OutboxState, Route, TakeBack
from desktop_app.models.override import overrides
from desktop_app.models.types import MessageSid, PhoneNumber, UtcSeconds, Word

LONGEST_WAIT_S = 3_600
"""As long as Twilio may ask for a pause."""
_STEP_S = 2
"""So far a clock is set in passing, by the system itself."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_key", Text, nullable=False, unique=True),
    Column("message_id", Integer, nullable=False, unique=True),
    Column("account_sid", Text, nullable=False),
    Column("from_number", PhoneNumber, nullable=False),
    Column("to_number", PhoneNumber, nullable=False),
    Column("recipient_name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("kind", Word(MessageKind), nullable=False),
    Column("origin", Word(Origin), nullable=False),
    Column("consent_seq", Integer),
    Column("actor", Text, nullable=False),
    Column("created_at", UtcSeconds, nullable=False),
    Column("resend_of", Integer),
    Column("state", Word(OutboxState), nullable=False),
    Column("next_try_at", UtcSeconds, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("posted_at", UtcSeconds),
    Column("looks", Integer, nullable=False),
    Column("clean_looks", Integer, nullable=False),
    Column("next_look_at", UtcSeconds),
    Column("sid", MessageSid, unique=True),
    Column("error_code", Integer),
    Column("rule", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("override_id", Integer, ForeignKey(overrides.c.id)),
    Column("campaign_id", Integer, ForeignKey(campaigns.c.id)),
    Column("dismissed_at", UtcSeconds),
    Column("send_at", UtcSeconds),
    Column("route", Word(Route), nullable=False),
    Column("service_sid", Text, nullable=False),
    Column("cancel_on_reply", Boolean, nullable=False),
    Column("take_back", Word(TakeBack), nullable=False),
    Column("num_media", Integer, nullable=False, server_default="0"),
    Column("test_of", Text, nullable=False, server_default=""),
    Column("replaces", Integer),
    Column("asked_at", UtcSeconds),
    Column("wanted_at", UtcSeconds),
    Column("wait_s", Integer, nullable=False),
    Column("quiet_until", UtcSeconds, nullable=False, server_default="0"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", Integer, nullable=False),
    Column("uuid", Text, nullable=False),
    Column("wall_at", UtcSeconds, nullable=False),
    Column("monotonic_at", Float, nullable=False),
    Column("boot_id", Text, nullable=False),
    Column("process_id", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
)


def move(
    connection: Connection, outbox_id: int, was: OutboxState, to: OutboxState, **values: Any
) -> bool:
    """Change state by compare-and-set; False where another process moved the row first."""
    changed = connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == was)
        .values(state=to, **values)
    )
    return changed.rowcount == 1


def read(connection: Connection, outbox_id: int) -> Row[Any] | None:
    """One row."""
    return connection.execute(select(outbox).where(outbox.c.id == outbox_id)).first()


def next_due(
    connection: Connection, now: int, passed_over: frozenset[int] = frozenset()
) -> Row[Any] | None:
    """The oldest queued row whose time has come."""
    due = select(outbox).where(outbox.c.state == OutboxState.QUEUED, outbox.c.next_try_at <= now)
    if passed_over:
        due = due.where(outbox.c.id.not_in(passed_over))
    return connection.execute(due.order_by(outbox.c.id).limit(1)).first()


def time_has_come(now: int) -> ColumnElement[bool]:
    """Whether a queued row may be tried.

    Nothing but a text for later waits longer than it was told to (`wait_s`): where more is left
    than that, the time was worked out before somebody set the clock back. A text a person has to be
    asked about is not tried.
    """
    set_back = outbox.c.next_try_at > now + outbox.c.wait_s + _STEP_S
    come = or_(outbox.c.next_try_at <= now, outbox.c.send_at.is_(None) & set_back)
    return come & outbox.c.asked_at.is_(None)


def last_attempt(connection: Connection, outbox_id: int) -> Row[Any] | None:
    """The newest attempt at a row."""
    found = select(attempts).where(attempts.c.outbox_id == outbox_id)
    return connection.execute(found.order_by(attempts.c.id.desc()).limit(1)).first()


def unsettled_for(connection: Connection, number: str, before: int) -> list[Row[Any]]:
    """Earlier rows to this number whose fate is not known yet: order matters.

    A text for later has a place of its own and holds nothing up while it waits for its time; nor
    does one that waits for a person.
    """
    apart = outbox.c.send_at.is_not(None) | outbox.c.asked_at.is_not(None)
    earlier = select(outbox).where(
        ~((outbox.c.state == OutboxState.QUEUED) & apart),
        outbox.c.to_number == number,
        outbox.c.id < before,
        outbox.c.state.in_((OutboxState.QUEUED, OutboxState.POSTING, OutboxState.UNKNOWN)),
    )
    return list(connection.execute(earlier.order_by(outbox.c.id)))


def in_states(connection: Connection, *states: OutboxState) -> list[Row[Any]]:
    """All rows in these states, oldest first."""
    return list(
        connection.execute(select(outbox).where(outbox.c.state.in_(states)).order_by(outbox.c.id))
    )


def queued_for(connection: Connection, number: str) -> list[Row[Any]]:
    """Rows still waiting to go to this number."""
    waiting = select(outbox).where(
        outbox.c.to_number == number, outbox.c.state == OutboxState.QUEUED
    )
    return list(connection.execute(waiting))


def record_attempt(connection: Connection, **values: Any) -> int:
    """Note an attempt before its socket is opened."""
    made = connection.execute(
        attempts.insert().values(**values, outcome="").returning(attempts.c.id)
    )
    return int(made.scalar_one())


def finish_attempt(connection: Connection, attempt_id: int, outcome: str) -> None:
    """Note how the attempt ended."""
    connection.execute(update(attempts).where(attempts.c.id == attempt_id).values(outcome=outcome))
