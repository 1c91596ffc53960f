"""Texts and ready answers made for a firm: each passes the very checks it will be held against."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.models.enums import Outcome
from desktop_app.services.consent.form_words import FirmFacts
from desktop_app.services.registration.presets import (
    ATTESTATION,
    MUST_REGISTER,
    filled,
    preset,
    presets,
    with_attestation,
)
from desktop_app.services.registration.texts import Firm, TextKind, made_text, made_texts
from desktop_app.services.rules.call_to_action import Form, check_call_to_action
from desktop_app.services.rules.consent_record import Medium
from desktop_app.services.rules.help_text import check_help_text
from desktop_app.services.rules.optin import text_checks
from desktop_app.services.rules.registration.check import check_draft
from desktop_app.services.rules.registration.draft import Consent, Draft, Method
from desktop_app.services.rules.registration.pages import check_privacy_policy, check_terms
from tests.unit.registration.made_up_draft import (
    FACTS,
    FIRM,
    NAME,
    PROGRAM,
    TODAY,
    draft_of,
    made,
    problems,
)

KEYS = ["answers", "cases", "reminders", "staff"]
FORM_KINDS = [TextKind.FORM_PRINT, TextKind.FORM_WEB, TextKind.INTAKE_BOX, TextKind.SCRIPT]


@pytest.mark.parametrize("kind", FORM_KINDS)
@pytest.mark.row("S4-20")
@pytest.mark.row("S2-14")
def test_each_sign_up_form_made_for_a_firm_passes_every_check(kind):
    form = Form(firm=NAME, number=FACTS.number, spoken=kind is TextKind.SCRIPT, truthful=True)
    report = check_call_to_action(made(kind), form)
    assert [each.message for each in report.findings if each.outcome is not Outcome.OK] == []


@pytest.mark.row("S4-21")
def test_the_privacy_policy_made_for_a_firm_passes_every_check():
    found = check_privacy_policy(made(TextKind.PRIVACY_POLICY), (NAME,))
    assert {each.outcome for each in found} == {Outcome.OK}
    assert made(TextKind.PRIVACY_CLAUSE) in made(TextKind.PRIVACY_POLICY)


@pytest.mark.row("S4-22")
def test_the_terms_made_for_a_firm_pass_every_check():
    found = check_terms(made(TextKind.TERMS), (NAME,))
    assert {each.outcome for each in found} == {Outcome.OK}


def test_the_answers_made_for_a_firm_pass_every_check():
    assert check_help_text(made(TextKind.HELP_ANSWER), NAME) == []
    assert all(each.ok for each in text_checks(made(TextKind.OPT_IN_ANSWER), NAME, asks=False))
    assert 20 <= len(made(TextKind.OPT_OUT_ANSWER)) <= 320


def test_every_text_has_a_title_and_without_facts_it_says_what_is_missing():
    nobody = made_texts(Firm(FirmFacts(""), TODAY), PROGRAM)
    assert {each.problem for each in nobody} == {"Enter the firm’s name first."}
    little = made_texts(Firm(FirmFacts(NAME), TODAY), PROGRAM)
    assert all(each.title and (each.text or each.problem) for each in little)
    empty = {each.kind for each in little if not each.text}
    assert empty == {
        TextKind.PRIVACY_POLICY, TextKind.TERMS, TextKind.OPT_OUT_ANSWER, TextKind.HELP_ANSWER,
    }  # fmt: skip


def test_no_text_is_left_with_a_blank_in_it():
    for each in made_texts(FIRM, PROGRAM):
        assert not set(each.text) & set("{}"), each.kind


NAMES = st.sampled_from(
    [
        "Smith Law",
        "Ortiz & Partners, LLP",
        "Law Office of A. B. Cho",
        "O’Neill {Legal}",
        "Müller P.A.",
    ]
)


@settings(max_examples=25, deadline=None)
@given(NAMES, st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_the_pages_pass_for_any_firm_on_any_day(name, day):
    firm = Firm(replace(FACTS, firm=name), day, "office@smithlaw.com")
    policy = made_text(TextKind.PRIVACY_POLICY, firm, PROGRAM).text
    terms = made_text(TextKind.TERMS, firm, PROGRAM).text
    found = (*check_privacy_policy(policy, (name,)), *check_terms(terms, (name,)))
    assert [each for each in found if each.outcome is not Outcome.OK] == []


@pytest.mark.parametrize("key", KEYS)
def test_a_draft_filled_from_a_preset_passes_every_check(key):
    assert problems(draft_of(key)) == ()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "name", ["Ortiz & Partners, LLP", "Law Office of A. B. Cho PLLC", "Müller P.A."]
)
def test_a_preset_passes_for_other_firms_too(key, name):
    draft = draft_of(key)
    business = replace(
        draft.business, legal_name=name, irs_name=name, brand_name=name, website_text=""
    )
    firm = Firm(replace(FACTS, firm=name), TODAY, "office@smithlaw.com")
    policies = replace(
        draft.policies,
        privacy_text=made_text(TextKind.PRIVACY_POLICY, firm, PROGRAM).text,
        terms_text=made_text(TextKind.TERMS, firm, PROGRAM).text,
    )
    other = replace(draft, business=business, policies=policies, consent=Consent())
    assert problems(filled(other, preset(key), firm)) == ()


def test_each_preset_is_picked_by_a_plain_sentence_and_says_what_it_leaves_out():
    assert [each.key for each in presets()] == KEYS
    for each in presets():
        assert each.says.startswith("We ")
        assert each.not_covered.endswith(".")
    assert "clients" in preset("staff").not_covered or "client" in preset("staff").not_covered
    assert preset("nothing") is None


def test_who_only_answers_hears_that_registering_is_needed_all_the_same():
    assert "still has to register" in MUST_REGISTER
    assert preset("answers").medium is Medium.CONVERSATION


@pytest.mark.row("S2-07")
def test_a_statement_that_nothing_is_marketed_or_automated_goes_into_a_description_once():
    once = with_attestation("Smith Law texts its clients about their cases.")
    assert once.endswith(ATTESTATION)
    assert with_attestation(once) == once
    assert ATTESTATION in draft_of("cases").campaign.description


WAYS = {
    Medium.CONVERSATION: "S2-16",
    Medium.VERBAL_IN_PERSON: "S2-17",
    Medium.VERBAL_PHONE: "S2-17",
    Medium.MOBILE_WEB_BUTTON: "S2-18",
    Medium.WEB_FORM: "S2-19",
    Medium.PREFERENCES_PANEL: "S2-20",
    Medium.EMAIL_BUTTON: "S2-21",
    Medium.SMS_KEYWORD: "S2-22",
    Medium.OFFICE_SIGNUP: "S2-23",
    Medium.IVR: "S2-24",
}


@pytest.mark.parametrize(
    "medium",
    [Medium.PAPER_FORM]
    + [pytest.param(medium, marks=pytest.mark.row(row)) for medium, row in WAYS.items()],
)
@pytest.mark.parametrize("key", KEYS)
def test_every_way_of_agreeing_gets_words_and_a_place_in_the_flow_that_pass(medium, key):
    method = Method(medium, url="https://smithlaw.com/texts")
    base = replace(draft_of("cases"), consent=Consent((method,)))
    draft = filled(base, preset(key), FIRM)
    assert problems(draft) == ()
    assert draft.consent.methods[0].wording


def test_several_ways_stand_side_by_side_in_the_flow():
    several = tuple(Method(each, url="https://smithlaw.com/texts") for each in WAYS)
    draft = filled(replace(draft_of("cases"), consent=Consent(several)), preset("cases"), FIRM)
    assert len(draft.campaign.message_flow) <= 2048 + 1200
    assert {each.field for each in problems(draft)} <= {"campaign.message_flow"}


def test_words_a_person_typed_stay():
    own = "My own words."
    base = replace(Draft(), consent=Consent((Method(Medium.PAPER_FORM, own),)))
    assert filled(base, preset("cases"), FIRM).consent.methods[0].wording == own


def test_filling_twice_changes_nothing():
    once = draft_of("reminders")
    assert filled(once, preset("reminders"), FIRM) == once


def test_the_chosen_preset_can_be_changed_for_another():
    other = filled(replace(draft_of("cases"), consent=Consent()), preset("staff"), FIRM)
    assert check_draft(other, TODAY).may_submit
    assert "Staff Alerts" in other.campaign.help_message
