"""Records of consent: every valid and invalid example of the rules, and every boundary."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.records import ConsentLevel, ConsentProof, Outcome
from desktop_app.services.rules.consent_record import (
    MEDIUM_WORDS,
    Medium,
    medium_of,
    optin_path,
    valid_express_written,
    valid_frequency,
    validate_consent_record,
)
from desktop_app.services.rules.validity import HeldConsent, consent_valid_now
from tests.store_kit import MARIA, NOW

CASE = "Case updates & reminders"
WORDING = "I agree to receive text messages from Hartwell & Osei about my case."
DAY = 86_400

PAPER = ConsentProof(
    number=MARIA,
    level=ConsentLevel.EXPRESS,
    captured_at=NOW - DAY,
    medium="paper_form",
    language=WORDING,
    action="signed",
    campaign=CASE,
    ip_address="n/a",
    identity="María Delgado",
)
WEB = replace(PAPER, medium="web_form", ip_address="203.0.113.7", action="ticked box")


def problems(record, **more):
    known = {"now": NOW, "campaigns": {CASE}, "fictional_allowed": True} | more
    return {each.field: each.message for each in validate_consent_record(record, **known)}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"captured_at": None}, "captured_at"),
        ({"medium": ""}, "medium"),
        ({"language": ""}, "language"),
        ({"action": ""}, "action"),
        ({"campaign": ""}, "campaign"),
        ({"ip_address": ""}, "ip_address"),
        ({"number": ""}, "phone"),
        ({"identity": ""}, "identity"),
    ],
)
def test_each_of_the_seven_fields_is_required(change, field):
    assert list(problems(replace(PAPER, **change))) == [field]


@pytest.mark.parametrize("record", [PAPER, WEB, replace(WEB, ip_address="2001:db8::7")])
def test_a_whole_record_has_no_problem(record):
    assert problems(record) == {}


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (replace(PAPER, captured_at=NOW + DAY), "captured_at", "not come yet"),
        (replace(PAPER, captured_at=NOW + 301), "captured_at", "not come yet"),
        (replace(WEB, ip_address=""), "ip_address", "needs the IP address"),
        (replace(WEB, ip_address="n/a"), "ip_address", "needs the IP address"),
        (replace(WEB, ip_address="203.0.113.777"), "ip_address", "needs the IP address"),
        (replace(WEB, ip_address="fe80::1%eth0"), "ip_address", "needs the IP address"),
        (replace(PAPER, ip_address=" "), "ip_address", "never left blank"),
        (replace(PAPER, ip_address="203.0.113.7"), "ip_address", "has no IP address"),
        (replace(PAPER, language="ok"), "language", "too short"),
        (replace(PAPER, language=" " * 40), "language", "The consent record has no wording."),
        (replace(PAPER, campaign="Newsletter"), "campaign", "no campaign called “Newsletter”"),
        (replace(PAPER, identity="M"), "identity", "who agreed"),
        (replace(PAPER, number="+1305555010"), "phone", ""),
        (replace(PAPER, medium="fax"), "medium", "how the consent was given"),
    ],
)
def test_an_incomplete_record_is_refused_at_its_field_in_the_rule_s_words(record, field, words):
    found = problems(record)
    assert list(found) == [field]
    assert words in found[field]


def test_the_boundaries_are_where_the_rule_puts_them():
    assert problems(replace(PAPER, captured_at=NOW + 300)) == {}
    assert problems(replace(PAPER, language="x" * 20)) == {}
    assert list(problems(replace(PAPER, language="x" * 19))) == ["language"]
    assert problems(replace(PAPER, identity="ML")) == {}
    assert problems(replace(PAPER, ip_address="N/A")) == {}


def test_consent_older_than_the_account_must_be_said_to_be_imported():
    old = replace(PAPER, captured_at=NOW - 10 * DAY)
    assert list(problems(old, account_start=NOW - DAY)) == ["captured_at"]
    assert problems(replace(old, imported=True), account_start=NOW - DAY) == {}


def test_consent_for_another_number_than_the_one_texted_proves_nothing():
    assert list(problems(PAPER, texted="+18135550143")) == ["phone"]
    assert problems(PAPER, texted=MARIA) == {}


@pytest.mark.parametrize(
    "medium",
    ["paper_form", "verbal_phone", "verbal_in_person", "web_form", "office_signup", "ivr", "fax",
     "preferences_panel", "email_button", "mobile_web_button", ""],
)  # fmt: skip
def test_what_does_not_come_from_the_handset_needs_a_yes(medium):
    assert optin_path(medium) == "double"


@pytest.mark.parametrize("medium", ["sms_keyword", "conversation"])
def test_a_text_from_the_handset_needs_no_yes(medium):
    assert optin_path(medium) == "single"


def test_a_tapped_sms_link_is_a_text_from_the_handset():
    assert optin_path("email_button", opens_composer=True) == "single"
    assert optin_path("paper_form", opens_composer=True) == "double"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("1 message per day", Outcome.OK),
        ("4 messages per month", Outcome.OK),
        ("2 messages per transaction", Outcome.OK),
        ("1 message/user request", Outcome.OK),
        ("up to 4 msgs/month", Outcome.OK),
        ("Two texts each week.", Outcome.OK),
        ("10 alerts a year", Outcome.OK),
        ("1 text every hearing", Outcome.OK),
        ("a few", Outcome.BLOCK),
        ("weekly", Outcome.BLOCK),
        ("1 per", Outcome.BLOCK),
        ("0 messages per day", Outcome.BLOCK),
        ("00 messages per day", Outcome.BLOCK),
        ("some messages", Outcome.BLOCK),
        ("sometimes", Outcome.BLOCK),
        ("", Outcome.BLOCK),
        ("4 messages per month or so", Outcome.BLOCK),
        ("Message frequency varies", Outcome.WARN),
        ("Recurring messages.", Outcome.WARN),
    ],
)
def test_a_frequency_has_a_number_and_a_time(text, outcome):
    found = valid_frequency(text)
    assert found.outcome is outcome
    assert found.ok == (outcome is not Outcome.BLOCK)
    assert bool(found.message) == (outcome is not Outcome.OK)


FIRM = "Hartwell & Osei"
BOTH = (
    "I agree that Hartwell & Osei may send automated marketing text messages to this number. "
    "Consent is not a condition of hiring us."
)
SIGNED = replace(PAPER, level=ConsentLevel.EXPRESS_WRITTEN, language=BOTH)


@pytest.mark.parametrize(
    "record",
    [
        SIGNED,
        replace(SIGNED, medium="web_form", action="ticked the box", ip_address="203.0.113.7"),
        replace(SIGNED, medium="sms_double_opt_in", action="replied YES"),
        replace(SIGNED, language=BOTH.replace("this number", "(813) 555-0142")),
        replace(SIGNED, language=BOTH.replace("not a condition of hiring", "not required to hire")),
    ],
)
def test_a_signed_wording_with_both_sentences_is_express_written(record):
    assert valid_express_written(record, FIRM) == ()


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (replace(SIGNED, medium="verbal_phone"), "level"),
        (replace(SIGNED, level=ConsentLevel.EXPRESS), "level"),
        (replace(SIGNED, action="said yes"), "action"),
        (replace(SIGNED, action="the box was pre-ticked"), "action"),
        (replace(SIGNED, language=BOTH.replace("Consent is not a condition of hiring us.", "")),
         "language"),
        (replace(SIGNED, language=BOTH.replace(FIRM, "our partners")), "language"),
        (replace(SIGNED, language=BOTH.replace(" to this number", "")), "language"),
        (replace(SIGNED, language=BOTH.replace("automated marketing ", "")), "language"),
        (replace(SIGNED, language=BOTH.replace("automated ", "")), "language"),
    ],
)  # fmt: skip
def test_what_is_not_express_written_says_what_is_missing(record, field):
    assert [each.field for each in valid_express_written(record, FIRM)] == [field]


def held(level=ConsentLevel.EXPRESS, **more):
    return HeldConsent(level, NOW - 730 * DAY, **more)


@pytest.mark.parametrize(
    ("consent", "outcome"),
    [
        (held(last_text_at=NOW - DAY), Outcome.OK),
        (held(), Outcome.WARN),
        (held(last_inbound_at=NOW - 548 * DAY), Outcome.OK),
        (held(last_inbound_at=NOW - 548 * DAY - 1), Outcome.WARN),
        (held(last_text_at=NOW, matter_closed_at=NOW - 365 * DAY), Outcome.OK),
        (held(last_text_at=NOW, matter_closed_at=NOW - 365 * DAY - 1), Outcome.HOLD),
        (held(last_text_at=NOW, number_changed=True), Outcome.BLOCK),
        (held(last_text_at=NOW, wrong_number=True), Outcome.BLOCK),
        (held(last_text_at=NOW, deceased=True), Outcome.BLOCK),
        (held(last_text_at=NOW, landline_or_gone=True), Outcome.BLOCK),
        (held(last_text_at=NOW, guardianship_changed=True), Outcome.HOLD),
        (held(last_text_at=NOW, unknown_handset_at=(NOW,)), Outcome.OK),
        (held(last_text_at=NOW, unknown_handset_at=(NOW, NOW - 7 * DAY)), Outcome.BLOCK),
        (held(last_text_at=NOW, unknown_handset_at=(NOW, NOW - 7 * DAY - 1)), Outcome.OK),
        (held(ConsentLevel.NONE), Outcome.BLOCK),
        (held(ConsentLevel.IMPLIED, last_inbound_at=NOW - 3 * DAY), Outcome.OK),
        (held(ConsentLevel.IMPLIED, last_inbound_at=NOW - 3 * DAY - 1), Outcome.WARN),
        (held(ConsentLevel.IMPLIED, last_inbound_at=NOW - 14 * DAY), Outcome.WARN),
        (held(ConsentLevel.IMPLIED, last_inbound_at=NOW - 14 * DAY - 1), Outcome.HOLD),
        (held(ConsentLevel.EXPRESS_WRITTEN), Outcome.WARN),
    ],
)
def test_a_consent_holds_until_something_ends_it(consent, outcome):
    found = consent_valid_now(consent, NOW)
    assert found.outcome is outcome
    assert bool(found.message) == (outcome is not Outcome.OK)


@given(*(st.text(max_size=60) for _ in range(6)), st.none() | st.integers(-(2**40), 2**40))
def test_every_record_has_an_answer(medium, language, action, campaign, address, identity, at):
    record = replace(
        PAPER,
        number=identity,
        captured_at=at,
        medium=medium,
        language=language,
        action=action,
        campaign=campaign,
        ip_address=address,
        identity=identity,
    )
    for found in (
        validate_consent_record(record, now=NOW, campaigns={CASE}),
        valid_express_written(record, campaign),
    ):
        assert all(each.message.endswith((".", "n/a.", "”.")) for each in found)
    assert valid_frequency(language).outcome in set(Outcome)


def test_every_medium_has_words_for_a_sentence():
    assert set(MEDIUM_WORDS) == set(Medium)
    assert medium_of("paper_form") is Medium.PAPER_FORM
    assert medium_of("") is None
