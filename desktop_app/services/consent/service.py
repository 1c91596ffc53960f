"""What people at the firm may do to consent: record it, turn texts off and their own switch back.

Nothing here lifts the client’s own opt-out; there is no parameter for it (rules.md A-03).
"""

from datetime import date

from sqlalchemy import Connection

from desktop_app.models import ledger
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.database import Database
from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.services.consent import acts
from desktop_app.services.consent.facts import Known, local_day, read_known, short_date
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.story import LedgerCheck
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import (
    ContactsChanged,
    ConversationsChanged,
    EventBus,
    TextStateChanged,
)
from desktop_app.services.ports import Clock
from desktop_app.services.records import ConsentEntry, FieldProblem, Problem
from desktop_app.services.rules.consent import CLIENT_OUT, ConsentEvent
from desktop_app.services.rules.gate import decide

WORDS_AT_LEAST = 2
_MEANT = {
    ConsentLevel.EXPRESS: "agreed to texts",
    ConsentLevel.EXPRESS_WRITTEN: "agreed to texts in writing",
}


class ConsentService:
    """Consent acts of the firm’s people, one transaction and one ledger entry each."""

    def __init__(
        self, database: Database, clock: Clock, events: EventBus, *, practice: bool
    ) -> None:
        self._database = database
        self._clock = clock
        self._events = events
        self._practice = practice

    def opt_out_by_firm(self, number: str, actor: str, reason: str) -> None:
        """Turn texts off; the firm can turn them on again."""
        _need(("reason", reason, "Say in a few words why, so that others know."))
        now = self._clock.now()
        with self._database.write() as connection:
            known = self._known(connection, number)
            who = known.gate.person
            if known.gate.state in CLIENT_OUT:
                return
            done = acts.carry_out(
                connection,
                acts.Act(
                    number=number,
                    event=ConsentEvent.FIRM_OUT,
                    happened_at=now,
                    by=actor,
                    how=reason,
                    line=f"{actor} opted {who.object} out of messages — {reason}",
                    evidence={"reason": reason},
                ),
                now,
            )
        self._tell(number, done, by_client=False)

    def opt_out_told_firm(self, number: str, actor: str, how: str, words: str) -> None:
        """Record that the client asked, not by text, for no more texts. Final for the firm."""
        _need(
            ("how", how, "Say how the request came: by phone, email, letter or in person."),
            ("words", words, "Write down what was said, as close to the words as you can."),
        )
        now = self._clock.now()
        with self._database.write() as connection:
            who = self._known(connection, number).gate.person
            done = acts.carry_out(
                connection,
                acts.Act(
                    number=number,
                    event=ConsentEvent.TOLD_FIRM,
                    happened_at=now,
                    by=actor,
                    how=f"asked {how}, recorded by {actor}",
                    line=f"{who.first} asked for no more texts — {how}, recorded by {actor}: "
                    f"“{words}”",
                    evidence={"channel": how, "words": words, "recorded_by": actor},
                ),
                now,
            )
        self._tell(number, done, by_client=True)

    def opt_in_by_firm(self, number: str, actor: str) -> None:
        """Turn the firm’s own switch back, or settle a YES that followed an opt-out."""
        now = self._clock.now()
        with self._database.write() as connection:
            known = self._known(connection, number)
            who = known.gate.person
            if known.gate.state not in {TextState.OUT_FIRM, TextState.REVIEW}:
                raise BrieftextError(_why_not(known))
            done = acts.carry_out(
                connection,
                acts.Act(
                    number=number,
                    event=ConsentEvent.FIRM_IN,
                    happened_at=now,
                    by=actor,
                    how="turned on again",
                    line=f"{actor} opted {who.object} back in to messages — texts are on",
                ),
                now,
            )
        self._tell(number, done, by_client=False)

    def verify_ledger(self) -> LedgerCheck:
        """Read the whole ledger and hold every entry against its seal."""
        with self._database.read() as connection:
            report = ledger.verify(connection)
        return LedgerCheck(report.entries, report.broken_at)

    def record_consent(self, entry: ConsentEntry, actor: str) -> None:
        """Keep when, how and in which words a person agreed to texts."""
        now = self._clock.now()
        agreed = _checked(entry, today=local_day(now))
        with self._database.write() as connection:
            ensure_conversation(connection, entry.number, now)
            done = acts.carry_out(
                connection,
                acts.Act(
                    number=entry.number,
                    event=ConsentEvent.RECORDED,
                    happened_at=min(_noon(agreed), now),
                    by=actor,
                    how=entry.how,
                    line_at=now,
                    line=f"{actor} recorded consent — {_MEANT[entry.level]}, {entry.how}, "
                    f"{short_date(_noon(agreed), now)}",
                    level=entry.level,
                    evidence={
                        "agreed_on": entry.agreed_on,
                        "medium": entry.how,
                        "words": entry.words,
                        "recorded_by": actor,
                    },
                ),
                now,
            )
        self._tell(entry.number, done, by_client=False)

    def _known(self, connection: Connection, number: str) -> Known:
        return read_known(
            connection.exec_driver_sql, number, now=self._clock.now(), practice=self._practice
        )

    def _tell(self, number: str, done: acts.Done, *, by_client: bool) -> None:
        self._events.publish(
            TextStateChanged(
                number, done.conversation_id, by_client=by_client, words=STATE_WORDS[done.after]
            )
        )
        if done.conversation_id is not None:
            self._events.publish(ConversationsChanged(frozenset({done.conversation_id})))
        self._events.publish(ContactsChanged(frozenset()))


def _why_not(known: Known) -> Problem:
    who = known.gate.person
    if known.gate.state in CLIENT_OUT:
        return Problem(f"Only {who.first} can turn texts back on.", decide(known.gate).reason)
    return Problem(
        f"Texts to {who.first} were not turned off by your firm.",
        do=decide(known.gate).reason,
    )


def _need(*parts: tuple[str, str, str]) -> None:
    missing = tuple(
        FieldProblem(name, words)
        for name, text, words in parts
        if len(text.strip()) < WORDS_AT_LEAST
    )
    if missing:
        raise InvalidInput(missing)


def _checked(entry: ConsentEntry, today: date) -> date:
    problems: list[FieldProblem] = []
    agreed: date | None = None
    try:
        agreed = date.fromisoformat(entry.agreed_on)
    except ValueError:
        problems.append(FieldProblem("agreed_on", "That is not a date. Choose the day it was."))
    if agreed and agreed > today:
        problems.append(FieldProblem("agreed_on", "That day has not come yet. Check the date."))
    if entry.level not in _MEANT:
        problems.append(FieldProblem("level", "Say whether it was spoken or in writing."))
    if len(entry.how.strip()) < WORDS_AT_LEAST:
        problems.append(FieldProblem("how", "Say how it was agreed, such as on the intake form."))
    if len(entry.words.strip()) < WORDS_AT_LEAST:
        problems.append(
            FieldProblem("words", "The record has no wording. Write what was agreed to.")
        )
    if problems or agreed is None:
        raise InvalidInput(tuple(problems))
    return agreed


def _noon(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400 + 43_200
