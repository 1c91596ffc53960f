"""Which days of a month have lines of a conversation."""

from datetime import date, datetime, timedelta

from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar


class Days:
    """One conversation's days, on the calendar of this computer."""

    def __init__(self, reading: Reading, calendar: Calendar, conversation_id: int) -> None:
        self._reading = reading
        self._calendar = calendar
        self._conversation = conversation_id

    def ends(self) -> tuple[date, date] | None:
        """The day of the first line and that of the newest; None where there is no line."""
        first = self._reading.first_line_from(self._conversation, 0)
        newest = self._reading.thread_ids(self._conversation, 1)
        if first is None or not newest:
            return None
        rows = self._reading.messages([first, newest[0]])
        return self._calendar.day(rows[0].at), self._calendar.day(rows[-1].at)

    def of_month(self, month: date) -> dict[date, int]:
        """The days of a month that have lines, each with its first one."""
        day = month.replace(day=1)
        found: dict[date, int] = {}
        here = self._first_from(day)
        while day.month == month.month:
            after = self._first_from(day + timedelta(days=1))
            if here is not None and here != after:
                found[day] = here
            day, here = day + timedelta(days=1), after
        return found

    def _first_from(self, day: date) -> int | None:
        midnight = datetime(day.year, day.month, day.day, tzinfo=self._calendar.zone)
        return self._reading.first_line_from(self._conversation, int(midnight.timestamp()))
