"""Who a text is from, how to stop, emergencies, and numbers that take none."""

import pytest

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.rules.content import brand, emergency_texts, opt_out_words, recipient
from desktop_app.services.rules.content.check import check
from desktop_app.services.rules.content.findings import Circumstances

SMITH = "Smith Law PLLC"
FIRST = Circumstances(brand=SMITH, first=True, opt_out_words_due=True)
LATER = Circumstances(brand=SMITH)
ANSWER = Circumstances(brand=SMITH, first=True, opt_out_words_due=True, answers=True)
BULK = Circumstances(brand=SMITH, origin=Origin.BULK)
AUTOMATED = Circumstances(brand=SMITH, origin=Origin.AUTOMATED)
LATER_ON = Circumstances(brand=SMITH, origin=Origin.SCHEDULED)
BOTH = "{} Reply STOP to opt out."


def of(rule, found):
    return [each for each in found if each.rule == rule]


@pytest.mark.row("S0-63")
@pytest.mark.parametrize(
    "body", ["Hi, Jo here, please call me", "Court reminder for tomorrow", "Hi"]
)
@pytest.mark.parametrize(
    ("about", "outcome"),
    [
        (FIRST, Outcome.HOLD),
        (ANSWER, Outcome.WARN),
        (BULK, Outcome.BLOCK),
        (AUTOMATED, Outcome.BLOCK),
        (LATER_ON, Outcome.WARN),
    ],
)
def test_a_text_that_does_not_name_the_firm_is_pointed_out_and_mended_with_one_click(
    body, about, outcome
):
    (found,) = of("C-10", brand.check(body, about))
    assert found.outcome is outcome
    mended = found.fix.applied(body)
    assert mended == f"Smith Law PLLC: {body}"
    assert brand.check(mended, about) == ()


@pytest.mark.row("S0-63")
@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Smith Law: hearing moved to 9 AM", SMITH),
        ("Hi Maria, this is Jo from Smith Law", SMITH),
        ("SMITH LAW, P.L.L.C. reminds you", SMITH),
        ("hearing moved. -Hartwell and Osei", "Hartwell & Osei"),
        ("Hartwell&Osei: hi", "Hartwell & Osei"),
        ("From O’Brien Law", "O'Brien Law, P.A."),
        ("Bufete Muñoz le escribe", "Bufete Munoz"),
        ("The Smith Firm: hi", "The Smith Firm LLC"),
        ("Smith Firm: hi", "The Smith Firm LLC"),
    ],
)
def test_the_name_counts_whatever_its_case_and_its_legal_ending(body, name):
    assert of("C-10", brand.check(body, Circumstances(brand=name, first=True))) == []


@pytest.mark.parametrize("body", ["Jo Smith here", "Lawsmith Law here", "Smith Lawn care", "Smith"])
def test_a_part_of_the_name_is_not_the_name(body):
    assert of("C-10", brand.check(body, FIRST)) != []


def test_a_later_text_by_hand_needs_no_name():
    assert brand.check("Great, see you then", LATER) == ()


def test_a_firm_without_a_name_is_told_where_to_set_it():
    (found,) = brand.check("Hi, Jo here", Circumstances(first=True))
    assert (found.rule, found.outcome, found.fix) == ("C-10", Outcome.INFO, None)
    assert "Settings" in found.message


def test_the_program_s_own_texts_are_left_alone():
    system = Circumstances(
        brand=SMITH, kind=MessageKind.SYSTEM, origin=Origin.AUTOMATED, first=True
    )
    assert brand.check("Text YES to join.", system) == ()
    assert opt_out_words.check("Text YES to join.", system) == ()


POSING = [
    "This is the Clerk of Court. You must appear",
    "IRS NOTICE: call",
    "From State Farm: your claim is closed",
    "Hi Maria, this is the court. You missed your date",
    "Notice from the sheriff: pay today",
    "This is Officer Daniels with the county, call back",
    "This is Judge Miller's clerk calling",
    "Hello, this is Wells Fargo, your account is locked",
    "Message from USCIS: your case changed",
    "This is the Social Security Administration. Call now",
    "Your hearing moved. - Jones & Brown LLP",
]
HONEST = [
    "Smith Law: the clerk of court set your hearing for 9 AM",
    "This is Jo from Smith Law",
    "State Farm's adjuster will call you",
    "This is the court date you asked about",
    "This is the judge's order we talked about",
    "The IRS notice you sent us is fine",
    "From the police report I see two witnesses",
    "Notice from the court arrived today",
    "Is this the court you meant?",
    "See you Tuesday. - Jo",
    "See you then. - Smith Law",
    "Call me back - the bank needs your signature",
]


@pytest.mark.row("S0-63")
@pytest.mark.parametrize("body", POSING)
def test_a_text_that_poses_as_somebody_else_is_held_and_by_machine_blocked(body):
    (found,) = of("C-12", brand.check(body, LATER))
    assert found.outcome is Outcome.HOLD
    assert body[found.start : found.end].strip()
    assert of("C-12", brand.check(body, BULK))[0].outcome is Outcome.BLOCK


@pytest.mark.parametrize("body", HONEST)
def test_speaking_of_a_court_or_an_insurer_is_no_posing(body):
    assert of("C-12", brand.check(body, LATER)) == []


