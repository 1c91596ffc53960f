"""Ledger entries in words: what changed, what it rests on, and every fact that is kept with it.

Nothing is left out: a fact without a name of its own here is shown under the name it is stored by.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop_app.models.enums import Channel, ConsentLevel, LedgerKind
from desktop_app.services.consent.evidence_lines import EVIDENCE_FILES, evidence_named
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.numbers import format_number
from desktop_app.services.rules.consent_record import MEDIUM_WORDS, Medium


@dataclass(frozen=True, slots=True)
class ProofField:
    """One of the seven fields of a consent in words, and what is missing of it, if anything."""

    name: str
    words: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ProofCount:
    """How many of the proof fields an entry has. `of` is 0 where none is needed."""

    have: int = 0
    of: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file kept as evidence, but for what it holds."""

    sha256: str
    name: str
    media_type: str
    size: int
    added_at: int
    added_by: str


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What was written: where, (file, SHA-256) of each, and the ledger's last fingerprint."""

    place: Path
    files: tuple[tuple[str, str], ...]
    entries: int
    head: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry in a list. `icon` is a meaning as in a conversation's lines; times are seconds.

    `corrects` is the entry this one puts right.
    """

    seq: int
    kind: LedgerKind
    icon: str
    title: str
    detail: str
    at: int
    by: str
    proof: ProofCount = ProofCount()
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry whole: its line, (name, words) of every fact, when it was written, its seal.

    `fields` are the seven proof fields where it needs them; `evidence` are (name, hash) of files.
    """

    line: LedgerLine
    number: str
    recorded_at: int
    facts: tuple[tuple[str, str], ...]
    fingerprint: str
    follows: str
    fields: tuple[ProofField, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """Whether all entries are one unbroken chain; `broken_at` is the first that does not fit.

    `problems` says everything that was found, a plain sentence each: also a removed end, an older
    file, an exchanged evidence file, for which there is no broken entry.
    """

    entries: int
    broken_at: int | None = None
    problems: tuple[str, ...] = ()


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
    LedgerKind.OPT_OUT_WORDS: ("opt_out_client", "Asked to stop in own words"),
    LedgerKind.OPT_OUT_REVIEW: ("review", "May have asked to stop"),
    LedgerKind.OPT_OUT_DECIDED: ("opt_out_client", "Decided: it was a request to stop"),
    LedgerKind.OPT_OUT_KEPT: ("opt_out_client", "Looked at: texts stay off"),
    LedgerKind.NO_OPT_OUT: ("opt_in", "Explained: it was no request to stop"),
    LedgerKind.WRONG_NUMBER: ("wrong_number", "Number of somebody else"),
    LedgerKind.SIGN_UP: ("waiting", "Signed up, asked to reply YES"),
    LedgerKind.SIGN_UP_CONFIRMED: ("opt_in", "Confirmed texts with YES"),
    LedgerKind.SIGN_UP_REFUSED: ("opt_out_client", "Answered the request with no"),
    LedgerKind.SIGN_UP_EXPIRED: ("waiting", "Request for YES ran out"),
    LedgerKind.YES_UNCLEAR: ("review", "Replied YES, not clear to what"),
    LedgerKind.YES_DECIDED: ("waiting", "Decided: the YES was about something else"),
    LedgerKind.OVERRIDE: ("override", "Overrode the opt-out, once"),
    LedgerKind.OVERRIDE_REFUSED: ("override", "An override was refused"),
}
_BESIDE_TEXTS = {
    (Channel.CALLS_IN, LedgerKind.OPT_OUT_FIRM): "Blocked as a caller",
    (Channel.CALLS_IN, LedgerKind.OPT_IN_FIRM): "Unblocked as a caller",
    (Channel.CALLS_OUT, LedgerKind.OPT_OUT_FIRM): "Calls turned off by the firm",
    (Channel.CALLS_OUT, LedgerKind.OPT_OUT_TOLD_FIRM): "Asked for no more calls",
    (Channel.CALLS_OUT, LedgerKind.OPT_IN_FIRM): "Calls turned on again by the firm",
    (Channel.EMAIL, LedgerKind.OPT_OUT_FIRM): "Email turned off by the firm",
    (Channel.EMAIL, LedgerKind.OPT_OUT_TOLD_FIRM): "Asked for no more email",
    (Channel.EMAIL, LedgerKind.OPT_IN_FIRM): "Email turned on again by the firm",
}
"""Titles of the channels that are not texts, where the usual one would speak of texts."""
_UNKNOWN = ("note", "Changed")
_LATEST = 4_102_444_800
"""2100-01-01; a later time is a fault."""

