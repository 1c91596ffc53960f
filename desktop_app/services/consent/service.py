"""What people at the firm may do to consent: record it, turn texts off and their own switch back.

Nothing here lifts the client’s own opt-out; there is no parameter for it (rules.md A-03).
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from desktop_app.models import sign_up as sign_ups
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.database import Database
from desktop_app.models.enums import Channel, ConsentLevel, TextState
from desktop_app.models.setting import get, settings
from desktop_app.services.consent import acts, channels, programs, settling, signing_up
from desktop_app.services.consent.evidence import EvidenceService
from desktop_app.services.consent.export import EvidenceExport
from desktop_app.services.consent.facts import Known, local_day, read_known, short_date
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.proof import record
from desktop_app.services.consent.records import SignUp
from desktop_app.services.consent.reviewing import words_of
from desktop_app.services.consent.story import EvidenceFile, ExportResult, LedgerCheck
from desktop_app.services.consent.verifying import examine
from desktop_app.services.consent.watch import LedgerWatch
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import (
    ContactsChanged,
    ConversationsChanged,
    EventBus,
    TextStateChanged,
)
from desktop_app.services.messaging.queueing import queue
from desktop_app.services.ports import Clock
from desktop_app.services.records import (
    ConsentEntry,
    ConsentProof,
    FieldProblem,
    Problem,
    QueueOutcome,
)
from desktop_app.services.rules.call_to_action import texts_problem
from desktop_app.services.rules.channels import ChannelEvent
from desktop_app.services.rules.consent import CLIENT_OUT, ConsentEvent
from desktop_app.services.rules.gate import decide
from desktop_app.services.rules.optin_texts import Program

WORDS_AT_LEAST = 2


def _nobody() -> None:
    """No sender waits."""


class _Driver:
    """A connection as the read side's queries expect one."""

    def __init__(self, connection: Connection) -> None:
        self.execute = connection.exec_driver_sql


