"""How a text is written: emoji, odd characters, hidden ones, dear ones, capitals."""

import pytest

from desktop_app.models.enums import MessageKind, Origin, Outcome
from desktop_app.services.messaging.segments import count
from desktop_app.services.rules.content import capitals, costly, disguises, emoji, invisible
from desktop_app.services.rules.content.findings import Circumstances

BY_HAND = Circumstances(brand="Hartwell & Osei", names=frozenset({"hartwell", "osei", "delgado"}))
TO_MANY = Circumstances(brand="Hartwell & Osei", origin=Origin.BULK)


def one(found):
    (finding,) = found
    return finding


@pytest.mark.row("S1-11")
@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("Great news 🎉", "Great news"),
        ("Thanks ☺", "Thanks"),
        ("✓ done", "done"),
        ("☎ 555", "555"),
        ("See 👨\u200d👩\u200d👧 you 👍🏽 soon", "See you soon"),
        ("🇺🇸", ""),
        ("Step 1\ufe0f\u20e3 first", "Step first"),
        ("Yes ❤️", "Yes"),
    ],
)
def test_emoji_are_pointed_out_to_one_and_held_to_many(body, mended):
    found = one(emoji.check(body, BY_HAND))
    assert (found.rule, found.outcome) == ("C-03", Outcome.WARN)
    assert found.fix.applied(body) == mended
    assert one(emoji.check(body, TO_MANY)).outcome is Outcome.HOLD


@pytest.mark.parametrize(
    "body", ["© 2026 Smith", "§ 1983 claim", "call #1 *now*", "ID – bring it…", "®™ 0123456789"]
)
def test_signs_and_digits_are_no_emoji(body):
    assert emoji.check(body, BY_HAND) == ()
    assert emoji.check(body, TO_MANY) == ()


@pytest.mark.parametrize("body", ["See you soon :-)", "Thanks ;)", "We <3 you", "xD"])
def test_faces_made_of_letters_count_only_in_texts_to_many(body):
    assert emoji.check(body, BY_HAND) == ()
    assert one(emoji.check(body, TO_MANY)).outcome is Outcome.HOLD


@pytest.mark.parametrize("body", ["9:00)", "(see a:b)", "https://x.org:8)", "1:3", "re:D Smith"])
def test_a_colon_before_a_bracket_is_no_face(body):
    assert emoji.check(body, TO_MANY) == ()


def test_every_emoji_is_marked_and_one_change_takes_them_all():
    body = "🎉 Great 🎉 news"
    found = one(emoji.check(body, BY_HAND))
    assert [body[start:end] for start, end in found.places] == ["🎉", "🎉"]
    assert found.fix.applied(body) == "Great news"


def test_the_program_s_own_texts_are_not_held_for_an_emoji():
    system = Circumstances(kind=MessageKind.SYSTEM, origin=Origin.AUTOMATED)
    assert one(emoji.check("Welcome 🎉", system)).outcome is Outcome.WARN


@pytest.mark.row("S1-12")
@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("Call now!!!", "Call now!"),
        ("Really???", "Really?"),
        ("What?!?!", "What?"),
        ("$$$ waiting", "$ waiting"),
        ("Read on >>>", "Read on >"),
        ("Soon…!", "Soon!"),
        ("fr33 l0an", "free loan"),
        ("FR33 cash", "FREE cash"),
        ("c@sh and v1agra", "cash and viagra"),
        ("F R E E", "FREE"),
        ("c-a-s-h", "cash"),
        ("pаypal", "paypal"),
        ("Сlick hеre", "Click here"),
        ("ρayment", "payment"),
        ("𝐅𝐑𝐄𝐄 now", "FREE now"),
        ("ＦＲＥＥ now", "FREE now"),
        ("ꜰʀᴇᴇ now", "FREE now"),
        ("h\u0335\u0321\u0322e", "he"),
        ("See you at the ехро", "See you at the expo"),
    ],
)
def test_what_is_written_to_pass_filters_is_pointed_out_with_the_plain_words(body, mended):
    found = disguises.check(body, BY_HAND)
    assert {each.rule for each in found} == {"C-04"}
    assert {each.outcome for each in found} == {Outcome.WARN}
    for each in disguises.check(body, BY_HAND):
        body = each.fix.applied(body)
    assert body == mended
    assert disguises.check(body, BY_HAND) == ()


@pytest.mark.row("S1-12")
@pytest.mark.parametrize(
    "body",
    [
        "Is that OK?",
        "Smith v. Jones, No. 2:24-cv-01234",
        "Fee: $4,500.00 (50%)",
        "See § 768.28",
        "¶ 12, No. 24-1234, v., a/k/a",
        "Bring form A#, I-130, W-2 and the 401(k) by 7/4/27",
        "N-400, I94, H1B, B2B, 1099K, F250, MP3s, 3pm, 10am, 1st, 22nd",
        "Account ending in ****4242",
        "SSN ***-**-4399",
        "Name: ______________",
        "It is spelled S-M-I-T-H",
        "Initial boxes A B C D",
        "Yes!! Thank you",
        "U.S.C.I.S. and F.R.C.P. 26",
        "Wait... what?",
        "https://smithlaw.com/a___b?x=1===2",
        "Привет, это Дана",
        "Γειά σου",
        "Señor Muñoz, ¿mañana a las 9?",
        "Nguyễn Thị Hương",
        "Exhibit 0a, unit 4b, apt 12c",
    ],
)
def test_a_law_firm_s_ordinary_signs_pass(body):
    assert disguises.check(body, BY_HAND) == ()


