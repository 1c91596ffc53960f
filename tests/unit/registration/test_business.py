"""Who registers (rules.md G-01): each answer that would be refused is one finding at its field."""

from dataclasses import replace

import pytest

from desktop_app.services.rules.registration.business import e164, ein_problems
from desktop_app.services.rules.registration.check import check_draft
from desktop_app.services.rules.registration.draft import Draft
from tests.unit.registration.made_up_draft import TODAY, changed, draft_of, told


def test_nothing_is_wrong_with_a_draft_filled_in_well():
    review = check_draft(draft_of(), TODAY)
    assert (review.problems, review.may_submit) == ((), True)


@pytest.mark.parametrize("ein", ["59-1234567", "591234567", "82-0000001", " 59-1234567 "])
def test_an_ein_with_a_published_prefix_is_taken(ein):
    assert list(ein_problems(ein)) == []


@pytest.mark.parametrize(
    ("ein", "outcome", "words"),
    [
        ("07-1234567", "WARN", "starts with 07"),
        ("00-0000000", "BLOCK", "no real EIN"),
        ("12-3456789", "BLOCK", "no real EIN"),
        ("536-90-4399", "BLOCK", "Social Security"),
        ("536 90 4399", "BLOCK", "Social Security"),
        ("536‑90‑4399", "BLOCK", "Social Security"),
        ("5-91234567", "BLOCK", "nine digits"),
        ("59-123456", "BLOCK", "nine digits"),
        ("ABC", "BLOCK", "nine digits"),
        ("٥٩-١٢٣٤٥٦٧", "BLOCK", "nine digits"),
        ("", "BLOCK", "Enter the tax number"),
    ],
)
def test_an_ein_that_would_be_refused_is_one_finding_in_plain_words(ein, outcome, words):
    (found,) = ein_problems(ein)
    assert (found.field, found.rule, str(found.outcome), found.code) == (
        "business.ein", "G-01", outcome, "30799",
    )  # fmt: skip
    assert words in found.message
    assert told(changed("business", ein=ein)) == [("business.ein", outcome, "30799")]


@pytest.mark.parametrize(
    "prefix",
    [
        "00",
        "07",
        "08",
        "09",
        "17",
        "18",
        "19",
        "28",
        "29",
        "49",
        "69",
        "70",
        "78",
        "79",
        "89",
        "96",
        "97",
    ],
)
def test_every_prefix_the_irs_has_not_published_is_named(prefix):
    (found,) = ein_problems(f"{prefix}-1234567")
    assert (str(found.outcome), prefix in found.message) == ("WARN", True)


def test_83_prefixes_are_taken():
    taken = [each for each in range(100) if not list(ein_problems(f"{each:02}-7654321"))]
    assert len(taken) == 83


def test_a_canadian_firm_gives_its_business_number():
    assert list(ein_problems("123456789RC0001", "CA")) == []
    assert [each.code for each in ein_problems("59-1234567", "CA")] == ["30799"]


BUSINESS = [
    ({"legal_name": "", "irs_name": ""}, ("business.legal_name", "BLOCK", "30799")),
    ({"legal_name": "S", "irs_name": ""}, ("business.legal_name", "BLOCK", "30799")),
    ({"legal_name": "S" * 256, "irs_name": ""}, ("business.legal_name", "BLOCK", "30799")),
    ({"legal_name": "Jo Smith d/b/a Smith Law PLLC", "irs_name": ""},
     ("business.legal_name", "WARN", "30799")),
    ({"legal_name": "Smith Law", "irs_name": ""}, ("business.legal_name", "WARN", "30799")),
    ({"irs_name": "SMITH LAW, PLLC"}, ("business.legal_name", "WARN", "30799")),
    ({"brand_name": " "}, ("business.brand_name", "BLOCK", "")),
    ({"entity": ""}, ("business.entity", "BLOCK", "")),
    ({"entity": "SOLE_PROP"}, ("business.entity", "BLOCK", "30903")),
    ({"brand_type": "SOLE_PROPRIETOR"}, ("business.brand_type", "BLOCK", "30903")),
    ({"brand_type": "STANDARD"}, ("business.brand_type", "BLOCK", "")),
    ({"texts_per_day": 6_000}, ("business.brand_type", "BLOCK", "")),
    ({"brand_type": ""}, ("business.brand_type", "BLOCK", "")),
    ({"industry": "RETAIL"}, ("business.industry", "WARN", "")),
    ({"street": ""}, ("business.street", "BLOCK", "")),
    ({"street": "PO Box 12"}, ("business.street", "BLOCK", "")),
    ({"street": "P.O. Box 12"}, ("business.street", "BLOCK", "")),
    ({"street": "Post Office Box 12"}, ("business.street", "BLOCK", "")),
    ({"street": "Box 400"}, ("business.street", "BLOCK", "")),
    ({"address_as_irs": False}, ("business.street", "WARN", "30799")),
    ({"city": ""}, ("business.city", "BLOCK", "")),
    ({"state": "Florida"}, ("business.state", "BLOCK", "")),
    ({"state": "ON"}, ("business.state", "BLOCK", "")),
    ({"zip": "3360"}, ("business.zip", "BLOCK", "")),
    ({"zip": "33602-12"}, ("business.zip", "BLOCK", "")),
    ({"country": "MX"}, ("business.country", "BLOCK", "30729")),
    ({"website_opens": False}, ("business.website", "BLOCK", "30891")),
    ({"website": "http://smithlaw.com"}, ("business.website", "BLOCK", "30891")),
    ({"website_text": "Smith Law. Coming soon. Privacy. Terms."},
     ("business.website", "BLOCK", "30891")),
    ({"website_text": "Smith Law"}, ("business.website", "WARN", "30882")),
    ({"website_text": "Jones Law. Privacy. Terms."}, ("business.website", "BLOCK", "30914")),
    ({"website_text": "Smith Law. Privacy. Terms. Lead generation."},
     ("business.website", "WARN", "30885")),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), BUSINESS)
