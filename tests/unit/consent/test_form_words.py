"""Ready words for every way of agreeing: each passes the checks as it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import ConsentLevel
from desktop_app.services.consent.form_words import (
    KIND_WORDS,
    MEDIUM,
    FirmFacts,
    FormKind,
    form_of,
    form_words,
    reaches_promotions,
)
from desktop_app.services.consent.records import Campaign
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import ConsentProof
from desktop_app.services.rules.call_to_action import check_call_to_action, says_texts
from desktop_app.services.rules.consent_record import Medium, valid_express_written
from desktop_app.services.rules.ways import TOO_FAR, WAYS, reach_problem
from tests.store_kit import NOW, TOMASZ
from tests.unit.messaging.conftest import desk

__all__ = ["desk"]

DANA = "Dana Whitfield"
FACTS = FirmFacts(
    "Hartwell & Osei",
    "+13125550100",
    "+13125550101",
    "hartwellosei.com/privacy",
    "hartwellosei.com/terms",
)
CASE = Campaign(1, "Hartwell & Osei", "Case", "4 messages per month")
NEWS = Campaign(2, "Hartwell & Osei", "News", "2 messages per month", promotional=True)
WRITTEN = [kind for kind in FormKind if reaches_promotions(kind)]
SPOKEN_OR_LESS = [kind for kind in FormKind if not reaches_promotions(kind)]

FIRMS = st.sampled_from(
    ["Hartwell & Osei", "Smith Law PLLC", "Bufete García", "O’Neil & Partners", "A1 Legal",
     "Law Offices of Jane Q. Public, PA"]
)  # fmt: skip
WORDS = st.sampled_from(["Case", "Account", "News", "Promo", "Billing", "Court", "Estate-Plan"])
OFTEN = st.sampled_from(
    ["4 messages per month", "1 message/user request", "Up to 10 msgs/week.", "one text a day",
     "Message frequency varies"]
)  # fmt: skip
ADDRESSES = st.sampled_from(["", "smith.law/privacy", "https://www.hartwellosei.com/legal/terms"])


@given(
    st.sampled_from(FormKind), FIRMS, WORDS, OFTEN, ADDRESSES, ADDRESSES,
    st.sampled_from(["", "+13125550101", "(312) 555-0101"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_every_generated_wording_passes_every_check(
    kind, firm, word, often, privacy, terms, phone, own_name, promotional
):
    facts = FirmFacts(firm, "+13125550100", phone, privacy, terms)
    name = f"{firm} Injury" if own_name else firm
    program = Campaign(1, name, word, often, promotional and reaches_promotions(kind))
    words = form_words(kind, facts, program)
    assert words.problem == ""
    report = check_call_to_action(words.text, form_of(kind, facts))
    assert [each.message for each in report.failed] == []
    assert firm in words.text
    assert "{" not in words.text
    if program.promotional:
        assert valid_express_written(proof(kind, words.text), firm) == ()


def proof(kind, words, level=ConsentLevel.EXPRESS_WRITTEN):
    way = WAYS[MEDIUM[kind]]
    return ConsentProof(
        number=TOMASZ,
        level=level,
        captured_at=NOW - 86_400,
        medium=str(way.medium),
        language=words,
        action=way.action,
        campaign="Hartwell & Osei Case",
        ip_address="203.0.113.7" if way.asks_ip else "n/a",
        identity="Tomasz Wolski",
    )


@pytest.mark.row("S2-14")
def test_the_box_for_an_intake_form_is_optional_empty_and_names_everything():
    words = form_words(FormKind.INTAKE, FACTS, CASE)
    assert words.text == (
        "☐ Optional: text me case alerts. I agree to get text messages from Hartwell & Osei at my "
        "phone number on this form, sent from (312) 555-0100. 4 messages per month. Msg&data rates "
        "may apply. Reply STOP to unsubscribe, HELP for help. Questions? Call (312) 555-0101. "
        "Consent is not required to hire us. Privacy Policy: hartwellosei.com/privacy · Terms: "
        "hartwellosei.com/terms."
    )
    assert words.lacks == ()
    assert check_call_to_action(words.text, form_of(FormKind.INTAKE, FACTS)).ok


@pytest.mark.row("S2-14")
@pytest.mark.parametrize("kind", WRITTEN)
def test_for_promotions_the_words_name_automated_marketing_and_no_condition(kind):
    text = form_words(kind, FACTS, NEWS).text
    assert "automated marketing text messages" in text
    assert "not required to hire us and not a condition of any purchase" in text
    assert valid_express_written(proof(kind, text), FACTS.firm) == ()


@pytest.mark.parametrize("kind", SPOKEN_OR_LESS)
def test_a_way_that_does_not_reach_promotions_gives_no_words_for_them(kind):
    words = form_words(kind, FACTS, NEWS)
    assert (words.text, words.problem) == ("", TOO_FAR[MEDIUM[kind]])
    assert form_words(kind, FACTS, CASE).text


def test_the_script_asks_for_a_yes_and_promises_a_text():
    text = form_words(FormKind.SCRIPT, FACTS, CASE).text
    assert form_of(FormKind.SCRIPT, FACTS).spoken
    assert text.endswith(
        "Is it all right to send you these text messages, yes or no? If you say yes, we will send "
        "you a text to confirm."
    )


@pytest.mark.parametrize("kind", FormKind)
def test_what_the_firm_has_not_told_is_left_out_and_said(kind):
    words = form_words(kind, FirmFacts(FACTS.firm, FACTS.number), CASE)
    assert len(words.lacks) == 3
    assert not re.search(r"Call\b|: ·|\s\s|: \.", words.text)
    nameless = form_words(kind, FirmFacts(" "), CASE)
    assert nameless.text == ""
    assert nameless.problem


def test_words_that_get_too_long_leave_out_whom_to_call_and_then_say_so():
    long = "https://www.hartwellosei.com/legal/" + "privacy-" * 5
    words = form_words(FormKind.IVR, FirmFacts(*_with(privacy=long, terms=long)), NEWS)
    assert "Questions?" not in words.text
    assert words.lacks == ()
    assert len(words.text) <= 600
    longer = form_words(FormKind.IVR, FirmFacts(*_with(privacy=long * 3, terms=long * 3)), NEWS)
    assert longer.lacks == ("Carriers want 600 characters at most. Use shorter addresses.",)


def _with(privacy, terms):
    return FACTS.firm, FACTS.number, FACTS.help_phone, privacy, terms


def test_without_a_number_nobody_is_asked_to_text_it():
    assert form_words(FormKind.KEYWORD, FirmFacts(FACTS.firm), CASE).problem
    text = form_words(FormKind.INTAKE, FirmFacts(FACTS.firm), CASE).text
    assert "sent from" not in text


def test_a_program_with_a_name_of_its_own_is_called_by_it():
    program = Campaign(3, "Hartwell & Osei Injury", "Case", "1 message/user request")
    assert "Hartwell & Osei Injury Case Alerts" in form_words(FormKind.WEBSITE, FACTS, program).text


def test_every_kind_has_a_name_and_every_way_has_words():
    assert set(KIND_WORDS) == set(MEDIUM) == set(FormKind)
    assert set(WAYS) == set(Medium)
    asked = set(MEDIUM.values()) | {Medium.VERBAL_IN_PERSON, Medium.SMS_DOUBLE_OPT_IN}
    assert asked == set(Medium)


# What is recorded --------------------------------------------------------------------------------


def way(row, kind, reaches):
    return pytest.param(kind, reaches, id=str(kind), marks=pytest.mark.row(row))


@pytest.mark.parametrize(
    ("kind", "reaches"),
    [
        way("S2-16", FormKind.CONVERSATION, ConsentLevel.EXPRESS),
        way("S2-17", FormKind.SCRIPT, ConsentLevel.EXPRESS),
        way("S2-18", FormKind.MOBILE, ConsentLevel.EXPRESS),
        way("S2-19", FormKind.WEBSITE, ConsentLevel.EXPRESS_WRITTEN),
        way("S2-20", FormKind.PREFERENCES, ConsentLevel.EXPRESS_WRITTEN),
        way("S2-21", FormKind.EMAIL, ConsentLevel.EXPRESS_WRITTEN),
        way("S2-22", FormKind.KEYWORD, ConsentLevel.EXPRESS_WRITTEN),
        way("S2-23", FormKind.OFFICE, ConsentLevel.EXPRESS_WRITTEN),
        way("S2-24", FormKind.IVR, ConsentLevel.EXPRESS_WRITTEN),
    ],
)
def test_a_consent_by_each_way_is_recorded_as_far_as_it_reaches_and_no_further(desk, kind, reaches):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES (7, 'Hartwell & Osei', 'Case', 'informational', "
            "'4 messages per month', ?, NULL)",
            (NOW,),
        )
    words = form_words(kind, FACTS, CASE).text
    if reaches is ConsentLevel.EXPRESS:
        with pytest.raises(InvalidInput) as refused:
            desk.consent.record_proof(proof(kind, words), DANA)
        assert [(each.field, each.message) for each in refused.value.fields] == [
            ("level", TOO_FAR[MEDIUM[kind]])
        ]
        assert desk.reading.conversation_by_number(TOMASZ) is None
    desk.consent.record_proof(proof(kind, words, reaches), DANA)
    assert desk.reading.known(TOMASZ).gate.level is reaches


@pytest.mark.row("S2-11")
@pytest.mark.parametrize("level", [ConsentLevel.EXPRESS, ConsentLevel.EXPRESS_WRITTEN])
def test_a_record_that_only_speaks_of_communications_is_refused_at_its_wording(desk, level):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES (7, 'Hartwell & Osei', 'Case', 'informational', "
            "'4 messages per month', ?, NULL)",
            (NOW,),
        )
    words = "I opt into communications from Hartwell & Osei about my case"
    assert not says_texts(words)
    with pytest.raises(InvalidInput) as refused:
        desk.consent.record_proof(proof(FormKind.INTAKE, words, level), DANA)
    assert [(each.field, each.message) for each in refused.value.fields] == [
        (
            "language",
            "“communications” is not enough. The wording must say text messages or SMS.",
        )
    ]
    assert desk.reading.conversation_by_number(TOMASZ) is None


def test_no_way_is_refused_less_than_it_reaches():
    for medium, each in WAYS.items():
        assert reach_problem(str(medium), ConsentLevel.EXPRESS) == ""
        too_far = each.reaches is not ConsentLevel.EXPRESS_WRITTEN
        assert bool(reach_problem(str(medium), ConsentLevel.EXPRESS_WRITTEN)) == too_far
    assert reach_problem("by pigeon", ConsentLevel.EXPRESS_WRITTEN) == ""
