"""The privacy policy and the terms, held against what reviewers look for (rules.md G-05, G-06)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Outcome
from desktop_app.services.registration.texts import TextKind
from desktop_app.services.rules.registration.pages import (
    check_privacy_policy,
    check_terms,
    promises_not_to_share,
)
from tests.unit.registration.made_up_draft import NAME, made

NAMES = (NAME,)
POLICY, TERMS = made(TextKind.PRIVACY_POLICY), made(TextKind.TERMS)
CLAUSE = made(TextKind.PRIVACY_CLAUSE)


def privacy(text):
    return {each.check: each for each in check_privacy_policy(text, NAMES)}


def terms(text):
    return {each.check: each for each in check_terms(text, NAMES)}


def wrong(items):
    return {check: each.outcome for check, each in items.items() if each.outcome is not Outcome.OK}


def test_the_policy_made_for_a_firm_has_every_part():
    assert wrong(privacy(POLICY)) == {}
    assert list(privacy(POLICY)) == [f"PP{n}" for n in range(1, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "No mobile information will be shared with third parties or affiliates for marketing.",
        (
            "We will never sell or share your phone number or text messaging consent with any "
            "third party."
        ),
        (
            "We share data with affiliates. All of the above excludes text messaging opt-in data "
            "and consent, which is not shared with anyone."
        ),
        "We do not share your mobile number with third parties except as the law requires.",
        "We don’t sell phone numbers to anyone.",
        "We do not sell or share\nyour phone number or texts\nwith third parties.",
        "Mobile opt-in data will not be shared with any third parties.",
        "SMS consent is not shared with third parties or affiliates for marketing purposes.",
        (
            "All other use case categories exclude text messaging originator opt-in data and "
            "consent; this information will not be shared with any third parties."
        ),
        CLAUSE,
    ],
)
def test_a_sentence_that_keeps_phone_numbers_from_others_is_found(text):
    assert promises_not_to_share(text)
    assert privacy(text)["PP5"].outcome is Outcome.OK


@pytest.mark.parametrize(
    "text",
    [
        "We respect your privacy.",
        "We do not sell your email address to third parties.",
        "We may share your information with our marketing partners.",
        "We do not sell email addresses. We share your phone number with third parties.",
        "We do not share your mobile number with third parties except our marketing partners.",
        "We do not share your phone number with third parties without your consent.",
        "We do not sell your phone number to third parties but share it with our partners.",
        "We not only share your phone number with third parties but sell it.",
        "",
    ],
)
def test_a_sentence_that_only_sounds_like_it_is_not_taken(text):
    assert privacy(text)["PP5"].outcome is Outcome.BLOCK
    assert privacy(text)["PP5"].code == "30896"


@pytest.mark.parametrize(
    ("added", "outcome"),
    [
        ("We may share your information with our marketing partners.", Outcome.WARN),
        ("We share your email with affiliates.", Outcome.WARN),
        ("We may share your phone number with our partners.", Outcome.BLOCK),
        ("We may share your information with service providers.", Outcome.OK),
        ("We never share your information with partners.", Outcome.OK),
        ("We do not sell it to third parties, but we share it with partners.", Outcome.BLOCK),
        ("Your phone number will be shared with our partners.", Outcome.BLOCK),
        ("We disclose information to third parties where a court asks for it.", Outcome.OK),
        ("We give information to a court or to advertisers.", Outcome.WARN),
        ("We provide legal services and market them on this site.", Outcome.OK),
    ],
)
def test_a_sentence_against_the_promise_is_found(added, outcome):
    assert privacy(f"{POLICY}\n{added}")["PP6"].outcome is outcome


@pytest.mark.row("S4-17")
def test_a_page_that_may_share_with_partners_and_promises_nothing_fails_twice():
    found = privacy("We may share your information with our marketing partners.")
    assert found["PP5"].outcome is Outcome.BLOCK
    assert found["PP6"].outcome is Outcome.BLOCK


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [
        ("PP1", NAME, "Our firm"),
        ("PP1", "Last updated November 25, 2026", ""),
        ("PP2", "mobile phone number, your ", ""),
        ("PP3", "We use it to answer you, to send text messages about your case and", "We are"),
        ("PP7", "Reply STOP to any text to end them.", ""),
        ("PP8", "How we protect it\nWe protect what you tell us and keep", "We know"),
    ],
)  # fmt: skip
@pytest.mark.row("S4-05")
def test_each_part_a_policy_lacks_is_named(check, old, new):
    assert old in POLICY
    text = POLICY.replace(old, new).replace(CLAUSE, "") if check == "PP2" else POLICY.replace(
        old, new
    )  # fmt: skip
    found = privacy(text)[check]
    assert found.outcome in {Outcome.BLOCK, Outcome.WARN}
    assert found.message.endswith(".")


def test_a_policy_of_endless_sentences_is_hard_to_read():
    endless = f"We collect what you tell us and {'then we look at it again and ' * 8}so on"
    assert privacy(endless)["PP9"].outcome is Outcome.WARN


def test_the_terms_made_for_a_firm_have_every_part():
    assert wrong(terms(TERMS)) == {}
    assert list(terms(TERMS)) == [f"TS{n}" for n in range(1, 8)]


@pytest.mark.parametrize("often", ["Message frequency varies", "1 message/user request"])
def test_terms_may_leave_how_often_to_the_client(often):
    assert wrong(terms(TERMS.replace("4 messages per month", often))) == {}


@pytest.mark.parametrize("words", ["Message HELP for help.", "Respond with HELP to get help."])
def test_terms_may_ask_for_help_in_other_words(words):
    terms_in = TERMS.replace("Reply HELP for help or call (305) 555-0142.", words)
    assert wrong(terms(terms_in)) == {}


@pytest.mark.parametrize(
    ("check", "old", "new", "code"),
    [
        ("TS1", NAME, "Our firm", "30909"),
        ("TS2", "4 messages per month.", "", "30558"),
        ("TS3", "Message and data rates may apply.", "", "30562"),
        ("TS4", "https://smithlaw.com/privacy", "ask us", "30882"),
        ("TS5", "Reply STOP to any text to end them.", "", "30882"),
        ("TS6", "Reply HELP for help or call (305) 555-0142.", "", "30560"),
        ("TS7", "Carriers are not liable for delayed or undelivered messages.", "", ""),
    ],
)
@pytest.mark.row("S4-06")
def test_each_part_terms_lack_is_named_with_its_code(check, old, new, code):
    assert old in TERMS
    outcome = Outcome.WARN if check == "TS7" else Outcome.BLOCK
    found = terms(TERMS.replace(old, new))
    assert (wrong(found), found[check].code) == ({check: outcome}, code)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_there_is_an_answer_for_any_page(text, names):
    assert len(check_privacy_policy(text, tuple(names))) == 9
    assert len(check_terms(text, tuple(names))) == 7
