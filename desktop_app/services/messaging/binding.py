"""What a lone YES answers, by what the firm asked before it (rules.md A-05, T-02).

Only where something hangs on it: whoever gets texts anyway answers a question, and nothing about
consent changes.
"""

from dataclasses import replace

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import ledger, message
from desktop_app.models import sign_up as sign_ups
from desktop_app.models.conversation import conversation_id
from desktop_app.models.enums import LedgerKind, SenderType, SignUpState, TextState
from desktop_app.models.queries.asked import newest_out
from desktop_app.services.messaging.twilio_fields import Line
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.optin_texts import Program, request_text
from desktop_app.services.rules.yes import Asked, Bound, bind_yes
from desktop_app.services.wording import Person

LOOK_BACK_S = 30 * 86_400
"""A question older than that is not waited for any more, nor is a request that ran out."""
HANGS_ON_IT = frozenset(
    {TextState.NONE, TextState.PENDING, TextState.OUT_CONTACT, TextState.OUT_CARRIER}
)
_OPEN = frozenset({SignUpState.WAITING, SignUpState.EXPIRED})


def bind(connection: Connection, line: Line, state: TextState, sender: SenderType) -> Bound:
    """What this lone YES answers."""
    return bind_yes(line.body, line.at, state, sender, _history(connection, line, state))


def _history(connection: Connection, line: Line, state: TextState) -> list[Asked]:
    since = max(line.at - LOOK_BACK_S, 0)
    texts = newest_out(connection.exec_driver_sql, line.client, since, line.at)
    asked = [Asked(at, body) for at, body in texts]
    row = sign_ups.newest_for(connection, line.client)
    waits = state in {TextState.NONE, TextState.PENDING}
    if row is None or not waits or row.state not in _OPEN or row.recorded_at < since:
        return asked
    program = sign_ups.campaign_by_id(connection, row.campaign_id)
    words = request_text(Program(program.name, program.description, program.frequency))
    request = Asked(row.recorded_at, words, sign_up=True, expires_at=row.expires_at)
    return [request, *(each for each in asked if each.body != words)]


def leave_to_a_person(
    connection: Connection,
    line: Line,
    bound: Bound,
    evidence: dict[str, str | int | None],
    who: Person,
    now: int,
) -> None:
    """Nobody can tell what it answers: record it, and let the review card ask."""
    held = consents.texts_of(connection, line.client)
    asked = bound.question
    question: dict[str, str | int | None] = (
        {"question": asked.body, "question_at": asked.at} if asked is not None else {}
    )
    seq = ledger.append(
        connection,
        ledger.Entry(
            number=line.client,
            kind=LedgerKind.YES_UNCLEAR,
            actor=who.name,
            happened_at=line.at,
            recorded_at=now,
            payload={**evidence, **question, "rule": bound.rule},
        ),
    )
    # Texts stand as before; the card belongs to the entry they rest on.
    consents.put(connection, replace(held, since=held.since or line.at, ledger_seq=seq))
    words = f"{who.first} replied YES — it is not clear to what, somebody has to decide"
    _say(connection, line, words, "review", seq)


def say_start_is_needed(connection: Connection, line: Line, who: Person) -> None:
    """A YES that lifts nothing: texts stay off, and the conversation says what would."""
    held = consents.texts_of(connection, line.client)
    words = (
        f"{who.first} replied YES — texts stay off, only START to {format_number(line.firm)} "
        "turns them on again"
    )
    _say(connection, line, words, "opt_out_client", held.ledger_seq)


def _say(connection: Connection, line: Line, words: str, icon: str, seq: int) -> None:
    conversation = conversation_id(connection, line.client)
    if conversation is not None:
        message.append_event(
            connection, conversation, at=line.at, body=words, icon=icon, ledger_seq=seq
        )
