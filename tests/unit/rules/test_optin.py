"""The sign-up texts: exactly the registered words, refused where something is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.rules.optin import program_problems, text_checks
from desktop_app.services.rules.optin_texts import Program, request_text, welcome_text

FIRM = "Smith Law"
CASE = Program("Smith Law", "Case", "4 messages per month")


@pytest.mark.row("S0-40")
def test_the_request_has_exactly_the_registered_words():
    assert request_text(CASE) == (
        "Text YES to join Smith Law Case Alerts. Msg&data rates may apply. 4 messages per month. "
        "Reply HELP for help, STOP to cancel."
    )


@pytest.mark.row("S0-32")
def test_the_welcome_names_program_rates_frequency_help_and_stop():
    assert welcome_text(CASE) == (
        "Welcome to Smith Law Case Alerts! Msg&data rates may apply. 4 messages per month. "
        "Reply HELP for help, STOP to cancel."
    )
    assert all(check.ok for check in text_checks(welcome_text(CASE), FIRM, asks=False))


def fields(program, firm=FIRM):
    return [problem.field for problem in program_problems(program, firm)]


@pytest.mark.row("S0-33")
@pytest.mark.parametrize(
    "word", ["Case Update", "", "Alerts", "alert", "Cäse", "X", "Case1", "{x}"]
)
def test_what_it_is_about_is_one_word(word):
    assert fields(Program(FIRM, word, "4 messages per month")) == ["description"]


@pytest.mark.row("S0-34")
@pytest.mark.parametrize(
    "often", ["sometimes", "", "weekly", "1 per", "0 messages per day", "a few"]
)
def test_how_often_is_a_number_and_an_interval(often):
    assert fields(Program(FIRM, "Case", often)) == ["frequency"]


@pytest.mark.row("S0-35")
def test_one_message_a_request_is_a_frequency():
    program = Program(FIRM, "Case", "1 message/user request")
    assert fields(program) == []
    assert "1 message/user request." in request_text(program)


@pytest.mark.parametrize("name", ["Jones", "", "Smith Law" + "x" * 40, "Smith Law {name}"])
def test_the_name_holds_the_firm_s_and_is_not_long(name):
    assert fields(Program(name, "Case", "4 messages per month")) == ["name"]


def test_a_firm_without_a_name_can_ask_nobody():
    assert fields(CASE, firm=" ") == ["name"]


@pytest.mark.row("S0-43")
def test_the_preview_says_what_a_text_lacks():
    poor = "Join Smith Law now. Reply STOP to cancel."
    missing = [check.what for check in text_checks(poor, FIRM, asks=True) if not check.ok]
    assert missing == ["Asks for YES", "Fees", "How often", "HELP and STOP"]


@given(st.text(), st.text(), st.text(), st.text())
def test_whatever_is_typed_no_braces_stay_and_nothing_raises(name, description, frequency, firm):
    program = Program(name, description, frequency)
    if not program_problems(program, firm):
        assert not set(request_text(program)) & set("{}")
        assert all(check.ok for check in text_checks(request_text(program), firm, asks=True)[:-1])
