"""Words of a client's that somebody has to decide on: showing them, and what can be decided.

Words that count as a stop, or may: within ten business days a named person may say that they were
none; after that, and after any STOP by keyword, only the client can turn texts back on (rules.md
A-07, A-10, F-02). And a YES nobody can place: a person says whether texts are wanted (A-05).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.models.enums import ConsentLevel, LedgerKind, Outcome, TextState
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.facts import Known, local_day, when
from desktop_app.services.consent.records import ReviewCard
from desktop_app.services.rules.deadlines import deadline_notice, revocation_deadline
from desktop_app.services.wording import sentence

_BY_WORDS = {LedgerKind.OPT_OUT_WORDS, LedgerKind.WRONG_NUMBER}
_YES = {LedgerKind.YES_UNCLEAR, LedgerKind.OPT_IN_KEYWORD}
_TONES = {Outcome.WARN: "warn", Outcome.HOLD: "urgent"}
_NOON = 43_200


@dataclass(frozen=True, slots=True)
class Words:
    """The words a state rests on: what was written, the part that counts, by when to settle it."""

    kind: LedgerKind
    text: str
    marked: tuple[str, ...]
    deadline: date
    ledger_seq: int
    question: str = ""
    at: int = 0

    @property
    def is_yes(self) -> bool:
        """Whether it is a YES to be placed, and no stop."""
        return self.kind in _YES


def words_of(connection: Any, known: Known) -> Words | None:
    """What the client wrote, where the state of texts rests on words and not on a keyword."""
    wanted = _decided_on(known)
    row = queries.entry(connection, known.ledger_seq) if wanted and known.ledger_seq else None
    if row is None or row[6] not in wanted:
        return None
    payload = json.loads(row[7])
    marked = str(payload.get("words") or "")
    return Words(
        LedgerKind(row[6]),
        str(payload.get("text") or ""),
        tuple(part for part in marked.split(" … ") if part),
        date.max if row[6] in _YES else last_day(int(row[2])),
        known.ledger_seq,
        str(payload.get("question") or ""),
        int(row[2]),
    )


def _decided_on(known: Known) -> set[LedgerKind]:
    """The kinds of entry a person decides on, where texts stand as they do."""
    state = known.gate.state
    if state in {TextState.NONE, TextState.PENDING}:
        return {LedgerKind.YES_UNCLEAR}
    if state in {TextState.OUT_CONTACT, TextState.WRONG_PERSON}:
        return _BY_WORDS
    if state is not TextState.REVIEW:
        return set()
    nothing = known.gate.level is ConsentLevel.NONE
    return {LedgerKind.OPT_IN_KEYWORD} if nothing else {LedgerKind.OPT_OUT_REVIEW}


def last_day(received_at: int) -> date:
    """The last day on which somebody may settle it, by this computer's calendar."""
    day = local_day(received_at)
    return revocation_deadline((day.toordinal() - _EPOCH) * 86_400 + _NOON, "UTC")


_EPOCH = date(1970, 1, 1).toordinal()


def review_card(known: Known, words: Words, now: int) -> ReviewCard | None:
    """The card; None once it is too late to explain."""
    today = local_day(now)
    who = known.gate.person
    if today > words.deadline:
        return None
    if words.is_yes:
        return _yes_card(known, words, now)
    until = _day_words(words.deadline)
    at = when(known.since, now)
    if words.kind is LedgerKind.OPT_OUT_REVIEW:
        return ReviewCard(
            clear=False,
            title=f"Did {who.first} ask to stop?",
            deadline=f"Decide by {until}{_left(today, words.deadline)}",
            quoted=words.text,
            marked=words.marked,
            explanation="This may be a request to stop, or about something else. Automatic texts "
            f"are paused. Calling {who.object} is the surest way to find out.",
            foot=f"Recorded {at}. If no one decides by {until}, {who.possessive} texts go off.",
            ledger_seq=words.ledger_seq,
            tone=_TONES.get(deadline_notice(today, words.deadline).outcome, ""),
        )
    title = f"{who.first} asked to stop, so texts to {who.object} are off"
    explanation = (
        f"That counts as opting out, even without the word STOP. If {who.subject} meant something "
        f"else, say how you know. Your reason is kept with {who.possessive} words."
    )
    if words.kind is LedgerKind.WRONG_NUMBER:
        title = "Whoever has this number says it is the wrong one"
        explanation = (
            f"Texts to it are off, so that nobody else reads what is meant for {who.first}. If it "
            f"is {who.possessive} number after all, say how you know."
        )
    return ReviewCard(
        clear=True,
        title=title,
        deadline=f"Until {until}",
        quoted=words.text,
        marked=words.marked,
        explanation=explanation,
        foot=f"Recorded {at}. If no one explains by {until}, it stays off.",
        ledger_seq=words.ledger_seq,
    )


def _yes_card(known: Known, words: Words, now: int) -> ReviewCard:
    """A YES that may answer one thing or another: only somebody who knows can say."""
    who = known.gate.person
    again = words.kind is LedgerKind.OPT_IN_KEYWORD
    question = " ".join(words.question.split())
    asked = f" The last thing asked was: “{question}”" if question else ""
    after = "after opting out" if again else "and it is not clear to what"
    foot = "Texts stay off until somebody decides."
    if known.gate.state is TextState.PENDING:
        foot = f"{who.first} gets no texts until somebody decides."
    return ReviewCard(
        clear=False,
        title=f"Does {who.first} want texts{' again' if again else ''}?",
        deadline="Needs a decision",
        quoted=words.text,
        marked=(),
        explanation=f"{who.first} replied YES {after}. It may answer an earlier question.{asked} "
        f"Calling {who.object} is the surest way to find out.",
        foot=f"Recorded {when(words.at, now)}. {foot}",
        ledger_seq=words.ledger_seq,
        asks_yes=True,
    )


def _left(today: date, deadline: date) -> str:
    """How many business days are left, once they are few."""
    notice = deadline_notice(today, deadline)
    if notice.outcome not in _TONES:
        return ""
    if notice.days_left == 1:
        return ", the last business day"
    return f", {notice.days_left} business days left"


def _day_words(day: date) -> str:
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001  a day, no moment
    return sentence(f"{moment:%a, %b} {day.day}")
