"""Who can be texted at all (rules.md C-14), as typed and at the gate; and how numbers look."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.numbers import format_number
from desktop_app.services.rules.recipients import Recipient, parse_recipient, refusal

MOBILE = "+13055552368"


@pytest.mark.parametrize(
    "typed",
    [
        "(305) 555-2368",
        "305-555-2368",
        "305.555.2368",
        "3055552368",
        "1 305 555 2368",
        "+1 (305) 555-2368",
        "+13055552368",
        "  305 555 2368\t",
        "tel:+1-305-555-2368",
        "\u202a(305) 555-2368\u202c",
        "305\u00a0555\u20112368",
        "３０５５５５２３６８",
        "٣٠٥٥٥٥٢٣٦٨",
    ],
)
def test_a_number_is_read_however_it_is_written(typed):
    assert parse_recipient(typed) == Recipient(MOBILE, country="US")


@pytest.mark.parametrize(
    ("typed", "number", "country"),
    [
        ("+1 604 555 2368", "+16045552368", "CA"),
        ("(787) 555-2368", "+17875552368", "PR"),
        ("800 555 2368", "+18005552368", "US"),
        ("+52 55 1234 5678", "+525512345678", "MX"),
        ("011 44 7400 123456", "+447400123456", "GB"),
        ("876 555 2368", "+18765552368", "JM"),
    ],
)
def test_other_countries_are_read_and_named(typed, number, country):
    found = parse_recipient(typed)
    assert (found.number, found.country, found.problem) == (number, country, "")


@pytest.mark.parametrize(
    ("typed", "abroad"),
    [
        ("604 555 2368", False),
        ("787 555 2368", False),
        ("876 555 2368", True),
        ("+525512345678", True),
    ],
)
def test_a_number_outside_the_home_rate_has_a_note(typed, abroad):
    found = parse_recipient(typed)
    assert found.abroad is abroad
    assert ("outside the US and Canada" in found.note) is abroad


REFUSED = {
    "32665": "32665 is a short code. Your number can’t exchange texts with short codes.",
    "262966": "is a short code",
    "2629-66": "is a short code",
    "1234": "is a short code",
    "911": "911 can’t be texted from here. In an emergency, call it from a phone.",
    "9-1-1": "can’t be texted from here",
    "+911": "can’t be texted from here",
    "988": "can’t be texted from here",
    "112": "can’t be texted from here",
    "933": "can’t be texted from here",
    "411": "is a service number",
    "811": "is a service number",
    "+1 900 555 2368": "(900) 555-2368 is a pay-per-call number.",
    "305 976 2368": "is a pay-per-call number",
    "+44 909 879 0000": "is a pay-per-call number",
    "": "That is not a phone number.",
    "  ": "That is not a phone number.",
    "()-": "That is not a phone number.",
    "Maria": "“Maria” is not a phone number. Use digits only",
    "305-555-CALL": "“305-555-CALL” is not a phone number.",
    "mlopez1985@mail.example": "is not a phone number",
    "(305) 555-2368 ext 12": "can’t go to an extension",
    "305 555 2368 x12": "can’t go to an extension",
    "555-2368": "is too short for a phone number",
    "305 555 236": "is too short for a phone number",
    "+12345": "is too short for a phone number",
    "(105) 555-2368": "is not a working phone number",
    "(305) 155-2368": "is not a working phone number",
    "305 555 23689": "is not a working phone number",
    "305 555 2368 305 555 2369": "is not a working phone number",
    "+999 123 456 789": "is not a working phone number",
    "+0 305 555 2368": "is not a working phone number",
    "+52 12": "is too short",
    "(911) 555-2368": "is not a working phone number",
}


@pytest.mark.parametrize(("typed", "words"), REFUSED.items())
def test_what_cannot_be_texted_is_refused_in_one_plain_sentence(typed, words):
    found = parse_recipient(typed)
    assert words in found.problem
    assert (found.number, found.country, found.note) == ("", "", "")
    assert found.problem.endswith(".")
    assert "'" not in found.problem
    assert "!" not in found.problem


def test_the_firms_own_numbers_are_no_recipients():
    problem = parse_recipient("305 555 2368", own_numbers={MOBILE}).problem
    assert problem == "(305) 555-2368 is your firm’s own number. Enter the client’s number."


@pytest.mark.parametrize("number", ["+13055550100", "+13055550199", "+447700900123"])
def test_a_made_up_number_is_for_practice_only(number):
    assert "reaches nobody" in parse_recipient(number).problem
    assert parse_recipient(number, fictional_allowed=True).number == number


@pytest.mark.parametrize("number", ["+13055550099", "+13055550200"])
def test_numbers_beside_the_made_up_ones_are_real(number):
    assert parse_recipient(number).problem == ""


def test_practice_makes_no_other_number_good():
    for typed in ("911", "32665", "900 555 0142", "105 555 0142"):
        assert parse_recipient(typed, fictional_allowed=True).problem


@pytest.mark.parametrize("number", [MOBILE, "+525512345678"])
def test_the_gate_lets_a_good_number_through(number):
    assert refusal(number, own_numbers=(), fictional_allowed=False) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("32665", "is a short code"),
        ("911", "can’t be texted from here"),
        ("3055552368", "is not a working phone number"),
        ("+130555523", "too short"),
        ("+1305555٢٣٦٨", "too short"),
        ("+13055552368\n", "not a working phone number"),
        ("", "not a phone number"),
        ("+19005552368", "pay-per-call"),
    ],
)
def test_the_gate_takes_nothing_but_e164(number, words):
    assert words in refusal(number, own_numbers=(), fictional_allowed=True)


@given(st.text(max_size=40))
def test_whatever_is_typed_ends_as_a_number_or_a_sentence(typed):
    found = parse_recipient(typed, fictional_allowed=True)
    assert bool(found.number) != bool(found.problem)
    if found.number:
        assert found.number.isascii()
        assert found.number[0] == "+"
        assert refusal(found.number, own_numbers=(), fictional_allowed=True) == ""


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True))
def test_the_same_ten_digits_mean_the_same_number_however_written(digits):
    area, first, last = digits[:3], digits[3:6], digits[6:]
    forms = (
        digits,
        f"1{digits}",
        f"+1{digits}",
        f"({area}) {first}-{last}",
        f"{area}.{first}.{last}",
    )
    found = {parse_recipient(form, fictional_allowed=True).number for form in forms}
    assert len(found) == 1


@given(st.from_regex(r"[0-9]{3,6}", fullmatch=True))
def test_no_code_of_three_to_six_digits_is_a_recipient(digits):
    assert parse_recipient(digits, fictional_allowed=True).problem


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+18135550142", "(813) 555-0142"),
        ("+525512345678", "+52 55 1234 5678"),
        ("+447911123456", "+44 7911 123456"),
        ("32665", "32665"),
        ("GOOGLE", "GOOGLE"),
        ("", ""),
        ("+999999999", "+999999999"),
    ],
)
def test_numbers_are_shown_as_people_write_them(number, shown):
    assert format_number(number) == shown


def test_a_domestic_number_is_shown_without_loading_the_number_tables():
    probe = (
        "import sys\n"
        "from desktop_app.services.numbers import format_number\n"
        "import desktop_app.services.rules.recipients\n"
        "format_number('+18135550142')\n"
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False, timeout=60).returncode == 0
