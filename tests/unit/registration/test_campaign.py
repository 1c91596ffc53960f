"""What is texted and how people agree (rules.md G-02, B-04): lengths, contents, marks, proof."""

from dataclasses import replace

import pytest

from desktop_app.services.rules.consent_record import Medium
from desktop_app.services.rules.registration.draft import ENGAGEMENT_TERMS, Consent, Method
from desktop_app.services.rules.registration.samples import has_phone
from tests.unit.registration.made_up_draft import NAME, changed, draft_of, problems, told

SAMPLES = draft_of().campaign.samples
FLOW = draft_of().campaign.message_flow
WORDING = draft_of().consent.methods[0].wording

CAMPAIGN = [
    ({"use_case": ""}, ("campaign.use_case", "BLOCK", "30900")),
    ({"use_case": "P2P"}, ("campaign.use_case", "BLOCK", "30533")),
    ({"description": "x" * 39}, ("campaign.description", "BLOCK", "30886")),
    ({"description": "x" * 4097}, ("campaign.description", "BLOCK", "30886")),
    ({"description": "We text our clients about their cases, hearings and papers."},
     ("campaign.description", "BLOCK", "30886")),
    ({"description": f"{NAME} is a law firm in Tampa with three lawyers and two rooms."},
     ("campaign.description", "BLOCK", "30886")),
    ({"message_flow": "x" * 39}, ("campaign.message_flow", "BLOCK", "30909")),
    ({"message_flow": FLOW + "x" * 2048}, ("campaign.message_flow", "BLOCK", "30909")),
    ({"message_flow": FLOW.replace("Msg&data rates may apply. ", "")},
     ("campaign.message_flow", "BLOCK", "30569")),
    ({"message_flow": FLOW.replace("Reply STOP to unsubscribe, HELP for help. ", "")},
     ("campaign.message_flow", "BLOCK", "30924")),
    ({"message_flow": FLOW.replace(", HELP for help", "")},
     ("campaign.message_flow", "BLOCK", "30570")),
    ({"frequency": "weekly"}, ("campaign.frequency", "BLOCK", "30545")),
    ({"frequency": "Message frequency varies"}, ("campaign.frequency", "WARN", "")),
    ({"samples": ()}, ("campaign.samples", "BLOCK", "30893")),
    ({"samples": SAMPLES[:1]}, ("campaign.samples", "BLOCK", "30893")),
    ({"samples": SAMPLES * 2}, ("campaign.samples", "BLOCK", "30893")),
    ({"samples": tuple(each.replace(NAME, "We") for each in SAMPLES)},
     ("campaign.samples", "BLOCK", "30893")),
    ({"samples": SAMPLES[1:]}, ("campaign.samples", "BLOCK", "30887")),
    ({"samples": (*SAMPLES, f"{NAME}: yes")}, ("campaign.samples[3]", "BLOCK", "30893")),
    ({"samples": (*SAMPLES, f"{NAME}: {'a word ' * 180}")},
     ("campaign.samples[3]", "BLOCK", "30893")),
    ({"samples": (*SAMPLES, f"{NAME}: Hi {{first_name}}, the hearing moved.")},
     ("campaign.samples[3]", "WARN", "30893")),
    ({"samples": (*SAMPLES, "Your hearing moved to [date] at [time].")},
     ("campaign.samples[3]", "INFO", "")),
    ({"samples": (*SAMPLES, f"{NAME}: your SSN 536-90-4399 is on file.")},
     ("campaign.samples[3]", "BLOCK", "30893")),
    ({"samples": (*SAMPLES, f"{NAME}: read it at https://bit.ly/x1."), "has_links": True},
     ("campaign.samples[3]", "BLOCK", "30892")),
    ({"samples": (*SAMPLES, f"{NAME}: read it at https://smithlaw.com/x.")},
     ("campaign.has_links", "BLOCK", "30893")),
    ({"samples": (*SAMPLES, f"Notice from the IRS: call {NAME} about your tax.")},
     ("campaign.samples[3]", "BLOCK", "30893")),
    ({"has_links": True}, ("campaign.has_links", "BLOCK", "30893")),
    ({"samples": (*SAMPLES, f"{NAME}: call us at (305) 555-0142.")},
     ("campaign.has_phone", "BLOCK", "30889")),
    ({"has_phone": True}, ("campaign.has_phone", "BLOCK", "30889")),
    ({"samples": (*SAMPLES, f"{NAME}: 20% off all wills this week, book now.")},
     ("campaign.samples[3]", "BLOCK", "30893")),
    ({"opt_in_message": ""}, ("campaign.opt_in_message", "BLOCK", "30540")),
    ({"opt_in_message": f"Welcome to {NAME} texts."},
     ("campaign.opt_in_message", "BLOCK", "30540")),
    ({"opt_in_message": "x" * 321}, ("campaign.opt_in_message", "BLOCK", "30540")),
    ({"help_message": " "}, ("campaign.help_message", "BLOCK", "30890")),
    ({"opt_out_message": "Bye"}, ("campaign.opt_out_message", "BLOCK", "30887")),
    ({"opt_out_message": "You're opted out and will get no more texts."},
     ("campaign.opt_out_message", "BLOCK", "30887")),
    ({"opt_out_message": f"{NAME}: thank you for your message."},
     ("campaign.opt_out_message", "BLOCK", "30887")),
    ({"help_message": f"{NAME}: call 305-555-0100. Reply STOP to cancel."},
     ("campaign.help_message", "WARN", "")),
    ({"opt_in_keywords": ("STOP",)}, ("campaign.opt_in_keywords", "BLOCK", "")),
    ({"opt_in_keywords": ("quit",)}, ("campaign.opt_in_keywords", "BLOCK", "")),
    ({"opt_in_keywords": ("JOIN US",)}, ("campaign.opt_in_keywords", "BLOCK", "")),
    ({"help_keywords": ("A" * 200, "B" * 60)}, ("campaign.help_keywords", "BLOCK", "")),
    ({"age_gated": True}, ("campaign.age_gated", "WARN", "30888")),
    ({"direct_lending": True}, ("campaign.direct_lending", "WARN", "30895")),
    ({"use_case": "MARKETING"}, ("campaign.use_case", "BLOCK", "30886")),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "expected"), CAMPAIGN)