_NAMES = {
    "captured_at": "Agreed at",
    "action": "What was done",
    "campaign": "Campaign",
    "ip_address": "IP address",
    "phone": "Phone",
    "identity": "Who agreed",
    "evidence_files": "Files",
    "corrects": "Corrects entry",
    "imported": "Imported",
    "how": "How",
    "medium": "How",
    "agreed_on": "Agreed on",
    "words": "Words",
    "text": "Text",
    "question": "Asked before",
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
_FIRST = (
    "captured_at",
    "agreed_on",
    "how",
    "medium",
    "channel",
    "words",
    "text",
    "reason",
    "recorded_by",
)
_LAST = ("from", "to", "level", "sid", "error_code", "firm_number", "layer", "rule")


def ledger_line(row: Any) -> LedgerLine:
    """One row of models/queries/ledger.py as a line."""
    payload = _payload(row[7])
    kind = _kind(row[6])
    icon, title = _TITLES.get(kind, _UNKNOWN) if kind is not None else _UNKNOWN
    if kind is not None:
        title = _BESIDE_TEXTS.get((row[5], kind), title)
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
        proof=proof_count(payload, row[4]) if kind is LedgerKind.CONSENT_RECORDED else ProofCount(),
        corrects=_entry_number(payload.get("corrects")),
    )


def ledger_entry(row: Any) -> LedgerEntry:
    """One row of models/queries/ledger.py with everything it keeps."""
    payload = _payload(row[7])
    line = ledger_line(row)
    return LedgerEntry(
        line=line,
        number=row[4],
        recorded_at=row[1],
        facts=tuple(_facts(payload)),
        fingerprint=row[9],
        follows=row[8],
        fields=proof_fields(payload, row[4]) if line.proof.of else (),
        evidence=tuple(evidence_named(row[7])),
    )


def proof_fields(payload: Mapping[str, Any], number: str) -> tuple[ProofField, ...]:
    """The seven fields as an entry has them, always all and in this order."""
    return (
        _field("When", _moment(payload.get("captured_at")) or _said(payload, "agreed_on")),
        _field("How", _medium(payload)),
        _experience(_said(payload, "words"), _said(payload, "action")),
        _field("Campaign", _said(payload, "campaign")),
        _field("IP address", _said(payload, "ip_address")),
        _field("Phone", format_number(_said(payload, "phone") or number)),
        _field("Who agreed", _said(payload, "identity")),
    )


def _field(name: str, words: str) -> ProofField:
    return ProofField(name, words, "" if words else name)


def _experience(wording: str, action: str) -> ProofField:
    parts = [f"“{wording}”" if wording else "", action]
    lacking = "" if wording and action else "what was done" if wording else "the wording"
    name = "What was shown and done"
    missing = name if not (wording or action) else lacking
    return ProofField(name, " – ".join(part for part in parts if part), missing)


def proof_count(payload: Mapping[str, Any], number: str) -> ProofCount:
    """How many of the seven an entry has, and which it lacks."""
    fields = proof_fields(payload, number)
    missing = tuple(each.name for each in fields if each.missing)
    return ProofCount(len(fields) - len(missing), len(fields), missing)


def _said(payload: Mapping[str, Any], key: str) -> str:
    value = payload.get(key)
    return "" if value is None else str(value).strip()


def _medium(payload: Mapping[str, Any]) -> str:
    word = _said(payload, "medium")
    return MEDIUM_WORDS[Medium(word)] if word in set(Medium) else word


def _moment(value: Any) -> str:
    """A moment to the second with its zone, as evidence needs it."""
    if type(value) is not int or not 0 <= value < _LATEST:
        return ""
    return f"{datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S} UTC"


def _entry_number(value: Any) -> int | None:
    return value if type(value) is int else None


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
    if key in {"words", "text"} and text:
        return f"“{text}”"
    told = _TOLD.get(key)
    return told(value, text) if told else text


_TOLD: dict[str, Callable[[Any, str], str]] = {
    "captured_at": lambda value, text: _moment(value) or text,
    "medium": lambda _, text: _medium({"medium": text}),
    EVIDENCE_FILES: lambda _, text: ", ".join(each.partition(" ")[2] for each in text.splitlines()),
    "from": lambda _, text: _STATES.get(text, text),
    "to": lambda _, text: _STATES.get(text, text),
    "level": lambda _, text: _REACH.get(text, text),
    "layer": lambda _, text: _LAYERS.get(text, text),
    "firm_number": lambda _, text: format_number(text),
    "phone": lambda _, text: format_number(text),
}


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
