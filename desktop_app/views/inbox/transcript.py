"""Lines of a conversation as they are copied: who, when, what."""

from desktop_app.services.records import Direction, MessageRow
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.sentences import bubble_text


def copied_line(row: MessageRow, person: Person, calendar: Calendar, actor: str) -> str:
    """One line with author, day and time, so that it can stand anywhere by itself."""
    day = calendar.day(row.at)
    when = f"{day:%b} {day.day}, {day.year} {calendar.clock(row.at)}"
    if row.direction is Direction.EVENT:
        return f"{when}: {row.body}"
    ours = row.author or actor or tr("You")
    who = person.name if row.direction is Direction.INBOUND else ours
    if row.removed_at is not None:
        when += ", " + tr("removed at Twilio")
    return f"{who}, {when}: {bubble_text(row)}"
