"""The gauges at both sides of every border, with the worked examples of the rule book."""

from datetime import UTC, datetime

import pytest

from desktop_app.services.rules.volume.filtering import (
    Answered,
    Trouble,
    filtered_band,
    trouble,
)
from desktop_app.services.rules.volume.gauges import (
    Balance,
    Band,
    Sent,
    cap_band,
    cap_day_began,
    caps,
    most_recipients,
    now_within,
    peak,
    scale,
    senders_band,
    several_numbers,
    share_band,
    snowshoe,
)

GREEN, AMBER, RED, TOO_LITTLE = Band.GREEN, Band.AMBER, Band.RED, Band.TOO_LITTLE
OURS, OTHER = "+13125550100", "+18335550100"
NOW = 1_790_000_000


def people(count):
    return [f"+1312555{number:04}" for number in range(count)]


@pytest.mark.parametrize(
    ("name", "value", "band"),
    [
        ("throughput", 0, GREEN),
        ("throughput", 15, GREEN),
        ("throughput", 16, AMBER),
        ("throughput", 60, AMBER),
        ("throughput", 61, RED),
        ("volume", 299, GREEN),
        ("volume", 300, AMBER),
        ("volume", 999, AMBER),
        ("volume", 1000, RED),
        ("recipients", 10, GREEN),
        ("recipients", 11, AMBER),
        ("recipients", 100, AMBER),
        ("recipients", 101, RED),
        ("repetition", 9, GREEN),
        ("repetition", 10, AMBER),
        ("repetition", 24, AMBER),
        ("repetition", 25, RED),
    ],
)
def test_a_gauge_changes_its_band_exactly_at_its_borders(name, value, band):
    assert scale(name).band(value) is band