class ConsentService:
    """Consent acts of the firm’s people, one transaction and one ledger entry each."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        events: EventBus,
        *,
        practice: bool,
        watch: LedgerWatch | None = None,
        wake: Callable[[], None] = _nobody,
        export: EvidenceExport | None = None,
    ) -> None:
        self._watch = watch
        self._wake = wake
        self._export = export
        self._evidence = EvidenceService(database, clock)
        self._database = database
        self._clock = clock
        self._events = events
        self._practice = practice

    def opt_out_by_firm(
        self, address: str, actor: str, reason: str, channel: Channel = Channel.TEXTS
    ) -> None:
        """Turn a channel off; the firm can turn it on again."""
        _need(("reason", reason, "Say in a few words why, so that others know."))
        if channel is not Channel.TEXTS:
            how, evidence = reason, {"reason": reason}
            self._on_channel(address, channel, ChannelEvent.FIRM_OFF, actor, how, evidence)
            return
        number = address
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

    def opt_out_told_firm(
        self, address: str, actor: str, how: str, words: str, channel: Channel = Channel.TEXTS
    ) -> None:
        """Record that the client asked, not by text, for no more of it. Of texts final here."""
        _need(
            ("how", how, "Say how the request came: by phone, email, letter or in person."),
            ("words", words, "Write down what was said, as close to the words as you can."),
        )
        if channel is not Channel.TEXTS:
            evidence = {"channel": how, "words": words, "recorded_by": actor}
            told = f"asked {how}, recorded by {actor}"
            self._on_channel(address, channel, ChannelEvent.CLIENT_OFF, actor, told, evidence)
            return
        number = address
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

    def opt_in_by_firm(self, address: str, actor: str, channel: Channel = Channel.TEXTS) -> None:
        """Turn the firm’s own switch back, or settle a YES that followed an opt-out."""
        if channel is not Channel.TEXTS:
            self._on_channel(address, channel, ChannelEvent.ON, actor, "turned on again", {})
            return
        number = address
        now = self._clock.now()
        with self._database.write() as connection:
            known = self._known(connection, number)
            who = known.gate.person
            undecided = known.gate.state is TextState.REVIEW
            by_words = undecided and known.gate.level is not ConsentLevel.NONE
            if by_words or not (undecided or known.gate.state is TextState.OUT_FIRM):
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
        kept = self._watch.kept() if self._watch else None
        with closing(self._database.reader()) as connection:
            report = examine(connection, kept, whole_file=False)
        if report.problems and self._watch:
            self._watch.raise_alarm(report.problems[0])
        return LedgerCheck(report.entries, report.broken_at, report.problems)

    def decide_review(self, number: str, actor: str, *, opt_out: bool, reason: str = "") -> None:
        """Settle words that may be a stop, or restore texts after words that were none."""
        now = self._clock.now()
        with self._database.write() as connection:
            known = self._known(connection, number)
            words = words_of(_Driver(connection), known)
            done = settling.decide(
                connection, known, words, actor, opt_out=opt_out, reason=reason, now=now
            )
        self._tell(number, done, by_client=False)

    def sign_up(self, sign_up: SignUp, actor: str) -> QueueOutcome:
        """Record a sign-up and ask for a YES, in one commit."""
        now = self._clock.now()
        with self._database.write() as connection:
            known = self._known(connection, sign_up.number)
            firm = get(connection, settings, "firm_name")
            recorded = signing_up.record(connection, sign_up, known, firm, actor, now)
            outcome = queue(
                connection,
                recorded.request,
                now=now,
                practice=self._practice,
                account_sid=get(connection, settings, "account_sid"),
            )
            if outcome.outbox_id is None:  # the sign-up goes with its request, or not at all
                raise BrieftextError(Problem("The request was not sent.", outcome.reason))
            sign_ups.tie_request(connection, recorded.sign_up_id, outcome.outbox_id)
        self._tell(sign_up.number, recorded.done, by_client=False)
        self._wake()
        return outcome

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
                    line=f"{actor} recorded consent — agreed to texts, {entry.how}, "
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
            usual = programs.usual(connection, now)
            if usual is not None:
                programs.agree(connection, entry.number, usual, entry.level, now, done.ledger_seq)
        self._tell(entry.number, done, by_client=False)

    def add_program(self, program: Program, *, promotional: bool) -> int:
        """A new program people can agree to; its number. Raises InvalidInput."""
        with self._database.write() as connection:
            made = programs.add(connection, program, self._clock.now(), promotional=promotional)
        self._events.publish(ContactsChanged(frozenset()))
        return made

    def _on_channel(
        self,
        address: str,
        channel: Channel,
        event: ChannelEvent,
        actor: str,
        how: str,
        evidence: Mapping[str, str | int | None],
    ) -> None:
        """Calls and e-mail: record it, and say it in the conversation of whoever it is."""
        now = self._clock.now()
        with self._database.write() as connection:
            number = _number_of(connection, address)
            who = self._known(connection, number).gate.person if number else None
            name = who.first if who is not None else address
            done = channels.said(event, channel, actor, name)
            act = channels.ChannelAct(
                address, channel, event, actor, how, f"{done} — {how}", number, evidence
            )
            conversation = channels.carry_out(connection, act, now)
        if conversation is not None:
            self._events.publish(ConversationsChanged(frozenset({conversation})))
        self._events.publish(ContactsChanged(frozenset()))

    def record_proof(self, proof: ConsentProof, actor: str) -> int:
        """Keep a consent with its seven proof fields, or a correction of one; its ledger entry."""
        now = self._clock.now()
        with self._database.write() as connection:
            done = record(connection, proof, actor, now, practice=self._practice)
        self._tell(proof.number, done, by_client=False)
        return done.ledger_seq

    def export_evidence(self, number: str, folder: Path, actor: str) -> ExportResult:
        """Everything on record for a number, for a carrier or a court: a new folder, or a .zip."""
        if self._export is None:
            raise BrieftextError(Problem("Evidence cannot be exported from here."))
        return self._export.make(number, folder, actor, self.verify_ledger().problems)

    def add_evidence(self, path: Path, actor: str) -> EvidenceFile:
        """Keep a file as evidence in the encrypted store. Raises InvalidInput."""
        return self._evidence.add(path, path.name, actor)

    def evidence(self, sha256: str) -> EvidenceFile | None:
        """What is known of a kept file."""
        return self._evidence.get(sha256)

    def evidence_content(self, sha256: str) -> bytes:
        """What a kept file holds, proved to be what was kept. Raises BrieftextError."""
        return self._evidence.content(sha256)

    def save_evidence(self, sha256: str, target: Path) -> None:
        """Write a copy of a kept file outside the store; replaces nothing."""
        self._evidence.save_copy(sha256, target)

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


def _number_of(connection: Connection, address: str) -> str:
    """Whose conversation a change of this address belongs to; empty where to nobody's."""
    if "@" not in address:
        return address
    found = "SELECT cell FROM contacts WHERE lower(email) = ? AND cell IS NOT NULL ORDER BY id"
    row = connection.exec_driver_sql(found, (address,)).first()
    return str(row[0]) if row is not None else ""


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
    if entry.level is not ConsentLevel.EXPRESS:
        more = "Consent in writing is recorded with its seven fields, the signature among them."
        problems.append(FieldProblem("level", more))
    if len(entry.how.strip()) < WORDS_AT_LEAST:
        problems.append(FieldProblem("how", "Say how it was agreed, such as on the intake form."))
    if len(entry.words.strip()) < WORDS_AT_LEAST:
        problems.append(
            FieldProblem("words", "The record has no wording. Write what was agreed to.")
        )
    elif vague := texts_problem(entry.words):
        problems.append(FieldProblem("words", vague))
    if problems or agreed is None:
        raise InvalidInput(tuple(problems))
    return agreed


def _noon(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400 + 43_200
