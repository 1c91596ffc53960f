"""The lines of the Outbox page, from the store's rows."""

from dataclasses import replace
from typing import Any

from desktop_app.models.enums import Origin, OutboxState, Route, TextState
from desktop_app.models.queries import outbox as queries
from desktop_app.services.messaging.outbox_records import MOST_NOT_SENT, OutboxLine
from desktop_app.services.numbers import format_number
from desktop_app.services.records import OutboxRow

_UNSETTLED = frozenset({OutboxState.POSTING, OutboxState.UNKNOWN})


def outbox_lines(connection: Any, now: int) -> list[OutboxLine]:
    """What waits, oldest first; then what did not go out, newest first."""
    lines = [_line(row) for row in queries.waiting(connection, now)]
    first: dict[str, int] = {}
    for line in lines:
        if line.state in _UNSETTLED:
            first.setdefault(line.number, line.id)
    waiting = [
        replace(line, behind=True)
        if line.state is OutboxState.QUEUED
        and not line.asked_at
        and first.get(line.number, line.id) < line.id
        else line
        for line in lines
    ]
    refused = queries.ended(connection, "refused", MOST_NOT_SENT)
    rest = queries.ended(connection, "blocked", MOST_NOT_SENT)
    rest += queries.ended(connection, "not_sent", MOST_NOT_SENT)
    rest.sort(key=lambda row: int(row[0]), reverse=True)
    return waiting + [_line(row) for row in refused + rest[:MOST_NOT_SENT]]


def _line(row: Any) -> OutboxLine:
    return OutboxLine(
        id=row[0],
        conversation_id=row[1],
        number=row[2],
        name=row[3] or format_number(row[2]),
        body=row[4],
        state=OutboxState(row[5]),
        reason=row[6],
        rule=row[7],
        error_code=row[8],
        actor=row[9],
        created_at=row[10],
        tried_at=row[11],
        looks=row[12],
        clean_looks=row[13],
        next_try_at=row[14],
        origin=Origin(row[15]),
        send_at=row[16],
        route=Route(row[17]),
        text_state=TextState(row[18]),
        ledger_seq=row[19],
        from_number=row[20],
        asked_at=row[21],
        number_lost=bool(row[22]),
    )


def outbox_row(row: Any) -> OutboxRow:
    """One row of queries/desk, for the thread and for scripts."""
    return OutboxRow(
        id=row[0],
        message_id=row[1],
        conversation_id=row[2],
        to=row[3],
        recipient_name=row[4],
        body=row[5],
        state=OutboxState(row[6]),
        sid=row[7],
        reason=row[8],
        rule=row[9],
        error_code=row[10],
        created_at=row[11],
        tried_at=row[12],
        looks=row[13],
        next_try_at=row[14],
        send_at=row[15],
        route=Route(row[16]),
        cancel_on_reply=bool(row[17]),
        asked_at=row[18],
    )
