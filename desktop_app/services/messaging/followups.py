"""What a person has to do after a client's word: a task beside what the word itself did.

A CANCEL after an appointment text is the opt-out it is, and somebody calls (rules.md T-03). After
"wrong number" the responsible attorney looks at what a stranger may have read (A-08, H-03).
"""

from datetime import date, timedelta

from sqlalchemy import Connection

from desktop_app.models import task
from desktop_app.models.enums import TaskKind
from desktop_app.models.queries import tasks as queries
from desktop_app.models.queries.asked import newest_out
from desktop_app.services.consent.acts import Done
from desktop_app.services.consent.facts import clock_time, local_day, short_date
from desktop_app.services.messaging.twilio_fields import Line
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.deadlines import is_business_day
from desktop_app.services.rules.yes import Asked, cancel_doubt
from desktop_app.services.wording import Person, sentence

RECENT_S = 14 * 86_400
"""An older word, read at a first sync, is history: nobody is called about it."""
LOOK_BACK_S = 3 * 86_400
"""Longer than the rule looks back, so that the rule decides."""

_STOPS = frozenset({ConsentEvent.CLIENT_STOP, ConsentEvent.CLIENT_STOP_APP})


def follow_up(
    connection: Connection, line: Line, event: ConsentEvent, done: Done, who: Person, now: int
) -> None:
    """Open the task that goes with what just happened, or close one it settles."""
    if not done.changed or line.at <= now - RECENT_S:
        return
    if event in _STOPS:
        _call_after_cancel(connection, line, done, who, now)
    elif event is ConsentEvent.WRONG_NUMBER:
        _look_at_what_was_sent(connection, line, done, now)
    elif event is ConsentEvent.CLIENT_START:
        task.finish_all(connection, line.client, TaskKind.CALL, who.name, now)


def _call_after_cancel(
    connection: Connection, line: Line, done: Done, who: Person, now: int
) -> None:
    texts = newest_out(connection.exec_driver_sql, line.client, line.at - LOOK_BACK_S, line.at)
    doubt = cancel_doubt(line.body, line.at, [Asked(at, body) for at, body in texts])
    if doubt is None:
        return
    day, said = short_date(doubt.asked.at, now), " ".join(line.body.split()).upper()
    words = (
        f"Call {who.first}: {who.subject} replied {said} after the appointment text of {day}. "
        f"It stopped all texts; {who.subject} may have meant the appointment. Only START from "
        f"{who.possessive} phone turns texts on again."
    )
    if not who.first[:1].isalpha():  # nobody knows whose number it is
        words = (
            f"Call {who.first}: {said} came after the appointment text of {day}. It stopped all "
            "texts, and may have been about the appointment. Only START from that phone turns "
            "texts on again."
        )
    _open(connection, TaskKind.CALL, line, done, (words, doubt.asked.body), now)


def _look_at_what_was_sent(connection: Connection, line: Line, done: Done, now: int) -> None:
    sent = queries.sent_to(connection.exec_driver_sql, line.client)
    if not sent:
        return
    attorney = queries.attorney_of(connection.exec_driver_sql, line.client)
    first, last = short_date(sent[0][0], now), short_date(sent[-1][0], now)
    span = f"on {first}" if first == last else f"from {first} to {last}"
    count = "1 text went" if len(sent) == 1 else f"{len(sent):,} texts went"
    words = (
        f"For {attorney or 'the responsible attorney'}: look at what was sent to "
        f"{format_number(line.client)}. Whoever has it says it is the wrong number; {count} "
        f"there {span}."
    )
    listing = "\n".join(f"{short_date(at, now)}, {clock_time(at)}: {body}" for at, body in sent)
    _open(connection, TaskKind.CONFIDENTIALITY, line, done, (sentence(words), listing), now)


def _open(
    connection: Connection,
    kind: TaskKind,
    line: Line,
    done: Done,
    said: tuple[str, str],
    now: int,
) -> None:
    words, quoted = said
    task.add(
        connection,
        number=line.client,
        kind=kind,
        made_at=now,
        due_on=_next_business_day(local_day(now)).isoformat(),
        words=words,
        quoted=quoted,
        ledger_seq=done.ledger_seq,
        message_id=queries.message_with(connection.exec_driver_sql, line.sid),
    )


def _next_business_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_business_day(day):
        day += timedelta(days=1)
    return day