def test_an_answer_that_may_be_refused_is_one_finding_at_its_field(answers, expected):
    assert told(changed("campaign", **answers)) == [expected]


@pytest.mark.parametrize("text", ["Call us!", "Reply STOP to unsubscribe.", "x" * 330])
def test_an_answer_to_help_that_helps_nobody_stops_it(text):
    found = told(changed("campaign", help_message=text))
    assert {each[0] for each in found} == {"campaign.help_message"}
    assert ("campaign.help_message", "BLOCK", "30890") in found


@pytest.mark.parametrize(
    "topic", ["leads", "loans", "credit_repair", "debt_relief", "debt_collection", "work_from_home"]
)
def test_each_topic_that_needs_leave_of_the_provider_holds_it(topic):
    assert told(changed("campaign", special=(topic,))) == [("campaign.special", "HOLD", "")]


def test_an_advertisement_fits_no_description_that_says_there_is_none():
    draft = changed("campaign", samples=(*SAMPLES, f"{NAME}: 20% off all wills, book now."))
    (found,) = problems(draft)
    assert "the description says there is none" in found.message


def test_a_description_of_staff_and_a_sample_for_clients_do_not_go_together():
    staff = draft_of("staff")
    mixed = replace(staff.campaign, samples=(*SAMPLES, f"{NAME}: dear client, welcome to us."))
    assert told(replace(staff, campaign=mixed)) == [("campaign.samples", "BLOCK", "30893")]


@pytest.mark.parametrize(
    ("text", "there"),
    [("Call (305) 555-0142", True), ("Call 305-555-0142 now", True), ("+1 305 555 0142", True),
     ("Call [phone number]", False), ("Case 2026-10042 on 12-10-2026", False)],
)  # fmt: skip
def test_a_phone_number_is_told_from_a_blank_and_from_other_figures(text, there):
    assert has_phone(text) is there