def test_hidden_characters_are_taken_out():
    body = "he\u200bl\u2060lo\ufeff"
    found = one(invisible.check(body, BY_HAND))
    assert (found.rule, found.outcome) == ("C-04", Outcome.INFO)
    assert found.fix.applied(body) == "hello"


@pytest.mark.parametrize("turn", ["\u202e", "\u202d", "\u2066", "\u2067"])
def test_what_turns_the_reading_direction_is_pointed_out(turn):
    body = f"invoice{turn}fdp.exe"
    found = one(invisible.check(body, BY_HAND))
    assert found.outcome is Outcome.WARN
    assert "direction" in found.message
    assert found.fix.applied(body) == "invoicefdp.exe"


@pytest.mark.parametrize(
    "body", ["👨\u200d👩\u200d👧", "❤\ufe0f", "می\u200cخواهم", "שלום\u200f.", "plain\ntext\r\n"]
)
def test_what_an_emoji_or_a_script_needs_is_not_hidden(body):
    assert invisible.check(body, BY_HAND) == ()


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("We’ll call", "We'll call"),
        ("“Yes” – he said…", '"Yes" - he said...'),
        ("© 2026 Smith", "(c) 2026 Smith"),
        ("at\u00a09\u202fAM", "at 9 AM"),
        ("it`s", "it's"),
    ],
)
def test_dear_characters_are_marked_and_plain_ones_offered(body, mended):
    found = one(costly.check(body, BY_HAND))
    assert (found.rule, found.outcome) == ("C-04", Outcome.INFO)
    assert found.fix.applied(body) == mended
    assert count(mended).encoding == "GSM-7"
    assert all(count(body[start:end]).costly for start, end in found.places)


def test_the_saving_is_told_in_texts():
    body = "We’ll see. " * 13
    found = one(costly.check(body, BY_HAND))
    assert count(body).segments - count(found.fix.applied(body)).segments == 2
    assert "2 texts less" in found.message


def test_an_accent_is_spoken_of_only_where_it_costs_a_text():
    assert costly.check("María está aquí", BY_HAND) == ()
    long = "María está aquí. " * 5
    assert count(one(costly.check(long, BY_HAND)).fix.applied(long)).segments == 1


@pytest.mark.parametrize("body", ["Plain words, 1 of 4.", "é ñ ü § £ €", "", "Ç, Ñ and Ü"])
def test_what_every_phone_has_costs_nothing(body):
    assert costly.check(body, BY_HAND) == ()


@pytest.mark.row("S1-13")
@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("CALL US TODAY ABOUT YOUR CASE", "Call us today about your case"),
        ("URGENT ACTION REQUIRED call now", "Urgent action required call now"),
        ("REMINDER: Court TOMORROW at 9 AM", "Reminder: Court tomorrow at 9 AM"),
        ("Sign it BEFORE MONDAY AT NOON so we can", "Sign it before Monday at noon so we can"),
        ("YOUR DUI HEARING WAS MOVED", "Your DUI hearing was moved"),
        ("LLAME HOY MISMO POR FAVOR", "Llame hoy mismo por favor"),
    ],
)
def test_shouting_is_pointed_out_with_the_same_in_small_letters(body, mended):
    found = one(capitals.check(body, BY_HAND))
    assert (found.rule, found.outcome) == ("C-05", Outcome.WARN)
    assert found.fix.applied(body) == mended
    assert capitals.check(mended, BY_HAND) == ()


@pytest.mark.row("S1-13")
@pytest.mark.parametrize(
    "body",
    [
        "Your DUI hearing is at 9 AM",
        "Reply STOP to opt out, HELP for help",
        "SMITH v. JONES, hearing at 9",
        "WILLIAMSON v. MONTGOMERY at 9",
        "STATE OF FLORIDA V. JOHN SMITH is on the docket",
        "In RE ESTATE OF MARGARET BRANDT",
        "Please READ the letter",
        "USCIS, ICE and EOIR each have a copy",
        "HARTWELL OSEI DELGADO",
        "Reply YES, NO, HELP or STOP",
        "Chapter XIII and Part VII, TX FL NY",
        "https://SMITHLAW.COM/READ/THIS/NOW/PLEASE/TODAY",
        "9 AM EST, 8 AM CST",
        "",
    ],
)
def test_abbreviations_keywords_and_names_do_not_shout(body):
    assert capitals.check(body, BY_HAND) == ()


def test_a_row_is_marked_as_one_place():
    body = "Sign it BEFORE MONDAY AT NOON so we can"
    found = one(capitals.check(body, BY_HAND))
    assert [body[start:end] for start, end in found.places] == ["BEFORE MONDAY AT NOON"]
