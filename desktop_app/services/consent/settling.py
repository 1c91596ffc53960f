"""Carrying out what somebody decides about a client's words, and what time decides by itself."""

from dataclasses import replace

from sqlalchemy import Connection

from desktop_app.models import consent as consents
from desktop_app.models import sign_up as sign_ups
from desktop_app.models import task
from desktop_app.models.enums import ConsentLevel, LedgerKind, SignUpState, TaskKind, TextState
from desktop_app.models.queries import gate as gate_queries
from desktop_app.services.consent import programs
from desktop_app.services.consent.acts import Act, Done, carry_out
from desktop_app.services.consent.facts import Known, local_day
from desktop_app.services.consent.reviewing import Words, last_day
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.rules.consent import ConsentEvent
from desktop_app.services.rules.overrides import REASON_AT_LEAST
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
    if words.is_yes:
        return _place_yes(connection, known, words, actor, wanted=not opt_out, now=now)
    if opt_out and known.gate.state is not TextState.REVIEW:
        return _kept(connection, _keep_off(known, words, actor, now), now)
    if opt_out:
        return carry_out(connection, _stop(known, words, actor, now), now)
    if len(" ".join(reason.split())) < REASON_AT_LEAST:
        sentence = f"Say in {REASON_AT_LEAST} characters or more how you know what was meant."
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
    if words.kind is LedgerKind.WRONG_NUMBER:  # no stranger read anything
        task.finish_all(connection, known.gate.to, TaskKind.CONFIDENTIALITY, actor, now)
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
        if _yes_waits(connection, row.number):
            continue  # a YES came, and a person decides on it
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


def _keep_off(known: Known, words: Words, actor: str, now: int) -> Act:
    who = known.gate.person
    meant = (
        "the number is somebody else’s"
        if words.kind is LedgerKind.WRONG_NUMBER
        else f"{who.first} asked to stop"
    )
    return Act(
        number=known.gate.to,
        event=ConsentEvent.KEPT,
        happened_at=now,
        by=actor,
        how=known.how,
        line=f"{actor} agreed that {meant} — texts stay off",
        evidence={"settles_entry": words.ledger_seq, "text": words.text, "rule": "A-07"},
    )


def _kept(connection: Connection, act: Act, now: int) -> Done:
    """Nothing changes but the entry it rests on: the question is answered, here and everywhere."""
    done = carry_out(connection, act, now)
    held = consents.texts_of(connection, act.number)
    consents.put(connection, replace(held, ledger_seq=done.ledger_seq))
    return done


def _yes_waits(connection: Connection, number: str) -> bool:
    """Whether texts to a number rest on a YES nobody could place."""
    held = consents.texts_of(connection, number)
    kind = connection.exec_driver_sql("SELECT kind FROM ledger WHERE seq = ?", (held.ledger_seq,))
    return kind.scalar() == LedgerKind.YES_UNCLEAR


def _place_yes(
    connection: Connection, known: Known, words: Words, actor: str, *, wanted: bool, now: int
) -> Done:
    """A YES that could be about one thing or another, as the person on the phone explained it."""
    who = known.gate.person
    act = Act(
        number=known.gate.to,
        event=ConsentEvent.KEPT,
        happened_at=now,
        by=actor,
        how="meant something else with YES",
        line=f"{actor} decided that the YES was about something else — texts stay off",
        evidence={"settles_entry": words.ledger_seq, "text": words.text, "rule": "A-05"},
        kind=LedgerKind.YES_DECIDED,
    )
    if known.gate.state is TextState.REVIEW:
        again = replace(
            act,
            event=ConsentEvent.FIRM_IN,
            how="wants texts again",
            line=f"{actor} decided that {who.first} wants texts again — texts are on",
            kind=None,
        )
        off = replace(act, event=ConsentEvent.STOP_DECIDED)
        return carry_out(connection, again if wanted else off, now)
    row = sign_ups.newest_for(connection, known.gate.to)
    if not wanted:
        waits = row is not None and row.state is SignUpState.WAITING
        event = ConsentEvent.KEPT if waits else ConsentEvent.SIGN_UP_EXPIRED
        return _kept(connection, replace(act, event=event), now)
    done = carry_out(
        connection,
        replace(
            act,
            event=ConsentEvent.RECORDED,
            level=ConsentLevel.EXPRESS,
            how="replied YES",
            line=f"{actor} decided that {who.first} wants texts — texts are on",
            kind=LedgerKind.SIGN_UP_CONFIRMED,
        ),
        now,
    )
    if row is not None:
        sign_ups.settle(connection, row.id, SignUpState.CONFIRMED)
        level, seq = ConsentLevel.EXPRESS, done.ledger_seq
        programs.agree(connection, known.gate.to, row.campaign_id, level, now, seq)
    return done


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
