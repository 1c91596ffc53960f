"""What a client's text means for consent, decided in the transaction that stores it.

Keywords, a plain request to stop (A-07) and "wrote first": every inbound text is stored and shown
whatever it says, and nothing here ever answers one (Twilio answers STOP, START and HELP itself).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import ledger, message
from desktop_app.models.conversation import conversation_id
from desktop_app.models.enums import LedgerKind, SenderType
from desktop_app.models.queries import gate as gate_queries
from desktop_app.models.values import unpack_sid
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.messaging.twilio_fields import Line
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.natural import strong_opt_out
from desktop_app.services.rules.words import Classified, classify, may_be_keyword
from desktop_app.services.rules.wrong_number import wrong_number
from desktop_app.services.wording import Person

LONGEST_KEYWORD = 80
"""No keyword with decoration and a signature line is longer; the rest needs no look."""

_EVENTS = {
    ("opt_out", "carrier"): ConsentEvent.CLIENT_STOP,
    ("opt_out", "app"): ConsentEvent.CLIENT_STOP_APP,
    ("opt_in", "carrier"): ConsentEvent.CLIENT_START,
    ("opt_in", "app"): ConsentEvent.CLIENT_START,
    ("yes", "carrier"): ConsentEvent.CLIENT_YES,
}


@dataclass(frozen=True, slots=True)
class Meant:
    """One inbound line with the keyword it is; `quoted` are the words a plain request rests on."""

    line: Line
    word: Classified
    quoted: tuple[str, ...] = ()


def keywords(lines: Iterable[Line], sender_types: dict[str, SenderType]) -> list[Meant]:
    """The lines that are a lone keyword or plainly ask to stop, in the order given."""
    return [meant for line in lines if (meant := _meant(line, sender_types)) is not None]


def _meant(line: Line, sender_types: dict[str, SenderType]) -> Meant | None:
    if len(line.body) <= LONGEST_KEYWORD and may_be_keyword(line.body):
        sender = sender_types.get(line.firm, SenderType.LONG_CODE)
        word = classify(line.body, str(sender))
        if word.result != "none":
            return Meant(line, word)
    asked = strong_opt_out(line.body)
    # A stranger's "wrong number, stop" is theirs to say, but not the client's word.
    if asked.strength != "strong" or wrong_number(line.body) is not None:
        return None
    return Meant(line, Classified("opt_out", "strong", "app", asked.rule), asked.words)


def handle_keyword(connection: Connection, meant: Meant, now: int) -> Done | None:
    """Carry out what the keyword means; None where it leaves consent alone, such as HELP."""
    who = _person(connection, meant.line.client)
    event = _EVENTS.get((meant.word.result, meant.word.layer or ""))
    if meant.word.result == "help":
        _note_help(connection, meant, who, now)
        return None
    if event is None:
        return None
    if event is ConsentEvent.CLIENT_YES and not _yes_could_lift(connection, meant.line):
        return None
    return carry_out(
        connection,
        Act(
            number=meant.line.client,
            event=event,
            happened_at=meant.line.at,
            by=who.name,
            how=f"{_said(meant)} reply",
            line=_line(event, meant, who),
            evidence=_evidence(meant),
        ),
        now,
    )


def note_first_texts(connection: Connection, lines: Iterable[Line], now: int) -> None:
    """Record the implied consent of people who wrote and of whom nothing is known yet (B-01)."""
    latest: dict[str, Line] = {}
    for line in lines:
        latest[line.client] = line
    known = consents.known_numbers(connection, latest)
    fresh = [line for number, line in latest.items() if number not in known]
    seqs = ledger.append_many(
        connection,
        [
            ledger.Entry(
                number=line.client,
                kind=LedgerKind.CONSENT_IMPLIED,
                actor=format_number(line.client),
                happened_at=line.at,
                recorded_at=now,
                payload={"sid": unpack_sid(line.sid), "how": "wrote first", "rule": "B-01"},
            )
            for line in fresh
        ],
    )
    consents.put_implied(
        connection, [(line.client, line.at, seq) for line, seq in zip(fresh, seqs, strict=True)]
    )


def _yes_could_lift(connection: Connection, line: Line) -> bool:
    """A YES is an ordinary answer unless it follows the person's own STOP (rules.md A-05)."""
    return consents.texts_of(connection, line.client).state.value == "out_carrier"


def _note_help(connection: Connection, meant: Meant, who: Person, now: int) -> None:
    seq = ledger.append(
        connection,
        ledger.Entry(
            number=meant.line.client,
            kind=LedgerKind.HELP_KEYWORD,
            actor=who.name,
            happened_at=meant.line.at,
            recorded_at=now,
            payload={**_evidence(meant), "answered_by": "Twilio"},
        ),
    )
    conversation = conversation_id(connection, meant.line.client)
    if conversation is not None:
        message.append_event(
            connection,
            conversation,
            at=meant.line.at,
            body=f"{who.first} replied {_said(meant)} — Twilio answers with its standard text",
            icon="help",
            ledger_seq=seq,
        )


def _line(event: ConsentEvent, meant: Meant, who: Person) -> str:
    if event is ConsentEvent.CLIENT_START:
        return f"{who.first} replied {_said(meant)} — opted back in to messages"
    if event is ConsentEvent.CLIENT_YES:
        return f"{who.first} replied YES after opting out — texts stay off until you decide"
    return f"{who.first} replied {_said(meant)} — opted out of messages"


def _said(meant: Meant) -> str:
    text = " ".join((meant.quoted[0] if meant.quoted else meant.line.body).split())
    return text.upper() if text.isalpha() and not meant.quoted else f"“{text}”"


def _evidence(meant: Meant) -> dict[str, str | int | None]:
    return {
        "sid": unpack_sid(meant.line.sid),
        "text": meant.line.body,
        "firm_number": meant.line.firm,
        "layer": meant.word.layer,
        "rule": meant.word.rule,
        **({"strength": "strong", "words": " … ".join(meant.quoted)} if meant.quoted else {}),
    }


def _person(connection: Connection, number: str) -> Person:
    row = gate_queries.person(connection.exec_driver_sql, number)
    return Person(str(row[0]) or format_number(number), str(row[1]))
