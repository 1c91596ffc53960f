"""The codes of a refusal in plain words (rules.md G-07): never a guess, and what to do."""

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.rules.registration.codes import advice, to_fix
from desktop_app.services.rules.registration.draft import Draft, Rejection
from desktop_app.services.rules.registration.facts import code_advice
from tests.unit.registration.made_up_draft import changed, draft_of, problems

OF_THE_RULE = [
    *[
        "30885",
        "30886",
        "30889",
        "30893",
        "30896",
        "30899",
        "30902",
        "30900",
        "30904",
        "30905",
        "30909",
        "30923",
        "30924",
        "30930",
    ],
    *[
        "30460",
        "30863",
        "30469",
        "30475",
        "30486",
        "30511",
        "30513",
        "30841",
        "30831",
        "30842",
        "30879",
        "30532",
        "30540",
        "30543",
    ],
    *[
        "30544",
        "30545",
        "30551",
        "30555",
        "30556",
        "30558",
        "30560",
        "30562",
        "30569",
        "30570",
        "30702",
        "30729",
        "30751",
        "30790",
    ],
    *[
        "30792",
        "30799",
        "601",
        "602",
        "603",
        "611",
        "701",
        "702",
        "703",
        "704",
        "705",
        "706",
        "707",
        "708",
        "709",
        "710",
        "711",
        "712",
        "713",
    ],
    *["801", "802", "803", "804", "805", "806", "807", "851", "852", "861"],
]


@pytest.mark.parametrize("code", OF_THE_RULE)
def test_every_code_of_the_rule_is_said_in_plain_words(code):
    found = advice(code)
    assert found.known
    assert found.what.endswith(".")
    assert found.do.endswith(".")


@pytest.mark.parametrize("code", list(code_advice()))
def test_each_advice_is_short_and_leads_to_a_field_there_is(code):
    found = advice(code)
    assert len(found.what) <= 90
    assert len(found.do) <= 90
    assert "!" not in found.what + found.do
    if found.field:
        part, _, name = found.field.partition(".")
        held = getattr(Draft(), part)
        assert not name or name in {each.name for each in fields(held)}


def test_what_can_not_be_sent_in_again_is_said():
    assert not advice("30885").again
    assert not advice("30883").again
    assert advice("30886").again


def test_an_unknown_code_keeps_the_reviewers_words_and_links_its_number():
    found = advice(" 30999 ", "Something new")
    assert (found.known, found.what, found.do) == (
        False,
        "Something new",
        "Ask support what to change.",
    )
    assert found.link == "https://www.twilio.com/docs/api/errors/30999"
    assert advice("861").link == ""


@given(st.text(), st.text())
def test_there_is_advice_for_any_code_and_no_link_is_made_of_it(code, words):
    found = advice(code, words)
    assert found.what
    assert found.link == "" or re.fullmatch(
        r"https://www\.twilio\.com/docs/api/errors/\d{5}", found.link
    )


def test_what_was_put_right_since_the_rejection_is_told_from_what_was_not():
    no = Rejection(codes=("30886", "805", "30899", "30886"), words="Description too vague.")
    before = to_fix(no, problems(changed("campaign", description="Texts.")))
    assert [(each.advice.code, each.fixed) for each in before] == [
        ("30886", False), ("805", True), ("30899", None),
    ]  # fmt: skip
    assert [each.fixed for each in to_fix(no, problems(draft_of()))] == [True, True, None]
