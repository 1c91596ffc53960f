"""Where somebody may be: told, by address, by area code, and all of it at once."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.zones import (
    Source,
    clock_name,
    place_name,
    recipient_zones,
    state_code,
    state_of_zip,
)

NY, CHICAGO, DENVER, LA = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
)
TWO_CLOCKS = [
    "208",
    "219",
    "250",
    "270",
    "308",
    "418",
    "423",
    "541",
    "574",
    "605",
    "606",
    "620",
    "701",
    "709",
    "775",
    "785",
    "807",
    "812",
    "850",
    "867",
    "879",
    "906",
    "907",
    "928",
    "986",
    "364",
    "448",
    "458",
    "729",
    "930",
]


def number(area: str) -> str:
    return f"+1{area}5550142"


@pytest.mark.parametrize("area", TWO_CLOCKS)
def test_area_codes_on_a_border_have_both_clocks(area):
    assert len(recipient_zones(number(area)).zones) > 1


@pytest.mark.parametrize(
    ("area", "state", "zone"),
    [
        ("813", "FL", NY),
        ("212", "NY", NY),
        ("312", "IL", CHICAGO),
        ("915", "TX", DENVER),
        ("214", "TX", CHICAGO),
        ("503", "OR", LA),
        ("602", "AZ", "America/Phoenix"),
        ("808", "HI", "Pacific/Honolulu"),
        ("865", "TN", NY),
        ("615", "TN", CHICAGO),
        ("604", "BC", "America/Vancouver"),
    ],
)
def test_other_area_codes_have_one(area, state, zone):
    found = recipient_zones(number(area))
    assert (found.zones, found.states, found.source) == ((zone,), {state}, Source.NUMBER)


@pytest.mark.parametrize(
    ("overlay", "parent"),
    [
        ("364", "270"),
        ("448", "850"),
        ("458", "541"),
        ("729", "423"),
        ("930", "812"),
        ("986", "208"),
    ],
)
def test_a_code_laid_over_another_has_its_clocks(overlay, parent):
    assert recipient_zones(number(overlay)).zones == recipient_zones(number(parent)).zones


def test_a_zone_the_firm_was_told_is_the_only_one():
    found = recipient_zones(number("212"), zone=DENVER, state="CA", zip_code="90012")
    assert (found.zones, found.source) == ((DENVER,), Source.TOLD)


def test_address_and_area_code_count_together():
    found = recipient_zones(number("212"), state="California")
    assert (found.zones, found.states, found.source) == ((NY, LA), {"NY", "CA"}, Source.BOTH)
    assert found.differ


def test_a_zip_code_decides_which_of_a_states_clocks_counts():
    assert recipient_zones("", state="FL", zip_code="32501").zones == (CHICAGO,)
    assert recipient_zones("", state="FL", zip_code="33602-1234").zones == (NY,)
    assert recipient_zones("", state="FL").zones == (NY, CHICAGO)
    assert recipient_zones("", state="TX", zip_code="79901").zones == (DENVER,)


def test_a_zip_code_alone_names_its_state_and_one_that_contradicts_the_state_is_no_help():
    assert recipient_zones("", zip_code="90012").states == {"CA"}
    assert recipient_zones("", state="FL", zip_code="90012").zones == (NY, CHICAGO)


def test_a_full_address_in_the_area_codes_zone_leaves_one_clock():
    found = recipient_zones(number("813"), state="FL", zip_code="33602")
    assert (found.zones, found.differ) == ((NY,), False)


def test_a_toll_free_number_says_nothing_so_it_may_be_anywhere():
    found = recipient_zones(number("800"))
    assert (found.source, found.states) == (Source.UNKNOWN, frozenset())
    assert set(found.zones) == set(rule_data("zones")["anywhere"])


def test_a_number_from_abroad_has_no_clock_unless_one_was_told():
    assert recipient_zones("+442079460000").source is Source.ABROAD
    assert recipient_zones("+442079460000", zone="Europe/London").zones == ("Europe/London",)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("TX", "TX"), ("tx", "TX"), (" Texas ", "TX"), ("new  york", "NY"), ("D.C.", "DC"), ("x", "")],
)
def test_a_state_is_known_by_its_letters_and_by_its_name(typed, code):
    assert state_code(typed) == code


@pytest.mark.parametrize(
    ("zip_code", "state"),
    [("00501", "NY"), ("73301", "TX"), ("33602", "FL"), ("99501", "AK"), ("3360", ""), ("x", "")],
)
def test_a_zip_code_names_its_state(zip_code, state):
    assert state_of_zip(zip_code) == state


def test_every_clock_of_the_lists_exists_and_has_a_name():
    data, codes = rule_data("zones"), rule_data("area_codes")
    every = {zone for zones in data["states"].values() for zone in zones}
    every |= {zone for zones in codes["zones"] for zone in zones.split("+")}
    every |= set(data["zip_zones"]) | set(data["anywhere"])
    assert every <= set(data["places"])
    for zone in every:
        ZoneInfo(zone)
        assert place_name(zone)
        assert clock_name(zone)
    assert set(codes["states"]) <= set(data["states"]) == set(data["names"])


def test_every_area_code_belongs_to_one_state_and_those_of_canada_to_a_province():
    codes = rule_data("area_codes")
    listed = [code for each in codes["states"].values() for code in each]
    assert len(listed) == len(set(listed))
    provinces = ["AB", "BC", "MB", "NB", "NL", "NS", "ON", "QC", "SK", "YT"]
    canadian = {code for each in provinces for code in codes["states"][each]}
    assert canadian - {"273"} <= set(codes["canada"])


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_nonsense_never_stops_it(number_, zone, state, zip_code):
    found = recipient_zones(number_, zone=zone, state=state, zip_code=zip_code)
    assert found.zones or found.source is Source.ABROAD
