"""What the Contacts page says about a person: states of texts in short, roles, last contact."""

from desktop_app.services.people import PersonRow
from desktop_app.services.records import TextState
from desktop_app.services.wording import sentence
from desktop_app.views.contacts.editor import ROLES
from desktop_app.views.formatting import Calendar, Glyph, channel_mark, consent_glyph
from desktop_app.views.i18n import tr

STATES = {
    TextState.IN: "Opted in",
    TextState.PENDING: "Waiting for YES",
    TextState.REVIEW: "Needs a decision",
    TextState.NONE: "No record",
    TextState.OUT_FIRM: "Out by firm",
    TextState.OUT_CONTACT: "Asked to stop",
    TextState.OUT_CARRIER: "Out by STOP",
    TextState.WRONG_PERSON: "Wrong person",
    TextState.LANDLINE: "Landline",
}
"""In the order of the filter's menu."""
NO_CELL = "No cell number"
_ROLES = dict(ROLES)


def state_glyph(state: TextState) -> Glyph:
    """Icon, tone and short words of a state of texts."""
    glyph = consent_glyph(state)
    return Glyph(glyph.icon, glyph.tone, tr(STATES[state]))


def texts_of(row: PersonRow) -> Glyph:
    """What stands in the column of texts."""
    if not row.number:
        return Glyph("circle-minus", "text3", tr(NO_CELL))
    return state_glyph(row.text_state)


def role_words(role: str) -> str:
    """A role as it is read; one from elsewhere as it was written."""
    return tr(_ROLES[role]) if role in _ROLES else role[:1].upper() + role[1:]


def contacted(at: int, calendar: Calendar) -> str:
    """When a text last went either way: Today, 8:06 PM; Wed; Mar 9; Not yet."""
    if not at:
        return tr("Not yet")
    if calendar.day(at) == calendar.day(calendar.now()):
        return tr("Today, {time}", time=calendar.clock(at))
    return calendar.list_time(at)


def person_sentence(row: PersonRow, calendar: Calendar) -> str:
    """A row of the table as one sentence, for screen readers (DESIGN.md section 7)."""
    texts = consent_glyph(row.text_state).words if row.number else tr(NO_CELL).lower()
    matter = tr("matter {number}", number=row.matter) if row.matter else ""
    marks = [channel_mark(channel).words for channel in row.off]
    if not row.last_at:
        last = tr("not contacted yet")
    elif calendar.day(row.last_at) == calendar.day(calendar.now()):
        last = tr("last contacted today {time}", time=calendar.clock(row.last_at))
    else:
        last = tr("last contacted {day}", day=calendar.list_time(row.last_at))
    return ", ".join(part for part in (row.name, *marks, matter, texts, last) if part)


def marks_of(row: PersonRow) -> Glyph | None:
    """What stands under a name: the channels beside texts that are turned off, the gravest first.

    The glyph is that of the first; the words name them all.
    """
    if not row.off:
        return None
    marks = [channel_mark(channel) for channel in row.off]
    words = sentence(", ".join(mark.words for mark in marks))
    return Glyph(marks[0].icon, marks[0].tone, words)
