"""Which queued text is next, as far as the pace of its number and of the firm lets it go."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select, text

from desktop_app.models.enums import MessageKind, Origin, OutboxState, TakeBack
from desktop_app.models.firm_number import firm_numbers
from desktop_app.models.outbox import outbox, time_has_come
from desktop_app.models.outgoing_hosting import NOT_UP

_IN_USE = and_(firm_numbers.c.gone.is_(False), firm_numbers.c.unusable_code == 0)
_BEFORE = outbox.alias("before")
_REPLACED_WAITS = exists(
    select(_BEFORE.c.id).where(
        _BEFORE.c.id == outbox.c.replaces, _BEFORE.c.take_back == TakeBack.WANTED
    )
)


_PICTURES_UP = text("NOT " + NOT_UP.format(row="outbox"))


@dataclass(frozen=True, slots=True)
class Closed:
    """What has to wait now: every text of some numbers, theirs to Canada, what machines send."""

    numbers: frozenset[str] = frozenset()
    to_canada_from: frozenset[str] = frozenset()
    machines: bool = False


def next_open(
    connection: Connection,
    now: int,
    passed_over: frozenset[int],
    closed: Closed,
    canada: Collection[str],
) -> Row[Any] | None:
    """The oldest queued row whose time has come, with its number's type; a person's go first.

    Nothing leaves from a number that is the firm's no more, nor before Twilio gave back what it
    takes the place of.
    """
    due = (
        select(outbox, firm_numbers.c.sender_type)
        .outerjoin_from(outbox, firm_numbers, firm_numbers.c.number == outbox.c.from_number)
        .where(outbox.c.state == OutboxState.QUEUED, time_has_come(now))
        .where(or_(firm_numbers.c.number.is_(None), _IN_USE), ~_REPLACED_WAITS, _PICTURES_UP)
    )
    if passed_over:
        due = due.where(outbox.c.id.not_in(passed_over))
    for each in _kept_out(closed, canada):
        due = due.where(~each)
    by_hand_first = outbox.c.origin != Origin.MANUAL
    return connection.execute(due.order_by(by_hand_first, outbox.c.id).limit(1)).first()


def _kept_out(closed: Closed, canada: Collection[str]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if closed.numbers:
        found.append(outbox.c.from_number.in_(closed.numbers))
    if closed.to_canada_from:
        in_canada = func.substr(outbox.c.to_number, 3, 3).in_(canada)
        found.append(outbox.c.from_number.in_(closed.to_canada_from) & in_canada)
    if closed.machines:
        by_machine = outbox.c.origin != Origin.MANUAL
        found.append(by_machine & (outbox.c.kind != MessageKind.SYSTEM))
    return found
