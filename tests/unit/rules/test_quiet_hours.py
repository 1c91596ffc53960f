"""Hours on every clock: the rule book's examples, and what holds of any moment."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.deadlines import is_holiday
from desktop_app.services.rules.quiet_hours import (
    allowed,
    closes_at,
    last_call,
    next_ok,
    quiet_hours,
)
from desktop_app.services.rules.zones import Source, Whereabouts, recipient_zones

NY, CHICAGO, DENVER, LA = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
PROMOTION, NOTICE = MessageKind.PROMOTIONAL, MessageKind.INFORMATIONAL
AUTOMATED, MANUAL, SCHEDULED = Origin.AUTOMATED, Origin.MANUAL, Origin.SCHEDULED


def at(moment: str) -> int:
    return round(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())


def living(*zones: str, states: str = "NY") -> Whereabouts:
    return Whereabouts(zones, frozenset(states.split()), Source.BOTH)


@pytest.mark.parametrize(
    ("where", "moment", "outcome"),
    [
        (living(NY, LA), "2026-11-23 14:30", Outcome.BLOCK),
        (living(NY, LA), "2026-11-23 16:00", Outcome.OK),
        (living(NY, LA), "2026-11-24 02:00", Outcome.BLOCK),
        (living(NY, CHICAGO), "2026-11-23 13:30", Outcome.BLOCK),
        (living(NY, states="FL"), "2026-11-24 00:59", Outcome.OK),
        (living(NY, states="FL"), "2026-11-24 01:00", Outcome.BLOCK),
        (living(CHICAGO, states="TX"), "2026-11-22 17:30", Outcome.BLOCK),
        (living(CHICAGO, states="TX"), "2026-11-22 18:00", Outcome.OK),
        (living(NY), "2027-03-13 12:30", Outcome.BLOCK),
        (living(NY), "2027-03-14 12:30", Outcome.OK),
    ],
)
def test_advertising_leaves_only_within_the_hours_of_the_rule_book(where, moment, outcome):
    assert quiet_hours(PROMOTION, AUTOMATED, where, at(moment)).outcome is outcome


NIGHT = at("2026-11-24 04:00")
MORNING = at("2026-11-24 13:00")


@pytest.mark.parametrize(
    ("kind", "origin", "outcome"),
    [
        (PROMOTION, MANUAL, Outcome.BLOCK),
        (NOTICE, AUTOMATED, Outcome.HOLD),
        (NOTICE, SCHEDULED, Outcome.HOLD),
        (NOTICE, Origin.BULK, Outcome.HOLD),
        (NOTICE, MANUAL, Outcome.WARN),
        (MessageKind.CONVERSATIONAL, MANUAL, Outcome.WARN),
        (MessageKind.SYSTEM, AUTOMATED, Outcome.OK),
    ],
)
def test_who_sends_what_decides_what_the_night_does_to_it(kind, origin, outcome):
    assert quiet_hours(kind, origin, living(NY), NIGHT).outcome is outcome


def test_what_waits_for_the_morning_is_told_when_the_morning_is():
    assert quiet_hours(NOTICE, AUTOMATED, living(NY), NIGHT).next_ok == MORNING


def test_an_answer_within_the_hour_is_never_out_of_hours_but_a_machine_does_not_answer():
    assert quiet_hours(NOTICE, MANUAL, living(NY), NIGHT, answers=True).outcome is Outcome.OK
    held = quiet_hours(NOTICE, AUTOMATED, living(NY), NIGHT, answers=True)
    assert held.outcome is Outcome.HOLD


def test_nothing_is_known_of_a_number_from_abroad_so_nothing_stands_in_its_way():
    assert quiet_hours(NOTICE, AUTOMATED, living(), NIGHT).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("moment", "soon"),
    [("2026-11-24 01:49", False), ("2026-11-24 01:50", False), ("2026-11-24 01:51", True)],
)
def test_nothing_new_is_begun_in_the_ten_minutes_before_the_end(moment, soon):
    verdict = quiet_hours(NOTICE, AUTOMATED, living(NY), at(moment))
    assert verdict.closes_at == at("2026-11-24 02:00")
    assert last_call(verdict, at(moment)) is soon


def open_hours(where: Whereabouts, day: str, *, promotional: bool) -> str:
    """The hours of one day in New York, as 9:00-20:00."""
    start = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(NY))
    minutes = [start + timedelta(minutes=15 * n) for n in range(96)]
    good = [m for m in minutes if allowed(where, round(m.timestamp()), promotional=promotional)]
    if not good:
        return ""
    end = good[-1] + timedelta(minutes=15)
    return f"{good[0]:%H:%M}-{end:%H:%M}"


@pytest.mark.parametrize(
    ("number", "state", "zip_code", "promotional", "hours"),
    [
        ("+18505550142", "", "", True, "09:00-20:00"),
        ("+12125550142", "CA", "", False, "11:00-21:00"),
        ("+12125550142", "CA", "", True, "12:00-21:00"),
        ("+18135550142", "TX", "75201", True, "10:00-20:00"),
        ("+18005550142", "", "", False, "13:00-21:00"),
    ],
)
def test_hours_are_those_that_all_guesses_agree_on(number, state, zip_code, promotional, hours):
    where = recipient_zones(number, state=state, zip_code=zip_code)
    assert open_hours(where, "2026-11-24", promotional=promotional) == hours


def test_in_summer_the_hours_of_an_unknown_place_begin_an_hour_later():
    where = recipient_zones("+18005550142")
    assert open_hours(where, "2026-07-14", promotional=False) == "14:00-21:00"


@pytest.mark.parametrize(
    ("state", "day", "open_"),
    [
        ("AL", "2026-11-22", False),
        ("AL", "2026-11-26", False),
        ("AL", "2026-11-27", True),
        ("RI", "2026-12-25", False),
        ("UT", "2026-11-22", False),
        ("WY", "2026-11-22", True),
        ("FL", "2026-11-26", True),
        ("PA", "2026-07-03", False),
        ("PA", "2026-07-04", False),
        ("NY", "2026-11-26", True),
    ],
)
def test_sundays_and_holidays_are_those_of_the_state(state, day, open_):
    assert bool(open_hours(living(NY, states=state), day, promotional=True)) is open_


def test_a_holiday_is_both_the_day_itself_and_the_day_it_is_observed():
    assert is_holiday(date(2026, 7, 4))
    assert is_holiday(date(2026, 7, 3))
    assert not is_holiday(date(2026, 7, 2))


def test_advertising_of_a_long_weekend_waits_for_the_first_day_with_hours():
    where = living(CHICAGO, states="AL")
    assert next_ok(where, at("2026-12-25 02:30"), promotional=True) == at("2026-12-26 14:00")
    assert next_ok(where, at("2026-12-27 02:30"), promotional=True) == at("2026-12-28 14:00")


_ZONES = st.lists(
    st.sampled_from(rule_data("zones")["anywhere"]), min_size=1, max_size=4, unique=True
)
_STATES = st.frozensets(st.sampled_from(sorted(rule_data("state_hours")["states"])), max_size=2)
_MOMENTS = st.integers(at("2026-01-01 00:00"), at("2027-12-31 00:00"))
_CHANGES = st.sampled_from(["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"]).flatmap(
    lambda day: st.integers(at(f"{day} 00:00") - 43_200, at(f"{day} 00:00") + 129_600)
)


@given(_ZONES, _STATES, _MOMENTS | _CHANGES, st.booleans())
def test_the_next_good_minute_is_good_and_none_before_it_is(zones, states, moment, promotional):
    where = Whereabouts(tuple(zones), states, Source.BOTH)
    found = next_ok(where, moment, promotional=promotional)
    assert found is not None
    assert found >= moment
    assert allowed(where, found, promotional=promotional)
    quarters = range(-(-moment // 60) * 60, found, 900)
    assert not any(allowed(where, each, promotional=promotional) for each in quarters)
    assert found - 60 < moment or not allowed(where, found - 60, promotional=promotional)


@given(_ZONES, _STATES, _MOMENTS | _CHANGES, st.booleans())
def test_what_is_allowed_is_allowed_on_each_clock_and_in_each_state(
    zones, states, moment, promotional
):
    whole = Whereabouts(tuple(zones), states, Source.BOTH)
    each = [
        Whereabouts((zone,), frozenset({state}) if state else frozenset(), Source.BOTH)
        for zone in zones
        for state in states or {""}
    ]
    expected = all(allowed(part, moment, promotional=promotional) for part in each)
    assert allowed(whole, moment, promotional=promotional) is expected


@given(_ZONES, _MOMENTS | _CHANGES)
def test_notices_leave_between_eight_and_nine_at_night_whatever_the_clocks_do(zones, moment):
    where = Whereabouts(tuple(zones), frozenset(), Source.BOTH)
    local = [datetime.fromtimestamp(moment, ZoneInfo(zone)) for zone in zones]
    assert allowed(where, moment, promotional=False) is all(8 <= m.hour < 21 for m in local)
    end = closes_at(where, moment, promotional=False)
    assert end is None or not allowed(where, end, promotional=False)