def test_starting_with_the_firm_s_name_mends_it():
    (found,) = brand.check("This is the court: be there at 9", LATER)
    assert brand.check(found.fix.applied("This is the court: be there at 9"), LATER) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Reply STOP to unsubscribe",
        "Reply HELP for help, STOP to cancel.",
        'Text "STOP" to end',
        "Send STOP if you want no more texts",
        "To unsubscribe reply with UNSUBSCRIBE",
        "Responda ALTO para no recibir más",
        "STOP to opt out",
        "Reply “STOP” to opt-out",
    ],
)
def test_words_that_say_how_to_stop_are_known(body):
    assert opt_out_words.says_how_to_stop(body)
    assert opt_out_words.check(body, FIRST) == ()


@pytest.mark.parametrize(
    "body", ["stop2quit", "Please stop by to sign", "STOP=END", "", "Hi", "stop 2 quit texts=end"]
)
def test_words_that_only_look_like_it_do_not_count(body):
    assert not opt_out_words.says_how_to_stop(body)


@pytest.mark.parametrize(
    ("about", "outcome"),
    [
        (FIRST, Outcome.HOLD),
        (ANSWER, Outcome.WARN),
        (BULK, Outcome.HOLD),
        (Circumstances(kind=MessageKind.PROMOTIONAL), Outcome.HOLD),
        (Circumstances(opt_out_words_due=True, origin=Origin.AUTOMATED), Outcome.HOLD),
    ],
)
@pytest.mark.parametrize("body", ["Smith Law: hi", "Smith Law: hi.", "Smith Law: hi? "])
def test_where_they_are_due_and_missing_one_click_adds_them(about, outcome, body):
    (found,) = opt_out_words.check(body, about)
    assert (found.rule, found.outcome) == ("C-11", outcome)
    mended = found.fix.applied(body)
    assert mended.endswith("Reply STOP to opt out.")
    assert opt_out_words.check(mended, about) == ()
    assert ".." not in mended


def test_they_are_not_due_in_a_conversation():
    assert opt_out_words.check("Great, see you then", LATER) == ()


INSTEAD = [
    "Text this number in an emergency and we will help",
    "Text us instead of calling 911",
    "In an emergency, text us",
    "If you have an emergency please text me",
    "We will alert the police for you",
    "we will alert police/911 for you",
    "Don’t call 911, text us",
    "Contact us rather than the police",
    "En caso de emergencia, mándenos un mensaje",
]
CAREFUL = [
    "If this is an emergency, hang up and dial 911.",
    "Do not text us in an emergency. Call 911.",
    "Never text this number in an emergency",
    "Our office is closed Monday due to the hurricane",
]
FILINGS = [
    "emergency motion filed",
    "emergency custody hearing",
    "Text us about the emergency hearing",
    "The emergency room bill came",
    "The police report is here. Call us before you call the adjuster.",
    "We will contact the police department for the report.",
    "Please bring your emergency contact form",
    "The office is closed on Friday",
]


@pytest.mark.row("S0-61")
@pytest.mark.parametrize("body", INSTEAD)
@pytest.mark.parametrize("about", [LATER, BULK])
def test_a_text_never_stands_in_for_911(body, about):
    (found,) = emergency_texts.check(body, about)
    assert (found.rule, found.outcome) == ("C-13", Outcome.BLOCK)
    assert "911" in found.message


@pytest.mark.row("S0-61")
@pytest.mark.parametrize("body", CAREFUL)
def test_notices_may_go_out_with_a_word_of_care(body):
    (found,) = emergency_texts.check(body, BULK)
    assert (found.rule, found.outcome) == ("C-13", Outcome.INFO)
    assert "call as well" in found.message


@pytest.mark.parametrize("body", FILINGS)
def test_an_emergency_motion_is_none(body):
    assert Outcome.BLOCK not in {each.outcome for each in emergency_texts.check(body, LATER)}


@pytest.mark.parametrize(
    "number", ["32665", "262966", "911", "933", "988", "+19005550123", "12345678"]
)
def test_a_number_that_takes_no_texts_is_blocked(number):
    (found,) = recipient.check("Hi", Circumstances(to=number))
    assert (found.rule, found.outcome) == ("C-14", Outcome.BLOCK)


@pytest.mark.parametrize("number", ["(305) 555-2368", "+16045550142", "+18005550199", ""])
def test_a_number_that_does_is_not(number):
    assert recipient.check("Hi", Circumstances(to=number)) == ()


@pytest.mark.parametrize(
    ("origin", "outcome"),
    [
        (Origin.MANUAL, Outcome.HOLD),
        (Origin.SCHEDULED, Outcome.HOLD),
        (Origin.AUTOMATED, Outcome.BLOCK),
        (Origin.BULK, Outcome.BLOCK),
    ],
)
def test_a_landline_is_held_and_by_machine_blocked(origin, outcome):
    about = Circumstances(to="+13055552368", landline=True, origin=origin)
    (found,) = recipient.check("Hi", about)
    assert (found.rule, found.outcome) == ("C-15", outcome)


@pytest.mark.row("S1-05")
@pytest.mark.parametrize(
    "body",
    [
        "See https://bit.ly/x",
        "Call now!!!",
        "Great news 🎉",
        "CALL US TODAY ABOUT YOUR CASE",
        "Reply CANCEL to cancel your appointment",
        "My SSN is 536-90-4399",
        "Payday loan, no credit check, apply now",
        "Text us instead of calling 911",
        "This is the Clerk of Court. You must appear",
    ],
)
def test_a_text_to_many_is_judged_by_every_rule_a_single_one_is(body):
    single = {each.rule for each in check(body, LATER)}
    many = {each.rule for each in check(BOTH.format(body), BULK)}
    assert single
    assert single <= many