def agreed(**answers):
    """The good draft with one way of agreeing, of these answers."""
    method = replace(draft_of().consent.methods[0], **answers)
    return replace(draft_of(), consent=Consent((method,)))


METHOD = [
    ({"wording": WORDING.replace("4 messages per month. ", "")}, ("wording", "BLOCK", "30545")),
    ({"wording": WORDING.replace("Msg&data rates may apply. ", "")}, ("wording", "BLOCK", "30569")),
    ({"wording": WORDING.replace(NAME, "us")}, ("wording", "BLOCK", "30909")),
    ({"wording": WORDING.replace("text messages", "communications")},
     ("wording", "BLOCK", "30551")),
    ({"wording": ""}, ("wording", "BLOCK", "30896")),
    ({"wording": WORDING * 20}, ("wording", "BLOCK", "")),
    ({"phone_required": True}, ("phone_required", "BLOCK", "30923")),
    ({"box_required": True}, ("box_required", "BLOCK", "30923")),
    ({"ticked_beforehand": True}, ("ticked_beforehand", "BLOCK", "30923")),
    ({"behind_a_link": True}, ("behind_a_link", "BLOCK", "30841")),
    ({"truthful": False}, ("truthful", "WARN", "30885")),
    ({"medium": "carrier pigeon"}, ("medium", "BLOCK", "30896")),
]  # fmt: skip


def proves(row, old, new, code):
    return pytest.param(WORDING.replace(old, new), code, marks=pytest.mark.row(row))


GRANT = f"I agree to get text messages from {NAME} at my phone number below"
POINTS = [
    proves("S4-08", GRANT, f"{GRANT} {'and also at any time of the day ' * 12}", ""),
    proves("S4-10", NAME, "us", "30909"),
    proves("S4-11", "4 messages per month. ", "", "30545"),
    proves("S4-11", ": case alerts", "", "30544"),
    proves("S4-12", "Msg&data rates may apply. ", "", "30569"),
    proves("S4-13", "Reply STOP to unsubscribe, ", "", "30924"),
    proves("S4-13", ", HELP for help", "", "30570"),
    proves("S4-14", "Terms: https://smithlaw.com/terms", "ask us", "30909"),
    proves("S4-16", "get text messages", "get calls, emails and text messages", "30556"),
    proves("S4-18", GRANT, f"By calling us you agree to get text messages from {NAME}", "30831"),
    proves("S4-19", "Consent is not required to hire us", "You must agree to texts", "30923"),
]


@pytest.mark.parametrize(("wording", "code"), POINTS)
def test_each_point_of_how_clients_agree_is_checked_with_its_code(wording, code):
    assert wording != WORDING
    found = told(agreed(wording=wording))
    assert ("consent.methods[0].wording", "BLOCK", code) in found
    assert {field for field, _, _ in found} == {"consent.methods[0].wording"}


@pytest.mark.parametrize("flag", ["phone_required", "box_required", "ticked_beforehand"])
@pytest.mark.row("S4-09")
def test_agreeing_is_never_needed_to_send_the_form(flag):
    assert told(agreed(**{flag: True})) == [(f"consent.methods[0].{flag}", "BLOCK", "30923")]


@pytest.mark.parametrize(("answers", "expected"), METHOD)
def test_what_is_wrong_with_a_way_of_agreeing_is_one_finding_there(answers, expected):
    field, outcome, code = expected
    assert told(agreed(**answers)) == [(f"consent.methods[0].{field}", outcome, code)]


@pytest.mark.parametrize(
    "wording",
    [
        "I agree to be contacted by phone, email and text by Smith Law PLLC.",
        "By becoming a client you agree to texts from Smith Law PLLC.",
        f"{WORDING} You also agree to texts from our partners.",
    ],
)
def test_wording_that_is_bundled_implied_or_shared_stops_it(wording):
    found = told(agreed(wording=wording))
    assert {each[0] for each in found} == {"consent.methods[0].wording"}
    assert {each[1] for each in found} >= {"BLOCK"}


