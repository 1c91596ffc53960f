"""A recorded consent as the draft of its correction: the values behind the words of an entry."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from desktop_app.services.consent.story import LedgerEntry
from desktop_app.services.records import ConsentLevel
from desktop_app.services.rules.consent_record import MEDIUM_WORDS
from desktop_app.views.formatting import Calendar
from desktop_app.views.ledger.words import KEPT_FORM

_CLOCKS = ("%I:%M:%S %p", "%I:%M %p", "%H:%M:%S", "%H:%M")
_IN_WRITING = "Agreed in writing"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a correction starts from; empty where the entry has nothing."""

    at: int
    medium: str
    language: str
    action: str
    campaign: str
    ip_address: str
    identity: str
    level: ConsentLevel


def draft_of(entry: LedgerEntry) -> Draft:
    """The seven fields of an entry, to be changed."""
    fields = {field.name: field.words for field in entry.fields}
    facts: dict[str, str] = {}
    for name, words in entry.facts:
        facts.setdefault(name, words)
    spoken = {words: str(medium) for medium, words in MEDIUM_WORDS.items()}
    written = facts.get("How far it reaches") == _IN_WRITING
    return Draft(
        at=_kept(fields.get("When", "")) or entry.line.at,
        medium=spoken.get(fields.get("How", ""), ""),
        language=facts.get("Words", "").removeprefix("“").removesuffix("”"),
        action=facts.get("What was done", ""),
        campaign=fields.get("Campaign", ""),
        ip_address=fields.get("IP address", ""),
        identity=fields.get("Who agreed", ""),
        level=ConsentLevel.EXPRESS_WRITTEN if written else ConsentLevel.EXPRESS,
    )


def clock_words(at: int, calendar: Calendar) -> str:
    """2:11:08 PM, as it is typed."""
    moment = calendar.moment(at)
    return f"{moment.hour % 12 or 12}:{moment:%M:%S %p}"


def moment_of(day: str, clock: str, calendar: Calendar) -> int | None:
    """Day and time as typed, on the office’s clock; None where the time is none."""
    typed = clock.strip().upper().replace(".", "")
    for form in _CLOCKS:
        try:
            read = datetime.strptime(typed, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        at = time(read.hour, read.minute, read.second)
        moment = datetime.combine(date.fromisoformat(day), at, calendar.zone)
        return int(moment.timestamp())
    return None


def _kept(words: str) -> int:
    try:
        return int(datetime.strptime(words, KEPT_FORM).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
