"""Ledger entries in words: what changed, what it rests on, and every fact that is kept with it.

Nothing is left out: a fact without a name of its own here is shown under the name it is stored by.
"""

import json
from dataclasses import dataclass
from typing import Any

from desktop_app.models.enums import ConsentLevel, LedgerKind
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.numbers import format_number


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry in a list. `icon` is a meaning as in a conversation's lines; times are seconds."""

    seq: int
    kind: LedgerKind
    icon: str
    title: str
    detail: str
    at: int
    by: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry whole: its line, (name, words) of every fact, when it was written, its seal."""

    line: LedgerLine
    number: str
    recorded_at: int
    facts: tuple[tuple[str, str], ...]
    fingerprint: str
    follows: str


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """Whether all entries are one unbroken chain; `broken_at` is the first that does not fit."""

    entries: int
    broken_at: int | None = None


_TITLES = {
    LedgerKind.CONSENT_RECORDED: ("consent", "Agreed to texts"),
    LedgerKind.CONSENT_IMPLIED: ("opt_in", "Wrote to the firm first"),
    LedgerKind.OPT_OUT_KEYWORD: ("opt_out_client", "Opted out of texts"),
    LedgerKind.OPT_OUT_TOLD_FIRM: ("opt_out_client", "Asked for no more texts"),
    LedgerKind.OPT_OUT_FIRM: ("opt_out_firm", "Texts turned off by the firm"),
    LedgerKind.OPT_IN_FIRM: ("opt_in", "Texts turned on again by the firm"),
    LedgerKind.OPT_IN_KEYWORD: ("opt_in", "Opted in to texts"),
    LedgerKind.HELP_KEYWORD: ("help", "Asked for help"),
    LedgerKind.CARRIER_BLOCK: ("opt_out_client", "Twilio refused a text, opted out"),
}
_UNKNOWN = ("note", "Changed")

_NAMES = {
    "how": "How",
    "medium": "How",
    "agreed_on": "Agreed on",
    "words": "Words",
    "text": "Text",
    "channel": "Came by",
    "reason": "Reason",
    "recorded_by": "Recorded by",
    "answered_by": "Answered by",
    "level": "How far it reaches",
    "from": "Before",
    "to": "After",
    "sid": "Twilio SID",
    "error_code": "Twilio code",
    "firm_number": "Our number",
    "rule": "Rule",
    "layer": "Acted on by",
}
_LEVELS = {
    ConsentLevel.NONE: "Nothing on record",
    ConsentLevel.IMPLIED: "Answers to what they wrote",
    ConsentLevel.EXPRESS: "Texts about the case",
    ConsentLevel.EXPRESS_WRITTEN: "Agreed in writing",
}
_LAYERS = {"carrier": "The network itself", "app": "Brieftext"}
_STATES = {str(state): words for state, words in STATE_WORDS.items()}
_REACH = {str(level): words for level, words in _LEVELS.items()}
_FIRST = ("agreed_on", "how", "medium", "channel", "words", "text", "reason", "recorded_by")
_LAST = ("from", "to", "level", "sid", "error_code", "firm_number", "layer", "rule")


def ledger_line(row: Any) -> LedgerLine:
    """One row of models/queries/ledger.py as a line."""
    payload = _payload(row[7])
    kind = _kind(row[6])
    icon, title = _TITLES.get(kind, _UNKNOWN) if kind is not None else _UNKNOWN
    if kind is LedgerKind.CONSENT_RECORDED and payload.get("level") == "express_written":
        title = "Agreed to texts in writing"
    return LedgerLine(
        seq=row[0],
        kind=kind or LedgerKind.CONSENT_RECORDED,
        icon=icon,
        title=title if kind is not None else f"{title}: {row[6]}",
        detail=_detail(payload),
        at=row[2],
        by=row[3],
    )


def ledger_entry(row: Any) -> LedgerEntry:
    """One row of models/queries/ledger.py with everything it keeps."""
    payload = _payload(row[7])
    return LedgerEntry(
        line=ledger_line(row),
        number=row[4],
        recorded_at=row[1],
        facts=tuple(_facts(payload)),
        fingerprint=row[9],
        follows=row[8],
    )


def _facts(payload: dict[str, Any]) -> "list[tuple[str, str]]":
    known = [key for key in _FIRST if key in payload]
    last = [key for key in _LAST if key in payload]
    others = [key for key in payload if key not in {*known, *last}]
    facts: list[tuple[str, str]] = []
    for key in (*known, *others, *last):
        words = _words(key, payload[key])
        name = _NAMES.get(key, key.replace("_", " ").capitalize())
        if words and (name, words) not in facts:
            facts.append((name, words))
    return facts


def _words(key: str, value: Any) -> str:
    text = "" if value is None else str(value)
    if key in {"from", "to"}:
        return _STATES.get(text, text)
    if key == "level":
        return _REACH.get(text, text)
    if key == "layer":
        return _LAYERS.get(text, text)
    if key == "firm_number":
        return format_number(text)
    if key in {"words", "text"} and text:
        return f"“{text}”"
    return text


def _detail(payload: dict[str, Any]) -> str:
    """What the change rests on, in one line."""
    how = str(payload.get("how") or "")
    quoted = str(payload.get("words") or "")
    reason = str(payload.get("reason") or "")
    parts = [how, f"“{quoted}”" if quoted else "", reason if reason != how else ""]
    line = " · ".join(" ".join(part.split()) for part in parts if part)
    return line[:1].upper() + line[1:]


def _payload(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:  # a forged entry must still be shown
        return {"payload": text}
    return found if isinstance(found, dict) else {"payload": text}


def _kind(word: str) -> LedgerKind | None:
    return LedgerKind(word) if word in set(LedgerKind) else None


