"""Carrying out what somebody decides about a client's words, and what time decides by itself."""

from sqlalchemy import Connection

from desktop_app.models import sign_up as sign_ups
from desktop_app.models.enums import SignUpState, TextState
from desktop_app.models.queries import gate as gate_queries
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.consent.facts import Known, local_day
from desktop_app.services.consent.reviewing import REASON_AT_LEAST, Words, last_day
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.wording import Person

_ENDED_BY_KEYWORD = """
SELECT 1 FROM ledger WHERE number = ? AND channel = 'texts'
AND kind IN ('opt_out_keyword', 'carrier_block', 'opt_out_told_firm') LIMIT 1
"""
_WAITING = """
SELECT number, since FROM channel_consents
WHERE channel = 'texts' AND state = 'review' AND level <> 'none' AND since < ?
"""
SHORTEST_WAIT_S = 10 * 86_400
"""Ten business days are at least so long: nothing younger can be due."""


def decide(
    connection: Connection,
    known: Known,
    words: Words | None,
    actor: str,
    *,
    opt_out: bool,
    reason: str,
    now: int,
) -> Done:
    """Settle the words. Raises InvalidInput, or BrieftextError where there is nothing to settle."""
    who = known.gate.person
    if words is None or local_day(now) > words.deadline:
        raise BrieftextError(_too_late(who))
    if opt_out:
        if known.gate.state is not TextState.REVIEW:
            raise BrieftextError(Problem(f"Texts to {who.first} are off already."))
        return carry_out(connection, _stop(known, words, actor, now), now)
    if len(" ".join(reason.split())) < REASON_AT_LEAST:
        sentence = "Say in 10 characters or more how you know what was meant."
        raise InvalidInput((FieldProblem("reason", sentence),))
    said_stop = connection.exec_driver_sql(_ENDED_BY_KEYWORD, (known.gate.to,)).first()
    if said_stop is not None and known.gate.state is not TextState.REVIEW:
        raise BrieftextError(
            Problem(
                f"Only {who.first} can turn texts back on.",
                f"{who.first} also opted out in so many words.",
                f"Ask {who.object} to text START.",
            )
        )
    return carry_out(connection, _no_stop(known, words, actor, reason, now), now)


def something_overdue(connection: Connection, now: int) -> bool:
    """Whether time may have decided something: a look without the write lock."""
    waiting = connection.exec_driver_sql(_WAITING, (now - SHORTEST_WAIT_S,)).first()
    return waiting is not None or bool(sign_ups.run_out(connection, now))


def overdue(connection: Connection, now: int) -> list[Done]:
    """What nobody decided in time is decided for the client; requests for YES run out."""
    done: list[Done] = []
    waiting = connection.exec_driver_sql(_WAITING, (now - SHORTEST_WAIT_S,)).all()
    for number, since in waiting:
        if local_day(now) > last_day(int(since)):
            who = _person(connection, str(number))
            done.append(
                carry_out(
                    connection,
                    Act(
                        number=str(number),
                        event=ConsentEvent.STOP_DECIDED,
                        happened_at=now,
                        by="Brieftext",
                        how="nobody decided in ten business days",
                        line=f"Texts to {who.first} are off — nobody decided in ten business days",
                        evidence={"rule": "A-10"},
                    ),
                    now,
                )
            )
    for row in sign_ups.run_out(connection, now):
        sign_ups.settle(connection, row.id, SignUpState.EXPIRED)
        who = _person(connection, row.number)
        done.append(
            carry_out(
                connection,
                Act(
                    number=row.number,
                    event=ConsentEvent.SIGN_UP_EXPIRED,
                    happened_at=now,
                    by="Brieftext",
                    how="no YES in seven days",
                    line=f"{who.first} did not reply YES — the request ran out, ask again by phone",
                    evidence={"rule": "B-06"},
                ),
                now,
            )
        )
    return done


def _stop(known: Known, words: Words, actor: str, now: int) -> Act:
    who = known.gate.person
    return Act(
        number=known.gate.to,
        event=ConsentEvent.STOP_DECIDED,
        happened_at=now,
        by=actor,
        how="asked to stop in own words",
        line=f"{actor} decided that {who.first} asked to stop — opted out of messages",
        evidence={"settles_entry": words.ledger_seq, "text": words.text, "rule": "A-07"},
    )


def _no_stop(known: Known, words: Words, actor: str, reason: str, now: int) -> Act:
    who = known.gate.person
    return Act(
        number=known.gate.to,
        event=ConsentEvent.NO_STOP,
        happened_at=now,
        by=actor,
        how="explained that it was no request to stop",
        line=f"{actor} explained that {who.first} did not ask to stop — texts are on: "
        f"“{' '.join(reason.split())}”",
        evidence={
            "settles_entry": words.ledger_seq,
            "text": words.text,
            "reason": reason.strip(),
            "rule": "F-02",
        },
    )


def _too_late(who: Person) -> Problem:
    return Problem(
        f"This can’t be decided for {who.first} any more.",
        "Ten business days are over, or it was settled already.",
        f"{who.first} can text START to get texts again.",
    )


def _person(connection: Connection, number: str) -> Person:
    row = gate_queries.person(connection.exec_driver_sql, number)
    return Person(str(row[0]) or format_number(number), str(row[1]))
