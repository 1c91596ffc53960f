"""The pace at the door and as a text leaves: a real store, a real queue."""

import pytest

from desktop_app.models.enums import MessageKind, Origin, OutboxState, Outcome
from desktop_app.services.consent.facts import read_known
from desktop_app.services.rules.content.check import check
from desktop_app.services.rules.explaining import explain
from desktop_app.services.rules.gate import decide
from tests.store_kit import MARIA, NOW, OURS
from tests.unit.services.test_reputation import hear, person, put

SAID = "the court moved the date. Please call us, Hartwell & Osei."
WORDS = f"Hi Maria, {SAID}"


def asked(desk, **more):
    with desk.database.read() as connection:
        known = read_known(
            connection.exec_driver_sql,
            MARIA,
            now=desk.clock.now(),
            practice=True,
            from_number=OURS,
            content=WORDS,
            **more,
        )
    return known.gate


def pace_of(desk, **more):
    decision = decide(asked(desk, **more))
    return (decision.outcome, decision.rule)


@pytest.fixture(autouse=True)
def known_to_each_other(desk):
    """They have texted before, so only the pace has something to say."""
    put(desk, MARIA, NOW - 9 * 86_400, "Hi Maria, Hartwell & Osei here. Reply STOP to opt out.")
    hear(desk, MARIA, NOW - 2 * 86_400)


def texted(desk, count, every):
    for number in range(count):
        put(desk, MARIA, NOW - every * (number + 1), f"Another text {number}")


def test_three_texts_before_pass_and_the_fourth_in_ten_minutes_warns(desk):
    texted(desk, 2, 60)
    assert pace_of(desk)[1] != "D-07"
    texted(desk, 1, 200)
    assert pace_of(desk) == (Outcome.WARN, "D-07")


def test_the_seventh_in_an_hour_is_held_at_the_door(desk):
    texted(desk, 6, 500)
    assert pace_of(desk) == (Outcome.HOLD, "D-07")
    outcome = desk.queue(WORDS)
    assert (outcome.state, outcome.rule) == (OutboxState.BLOCKED, "D-07")


def test_the_eleventh_in_a_day_is_blocked_for_a_machine(desk):
    texted(desk, 10, 4000)
    assert pace_of(desk, origin=Origin.AUTOMATED) == (Outcome.BLOCK, "D-07")


def test_an_answer_begins_the_count_anew(desk):
    texted(desk, 6, 500)
    hear(desk, MARIA, NOW - 10)
    assert pace_of(desk)[1] != "D-07"


def test_texts_to_others_do_not_count(desk):
    for number in range(9):
        put(desk, person(number), NOW - 60 * number)
    assert asked(desk).lately.unanswered == ()


def test_texts_that_wait_count_and_each_counts_only_those_before_it(desk):
    for number in range(3):
        put(desk, MARIA, NOW - 100 + number, f"Number {number}")
    queued = desk.queue(WORDS)
    assert queued.state is OutboxState.QUEUED
    assert len(asked(desk).lately.unanswered) == 4
    assert len(asked(desk, outbox_id=queued.outbox_id).lately.unanswered) == 3


def test_the_answer_to_a_stop_is_never_held_up(desk):
    texted(desk, 12, 60)
    assert pace_of(desk, kind=MessageKind.SYSTEM)[1] != "D-07"


def test_the_25th_text_with_the_same_words_is_warned_about(desk):
    for number in range(23):
        put(desk, person(number), NOW - 5_000 - number * 60, f"Hi James, {SAID}")
    put(desk, person(50), NOW - 4_000, "Nadia, we got your papers.")
    assert (asked(desk).lately.alike, asked(desk).lately.today) == (23, 24)
    assert pace_of(desk)[1] != "D-05R"
    put(desk, person(51), NOW - 4_000, f"Hello Ms. Osei, {SAID}")
    assert pace_of(desk) == (Outcome.WARN, "D-05R")


def test_nothing_is_read_about_the_pace_where_there_is_no_text(desk):
    texted(desk, 6, 500)
    assert desk.reading.known(MARIA).gate.lately.unanswered == ()


@pytest.mark.row("S0-60")
def test_whoever_types_the_fourth_text_in_a_row_is_told_before_it_is_sent(desk):
    texted(desk, 2, 60)
    assert desk.reading.circumstances(MARIA).pace is None
    texted(desk, 1, 200)
    said = check(WORDS, desk.reading.circumstances(MARIA))
    assert [(each.rule, each.outcome) for each in said if each.rule == "D-07"] == [
        ("D-07", Outcome.WARN)
    ]
    assert "without an answer" in desk.reading.circumstances(MARIA).pace.message
    assert explain("D-07").title == "Many texts to one person"
