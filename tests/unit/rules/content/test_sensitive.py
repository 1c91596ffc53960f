"""Secrets in texts: what is stopped, what needs a decision, what passes, what a list shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Outcome
from desktop_app.services.reading import _conversation
from desktop_app.services.rules.content.findings import Circumstances, worst
from desktop_app.services.rules.content.plain import LONGEST
from desktop_app.services.rules.content.previews import SHOWN, preview
from desktop_app.services.rules.content.sensitive import check, masked

NOW = Circumstances()


def kinds(body):
    return [(found.category, found.outcome) for found in check(body, NOW)]


@pytest.mark.row("S0-62")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("536-90-4399", "ssn"),
        ("social security number 536904399", "ssn"),
        ("Her number 536904399 is the Social Security one", "ssn"),
        ("My ssn: 5 3 6 9 0 4 3 9 9", "ssn"),
        ("it is 536 90 4399, keep it safe", "ssn"),
        ("536.90.4399", "ssn"),
        ("su seguro social es 536904399", "ssn"),
        ("536-9O-4399", "ssn"),
        ("４１１１ １１１１ １１１１ １１１１", "card"),
        ("4111 1111 1111 1111", "card"),
        ("5500-0000-0000-0004", "card"),
        ("378282246310005", "card"),
        ("card 4111 1111 1111 1111 12/27", "card"),
        ("2223 0031 2200 3222", "card"),
        ("CVV is 123", "cvv"),
        ("your password is Hunter22", "password"),
        ("Password: blue", "password"),
        ("contraseña: perro99", "password"),
        ("PIN: 4432", "password"),
    ],
)
def test_numbers_that_open_an_account_and_passwords_are_stopped(body, kind):
    assert (kind, Outcome.BLOCK) in kinds(body)


@pytest.mark.row("S0-62")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("routing 021000021", "routing"),
        ("account number 000123456789 at Chase bank", "account"),
        ("wire it to checking: 00012345678", "account"),
        ("cuenta 000123456789 del banco", "account"),
        ("912-70-1234", "itin"),
        ("A123456789", "alien"),
        ("A# 123-456-789", "alien"),
        ("driver's license number D123-456-78-901-0", "licence"),
        ("passport 512345678", "licence"),
    ],
)
def test_account_numbers_and_papers_need_a_decision(body, kind):
    assert (kind, Outcome.HOLD) in kinds(body)
    assert worst(check(body, NOW)) is Outcome.HOLD


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("dob 4/12/1980", "birth"),
        ("date of birth April 12, 1980", "birth"),
        ("fecha de nacimiento 12 de abril de 1980", "birth"),
        ("diagnosed with bipolar disorder", "health"),
        ("Medications: lisinopril, metformin and warfarin", "health"),
        ("your HIV test came back", "health"),
    ],
)
def test_birth_dates_and_health_are_warned_of(body, kind):
    assert kinds(body) == [(kind, Outcome.WARN)]


@pytest.mark.parametrize(
    "body",
    [
        "24-CV-1234",
        "305-555-1234",
        "666-12-3456",
        "000-12-3456",
        "536-00-4399",
        "536-90-0000",
        "docket 123-45-67890",
        "claim 4111111111111112",
        "card ending 4242",
        "last four of SSN 4399",
        "claim number 123456789",
        "XXX-XX-4399",
        "1111 1111 1111 1111",
        "Call (813) 555-0142 or 813-555-0143",
        "hearing 11/25/2026 at 9:00, room 1204",
        "Zoom Meeting ID: 824 5512 9931 Passcode: 4kD92x",
        "Case No. 2:24-cv-01234-ABC",
        "The password is on the letter we mailed",
        "Did you finish physical therapy?",
        "bring your prescription list to the deposition",
        "the baby was born on Tuesday",
        "$1,234,567.00",
        "your license was suspended on 04/12/2026",
        "Account 4432 has a balance of $120",
        "routing 021000022",
        "Property PIN: 14-21-106-017-0000",
    ],
)
def test_ordinary_numbers_pass(body):
    assert kinds(body) == []


@pytest.mark.parametrize("dash", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"])
def test_every_dash_is_a_dash(dash):
    assert kinds(f"536{dash}90{dash}4399") == [("ssn", Outcome.BLOCK)]


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u2009"])
def test_every_space_is_a_space(space):
    assert kinds(f"4111{space}1111{space}1111{space}1111") == [("card", Outcome.BLOCK)]


@pytest.mark.parametrize("zero", ["\uff10", "\u0660", "\u06f0", "\u0966", "\U0001d7ce"])
def test_every_digit_is_a_digit(zero):
    written = "".join(chr(ord(zero) + int(each)) if each != "-" else each for each in "536-90-4399")
    assert kinds(written) == [("ssn", Outcome.BLOCK)]


@pytest.mark.parametrize("between", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e"])
def test_invisible_characters_hide_nothing(between):
    body = f"my number is 5{between}36-90-43{between}99"
    (found,) = check(body, NOW)
    assert body[found.start : found.end] == f"5{between}36-90-43{between}99"


@pytest.mark.row("S0-62")
@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("Her SSN is 536-90-4399, ok?", "Her SSN is ending 4399, ok?"),
        ("card 4111 1111 1111 1111", "card ending 1111"),
        ("account number 000123456789 at the bank", "account number ending 6789 at the bank"),
        ("password: Hunter22", "password: "),
    ],
)
def test_one_click_keeps_the_last_four_digits_or_takes_the_secret_out(body, after):
    (found,) = check(body, NOW)
    assert found.fix is not None
    assert found.fix.applied(body) == after
    assert check(after, NOW) == ()


def test_a_claim_number_that_could_be_a_card_is_a_decision_not_a_stop():
    assert kinds("claim no. 4111111111111111") == [("card", Outcome.HOLD)]


def test_a_finding_says_what_it_is_and_what_to_do():
    (found,) = check("536-90-4399", NOW)
    assert found.message == (
        "This looks like a Social Security number."
        " Never send it by text; use the last four digits or call."
    )
    assert (found.rule, found.start, found.end) == ("C-09", 0, 11)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("my social is 536-90-4399 ok", "my social is •••-••-4399 ok"),
        ("4111 1111 1111 1111", "•••• •••• •••• 1111"),
        ("the password is Hunter22 thanks", "the password is •••••••• thanks"),
        ("dob 4/12/1980", "dob •/••/••••"),
        ("account number 000123456789 at chase", "account number ••••••••6789 at chase"),
        ("See you at 9:30, case 24-CV-1234", "See you at 9:30, case 24-CV-1234"),
    ],
)
def test_a_preview_shows_dots_in_place_of_a_secret(body, shown):
    assert masked(body) == shown
    assert preview(body) == shown


def test_a_number_cut_in_two_at_the_end_of_a_preview_is_dotted_as_well():
    kept = ("a" * SHOWN + " 536-90-4399")[-SHOWN - 3 : -3]
    assert len(kept) == SHOWN
    assert preview(kept).endswith("•••-••-•")
    assert preview("room 12045") == "room 12045"


@pytest.mark.parametrize(
    "piece", ["4111 ", "1 ", "password is the ", "account number ", "9", "born on ", "o1", "🎰"]
)
def test_a_hostile_text_is_read_only_so_far(piece):
    body = piece * (10_000 // len(piece))
    assert all(each.end <= LONGEST for each in check(body, NOW))
    assert len(masked(body)) == len(body)


def test_the_list_of_conversations_keeps_secrets_to_the_conversation():
    row = (1, "+18135550142", "Maria", None, "", "", "in", 0, "in", "received", None)
    shown = _conversation((*row, "ssn 536-90-4399", 1, 1, "", 0, 0, 0, 0, 0, "", None))
    assert shown.snippet == "ssn •••-••-4399"


@pytest.mark.parametrize(
    "body",
    [
        "Password: ❤️x9",
        "contrasen\u0303a: Mari\u0301a9",
        "My password is \u200bA1b2\u0301\u0301\u0301",
        "PASSWORD:\ufb03x9\u0301",
        "password -> \U0001f468\u200d\U0001f469\u200d\U0001f467Z1.",
    ],
)
def test_marks_and_joined_signs_in_a_password_break_nothing(body):
    (found,) = check(body, NOW)
    assert 0 <= found.start < found.end <= len(body)
    assert masked(body) != body


@given(
    st.lists(
        st.sampled_from(
            [
                "password: ",
                "contraseña: ",
                "pin ",
                "ssn ",
                "❤️",
                "\u0301",
                "\u200b",
                "ﬃ",
                "x9",
                "A",
                "1234 ",
                "-",
                "536-90-4399",
                "\U0001f468\u200d\U0001f469",
                ".",
                "\n",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_text_whatever_breaks_the_look_for_secrets(body):
    for found in check(body, NOW):
        assert 0 <= found.start <= found.end <= len(body)
    masked(body)
