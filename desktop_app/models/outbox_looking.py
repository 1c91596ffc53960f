"""Which outbox rows a message of Twilio's list may belong to, and whose SIDs are taken."""

from typing import Any

from sqlalchemy import Connection, Row, or_, select

from desktop_app.models.enums import OutboxState
from desktop_app.models.message import first_id, messages
from desktop_app.models.outbox import outbox
from desktop_app.models.outgoing_hosting import NOT_UP
from desktop_app.models.values import unpack_sid

# A text a person marked "not sent" can still turn up; after a day nobody looks for it.
_LATE_S = 86_400
# No look is ever put off for so long.
_FAR_AHEAD_S = 600
_NEXT = f"""
SELECT min(CASE state WHEN 'queued' THEN next_try_at ELSE next_look_at END) FROM outbox AS o
WHERE state IN ('queued', 'unknown') AND (state = 'unknown' OR (next_try_at > ?
  AND asked_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM firm_numbers AS f WHERE f.number = o.from_number
    AND (f.gone OR f.unusable_code <> 0))
  AND NOT EXISTS (SELECT 1 FROM outbox AS b WHERE b.id = o.replaces AND b.take_back = 'wanted')
  AND NOT {NOT_UP.format(row="o")}))
"""  # noqa: S608  the words put in are ours
_OPEN = (OutboxState.POSTING, OutboxState.UNKNOWN, OutboxState.UNRESOLVED)


def unanswered(connection: Connection, now: int) -> list[Row[Any]]:
    """Rows without a SID that were tried: oldest first."""
    late = (outbox.c.state == OutboxState.NOT_SENT) & (outbox.c.posted_at > now - _LATE_S)
    wanted = select(outbox).where(outbox.c.sid.is_(None), outbox.c.posted_at.is_not(None))
    return list(
        connection.execute(wanted.where(or_(outbox.c.state.in_(_OPEN), late)).order_by(outbox.c.id))
    )


def claimed_sids(connection: Connection, sids: list[str]) -> set[str]:
    """Which of these SIDs belong to a line that another outbox row sent."""
    taken = select(outbox.c.sid).where(outbox.c.sid.in_(sids))
    return set(connection.execute(taken).scalars())


def line_of(connection: Connection, sid: str) -> Row[Any] | None:
    """The stored line with this SID."""
    return connection.execute(select(messages).where(messages.c.sid == sid)).first()


def due_looks(connection: Connection, now: int) -> list[Row[Any]]:
    """Unknown rows whose next look has come, oldest first.

    A time far ahead was worked out before the clock was set back.
    """
    come = (outbox.c.next_look_at <= now) | (outbox.c.next_look_at > now + _FAR_AHEAD_S)
    due = select(outbox).where(outbox.c.state == OutboxState.UNKNOWN, come)
    return list(connection.execute(due.order_by(outbox.c.id)))


def next_moment(connection: Connection, after: int = -1) -> int | None:
    """When the sender has something to do next, in seconds UTC; None: nothing is open.

    Queued texts that are due by `after` are left out: they wait for their turn. So are those that
    wait for a person, a number, Twilio or their pictures: no time of ours moves them.
    """
    times = connection.exec_driver_sql(_NEXT, (after,)).scalar()
    return int(times) if times is not None else None


def next_look(connection: Connection) -> int | None:
    """When an unknown text is looked for next, in seconds UTC; None: there is none."""
    at = connection.exec_driver_sql(
        "SELECT min(next_look_at) FROM outbox WHERE state = 'unknown'"
    ).scalar()
    return int(at) if at is not None else None


def unfinished_sids(connection: Connection, since: int, now: int, limit: int) -> list[str]:
    """Our own accepted sends of this time whose delivery is not final yet, newest first.

    One that lies at Twilio for later has its own time, and is not asked about before.
    The words of the partial index messages_unfinished, so that a million texts cost nothing.
    """
    rows = connection.exec_driver_sql(
        "SELECT sid FROM messages WHERE outbox_id IS NOT NULL "
        "AND status IN ('accepted', 'queued', 'sending', 'sent', 'scheduled') "
        "AND id >= ? AND id < ? AND sid IS NOT NULL ORDER BY id DESC LIMIT ?",
        (first_id(since), first_id(now + 1), limit),
    )
    return [unpack_sid(row[0]) for row in rows]


def inbound_read_at(connection: Connection) -> int:
    """When the clients' newest texts were last read from Twilio, in seconds UTC."""
    value = connection.exec_driver_sql(
        "SELECT value FROM sync_marks WHERE key = 'inbound_read_at'"
    ).scalar()
    return int(value) if value is not None else 0


def count_unresolved(connection: Connection) -> int:
    """Texts a person still has to decide on."""
    count = connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'unresolved'")
    return int(count.scalar() or 0)
