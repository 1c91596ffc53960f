"""What stands on the pages of an evidence export: person, state, every entry, the texts quoted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.models.enums import Channel
from desktop_app.services.consent.as_of import ChannelAsOf
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.consent.story import LedgerEntry
from desktop_app.services.numbers import format_number
from desktop_app.services.ports import Block

TITLE = "Evidence of consent"
_CHANNELS = {
    Channel.TEXTS: "Texts",
    Channel.CALLS_OUT: "Calls to this person",
    Channel.CALLS_IN: "Calls from this person",
    Channel.EMAIL: "Email",
}
_BESIDE_THE_SEVEN = frozenset({"Recorded by", "Before", "After", "How far it reaches", "Imported"})
_HOW_TO_CHECK = (
    "ledger.jsonl holds the entries shown here, letter for letter, and the fingerprints of all "
    "entries in between; what those say about other people is not shown. Each entry’s fingerprint "
    "is made over the entry and over the fingerprint before it, so that a changed, added or "
    "removed entry shows. Run “python3 verify.py” in this folder to check every file and every "
    "fingerprint; it needs nothing but Python. The last fingerprint above can be compared with any "
    "other export of this firm and with its own records."
)
_NOT_ADVICE = "A record of what was stored; not legal advice and not a certification."


@dataclass(frozen=True, slots=True)
class Quote:
    """A text an entry rests on, and the firm's text it answered, where there is one."""

    body: str
    at: int
    answered: str = ""
    answered_at: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the pages say."""

    name: str
    number: str
    email: str
    firm: str
    made_at: int
    made_by: str
    version: str
    practice: bool
    first_seq: int
    last_seq: int
    head: str
    state: Sequence[ChannelAsOf]
    entries: Sequence[LedgerEntry]
    quotes: dict[int, Quote]
    problems: Sequence[str]


def moment(at: int) -> str:
    """A moment to the second in UTC, the same wherever the export is read."""
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S} UTC"


def pages(shown: Shown) -> list[Block]:
    """The blocks, from the title to how it can be checked."""
    blocks = [Block("title", TITLE)]
    if shown.practice:
        blocks.append(Block("warning", "Practice data: the people and the texts are made up."))
    blocks += [Block("warning", f"The check found: {each}") for each in shown.problems]
    blocks += _top(shown)
    blocks.append(Block("heading", "Where it stands"))
    blocks += [_channel(each, shown.email) for each in shown.state]
    for entry in shown.entries:
        blocks += _entry(entry, shown.quotes.get(entry.line.seq))
    blocks += [
        Block("heading", "How to check this"),
        Block("text", _HOW_TO_CHECK),
        Block("small", _NOT_ADVICE),
    ]
    return blocks


def _top(shown: Shown) -> list[Block]:
    facts = (
        ("Person", shown.name),
        ("Number", f"{format_number(shown.number)} ({shown.number})"),
        ("Email", shown.email),
        ("Firm", shown.firm),
        ("Made", f"{moment(shown.made_at)} by {shown.made_by}, Brieftext {shown.version}"),
        (
            "Ledger",
            (
                f"{len(shown.entries):,} entries of this number among entries "
                f"{shown.first_seq:,} to {shown.last_seq:,}"
            ),
        ),
        ("Last fingerprint", shown.head),
    )
    return [Block("fact", words, name) for name, words in facts if words]


def _channel(state: ChannelAsOf, email: str) -> Block:
    if state.channel is Channel.EMAIL and not email:
        return Block("fact", "No address on record", _CHANNELS[state.channel])
    if not state.seq and state.channel is not Channel.TEXTS:
        return Block("fact", "Not turned off", _CHANNELS[state.channel])
    words = STATE_WORDS[state.state]
    if state.seq:
        words += f", since {moment(state.since)}, by {state.by}, entry {state.seq:,}"
    return Block("fact", words, _CHANNELS[state.channel])


def _entry(entry: LedgerEntry, quote: Quote | None) -> Iterable[Block]:
    line = entry.line
    yield Block("heading", f"Entry {line.seq:,} · {line.title} · {moment(line.at)}")
    if line.corrects is not None:
        yield Block("text", f"Corrects entry {line.corrects:,}.")
    yield Block("fact", f"{line.by}, written down {moment(entry.recorded_at)}", "By")
    for number, field in enumerate(entry.fields, 1):
        lacks = f"Missing: {field.missing}" if field.words else "Missing"
        words = f"{field.words} ({lacks})" if field.words else lacks
        yield Block("fact", words if field.missing else field.words, f"{number}. {field.name}")
    for name, words in entry.facts:
        if not entry.fields or name in _BESIDE_THE_SEVEN:
            yield Block("fact", words, name)
    for name, digest in entry.evidence:
        yield Block("fact", f"{name}, SHA-256 {digest}", "File kept with it")
    if quote is not None:
        if quote.answered:
            yield Block("small", f"The firm’s text before it, {moment(quote.answered_at)}:")
            yield Block("quote", quote.answered)
        yield Block("small", f"The person’s text, {moment(quote.at)}:")
        yield Block("quote", quote.body)
    yield Block("small", f"Fingerprint {entry.fingerprint}, follows on {entry.follows}")