def test_sixteen_texts_in_59_seconds_are_amber():
    most, _ = peak([NOW + 59 * number // 15 for number in range(16)])
    assert (most, scale("throughput").band(most)) == (16, AMBER)


def test_sixty_texts_in_a_minute_are_amber_and_one_more_is_red():
    minute = [NOW + second for second in range(60)]
    assert scale("throughput").band(peak(minute)[0]) is AMBER
    assert scale("throughput").band(peak([*minute, NOW + 59])[0]) is RED


def test_thirty_texts_over_ten_minutes_are_no_rush():
    assert peak([NOW + 20 * number for number in range(30)])[0] == 3


def test_a_text_sixty_seconds_later_lies_outside_the_minute():
    assert peak([NOW, NOW + 60])[0] == 1
    assert peak([NOW, NOW + 59]) == (2, NOW + 59)


def test_the_peak_says_when_it_was_and_is_nothing_without_texts():
    assert peak([NOW, NOW + 500, NOW + 501, NOW + 502]) == (3, NOW + 502)
    assert peak([]) == (0, 0)


def test_the_current_minute_ends_now():
    assert now_within([NOW - 60, NOW - 59, NOW, NOW + 1], NOW) == 2


@pytest.mark.parametrize(
    ("sent", "received", "band"),
    [
        (30, 0, RED),
        (50, 10, RED),
        (40, 10, AMBER),
        (41, 10, RED),
        (20, 10, GREEN),
        (21, 10, AMBER),
        (40, 35, GREEN),
        (10, 20, GREEN),
        (10, 21, AMBER),
        (10, 30, AMBER),
        (0, 30, AMBER),
        (19, 0, TOO_LITTLE),
        (10, 9, TOO_LITTLE),
        (10, 10, GREEN),
    ],
)
def test_balance_has_a_normal_band_and_needs_twenty_texts(sent, received, band):
    assert Balance(sent, received).band is band


def test_thirty_texts_without_an_answer_are_thirty_to_one():
    assert Balance(30, 0).ratio == 30


def test_the_widest_spread_text_counts_each_person_once():
    texts = [Sent(NOW, OURS, to, "your hearing is {x}") for to in [*people(26), *people(3)]]
    assert most_recipients(texts) == (26, "your hearing is {x}")


def test_different_texts_to_many_people_are_spread_to_one_each():
    texts = [Sent(NOW, OURS, to, f"answer {to}") for to in people(26)]
    assert most_recipients(texts)[0] == 1


def test_pictures_without_words_are_no_text_for_many():
    assert most_recipients([Sent(NOW, OURS, to, "") for to in people(30)]) == (0, "")


def test_one_text_over_two_numbers_to_five_people_is_spread_out():
    texts = [Sent(NOW, (OURS, OTHER)[n % 2], to, "same") for n, to in enumerate(people(5))]
    assert snowshoe(texts) == {"same"}


@pytest.mark.parametrize(
    "texts",
    [
        [Sent(NOW, (OURS, OTHER)[n % 2], to, "same") for n, to in enumerate(people(4))],
        [Sent(NOW, OURS, to, "same") for to in people(30)],
        [Sent(NOW, (OURS, OTHER)[n % 2], to, f"own {n % 2}") for n, to in enumerate(people(20))],
        [Sent(NOW, (OURS, OTHER)[n % 2], to, "") for n, to in enumerate(people(20))],
    ],
    ids=["four people", "one number", "two lawyers' own words", "pictures"],
)
def test_what_is_not_spread_out(texts):
    assert snowshoe(texts) == frozenset()


@pytest.mark.parametrize(
    ("numbers", "spread", "band"), [(1, False, GREEN), (2, False, AMBER), (2, True, RED)]
)
def test_more_than_one_number_is_pointed_out(numbers, spread, band):
    assert senders_band(numbers, spread=spread) is band


def test_people_who_got_texts_from_two_numbers_are_named_once():
    pairs = [("+1a", OURS), ("+1a", OURS), ("+1b", OURS), ("+1b", OTHER), ("+1b", OTHER)]
    assert several_numbers(pairs) == {"+1b": 2}


@pytest.mark.parametrize(
    ("part", "whole", "band"),
    [
        (1, 20, TOO_LITTLE),
        (49, 49, TOO_LITTLE),
        (0, 50, GREEN),
        (1, 100, GREEN),
        (2, 100, AMBER),
        (3, 100, AMBER),
        (4, 100, RED),
        (2, 50, RED),
    ],
)
def test_the_share_of_opt_outs_needs_fifty_texts(part, whole, band):
    assert share_band(part, whole) is band


@pytest.mark.parametrize(
    ("segments", "band"), [(1599, GREEN), (1600, AMBER), (1999, AMBER), (2000, RED)]
)
def test_the_daily_cap_warns_at_four_fifths(segments, band):
    assert cap_band(segments, 2000) is band


def test_a_sole_proprietor_has_half_the_cap():
    assert caps() == {"1000": "Sole proprietor", "2000": "Low-volume"}
    assert cap_band(800, 1000) is AMBER


@pytest.mark.parametrize(
    ("now", "began"),
    [
        (datetime(2026, 11, 25, 7, 59, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 11, 25, 8, 0, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC)),
        (datetime(2026, 7, 1, 7, 0, tzinfo=UTC), datetime(2026, 7, 1, 7, tzinfo=UTC)),
        (datetime(2026, 3, 8, 20, 0, tzinfo=UTC), datetime(2026, 3, 8, 8, tzinfo=UTC)),
    ],
    ids=["a minute before", "midnight", "summer", "the day clocks change"],
)
def test_the_day_of_the_cap_begins_at_midnight_in_california(now, began):
    assert cap_day_began(round(now.timestamp())) == round(began.timestamp())


def arrived(count):
    return [Answered(f"ordinary {number}", arrived=True) for number in range(count)]


def stopped(*shapes, code=30007):
    return [Answered(said, arrived=False, code=code) for said in shapes]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([], Trouble.NONE),
        (arrived(40), Trouble.NONE),
        ([*stopped("fill in {x}"), *arrived(40)], Trouble.TEXT),
        ([*arrived(40), *stopped("a", "a", "a", "a", "a", "a", "a", "a", "a")], Trouble.TEXT),
        ([*arrived(40), *stopped("a", "b", "c")], Trouble.TEXT),
        ([*arrived(9), *stopped("a", "b", "c")], Trouble.NUMBER),
        (stopped("a", "b"), Trouble.TEXT),
        ([*arrived(40), *stopped("a", code=30034)], Trouble.UNREGISTERED),
        ([*stopped("a", code=30034), *arrived(1)], Trouble.NONE),
    ],
    ids=[
        "nothing sent",
        "all arrived",
        "one stopped",
        "one text stopped again and again",
        "three different ones of many",
        "three different ones of twelve",
        "two different ones",
        "not registered",
        "registered since",
    ],
)
def test_a_text_stopped_for_its_words_is_told_from_a_number_in_trouble(texts, found):
    assert trouble(texts) is found


@pytest.mark.parametrize(
    ("count", "sent", "lately", "band"),
    [
        (0, 200, 0, GREEN),
        (2, 200, 0, GREEN),
        (3, 200, 0, AMBER),
        (1, 200, 1, AMBER),
        (1, 10, 0, TOO_LITTLE),
        (1, 10, 1, AMBER),
    ],
)
def test_a_text_filtered_in_the_last_day_is_always_worth_a_look(count, sent, lately, band):
    assert filtered_band(count, sent, lately) is band
