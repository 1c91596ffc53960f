"""How many texts one person may get without answering, and what the gate makes of it."""

from dataclasses import replace

import pytest

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.rules.gate import decide
from desktop_app.services.rules.volume.pace import Lately, pace
from tests.unit.rules.test_gate import GOOD

NOW = 1_790_000_000
FLORIDA, ILLINOIS = frozenset({"FL"}), frozenset({"IL"})
MACHINES = [Origin.AUTOMATED, Origin.SCHEDULED, Origin.BULK]


def before(count, seconds):
    """So many texts, the oldest this long ago."""
    return Lately(unanswered=tuple(NOW - seconds + n for n in range(count)))


def said(lately, *, origin=Origin.MANUAL, kind=MessageKind.CONVERSATIONAL, states=FLORIDA):
    return pace(lately, states=states, now=NOW, kind=kind, origin=origin, calls="her")


@pytest.mark.row("S0-60")
@pytest.mark.parametrize(
    ("count", "seconds", "outcome"),
    [
        (2, 300, Outcome.OK),
        (3, 300, Outcome.WARN),
        (3, 599, Outcome.WARN),
        (3, 700, Outcome.OK),
        (5, 3000, Outcome.OK),
        (6, 3000, Outcome.HOLD),
        (6, 3599, Outcome.HOLD),
        (6, 3700, Outcome.OK),
        (9, 80_000, Outcome.OK),
        (10, 80_000, Outcome.WARN),
        (10, 86_500, Outcome.OK),
    ],
)
def test_many_texts_without_an_answer_are_warned_about_then_held(count, seconds, outcome):
    assert said(before(count, seconds)).outcome is outcome


@pytest.mark.parametrize("origin", MACHINES)
def test_a_machine_stops_after_ten_in_a_day(origin):
    assert said(before(9, 80_000), origin=origin).outcome is Outcome.OK
    assert said(before(10, 80_000), origin=origin).outcome is Outcome.BLOCK


def test_the_words_name_the_count_and_the_way_out():
    assert said(before(6, 3000)).message == (
        "Seven texts in an hour without an answer. Call her instead."
    )


def test_what_the_program_owes_is_never_held_up():
    for origin in MACHINES:
        assert said(before(30, 500), origin=origin, kind=MessageKind.SYSTEM).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("states", "promotions", "outcome"),
    [
        (FLORIDA, 2, Outcome.OK),
        (FLORIDA, 3, Outcome.BLOCK),
        (frozenset({"OK"}), 3, Outcome.BLOCK),
        (frozenset({"OR"}), 3, Outcome.BLOCK),
        (frozenset({"IL", "MD"}), 3, Outcome.BLOCK),
        (ILLINOIS, 3, Outcome.OK),
    ],
)
def test_the_fourth_offer_in_a_day_is_blocked_where_the_law_says_so(states, promotions, outcome):
    lately = Lately(promotions=promotions)
    assert said(lately, kind=MessageKind.PROMOTIONAL, states=states).outcome is outcome


def test_a_reminder_is_no_fourth_offer():
    assert said(Lately(promotions=9), kind=MessageKind.INFORMATIONAL).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("lately", "rule"),
    [
        (Lately(minute=59), ""),
        (Lately(minute=60), "D-01"),
        (Lately(today=998), ""),
        (Lately(today=999), "D-02"),
        (Lately(alike=23), ""),
        (Lately(alike=24), "D-05R"),
    ],
)
def test_the_text_that_takes_a_gauge_to_red_is_warned_about(lately, rule):
    found = said(lately)
    assert (found.rule, found.outcome) == (rule, Outcome.WARN if rule else Outcome.OK)


def test_the_gate_asks_for_the_pace_where_there_is_a_text():
    facts = replace(GOOD, lately=before(6, 3000))
    assert decide(facts).outcome is Outcome.OK
    held = decide(replace(facts, body="Please call us about tomorrow, Hartwell & Osei."))
    assert (held.outcome, held.rule) == (Outcome.HOLD, "D-07")
