import itertools
import re

import pytest

from desktop_app.services.adapters.twilio_errors import (
    KEY_REFUSED_CODES,
    LINK,
    as_of,
    entry_for_code,
    problem_for_code,
    problem_for_status,
)
from desktop_app.services.resources import rule_data

TABLE = rule_data("twilio_codes")
ROWS = list(TABLE["codes"].values()) + TABLE["ranges"]

# The codes a paralegal is likely to meet, and what she must be told.
SAID = {
    20003: "Twilio refused the key. Someone may have changed it. Fix the key",
    21211: "This phone number is not valid.",
    21408: "Your Twilio account isn’t set up for this country yet.",
    21606: "Your number can’t text this person.",
    21610: "Only they can undo it, by texting START",
    21614: "not a mobile number",
    21617: "1,600 characters",
    30003: "The phone was off or out of range.",
    30006: "It is a landline",
    30007: "The carrier filtered it.",
    30032: "Your toll-free number isn’t verified yet.",
    30034: "Your number isn’t registered yet.",
}


@pytest.mark.parametrize(("code", "words"), SAID.items())
def test_the_codes_people_meet_are_said_plainly(code, words):
    assert words in problem_for_code(code).sentence()


@pytest.mark.parametrize("code", [21610, 30501, 30899, 30445])
def test_the_code_comes_last_and_never_alone(code):
    sentence = problem_for_code(code).sentence()
    assert sentence.endswith(f" (code {code})")
    assert sentence[0].isupper()


def test_every_line_of_the_table_is_whole_and_in_our_words():
    for row in ROWS:
        assert row["permanent"] in {"yes", "no", "maybe", "until_start"}
        assert row["tone"] in {"red", "amber", "grey"}
        said = [row["what"], row.get("why", ""), row.get("do", "")]
        assert all(part == "" or part.endswith(".") for part in said), row
        text = " ".join(said)
        assert not re.search(
            r"!|\bplease\b|oops|'|guaranteed|compliant|undelivered", text, re.IGNORECASE
        ), row


def test_ranges_do_not_hide_each_other():
    spans = sorted((row["from"], row["to"]) for row in TABLE["ranges"])
    assert all(first <= last for first, last in spans)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(spans))


def test_the_table_says_when_it_was_last_compared():
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", as_of())


def test_an_opt_out_lasts_until_they_text_start():
    entry = entry_for_code(21610)
    assert (entry.permanent, entry.tone) == ("until_start", "grey")


def test_every_code_that_refuses_the_key_has_words():
    assert {str(code) for code in KEY_REFUSED_CODES} <= TABLE["codes"].keys()


@pytest.mark.parametrize("code", [19999, 40000, 99999, 0, -1])
def test_an_unknown_code_says_so_and_where_to_read_about_it(code):
    problem = problem_for_code(code)
    assert "doesn’t know" in problem.what
    assert LINK.format(code=code) in problem.do
    assert problem.code == code


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (302, "Something other than Twilio answered."),
        (404, "Something other than Twilio answered."),
        (503, "Twilio had a problem of its own."),
        (200, "made no sense"),
        (999, "made no sense"),
    ],
)
def test_a_status_without_a_code_has_words_too(status, words):
    problem = problem_for_status(status)
    assert words in problem.sentence()
    assert str(status) in problem.why
    assert problem.code is None