@pytest.mark.row("S4-15")
def test_consent_hidden_in_the_engagement_terms_is_not_accepted():
    hidden = Method(ENGAGEMENT_TERMS, "Clients agree to texts.", "https://smithlaw.com/terms")
    draft = replace(draft_of(), consent=Consent((hidden,)))
    assert told(draft) == [
        ("consent.methods", "BLOCK", "30555"),
        ("consent.methods[0].medium", "BLOCK", "30841"),
    ]
    beside = replace(draft_of(), consent=Consent((*draft_of().consent.methods, hidden)))
    assert told(beside) == [("consent.methods[1].medium", "BLOCK", "30841")]


def test_client_terms_on_the_website_are_a_notice_and_no_consent():
    consent = replace(draft_of().consent, client_terms_url="https://smithlaw.com/clients")
    assert told(replace(draft_of(), consent=consent)) == [("consent.client_terms_url", "INFO", "")]


def test_a_form_nobody_can_see_has_no_proof():
    bare = replace(draft_of(), attachments=draft_of().attachments[:1])
    assert told(bare) == [("consent.methods[0].url", "BLOCK", "30842")]


def test_a_web_form_gives_the_page_it_stands_on():
    found = told(agreed(medium=Medium.WEB_FORM))
    assert ("consent.methods[0].url", "BLOCK", "30543") in found


def test_a_spoken_yes_needs_its_whole_script():
    found = told(agreed(medium=Medium.VERBAL_PHONE, wording=""))
    assert ("consent.methods[0].wording", "BLOCK", "30511") in found
    found = told(agreed(medium=Medium.VERBAL_PHONE))
    assert ("consent.methods[0].wording", "BLOCK", "30511") in found


def beside(method):
    """The good draft with one more way of agreeing, its flow as it was."""
    return replace(draft_of(), consent=Consent((*draft_of().consent.methods, method)))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (Method(Medium.EMAIL_BUTTON, WORDING, truthful=True), ("WARN", "30896")),
        (Method(Medium.IVR, WORDING, truthful=True), ("BLOCK", "30511")),
        (Method(Medium.WEB_FORM, WORDING, "https://smithlaw.com/form", truthful=True),
         ("BLOCK", "30543")),
    ],
)  # fmt: skip
def test_the_flow_tells_every_way_people_agree_so_that_reviewers_can_look(method, expected):
    assert told(beside(method)) == [("campaign.message_flow", *expected)]


def test_a_flow_that_gives_the_page_or_the_script_tells_enough():
    flow = f"{FLOW} The form: https://smithlaw.com/form. Staff say: “{WORDING}”"
    web = Method(Medium.WEB_FORM, WORDING, "https://smithlaw.com/form", truthful=True)
    menu = Method(Medium.IVR, WORDING, truthful=True)
    for method in (web, menu):
        draft = beside(method)
        assert told(replace(draft, campaign=replace(draft.campaign, message_flow=flow))) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"privacy_url": ""}, ("policies.privacy_url", "BLOCK", "30908")),
        ({"terms_url": "on paper at the office"}, ("policies.terms_url", "BLOCK", "30882")),
        ({"privacy_url": "http://smithlaw.com/p"}, ("policies.privacy_url", "BLOCK", "30908")),
        ({"privacy_url": "https://tinyurl.com/p"}, ("policies.privacy_url", "BLOCK", "30908")),
        ({"terms_url": "https://other.com/t"}, ("policies.terms_url", "WARN", "30882")),
        ({"privacy_opens": False}, ("policies.privacy_url", "BLOCK", "30908")),
        ({"privacy_text": ""}, ("policies.privacy_text", "HOLD", "")),
        ({"terms_text": " "}, ("policies.terms_text", "HOLD", "")),
    ],
)
@pytest.mark.row("S4-05")
def test_both_pages_are_public_and_known(answers, expected):
    assert told(changed("policies", **answers)) == [expected]
