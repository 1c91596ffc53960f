"""Sending what is written to somebody to one's own phone first, to see how it arrives.

The test goes through the queue and the gate like every text. Its consent is honest: whoever asks
for a test on the phone they entered as their own agrees to it, and that very act is recorded as
theirs, with the purpose it was given for (rules.md B-01, express). It never lifts an opt-out, and
it is refused where the number is on a contact record: one client's text is not for another.
"""

from sqlalchemy import Connection

from desktop_app.models import conversation as conversations
from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.models.outgoing import of_draft
from desktop_app.models.setting import get, settings
from desktop_app.models.values import new_uuid
from desktop_app.services import acceptance
from desktop_app.services.consent.acts import Act, carry_out
from desktop_app.services.consent.facts import Known, local_day, read_known
from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.queueing import queue
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FieldProblem, QueueOutcome, TextRequest
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.recipients import parse_recipient

SETTING = "own_phone"
NAME = "My phone"
_HOW = "own phone, entered in Settings"
_WORDS = "Send a test to my phone"
_OWN = "SELECT number FROM firm_numbers WHERE gone = 0"
_CONTACT = "SELECT name FROM contacts WHERE cell = ? LIMIT 1"


def send(
    connection: Connection, number: str, body: str, actor: str, *, now: int, practice: bool
) -> QueueOutcome:
    """Queue a test of what is written to a number. Raises InvalidInput about the own phone."""
    phone = _own_phone(connection, practice=practice)
    person = read_known(connection.exec_driver_sql, number, now=now, practice=practice)
    known = read_known(connection.exec_driver_sql, phone, now=now, practice=practice)
    if _needs_record(known):
        _record(connection, phone, actor, now)
    request = TextRequest(
        to=phone,
        body=body,
        client_key=f"test-{new_uuid()}",
        actor=f"{actor}{acceptance.TEST}",
        recipient_name=NAME,
        from_number=person.gate.from_number,
        pictures=tuple(of_draft(connection, number)),
    )
    account = get(connection, settings, "account_sid")
    return queue(
        connection, request, now=now, practice=practice, account_sid=account, test_of=number
    )


def _own_phone(connection: Connection, *, practice: bool) -> str:
    typed = get(connection, settings, SETTING)
    if not typed:
        raise _refused("Enter your own mobile number in Settings first, then send a test.")
    own = frozenset(str(each) for each in connection.exec_driver_sql(_OWN).scalars())
    found = parse_recipient(typed, own_numbers=own, fictional_allowed=practice)
    if found.problem:
        raise _refused(found.problem)
    name = connection.exec_driver_sql(_CONTACT, (found.number,)).scalar()
    if name is not None:
        raise _refused(
            f"{format_number(found.number)} is on the record of {name}. A test goes to your own "
            "phone only."
        )
    return found.number


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput((FieldProblem(SETTING, sentence),))


def _needs_record(known: Known) -> bool:
    state, level = known.gate.state, known.gate.level
    return state is TextState.NONE or (state is TextState.IN and level is ConsentLevel.IMPLIED)


def _record(connection: Connection, phone: str, actor: str, now: int) -> None:
    place = conversations.ensure_conversation(connection, phone, now)
    conversations.put_name(connection, place, NAME)
    carry_out(
        connection,
        Act(
            number=phone,
            event=ConsentEvent.RECORDED,
            happened_at=now,
            by=actor,
            how=_HOW,
            line=f"{actor} asked for test texts on their own phone — agreed to texts",
            level=ConsentLevel.EXPRESS,
            evidence={
                "agreed_on": local_day(now).isoformat(),
                "medium": _HOW,
                "words": _WORDS,
                "recorded_by": actor,
            },
        ),
        now,
    )
