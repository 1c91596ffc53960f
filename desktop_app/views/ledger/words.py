"""How a ledger entry is read: its moment, its glyph, its sentence."""

from datetime import UTC, datetime

from desktop_app.services.consent.as_of import ChannelAsOf
from desktop_app.services.consent.story import LedgerCheck, LedgerLine, ProofCount
from desktop_app.services.records import ConsentLevel, TextState
from desktop_app.views.formatting import Calendar, event_glyph
from desktop_app.views.i18n import tr

KEPT_FORM = "%Y-%m-%d %H:%M:%S UTC"
"""How a moment stands in the proof itself."""
HEX_GROUP = 4
BREAK_EVERY = 8
KB, MB = 1_000, 1_000_000
_STATES = {
    TextState.NONE: "No record",
    TextState.PENDING: "Waiting for YES",
    TextState.IN: "Opted in",
    TextState.OUT_FIRM: "Opted out by firm",
    TextState.REVIEW: "Needs a decision",
    TextState.OUT_CONTACT: "Asked to stop",
    TextState.OUT_CARRIER: "Opted out by STOP",
    TextState.WRONG_PERSON: "Wrong person",
    TextState.LANDLINE: "Landline",
}
_LEVELS = {
    ConsentLevel.IMPLIED: "wrote first",
    ConsentLevel.EXPRESS: "case texts",
    ConsentLevel.EXPRESS_WRITTEN: "in writing",
}


def entry_moment(at: int, calendar: Calendar) -> str:
    """Mar 4, 2:11 PM; with the year where it is another one."""
    day, today = calendar.day(at), calendar.day(calendar.now())
    year = "" if day.year == today.year else f" {day.year},"
    return f"{day:%b} {day.day},{year} {calendar.clock(at)}"


def exact_moment(at: int, calendar: Calendar) -> str:
    """To the second and with its zone, as evidence needs it: Mar 4, 2026, 2:11:08 PM CST."""
    moment = calendar.moment(at)
    zone = moment.tzname() or ""
    clock = f"{moment.hour % 12 or 12}:{moment:%M:%S %p}"
    return f"{moment:%b} {moment.day}, {moment.year}, {clock} {zone}".strip()


def entry_glyph(line: LedgerLine) -> tuple[str, str]:
    """Icon and tone, as in the conversation."""
    return event_glyph(line.icon)


def entry_number(seq: int) -> str:
    """1,229."""
    return f"{seq:,}"


def entry_sentence(line: LedgerLine, calendar: Calendar) -> str:
    """An entry as one sentence, for screen readers (DESIGN.md section 7)."""
    what = f"{line.title[:1].lower()}{line.title[1:]}"
    parts = (
        tr("Entry {number}", number=entry_number(line.seq)),
        entry_moment(line.at, calendar),
        what,
        tr("by {who}", who=line.by),
        line.detail,
        proof_words(line.proof) if line.proof.of else "",
    )
    return ", ".join(part for part in parts if part)


def proof_words(proof: ProofCount) -> str:
    """7 of 7 proof fields."""
    return tr("{have} of {of} proof fields", have=proof.have, of=proof.of)


def proof_glyph(proof: ProofCount) -> tuple[str, str]:
    """Icon and tone: whole, or something missing."""
    return ("file-check", "ok") if proof.have == proof.of else ("circle-alert", "warn")


def kept_moment(words: str, calendar: Calendar) -> str:
    """A moment of the proof on this office’s clock; anything else as it is."""
    try:
        at = datetime.strptime(words, KEPT_FORM).replace(tzinfo=UTC)
    except ValueError:
        return words
    return exact_moment(int(at.timestamp()), calendar)


def state_words(channel: ChannelAsOf) -> str:
    """How one channel stood: Opted in, case texts."""
    parts = [tr(_STATES[channel.state])]
    if channel.state is TextState.IN and channel.level in _LEVELS:
        parts.append(tr(_LEVELS[channel.level]))
    if channel.recorded_later:
        parts.append(tr("written down later"))
    return ", ".join(parts)


def in_fours(digest: str) -> str:
    """A whole hash, readable aloud: 9f2c 71d0 …, to its end."""
    return " ".join(digest[at : at + HEX_GROUP] for at in range(0, len(digest), HEX_GROUP))


def breakable(name: str) -> str:
    """A name or path that may go on in the next line wherever there is no room."""
    pieces = [name[at : at + BREAK_EVERY] for at in range(0, len(name), BREAK_EVERY)]
    return "\u200b".join(pieces)


def size_words(size: int) -> str:
    """412 KB."""
    if size < KB:
        return tr("{n} bytes", n=size)
    if size < MB:
        return tr("{n} KB", n=round(size / KB))
    return tr("{n} MB", n=f"{size / MB:.1f}")


def check_words(check: LedgerCheck) -> tuple[str, str, str]:
    """Icon, tone and words of the chip: unbroken only where nothing at all was found."""
    if check.broken_at is not None:
        words = tr("Entry {number} was changed", number=entry_number(check.broken_at))
    elif len(check.problems) == 1:
        words = tr("The check found a problem")
    elif check.problems:
        words = tr("The check found {count} problems", count=entry_number(len(check.problems)))
    else:
        words = tr("Verified, {count} entries, unbroken", count=entry_number(check.entries))
        return "shield-check", "ok", words
    return "triangle-alert", "danger", words


def fingerprint_words(fingerprint: str) -> str:
    """The two ends of a hash, in fours: 7be1 90c4 … d2f8."""
    return f"{fingerprint[:4]} {fingerprint[4:8]} … {fingerprint[-4:]}"
