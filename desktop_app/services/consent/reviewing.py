"""Words of a client's that count as a stop, or may: showing them, and settling what they were.

Within ten business days a named person may say that they were none; after that, and after any STOP
by keyword, only the client can turn texts back on (rules.md A-07, A-10, F-02).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.models.enums import ConsentLevel, LedgerKind, TextState
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.facts import Known, local_day, when
from desktop_app.services.consent.records import ReviewCard
from desktop_app.services.rules.deadlines import revocation_deadline
from desktop_app.services.wording import sentence

REASON_AT_LEAST = 10
SHOWN_AT_MOST = 300
_BY_WORDS = {LedgerKind.OPT_OUT_WORDS, LedgerKind.WRONG_NUMBER}
_NOON = 43_200


@dataclass(frozen=True, slots=True)
class Words:
    """The words a state rests on: what was written, the part that counts, by when to settle it."""

    kind: LedgerKind
    text: str
    marked: tuple[str, ...]
    deadline: date
    ledger_seq: int


def words_of(connection: Any, known: Known) -> Words | None:
    """What the client wrote, where the state of texts rests on words and not on a keyword."""
    unclear = known.gate.state is TextState.REVIEW and known.gate.level is not ConsentLevel.NONE
    if not unclear and known.gate.state not in {TextState.OUT_CONTACT, TextState.WRONG_PERSON}:
        return None
    row = queries.entry(connection, known.ledger_seq)
    if row is None or row[6] not in {*_BY_WORDS, LedgerKind.OPT_OUT_REVIEW}:
        return None
    payload = json.loads(row[7])
    marked = str(payload.get("words") or "")
    return Words(
        LedgerKind(row[6]),
        str(payload.get("text") or ""),
        tuple(part for part in marked.split(" … ") if part),
        last_day(int(row[2])),
        known.ledger_seq,
    )


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
    until = _day_words(words.deadline)
    at = when(known.since, now)
    if words.kind is LedgerKind.OPT_OUT_REVIEW:
        return ReviewCard(
            clear=False,
            title=f"Did {who.first} ask to stop?",
            deadline=f"Decide by {until}",
            quoted=words.text[:SHOWN_AT_MOST],
            marked=words.marked,
            explanation="This may be a request to stop, or about something else. Automatic texts "
            f"are paused. Calling {who.object} is the surest way to find out.",
            foot=f"Recorded {at}. If no one decides by {until}, {who.possessive} texts go off.",
            ledger_seq=words.ledger_seq,
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
        quoted=words.text[:SHOWN_AT_MOST],
        marked=words.marked,
        explanation=explanation,
        foot=f"Recorded {at}. If no one explains by {until}, it stays off.",
        ledger_seq=words.ledger_seq,
    )


def _day_words(day: date) -> str:
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001  a day, no moment
    return sentence(f"{moment:%a, %b} {day.day}")
