"""How a ledger entry is read: its moment, its glyph, its sentence."""

from desktop_app.services.consent.story import LedgerLine
from desktop_app.views.formatting import Calendar, event_glyph
from desktop_app.views.i18n import tr


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
    )
    return ", ".join(part for part in parts if part)


def fingerprint_words(fingerprint: str) -> str:
    """The two ends of a hash, in fours: 7be1 90c4 … d2f8."""
    return f"{fingerprint[:4]} {fingerprint[4:8]} … {fingerprint[-4:]}"