def test_an_answer_that_may_be_refused_is_one_finding_at_its_field(answers, expected):
    assert told(changed("business", **answers)) == [expected]


@pytest.mark.parametrize(
    ("website", "code"),
    [("", "30891"), ("smithlaw", "30891"), ("https://facebook.com/smithlaw", "30891"),
     ("https://bit.ly/smithlaw", "30892")],
)  # fmt: skip
def test_a_website_is_the_firms_own(website, code):
    found = [each for each in told(changed("business", website=website)) if "website" in each[0]]
    assert found == [("business.website", "BLOCK", code)]


@pytest.mark.parametrize(
    "street", ["410 Harbor Street", "12 Boxwood Lane", "1 Post Road, Floor 2", "77 Po Street"]
)
def test_a_street_that_only_sounds_like_a_box_is_taken(street):
    assert told(changed("business", street=street)) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"name": ""}, ("contact.name", "BLOCK", "")),
        ({"title": ""}, ("contact.title", "BLOCK", "")),
        ({"phone": "555-0142"}, ("contact.phone", "BLOCK", "30751")),
        ({"phone": "+1813555014"}, ("contact.phone", "BLOCK", "30751")),
        ({"email": "noor"}, ("contact.email", "BLOCK", "30881")),
        ({"email": "noor@gmail.com"}, ("contact.email", "WARN", "30881")),
        ({"email": "noor@otherfirm.com"}, ("contact.email", "WARN", "30881")),
    ],
)
def test_reviewers_can_reach_a_person_at_the_firm(answers, expected):
    assert told(changed("contact", **answers)) == [expected]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("(813) 555-0142", "+18135550142"),
        ("+1 813 555 0142", "+18135550142"),
        ("18135550142", "+18135550142"),
        ("+49 30 1234567", "+49301234567"),
        ("113 555 0142", ""),
        ("call me", ""),
    ],
)
def test_a_phone_number_is_read_as_it_is_typed(typed, number):
    assert e164(typed) == number


def test_the_letter_of_the_irs_is_asked_for():
    assert told(replace(draft_of(), attachments=draft_of().attachments[1:])) == [
        ("attachments", "WARN", "")
    ]


def test_a_canadian_address_has_a_province_and_a_postal_code():
    good = {"ein": "123456789", "country": "CA", "city": "Toronto", "state": "on", "zip": "M5V 2T6"}
    assert told(changed("business", **good)) == []
    assert told(changed("business", **good | {"state": "FL", "zip": "33602"})) == [
        ("business.state", "BLOCK", ""),
        ("business.zip", "BLOCK", ""),
    ]


@pytest.mark.row("S4-24")
def test_an_empty_draft_names_every_field_that_is_asked():
    fields = {field for field, outcome, _ in told(Draft()) if outcome == "BLOCK"}
    assert fields >= {
        "business.legal_name", "business.brand_name", "business.ein", "business.entity",
        "business.street", "business.city", "business.state", "business.zip", "business.website",
        "contact.name", "contact.phone", "contact.email", "consent.methods",
        "policies.privacy_url", "policies.terms_url", "campaign.description",
        "campaign.message_flow", "campaign.samples", "campaign.frequency", "campaign.use_case",
    }  # fmt: skip
