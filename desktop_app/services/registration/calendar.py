"""The dates of a registration as a file any calendar reads (RFC 5545, rules.md G-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from desktop_app.services.rules.registration.dates import REMIND, Dates, under_review
from desktop_app.services.rules.registration.draft import Application

_FOLD_AT: Final = 75
"""Octets of a line, its end not counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day in a calendar. `remind` are the days before on which it rings."""

    key: str
    day: date
    title: str
    words: str
    remind: tuple[int, ...] = ()


def entries(application: Application, dates: Dates, firm: str) -> tuple[Entry, ...]:
    """What is worth a day in a calendar, in its order."""
    return tuple(sorted(_entries(application, dates, firm), key=lambda each: each.day))


def calendar(found: tuple[Entry, ...], made_at: int) -> str:
    """The file. `made_at` in whole seconds since 1970; keys stay, so a second import replaces."""
    stamp = f"{datetime.fromtimestamp(made_at, UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Brieftext//Registration//EN"]
    for each in found:
        lines += _event(each, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _entries(application: Application, dates: Dates, firm: str) -> Iterator[Entry]:
    ends, approved = dates.temporary, application.approved is not None
    if dates.expected_from and dates.expected_to and under_review(application):
        yield Entry("expected-from", dates.expected_from, f"{firm}: decision possible from today",
                    "15 business days after the registration was sent in.")  # fmt: skip
        yield Entry("expected-to", dates.expected_to, f"{firm}: decision expected by today",
                    "20 business days after the registration was sent in. Ask if there is "
                    "none.")  # fmt: skip
    if ends is not None and not approved:
        why = "30 days after it was issued" if ends.because == "thirty_days" else (
            "5 days after a rejection that is not resolved"
        )  # fmt: skip
        yield Entry("temporary-ends", ends.ends, f"{firm}: temporary texting ends",
                    f"{why[:1].upper()}{why[1:]}. Texts stop until approval.", REMIND)  # fmt: skip


def _event(entry: Entry, stamp: str) -> list[str]:
    after = entry.day + timedelta(days=1)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@registration.brieftext",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(entry.title)}",
        f"DESCRIPTION:{_escaped(entry.words)}",
        "TRANSP:TRANSPARENT",
    ]
    for days in entry.remind:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(entry.title)}",
                  f"TRIGGER:-P{days}D", "END:VALARM"]  # fmt: skip
    return [*lines, "END:VEVENT"]


def _escaped(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of at most 75 octets, the rest on lines that begin with a space."""
    parts, part, size = [], "", 0
    for character in line:
        more = len(character.encode("utf-8"))
        if size + more > _FOLD_AT:
            parts.append(part)
            part, size = " ", 1
        part, size = part + character, size + more
    return "\r\n".join([*parts, part])
