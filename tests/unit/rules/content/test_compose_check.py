"""All checks together: worst first, one order, sound places, and no stall on hostile texts."""

import random
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.check import CHECKS, check
from desktop_app.services.rules.content.findings import WORST_FIRST, Circumstances, worst
from desktop_app.services.rules.content.plain import LONGEST
from desktop_app.services.rules.explaining import explain

SMITH = Circumstances(brand="Smith Law", domains=("smithlaw.com",))
FIRST = Circumstances(
    to="+16045550142", country="CA", brand="Smith Law", first=True, opt_out_words_due=True
)
ABOUTS = (
    SMITH,
    FIRST,
    Circumstances(),
    Circumstances(origin=Origin.BULK, kind=MessageKind.PROMOTIONAL, brand="Smith Law"),
    Circumstances(origin=Origin.AUTOMATED, kind=MessageKind.SYSTEM),
)
PASSING = [
    "Hi Maria, it’s Dana. Not yet. They have until Friday.",
    "Deposition prep is Tuesday at 2:00 PM, 1200 W Adams, Suite 410. Reply YES to confirm.",
    "Your DUI hearing is at 9 AM, blood alcohol was .06.",
    "We filed the answer in your debt collection lawsuit.",
    "Bring your prescription list to the deposition.",
    "Su audiencia es el martes a las 9. ¿Puede venir antes?",
]
HOSTILE = [
    "a",
    "a.",
    "A ",
    "1 ",
    "(",
    "http://",
    "x@",
    "\u202e\u200b",
    "👨\u200d👩\u200d👧",
    "а́",
    "reply with the word ",
    "STOP STOP ",
    "4111-",
    "!?",
    "bit.ly,",
    "{",
    "- law ",
    "text us ",
    "ꜰʀᴇᴇ ",
    "F R E E ",
    "l0",
]
ALPHABET = [*HOSTILE, " ", "\n", "bit.ly/x", "911", "emergency", "é", "“", "\ud800", "中", "\x00"]
SOME_TEXT = st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join)


def test_findings_come_worst_first_and_otherwise_in_the_order_of_the_rules():
    body = "THIS IS LOUD, see http://bit.ly/x 🎉 Reply CANCEL to cancel your appointment!!!"
    found = check(body, FIRST)
    ranks = [WORST_FIRST.index(each.outcome) for each in found]
    assert ranks == sorted(ranks)
    assert [each.rule for each in found if each.outcome is Outcome.BLOCK] == ["C-01", "C-02"]
    held = [each.rule for each in found if each.outcome is Outcome.HOLD]
    assert held == ["A-09", "C-10", "C-11"]
    assert worst(found) is Outcome.BLOCK
    assert check(body, FIRST) == found


@pytest.mark.parametrize("body", PASSING)
def test_ordinary_texts_of_a_conversation_pass_without_a_warning(body):
    assert worst(check(body, SMITH)) in {Outcome.OK, Outcome.INFO}


def test_an_empty_text_has_nothing_wrong_with_its_words():
    assert check("", SMITH) == ()


def test_a_first_text_needs_two_clicks_to_be_right():
    body = "Hi Maria, please call me"
    for _ in range(2):
        found = next(each for each in check(body, FIRST) if each.fix)
        body = found.fix.applied(body)
    assert body == "Smith Law: Hi Maria, please call me. Reply STOP to opt out."
    assert check(body, FIRST) == ()


@pytest.mark.parametrize("length", [1_601, 10_000])
def test_a_text_too_long_for_twilio_is_blocked(length):
    found = check("a " * (length // 2) + "a" * (length % 2), SMITH)
    (long,) = [each for each in found if each.rule == "21617"]
    assert (long.outcome, long.start, long.end) == (Outcome.BLOCK, 1_600, length)
    assert not [each for each in check("a " * 800, SMITH) if each.rule == "21617"]


@given(SOME_TEXT, st.sampled_from(ABOUTS))
def test_whatever_is_typed_gets_sound_findings(body, about):
    for found in check(body, about):
        assert found.chip
        assert found.message
        assert found.outcome is not Outcome.OK
        for start, end in found.places:
            assert 0 <= start < end <= len(body)
        if found.fix is not None:
            edits = found.fix.edits
            ends = [0, *(edit.end for edit in edits)]
            assert all(
                before <= edit.start <= edit.end <= len(body)
                for before, edit in zip(ends, edits, strict=False)
            )
            assert found.fix.applied(body) != body


@given(st.text(max_size=200), st.sampled_from(ABOUTS))
def test_no_text_at_all_makes_it_raise(body, about):
    assert isinstance(check(body, about), tuple)


def steps(body, about):
    """How many calls the checks make for a text."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        check(body, about)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("about", ABOUTS[1:4])
def test_the_work_grows_no_faster_than_the_text(piece, about):
    check(piece, about)  # the first text reads the rules
    salt = random.Random(piece).randrange(10**6)
    short, long = (f"{salt + times} {piece * (times // len(piece))}" for times in (900, 3_600))
    assert steps(long, about) <= 6 * steps(short, about) + 400


def test_what_lies_beyond_the_longest_text_costs_nothing():
    piece = "bit.ly/x A B http://x.org "
    assert (
        steps("1" + piece * 4_000, SMITH) <= steps("2" + piece * (LONGEST // len(piece)), SMITH) * 2
    )


def test_every_rule_a_check_may_name_is_explained():
    day = date.fromisoformat(rule_data("explanations")["as_of"])
    named = {getattr(sys.modules[each.__module__], "RULE", "A-09") for each in CHECKS}
    for rule in {"21617", *named, *(f"C-{number:02}" for number in range(1, 17) if number != 8)}:
        said = explain(rule)
        assert said.rule == rule
        assert len(said.why) > 80
        assert said.source
        assert said.checked_on == day
        assert said.title != explain("none").title


@pytest.mark.parametrize(
    ("category", "sum_of_money"),
    [("X15", "$2,000"), ("X1", "$500"), ("X7", "$1,000"), ("X4", "$500")],
)
def test_the_explanation_of_banned_content_names_what_it_costs(category, sum_of_money):
    assert sum_of_money in explain("C-07", category).why
    assert "$2,000" in explain("C-12").why


def test_a_rule_nobody_explained_says_what_it_is_all_the_same():
    assert "not legal advice" in explain("Z-99").why


def test_every_check_is_one_function_of_a_text_and_its_circumstances():
    for each in CHECKS:
        assert each("Hi", SMITH) == each("Hi", SMITH)
