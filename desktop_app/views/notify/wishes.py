"""The stored settings about notifications, read as what they mean.

Whatever stands in the store, there is an answer: a value nobody knows counts as not set.
"""

from collections.abc import Callable
from datetime import timedelta

from desktop_app.services.declared import DECLARED, default_of
from desktop_app.views.formatting import Calendar
from desktop_app.views.notify.deciding import Level, Wishes

MORNING_HOUR = 8
HOUR_S = 3600


def read_wishes(setting: Callable[[str], str]) -> Wishes:
    """What the person set; `setting` gives the stored value of a key."""

    def value(key: str) -> str:
        kept = setting(key)
        return kept if kept in DECLARED[key].allowed else default_of(key)

    hours = (_minute(value("notify_quiet_from")), _minute(value("notify_quiet_to")))
    until = setting("notify_quiet_until")
    return Wishes(
        level=Level(value("notify_level")),
        sound=value("notify_sound") == "on",
        quiet=hours if value("notify_quiet") == "on" else None,
        quiet_until=int(until) if until.isascii() and until.isdigit() else 0,
    )


def quiet_for_an_hour(calendar: Calendar) -> int:
    """An hour from now, in seconds since 1970."""
    return calendar.now() + HOUR_S


def quiet_until_morning(calendar: Calendar) -> int:
    """Tomorrow at eight on this computer's clock."""
    tomorrow = calendar.moment(calendar.now()).replace(tzinfo=None) + timedelta(days=1)
    morning = tomorrow.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
    if calendar.zone is not None:
        return int(morning.replace(tzinfo=calendar.zone).timestamp())
    return int(morning.astimezone().timestamp())


def minute_of_day(calendar: Calendar) -> int:
    """How many minutes of the day are over."""
    moment = calendar.moment(calendar.now())
    return moment.hour * 60 + moment.minute


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
