"""Whatever stands in the store, it means something."""

from zoneinfo import ZoneInfo

import pytest

from desktop_app.services.declared import default_of
from desktop_app.views.formatting import Calendar
from desktop_app.views.notify.deciding import Level, Wishes
from desktop_app.views.notify.wishes import (
    minute_of_day,
    quiet_for_an_hour,
    quiet_until_morning,
    read_wishes,
)

CHICAGO = ZoneInfo("America/Chicago")
EVENING = 1_773_622_860
"""Sunday, March 15, 2026, 8:01 PM in Chicago."""


def test_nothing_set_means_name_only_no_sound_and_no_quiet_hours():
    assert read_wishes(default_of) == Wishes(Level.NAME, sound=False, quiet=None, quiet_until=0)


def test_what_is_set_is_taken():
    kept = {
        "notify_level": "text",
        "notify_sound": "on",
        "notify_quiet": "on",
        "notify_quiet_from": "21:45",
        "notify_quiet_to": "07:15",
        "notify_quiet_until": "1700000000",
    }
    assert read_wishes(kept.__getitem__) == Wishes(
        Level.TEXT, sound=True, quiet=(1305, 435), quiet_until=1_700_000_000
    )


@pytest.mark.parametrize("odd", ["", "loud", "25:99", "²", "-1", "١٢:٠٠"])
def test_a_value_nobody_knows_counts_as_not_set(odd):
    assert read_wishes(lambda _key: odd) == Wishes()


def test_the_morning_is_tomorrow_at_eight_on_this_clock():
    calendar = Calendar(lambda: EVENING, CHICAGO)
    morning = quiet_until_morning(calendar)
    assert calendar.moment(morning).isoformat() == "2026-03-16T08:00:00-05:00"


def test_the_morning_after_the_clocks_change_is_still_at_eight():
    saturday = EVENING - 8 * 86_400  # the night before clocks go forward
    calendar = Calendar(lambda: saturday, CHICAGO)
    morning = calendar.moment(quiet_until_morning(calendar))
    assert (morning.hour, morning.minute, (morning.date() - calendar.day(saturday)).days) == (
        8,
        0,
        1,
    )


def test_an_hour_is_an_hour_and_the_minute_of_the_day_is_of_this_clock():
    calendar = Calendar(lambda: EVENING, CHICAGO)
    assert quiet_for_an_hour(calendar) == EVENING + 3600
    assert minute_of_day(calendar) == 20 * 60 + 1
