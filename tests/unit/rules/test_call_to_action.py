"""The words by which people agree to texts, against all of B-04 and texts that stand in no list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.call_to_action import (
    Form,
    check_call_to_action,
    says_texts,
    texts_problem,
)
from desktop_app.services.rules.consent_record import valid_frequency
from desktop_app.services.rules.reading_level import reading_grade

FIRM = "Smith Law PLLC"
FORM = Form(firm=FIRM, also_called=("Smith Law",), number="+13055550100", truthful=True)
SAMPLE = (
    "☐ (optional) Text me case updates. I agree to receive text messages from Smith Law PLLC about "
    "my case, up to 4 messages per month, from (305) 555-0100. Msg&data rates may apply. Reply "
    "STOP to unsubscribe, HELP for help. Consent is not required to hire us. Privacy Policy/Terms."
)
SPANISH = (
    "☐ (opcional) Acepto recibir mensajes de texto de Smith Law PLLC sobre mi caso, hasta 4 "
    "mensajes al mes, desde el (305) 555-0100. Pueden aplicarse tarifas de mensajes y datos. "
    "Responda STOP para cancelar, HELP para ayuda. No es obligatorio para contratarnos. Política "
    "de privacidad · Términos."
)
SCRIPT = (
    "Smith Law can send you appointment reminders by text from 305-555-0100, 2 messages per "
    "appointment. Message and data rates may apply. You can text STOP to end them and text HELP "
    "for help. It is not required to hire us. The privacy policy and terms are on our website. Do "
    "I have your permission, yes or no? We will then send you one text message to confirm."
)


def failed(text, form=FORM):
    return {each.check for each in check_call_to_action(text, form).failed}


def finding(text, check, form=FORM):
    return next(each for each in check_call_to_action(text, form).findings if each.check == check)


def swapped(old, new):
    assert old in SAMPLE
    return SAMPLE.replace(old, new)


@pytest.mark.parametrize("text", [SAMPLE, SPANISH])
def test_the_words_of_the_rule_pass_every_check(text):
    report = check_call_to_action(text, FORM)
    assert [each.message for each in report.findings if each.outcome is not Outcome.OK] == []
    assert report.ok
    assert report.summary == "These words can be used."
    assert [each.check for each in report.findings] == [
        "SH1", "SH2", "SH3", "SH4", "SH5", "SH6", "SH7",
        "NOT1", "NOT2", "NOT3", "NOT4", "NOT5", "X1", "X2", "X3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "code", "text", "form"),
    [
        ("SH1", "", SAMPLE + " We look forward to it." * 20, FORM),
        ("SH1", "", SAMPLE + " PLEASE READ ALL OF THIS.", FORM),
        ("SH2", "30923, 30475", SAMPLE, Form(firm=FIRM, phone_required=True)),
        ("SH2", "30923, 30475", SAMPLE, Form(firm=FIRM, box_required=True)),
        ("SH2", "30923, 30475", SAMPLE, Form(firm=FIRM, ticked_beforehand=True)),
        ("SH3", "30909", swapped("Smith Law PLLC", "our office"), FORM),
        ("SH3", "30909", swapped("Smith Law PLLC", "Smith Lawson"), FORM),
        ("SH3", "30909", SAMPLE, Form()),
        ("SH4", "30544, 30545", swapped(", up to 4 messages per month", ""), FORM),
        ("SH4", "30544, 30545", swapped("4 messages", "0 messages"), FORM),
        ("SH5", "30569", swapped("Msg&data rates may apply. ", ""), FORM),
        ("SH6", "30570, 30924", swapped("Reply STOP to unsubscribe, HELP for help. ", ""), FORM),
        ("SH6", "30570, 30924", swapped(", HELP for help", ""), FORM),
        ("SH6", "30570, 30924", swapped("STOP to unsubscribe, ", ""), FORM),
        ("SH7", "30909", swapped(" Privacy Policy/Terms.", ""), FORM),
        ("SH7", "30909", SAMPLE, Form(firm=FIRM, links_work=False)),
        ("NOT1", "30841, 30513", SAMPLE, Form(firm=FIRM, behind_a_link=True)),
        ("NOT2", "30556", swapped("text messages", "calls, emails and text messages"), FORM),
        ("NOT3", "30896", swapped(FIRM, f"{FIRM} and its partners"), FORM),
        ("NOT4", "30831", "By becoming a client you agree to texts", FORM),
        ("NOT5", "30923", "By becoming a client you agree to texts", FORM),
        ("NOT5", "30923", swapped("not required", "required"), FORM),
        ("X1", "30551", "Sign up for communications", FORM),
        ("X3", "30885", SAMPLE + " Get a free iPad.", FORM),
        ("V1", "30511", SAMPLE, Form(firm=FIRM, spoken=True)),
        ("V2", "30511", SAMPLE, Form(firm=FIRM, spoken=True)),
    ],
)
def test_each_check_fails_on_its_own_fault_and_knows_the_code_it_is_refused_with(
    check, code, text, form
):
    found = finding(text, check, form)
    assert found.outcome is Outcome.BLOCK
    assert found.message.endswith((".", "”"))
    assert found.short
    assert found.code == code
    assert all(word in text for word in found.words)


@pytest.mark.row("S2-15")
@pytest.mark.parametrize(
    ("point", "check", "text", "form"),
    [
        (
            "program",
            "SH4",
            swapped("Text me case updates.", "").replace(" about my case", ""),
            FORM,
        ),
        ("number", "X2", swapped("from (305) 555-0100", ""), FORM),
        ("honesty", "X3", swapped("case updates", "urgent news"), FORM),
        ("honesty", "X3", SAMPLE, Form(firm=FIRM, number="+13055550100")),
        ("not hidden", "NOT1", SAMPLE, Form(firm=FIRM, behind_a_link=True)),
        ("not hidden", "NOT1", "By accepting our terms you also sign up for text messages.", FORM),
    ],
)
def test_the_four_points_of_a_clear_call_are_each_checked(point, check, text, form):
    assert point
    assert finding(SAMPLE, check).outcome is Outcome.OK
    found = finding(text, check, form)
    assert found.outcome in {Outcome.BLOCK, Outcome.WARN}
    assert found.message


GOOD = [
    (
        "Yes, send me SMS reminders of my hearings. Smith Law sends 2 text messages per "
        "hearing from 305.555.0100. Message and data rates may apply. Text STOP to cancel or "
        "HELP for help. You need not agree to become a client. See our Privacy Notice and "
        "Terms of Service."
    ),
    (
        "[ ] I want appointment reminders by text message from Smith Law PLLC at 3055550100. "
        "One text per appointment. Msgs and data rates may apply. Reply “STOP” to opt out. "
        "Reply “HELP” for help. We never share your number with third parties. Privacy policy"
        " | Terms and conditions"
    ),
    (
        "By ticking this box, I agree to get billing alerts by SMS from Smith Law "
        "(305-555-0100), max. 3 alerts a month. Msg & data rates may apply. Reply HELP for "
        "help, STOP to cancel. Agreeing is not a condition of service. Privacy Policy. Terms."
    ),
    (
        "Text JOIN to 305-555-0100 to get court date reminders from Smith Law PLLC. By "
        "texting JOIN you agree to get up to 5 text messages per month. Msg&data rates may "
        "apply. Reply HELP for help or STOP to end. Terms and Privacy Policy: "
        "smithlaw.com/sms"
    ),
    (
        "Smith Law offers case news by text from (305) 555-0100. Tick here if you would like "
        "it (optional). 1 message/user request. Msg&data rates may apply. Reply STOP to stop,"
        " reply HELP for help. Questions? Call (305) 555-0101 or email us. Privacy Policy, "
        "Terms."
    ),
    (
        "☐ Sí, quiero recibir recordatorios de citas por SMS de Smith Law desde el "
        "305-555-0100, 2 mensajes por cita. Se pueden aplicar tarifas de mensajes y datos. "
        "Envíe ALTO para cancelar o AYUDA para ayuda. No es necesario aceptar para ser "
        "cliente. Aviso de privacidad y términos."
    ),
    (
        "This box is for texts only, not for calls or emails. I agree to get text messages "
        "about my matter from Smith Law at (305) 555-0100, four texts each month. Msg&data "
        "rates may apply. Text STOP to stop. Text HELP for help. It isn't required to hire "
        "us. Privacy Policy, Terms."
    ),
]


@pytest.mark.parametrize("text", GOOD)
def test_good_words_nobody_listed_pass(text):
    assert failed(text) == set()


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("NOT2", "I agree to be contacted by phone, email and text"),
        ("NOT2", "You may call or text me about my case."),
        ("NOT2", "I consent to receive calls and/or SMS from Smith Law."),
        ("NOT2", "Yes, you can text, email, or call me with updates"),
        (
            "NOT2",
            "I authorize Smith Law to email me and to send me texts and automated voice calls",
        ),
        ("NOT2", "Acepto recibir llamadas y mensajes de texto de Smith Law"),
        ("NOT3", "I agree to texts from Smith Law and its affiliates"),
        ("NOT3", "Smith Law, its marketing partners and other law firms may text me"),
        ("NOT3", "Texts come from us or a third party acting for us"),
        ("NOT3", "Acepto textos de Smith Law y sus socios"),
        ("NOT4", "By giving us your number you agree to receive text messages"),
        ("NOT4", "By calling us you agree to texts"),
        ("NOT4", "You consent to SMS by visiting our website"),
        ("NOT4", "All clients are automatically enrolled in text alerts"),
        ("NOT4", "We will text you unless you tell us not to"),
        ("NOT4", "Your use of this site constitutes consent to text messages"),
        ("NOT2", "I consent to be called and texted"),
        ("NOT2", "Smith Law can send me text messages and emails"),
        ("NOT3", "You agree that lawyers in its network can text you"),
        ("NOT4", "Submitting your phone number means you agree to texts"),
        ("NOT4", "When you call our office you agree to get texts"),
        ("NOT4", "If you contact us, you consent to text messages"),
        ("NOT4", "By signing our retainer agreement you also agree to SMS"),
        ("NOT5", "We only take clients who accept texts"),
        ("NOT5", "You must agree to texts"),
        ("NOT5", "Consent to texts is a condition of representation"),
        ("NOT5", "We cannot take your case unless you accept text messages"),
        ("NOT5", "In order to hire us you agree to receive SMS"),
        ("NOT5", "Agreeing to texts is mandatory for all clients"),
        ("NOT1", "I accept the Terms of Service, which include consent to text messages"),
        ("NOT1", "By using this site you accept our terms and text messages from us"),
        ("X1", "I agree to be contacted about my case"),
        ("X1", "Keep me updated by phone"),
        ("X1", "I agree to the text above"),
        ("X3", "URGENT: get texts"),
        ("X3", "You have won. Text JOIN"),
        ("SH4", "I agree to texts about my case, a few per month"),
        ("SH4", "Weekly texts about my case"),
        ("SH6", "Text messages from Smith Law. Reply STOP to cancel or call us for help."),
    ],
)
def test_faults_nobody_listed_are_found_and_the_words_are_named(check, text):
    found = finding(text, check)
    assert found.outcome is Outcome.BLOCK
    assert all(word in text for word in found.words)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("NOT2", "Questions about texts? Call (305) 555-0101."),
        ("NOT2", "Enter your phone number to get texts."),
        ("NOT2", "This covers text messages only, never calls or emails."),
        ("NOT2", "Reply YES to this email to get texts."),
        ("NOT3", "We do not sell or share your mobile number with partners or third parties."),
        ("NOT3", "No third parties get your number."),
        ("NOT3", "We don’t sell or give your data to third parties."),
        ("NOT4", "By submitting this form, I agree to texts."),
        ("NOT4", "Clients who agree get texts."),
        ("NOT4", "By signing below, I agree to texts."),
        ("NOT4", "By giving your number and ticking the box you agree to texts."),
        ("NOT5", "Texts are never a condition of representation."),
        ("NOT5", "You don't have to agree to get texts."),
        ("NOT5", "Consent is not a requirement to hire us."),
        ("NOT1", "I agree to texts. Read our Terms and Privacy Policy."),
        ("X3", "Feel free to ask. Our toll-free number is on the form."),
    ],
)
def test_the_same_words_in_another_sense_are_no_fault(check, text):
    assert finding(text, check).outcome is not Outcome.BLOCK


def test_a_firm_with_partners_in_its_name_shares_nothing():
    form = Form(firm="Smith & Partners")
    assert finding("I agree to texts from Smith & Partners.", "NOT3", form).outcome is Outcome.OK
    text = "I agree to texts from Smith & Partners and their partners."
    assert finding(text, "NOT3", form).words == ("partners",)


def test_a_firm_in_capitals_does_not_shout():
    form = Form(firm="JAMES SMITH LAW FIRM PLLC")
    assert "SH1" not in failed("I agree to texts from JAMES SMITH LAW FIRM PLLC.", form)


def test_a_script_speaks_all_of_it_asks_for_a_yes_and_promises_a_text():
    spoken = Form(firm=FIRM, also_called=("Smith Law",), number="+13055550100", spoken=True)
    assert failed(SCRIPT, spoken) == set()
    unasked = SCRIPT.replace("Do I have your permission, yes or no? ", "")
    assert failed(unasked, spoken) == {"V1"}
    unconfirmed = SCRIPT.replace("We will then send you one text message to confirm.", "")
    assert failed(unconfirmed, spoken) == {"V2"}


def test_a_frequency_that_varies_is_a_word_of_warning():
    found = finding(swapped("up to 4 messages per month", "message frequency varies"), "SH4")
    assert found.outcome is Outcome.WARN
    assert "1 message/user request" in found.message


def test_the_summary_counts_what_is_missing_and_what_has_to_go():
    text = swapped(", up to 4 messages per month", "").replace("Msg&data rates may apply. ", "")
    assert check_call_to_action(text, FORM).summary == (
        "Two things are missing from your sign-up wording: how often and “Msg&data rates may "
        "apply”."
    )
    assert check_call_to_action(swapped(FIRM, f"{FIRM} and its partners"), FORM).summary == (
        "One thing is not allowed in your sign-up wording: consent shared with others."
    )


@pytest.mark.row("S2-11")
@pytest.mark.parametrize(
    ("wording", "vague"),
    [
        ("I opt into communications", "communications"),
        ("I agree to be contacted about my case", "contacted"),
        ("Sign me up for notifications", "notifications"),
        ("Acepto recibir comunicaciones", "comunicaciones"),
        ("You may reach me any time", "reach"),
    ],
)
def test_words_that_only_speak_of_communications_are_pointed_out(wording, vague):
    assert not says_texts(wording)
    assert texts_problem(wording) == (
        f"“{vague}” is not enough. The wording must say text messages or SMS."
    )
    assert finding(wording, "X1").words == (vague,)


@pytest.mark.parametrize(
    "wording",
    [
        "Sure, text me",
        "SMS is fine",
        "I agree to receiving texts",
        "mensajes de texto",
        "TEXTING ok",
    ],
)
def test_words_that_name_texts_are_enough(wording):
    assert texts_problem(wording) == ""


@given(st.text(max_size=300), st.text(max_size=30), st.text(max_size=20), st.booleans())
def test_there_is_an_answer_for_any_text(text, firm, number, spoken):
    report = check_call_to_action(text, Form(firm=firm, number=number, spoken=spoken))
    assert len(report.findings) == (17 if spoken else 15)
    assert report.ok == (not report.failed)
    for each in report.findings:
        assert (each.outcome is Outcome.OK) == (not each.message)
    assert report.summary.endswith(".")


COUNTS = st.sampled_from(["1", "4", "10", "one", "ten", "up to 3", "no more than 30"])
NOUNS = st.sampled_from(["message", "messages", "msgs", "texts", "alerts"])
PER = st.sampled_from([" per ", "/", " a ", " each ", " every "])
UNITS = st.sampled_from(
    ["day", "week", "month", "user request", "appointment", "hearing", "matter"]
)


@given(COUNTS, NOUNS, PER, UNITS)
def test_every_frequency_a_program_may_have_is_found_in_a_text(count, noun, per, unit):
    frequency = f"{count} {noun}{per}{unit}"
    assert valid_frequency(frequency).ok
    text = swapped("up to 4 messages per month", frequency)
    assert finding(text, "SH4").outcome is Outcome.OK


def test_long_words_and_sentences_ask_more_of_a_reader():
    plain = "We text you. You can stop it."
    legal = (
        "Notwithstanding any contrary provision, the undersigned irrevocably acknowledges and "
        "authorizes telecommunications pursuant to the aforementioned representation agreement"
    )
    assert reading_grade(plain) < 5
    assert reading_grade(legal) > 10
    assert reading_grade("") == 0
    assert "SH1" in failed(legal)
