"""The write paths a sync takes many rows at a time: no ORM, one statement for a whole page.

Measured: driver executemany stores 140,000 rows a second where the ORM stores 1,000
(performance.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desktop_app.models import media
from desktop_app.models.conversation import REFRESH
from desktop_app.models.enums import MessageStatus, SenderType
from desktop_app.models.message import allot_ids, first_id

_INSERT_CONVERSATION = """
INSERT INTO conversations (number, firm_number, contact_id, name, created_at, opened_at, last_at,
  snippet, last_in_id, last_in_at, last_out_id, read_up_to, unread, needs_reply)
VALUES (?, ?, (SELECT min(id) FROM contacts WHERE cell = ?), '', ?, 0, ?, '', 0, 0, 0, ?, 0, 0)
"""

_INSERT_MESSAGE = """
INSERT INTO messages (id, conversation_id, sid, direction, body, at, status, error_code, author,
  num_media, firm_number, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, '')
"""

_INSERT_STATUS = """
INSERT INTO message_statuses (message_id, status, error_code, seen_at) VALUES (?, ?, ?, ?)
"""


_STATUSES = {str(status): status for status in MessageStatus}
_MOVING = frozenset(
    {
        MessageStatus.ACCEPTED,
        MessageStatus.SCHEDULED,
        MessageStatus.QUEUED,
        MessageStatus.SENDING,
        MessageStatus.SENT,
    }
)


class Held(NamedTuple):
    """What is stored of one SID."""

    id: int
    conversation_id: int
    status: MessageStatus
    error_code: int | None


def known_lines(connection: Connection, sids: Sequence[bytes]) -> dict[bytes, Held]:
    """The stored lines among these packed SIDs."""
    if not sids:
        return {}
    marks = ",".join("?" * len(sids))
    rows = connection.exec_driver_sql(
        f"SELECT sid, id, conversation_id, status, error_code FROM messages WHERE sid IN ({marks})",
        tuple(sids),
    )
    return {
        sid: Held(identifier, place, _STATUSES[status], error)
        for sid, identifier, place, status, error in rows.fetchall()
    }


def conversations_for(
    connection: Connection, lines: Iterable[Any], now: int, *, settled: int
) -> dict[str, int]:
    """The conversation of each client number, made where there is none.

    Texts before `settled` (seconds) count as seen in a conversation made here.
    """
    firms = {line.client: line.firm for line in lines}
    found = _ids(connection, firms)
    missing = [number for number in firms if number not in found]
    if missing:
        connection.exec_driver_sql(
            _INSERT_CONVERSATION,
            [
                (number, firms[number], number, now, 0, first_id(max(settled, 0)))
                for number in missing
            ],
        )
        found |= _ids(connection, missing)
    return found


def _ids(connection: Connection, numbers: Iterable[str]) -> dict[str, int]:
    wanted = tuple(numbers)
    marks = ",".join("?" * len(wanted))
    rows = connection.exec_driver_sql(
        f"SELECT number, id FROM conversations WHERE number IN ({marks})", wanted
    )
    return {row[0]: row[1] for row in rows}


def _newest_senders(
    lines: Sequence[Any], conversations: dict[str, int]
) -> Iterator[tuple[str, int, str, int]]:
    """Which of the firm's numbers each conversation goes on with: that of its newest line.

    A history that is read later changes nothing about it.
    """
    newest = {line.client: line for line in lines}
    for client, line in newest.items():
        yield line.firm, conversations[client], line.firm, line.at


def insert_lines(
    connection: Connection, lines: Sequence[Any], conversations: dict[str, int], now: int
) -> set[int]:
    """Insert new lines (services' Line, ascending in time), unfinished ones with their status.

    Returns the conversations whose inbox line the new lines change: history that lies before what
    is known already changes none.
    """
    ids = allot_ids(connection, [line.at for line in lines])
    connection.exec_driver_sql(
        _INSERT_MESSAGE,
        [
            (
                identifier,
                conversations[line.client],
                line.sid,
                str(line.direction),
                line.body,
                line.at,
                str(line.status),
                line.error_code,
                line.num_media,
                line.firm,
            )
            for identifier, line in zip(ids, lines, strict=True)
        ],
    )
    media.note(
        connection,
        [
            (identifier, line.num_media)
            for identifier, line in zip(ids, lines, strict=True)
            if line.num_media
        ],
        now,
    )
    # A history begins where a status can still change; what came in is what it is.
    moving = [
        (identifier, str(line.status), line.error_code, now)
        for identifier, line in zip(ids, lines, strict=True)
        if line.status in _MOVING
    ]
    if moving:
        connection.exec_driver_sql(_INSERT_STATUS, moving)
    connection.exec_driver_sql(
        "UPDATE conversations SET firm_number = ? "
        "WHERE id = ? AND firm_number <> ? AND last_at <= ?",
        list(_newest_senders(lines, conversations)),
    )
    newest: dict[tuple[int, str], int] = {}
    for identifier, line in zip(ids, lines, strict=True):
        newest[conversations[line.client], str(line.direction)] = identifier
    return _moved_on(connection, newest)


def _moved_on(connection: Connection, newest: dict[tuple[int, str], int]) -> set[int]:
    """The conversations in which one of these (conversation, direction) ids is the newest."""
    touched = tuple({place for place, _ in newest})
    marks = ",".join("?" * len(touched))
    known = connection.exec_driver_sql(
        f"SELECT id, last_in_id, last_out_id FROM conversations WHERE id IN ({marks})", touched
    )
    return {
        place
        for place, last_in, last_out in known
        if newest.get((place, "in"), 0) > last_in or newest.get((place, "out"), 0) > last_out
    }


def refresh_many(connection: Connection, conversations: Iterable[int]) -> None:
    """Bring these inbox lines up to date."""
    rows = [{"id": identifier} for identifier in conversations]
    if rows:
        connection.exec_driver_sql(REFRESH, rows)


def sender_types(connection: Connection) -> dict[str, SenderType]:
    """What kind each of the firm's numbers is."""
    rows = connection.exec_driver_sql("SELECT number, sender_type FROM firm_numbers")
    return {row[0]: SenderType(row[1]) for row in rows}
