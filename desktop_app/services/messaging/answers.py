"""What the program answers by itself.

The welcome after a YES, the word that an opt-out is done, and, where the firm wants it, the request
for a YES after a keyword.

Nothing else is ever written by it. Each is queued like any text and passes the gate twice; a key of
its own makes it one.
"""

from typing import Any

from sqlalchemy import Connection

from desktop_app.models.enums import MessageKind, Origin, OutboxState
from desktop_app.models.queries import gate as gate_queries
from desktop_app.models.setting import get, settings
from desktop_app.services.consent.signing_up import (
    request_queued,
    welcome_request,
    yes_request,
)
from desktop_app.services.messaging.queueing import queue
from desktop_app.services.numbers import format_number
from desktop_app.services.records import TextRequest
from desktop_app.services.rules.confirming import WITHIN_S, confirmation_text

ACTOR = "Brieftext"
WELCOME_WITHIN_S = 86_400
"""A welcome later than a day after the YES is no welcome any more (rules.md B-10)."""
_RECENT = """
SELECT l.seq, l.number, l.kind, p.payload FROM ledger AS l
JOIN ledger_payloads AS p ON p.seq = l.seq
WHERE l.seq > (SELECT coalesce(max(seq), 0) - 500 FROM ledger) AND l.channel = 'texts'
AND ((l.kind IN ('opt_out_words', 'opt_out_keyword', 'sign_up_refused') AND l.happened_at >= ?)
  OR (l.kind = 'sign_up_confirmed' AND l.happened_at >= ?)
  OR (l.kind = 'sign_up' AND l.happened_at >= ? AND instr(p.payload, '"sms_keyword"') > 0))
"""


def something_due(connection: Connection, now: int) -> bool:
    """Whether there may be something to answer: a look without the write lock."""
    rows = connection.exec_driver_sql(_RECENT, _since(now))
    return rows.first() is not None


def queue_answers(connection: Connection, *, now: int, practice: bool) -> set[int]:
    """Queue what is due; the conversations that changed."""
    rows = connection.exec_driver_sql(_RECENT, _since(now)).all()
    changed: set[int] = set()
    for row in rows:
        request = _answer(connection, row)
        if request is None or _asked_before(connection, request.client_key):
            continue
        account = get(connection, settings, "account_sid")
        outcome = queue(connection, request, now=now, practice=practice, account_sid=account)
        if row[2] == "sign_up" and outcome.outbox_id is not None:
            request_queued(connection, row[1], outcome.outbox_id)
        if outcome.state is OutboxState.QUEUED and outcome.conversation_id is not None:
            changed.add(outcome.conversation_id)
    return changed


def _since(now: int) -> tuple[int, int, int]:
    return now - WITHIN_S, now - WELCOME_WITHIN_S, now - WELCOME_WITHIN_S


def _answer(connection: Connection, row: Any) -> TextRequest | None:
    if row[2] == "sign_up":
        return yes_request(connection, row[1], ACTOR)
    if row[2] == "sign_up_confirmed":
        return welcome_request(connection, row[1], ACTOR)
    if row[2] == "opt_out_keyword" and '"layer": "app"' not in row[3]:
        return None  # the network answered
    firm = get(connection, settings, "firm_name").strip()
    own = gate_queries.own_numbers(connection.exec_driver_sql)
    if not firm or not own:
        return None
    return TextRequest(
        to=row[1],
        body=confirmation_text(firm, format_number(str(own[0][0]))),
        client_key=f"confirmation-{row[0]}",
        actor=ACTOR,
        kind=MessageKind.SYSTEM,
        origin=Origin.AUTOMATED,
    )


def _asked_before(connection: Connection, client_key: str) -> bool:
    found = "SELECT 1 FROM outbox WHERE client_key = ?"
    return connection.exec_driver_sql(found, (client_key,)).first() is not None
