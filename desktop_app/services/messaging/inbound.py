"""What a client's text means for consent, decided in the transaction that stores it.

Keywords, a plain request to stop (A-07) and "wrote first": every inbound text is stored and shown
whatever it says, and nothing here ever answers one (Twilio answers STOP, START and HELP itself).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import ledger, message
from desktop_app.models.conversation import conversation_id
from desktop_app.models.enums import ConsentLevel, LedgerKind, SenderType, TextState
from desktop_app.models.queries import desk as desk_queries
from desktop_app.models.queries import gate as gate_queries
from desktop_app.models.setting import get, settings
from desktop_app.models.values import unpack_sid
from desktop_app.services.consent import signing_up
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.messaging.binding import (
    HANGS_ON_IT,
    bind,
    leave_to_a_person,
    say_start_is_needed,
)
from desktop_app.services.messaging.followups import follow_up
from desktop_app.services.messaging.twilio_fields import Line
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.natural import natural_opt_out, strong_opt_out
from desktop_app.services.rules.optin_texts import Program
from desktop_app.services.rules.words import (
    Classified,
    classify,
    may_be_keyword,
    may_start_with,
    normal,
)
from desktop_app.services.rules.wrong_number import wrong_number
from desktop_app.services.rules.yes import YesMeans
from desktop_app.services.wording import Person

RECENT_S = 14 * 86_400
"""Words of doubt older than this are history: nobody can decide on them in time any more."""
LONGEST_KEYWORD = 80
"""No keyword with decoration and a signature line is longer; the rest needs no look."""

JOIN_WORDS = frozenset({"join"})
"""The word with which a client signs up from the phone."""
USUAL_WORD, USUAL_FREQUENCY = "Case", "4 messages per month"

_NO = frozenset({"no", "nope", "no thanks", "no thank you", "no gracias"})
"""Answers to the request for YES that end it; anywhere else they are an ordinary answer."""

_EVENTS = {
    ("opt_out", "carrier"): ConsentEvent.CLIENT_STOP,
    ("opt_out", "app"): ConsentEvent.CLIENT_STOP_APP,
    ("opt_in", "carrier"): ConsentEvent.CLIENT_START,
    ("opt_in", "app"): ConsentEvent.CLIENT_START,
}


@dataclass(frozen=True, slots=True)
class Meant:
    """One inbound line with the keyword it is; `quoted` are the words a plain request rests on."""

    line: Line
    word: Classified
    quoted: tuple[str, ...] = ()
    sender: SenderType = SenderType.LONG_CODE


def keywords(lines: Iterable[Line], sender_types: dict[str, SenderType], now: int) -> list[Meant]:
    """The lines that mean something for consent, in the order given.

    Keywords and plain requests to stop whatever their age; doubts and wrong numbers only where a
    person can still do something about them, which also keeps a first sync quick.
    """
    return [meant for line in lines if (meant := _meant(line, sender_types, now)) is not None]


def _meant(line: Line, sender_types: dict[str, SenderType], now: int) -> Meant | None:
    if len(line.body) <= LONGEST_KEYWORD and may_be_keyword(line.body):
        sender = sender_types.get(line.firm, SenderType.LONG_CODE)
        word = classify(line.body, str(sender))
        if word.result == "none":  # a sí is a YES where the question was Spanish
            word = classify(line.body, str(sender), "es")
        if word.result != "none":
            return Meant(line, word, sender=sender)
    if len(line.body) <= LONGEST_KEYWORD and _joins(line.body):
        return Meant(line, Classified("join", "keyword", "app", "B-05"))
    return _words(line, recent=line.at > now - RECENT_S)


def _joins(body: str) -> bool:
    return may_start_with(body, JOIN_WORDS) and normal(body) in JOIN_WORDS


def _words(line: Line, *, recent: bool) -> Meant | None:
    """What a text says in the client's own words."""
    asked = natural_opt_out(line.body) if recent else strong_opt_out(line.body)
    # A stranger's "wrong number, stop" is theirs to say, but not the client's word.
    wrong = wrong_number(line.body) if recent or asked.strength == "strong" else None
    if wrong is not None:
        found = Classified("wrong_number", "strong", "app", wrong.rule)
        return Meant(line, found, wrong.words) if recent else None
    if asked.strength == "none":
        declined = " ".join(line.body.casefold().split()).strip(" .!") in _NO
        return Meant(line, Classified("none", None, "app", "B-06")) if declined else None
    return Meant(line, Classified("opt_out", asked.strength, "app", asked.rule), asked.words)


