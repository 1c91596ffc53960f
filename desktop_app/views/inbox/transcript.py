"""Lines of a conversation as they are copied: who, when, what."""

from desktop_app.services.records import Direction, MessageRow
from desktop_app.services.wording import Person
from desktop_app.views.formatting import Calendar, bubble_text
from desktop_app.views.i18n import tr


def copied_line(row: MessageRow, person: Person, calendar: Calendar, actor: str) -> str:
    """One line with author, day and time, so that it can stand anywhere by itself."""
    day = calendar.day(row.at)
    when = f"{day:%b} {day.day}, {day.year} {calendar.clock(row.at)}"
    if row.direction is Direction.EVENT:
        return f"{when}: {row.body}"
    ours = row.author or actor or tr("You")
    who = person.name if row.direction is Direction.INBOUND else ours
    return f"{who}, {when}: {bubble_text(row)}"