def handle_keyword(connection: Connection, meant: Meant, now: int) -> Done | None:
    """Carry out what the keyword means; None where it leaves consent alone, such as HELP."""
    who = _person(connection, meant.line.client)
    if meant.word.result == "help":
        _note_help(connection, meant, who, now)
        return None
    if meant.word.result == "join":
        return _join(connection, meant, who, now)
    state = consents.texts_of(connection, meant.line.client).state
    if meant.word.result == "yes":
        return _yes(connection, meant, who, state, now)
    if state is TextState.PENDING and meant.word.result == "none":
        act = _act(ConsentEvent.SIGN_UP_REFUSED, meant, who)
        return signing_up.refuse(connection, meant.line.client, act, now)
    event = _event(meant, state)
    if event is None:
        return None
    done = carry_out(connection, _act(event, meant, who), now)
    follow_up(connection, meant.line, event, done, who, now)
    return done


def _yes(
    connection: Connection, meant: Meant, who: Person, state: TextState, now: int
) -> Done | None:
    """A lone YES, where something hangs on what it answers (rules.md A-05)."""
    if state not in HANGS_ON_IT:
        return None
    bound = bind(connection, meant.line, state, meant.sender)
    lifted = state is TextState.OUT_CARRIER and meant.word.layer == "carrier"
    if bound.means is YesMeans.OPT_IN_CONFIRM:
        act = _act(ConsentEvent.CLIENT_YES, meant, who, LedgerKind.SIGN_UP_CONFIRMED)
        act = replace(act, line=f"{who.first} replied {_said(meant)} — texts are confirmed")
        return signing_up.confirm(connection, meant.line.client, act, now)
    if bound.means is YesMeans.AMBIGUOUS:
        leave_to_a_person(connection, meant.line, bound, _evidence(meant), who, now)
    elif bound.means is YesMeans.RE_OPT_IN and lifted:
        return carry_out(connection, _act(ConsentEvent.CLIENT_YES, meant, who), now)
    elif bound.needs_start or bound.means is YesMeans.RE_OPT_IN:
        say_start_is_needed(connection, meant.line, who)
    return None


def _event(meant: Meant, state: TextState) -> ConsentEvent | None:
    """What happened to consent, if anything did."""
    if meant.word.result == "wrong_number":
        return ConsentEvent.WRONG_NUMBER
    if meant.word.strength == "probable":
        return ConsentEvent.MAYBE_STOP if state is TextState.IN else None
    return _EVENTS.get((meant.word.result, meant.word.layer or ""))


def _act(event: ConsentEvent, meant: Meant, who: Person, kind: LedgerKind | None = None) -> Act:
    by_words = event is ConsentEvent.CLIENT_STOP_APP and meant.word.strength == "strong"
    return Act(
        number=meant.line.client,
        event=event,
        happened_at=meant.line.at,
        by=who.name,
        how=f"{_said(meant)} reply",
        line=_line(event, meant, who),
        evidence=_evidence(meant),
        kind=LedgerKind.OPT_OUT_WORDS if by_words else kind,
    )


def _join(connection: Connection, meant: Meant, who: Person, now: int) -> Done | None:
    """A sign-up from the phone itself, for the firm's usual program."""
    row = (desk_queries.campaigns(_Driver(connection)) or [None])[0]
    firm = get(connection, settings, "firm_name").strip()
    if row is None and not firm:
        return None
    usual = Program(firm, USUAL_WORD, USUAL_FREQUENCY)
    program = usual if row is None else Program(str(row[1]), str(row[2]), str(row[3]))
    act = replace(
        _act(ConsentEvent.RECORDED, meant, who, LedgerKind.SIGN_UP_CONFIRMED),
        level=ConsentLevel.EXPRESS,
        line=f"{who.first} texted {_said(meant)} — signed up for texts",
    )
    ask_yes = get(connection, settings, "keyword_asks_yes") == "on"
    return signing_up.join(connection, act, program, now, ask_yes=ask_yes)


class _Driver:
    """A connection as the read side's queries expect one."""

    def __init__(self, connection: Connection) -> None:
        self.execute = connection.exec_driver_sql


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
    first, said = who.first, _said(meant)
    lines = {
        ConsentEvent.MAYBE_STOP: f"Automatic texts to {first} are paused — waiting for a decision",
        ConsentEvent.WRONG_NUMBER: "Whoever has this number says it is the wrong one — texts to "
        f"{first} are off",
        ConsentEvent.SIGN_UP_REFUSED: f"{first} answered the request with no — opted out of "
        "messages",
        ConsentEvent.CLIENT_START: f"{first} replied {said} — opted back in to messages",
        ConsentEvent.CLIENT_YES: f"{first} replied YES after opting out — texts stay off until you "
        "decide",
    }
    if event is ConsentEvent.CLIENT_STOP_APP and meant.word.strength == "strong":
        own = f"{first} asked to stop in {who.possessive} own words"
        return f"{own} — opted out of messages"
    return lines.get(event, f"{first} replied {said} — opted out of messages")


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
        **(
            {"strength": meant.word.strength, "words": " … ".join(meant.quoted)}
            if meant.quoted
            else {}
        ),
    }


def _person(connection: Connection, number: str) -> Person:
    row = gate_queries.person(connection.exec_driver_sql, number)
    return Person(str(row[0]) or format_number(number), str(row[1]))
