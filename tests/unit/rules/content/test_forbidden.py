"""What carriers ban, by category, and what a law office writes about the same things."""

import pytest

from desktop_app.models.enums import Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, worst
from desktop_app.services.rules.content.forbidden import as_of, check, explanation
from desktop_app.services.rules.content.phrases import Phrases
from desktop_app.services.rules.content.plain import plain
from desktop_app.services.rules.content.reading import words

NOW = Circumstances()
BULK = Circumstances(origin=Origin.BULK)
CANADA = Circumstances(to="+16045550142", country="CA")


def outcome(body, about=NOW):
    return worst(check(body, about))


def category(body, about=NOW):
    return {found.category for found in check(body, about)}


BANNED = {
    "X1": ["porn", "hot nudes", "our OnlyFans", "escorts tonight", "Meet sexy singles, click here"],
    "X2": ["I'll hurt you", "We know where you live", "go back to your country", "kill yourself"],
    "X3": [
        "Happy hour deals tonight, free drink specials, click here",
        "Barra libre este viernes, compra ya",
        "B e e r on sale, order now",
    ],
    "X4": ["Buy guns and ammo, 20% off", "Gl0cks for sale, no background check", "Vendo pistolas"],
    "X5": ["Cheap vapes, order now", "Cigars 30% off, get yours", "v@pes on sale"],
    "X6": ["CBD gummies, buy one get one free", "w33d for sale", "Marihuana en oferta, pide ya"],
    "X7": ["Cocaine for sale", "Fireworks, 50% off today", "kratom, free samples, order now"],
    "X8": [
        "Cheap prescriptions delivered to your door, order now",
        "Xanax, no prescription needed",
        "V1agra on sale, click here",
    ],
    "X9": ["Casino bonus, claim your free spins", "Poker night, prize $500, enter now"],
    "X10": [
        "Refinance rates at record lows, apply now",
        "Lending Alert from Acme: Your first offer! Great loan options may be available to you.",
        "Thanks for being loyal. You can check for approval today. Login to see how much.",
        "payday loan up to $500, no credit check",
        "same-day cash",
    ],
    "X11": [
        "Bitcoin investment opportunity, guaranteed returns",
        "Stock tips, earn $500, join now",
    ],
    "X12": [
        "Wipe out your debt today! Call now",
        "Need help settling your payday debt? Call 800 555 0100 to speak with an agent.",
        "credit repair",
        "join our debt relief program",
    ],
    "X13": ["get rich quick", "secret shopper wanted", "make $500 a day from home"],
    "X14": [
        (
            "Savings Alert from Acme: We found a new program that can protect you from costly auto"
            " repairs. It's quick and easy to see if you qualify."
        ),
        "leads for sale",
        "earn a commission per lead",
    ],
    "X15": [
        "Send me your SSN",
        "Reply with your PIN",
        "Confirm your card number and CVV",
        "We need your bank login to pay you",
        "Mande su número de seguro social",
        "Your account is locked, verify at http://wf-secure.info",
    ],
}


@pytest.mark.parametrize(
    ("kind", "body"), [(kind, body) for kind, bodies in BANNED.items() for body in bodies]
)
def test_what_carriers_ban_is_blocked_typed_by_hand_or_sent_to_many(kind, body):
    for about in (NOW, BULK):
        found = check(body, about)
        assert worst(found) is Outcome.BLOCK
        assert kind in {each.category for each in found}
        assert {each.rule for each in found} == {"C-07"}


@pytest.mark.row("S3-12")
@pytest.mark.parametrize(
    "body",
    [
        (
            "Savings Alert from Acme: We found a new program that can protect you from costly auto"
            " repairs. It's quick and easy to see if you qualify. https://acme.example/a"
        ),
        (
            "Lending Alert from Acme: Your first offer! Great loan options may be available to you."
            " It's quick and easy to learn more. Click for details. https://acme.example/a"
        ),
        (
            "Need help settling your payday debt? https://acme.example/a or call (800) 555-0100 to"
            " speak with an agent. Text STOP to optout."
        ),
        (
            "Thanks for being loyal. You can check for approval today. Login to see how much."
            " We won't send until you okay it. https://acme.example/a. Reply STOP to optout."
        ),
    ],
)
def test_the_worked_examples_of_forbidden_texts_are_all_blocked(body):
    assert outcome(body) is Outcome.BLOCK
    assert outcome(body, BULK) is Outcome.BLOCK


ORDINARY = {
    "X1": ["Did the sexual harassment happen at work?", "The child porn charge was dropped."],
    "X2": [
        "charged with a hate crime; arraignment Friday",
        'Did he say "I\'ll hurt you" in the text or in person?',
    ],
    "X3": ["Your blood alcohol was .06", "We accepted the dram shop claim"],
    "X4": ["Your firearm charge hearing is Tuesday", "Do not buy a gun before your hearing"],
    "X5": ["Do not throw the exploded vape away, it is evidence"],
    "X6": ["marijuana possession case dismissed", "Your dispensary license hearing is Monday"],
    "X7": [
        "suppression motion on the drug charge",
        "The deal is that the prosecutor wants 6 months on the drug charge",
    ],
    "X8": ["bring your prescription list to the deposition"],
    "X9": ["casino slip-and-fall claim accepted"],
    "X10": ["loan modification hearing 6/3", "bond hearing: surety wants 10% off the bail"],
    "X11": ["crypto statements are needed for the divorce"],
    "X12": [
        "we filed the answer in your debt collection lawsuit",
        "Your invoice is past due by two weeks.",
    ],
    "X13": ["send work-from-home records for the wage claim"],
    "X14": ["our co-counsel in Tampa will attend", "State Bar complaint update attached"],
    "X15": ["Please bring your Social Security card to the appointment."],
}


@pytest.mark.parametrize("body", [body for bodies in ORDINARY.values() for body in bodies])
def test_a_law_office_may_write_about_the_same_things(body):
    assert check(body, NOW) == ()


@pytest.mark.parametrize("body", [body for bodies in ORDINARY.values() for body in bodies])
def test_about_a_case_a_text_to_many_is_at_most_noted(body):
    assert outcome(body, BULK) in {Outcome.OK, Outcome.INFO}


@pytest.mark.parametrize(
    ("body", "by_hand", "in_bulk"),
    [
        ("Join us for our client appreciation open bar night!", None, Outcome.WARN),
        (
            "Our partners at Lee LLC are signing up talcum cases, see if you qualify",
            None,
            Outcome.WARN,
        ),
        ("Buy a gun for less at your hearing", Outcome.WARN, Outcome.WARN),
        ("It was about alcohol", Outcome.OK, Outcome.WARN),
        ("Your gun hearing is on Monday", Outcome.OK, Outcome.INFO),
    ],
)
def test_topic_offer_and_case_together_decide(body, by_hand, in_bulk):
    if by_hand is not None:
        assert outcome(body) is by_hand
    assert outcome(body, BULK) is in_bulk


def by_category(*kinds):
    return [
        *((kind, body, True) for kind in kinds for body in BANNED[kind]),
        *((kind, body, False) for kind in kinds for body in ORDINARY[kind]),
    ]


SHAFT = by_category("X1", "X2", "X3", "X4", "X5")


def tells(kind, body, banned):
    assert (outcome(body) is Outcome.BLOCK and kind in category(body)) is banned


@pytest.mark.row("S1-15")
@pytest.mark.parametrize(("kind", "body", "banned"), by_category("X10", "X11"))
def test_risky_loans_and_investments_are_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.row("S1-16")
@pytest.mark.parametrize(("kind", "body", "banned"), by_category("X14"))
def test_leads_for_third_parties_are_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.row("S1-18")
@pytest.mark.parametrize(("kind", "body", "banned"), by_category("X13"))
def test_get_rich_quick_offers_are_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.row("S1-19", "S3-10")
@pytest.mark.parametrize(("kind", "body", "banned"), by_category("X6", "X7"))
def test_illegal_goods_and_cannabis_are_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.row("S1-20")
@pytest.mark.parametrize(
    ("kind", "body", "banned"),
    [
        *by_category("X8"),
        (
            "X8",
            "Did your doctor change the Zantac prescription before 2019? It is for the claim",
            0,
        ),
        ("X8", "The hospital's pharmacy log is missing a page. I asked for sanctions.", 0),
    ],
)
def test_prescription_drugs_are_recognised_with_room_for_injury_cases(kind, body, banned):
    tells(kind, body, bool(banned))
    if not banned:
        assert check(body, NOW) == ()


@pytest.mark.row("S1-21")
@pytest.mark.parametrize(("kind", "body", "banned"), by_category("X9"))
def test_gambling_is_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.row("S1-22", "S3-07")
@pytest.mark.parametrize(
    ("kind", "body", "banned"),
    [
        *SHAFT,
        ("X4", "For the restoration of your gun rights we need the 2009 disposition.", False),
        ("X3", "No alcohol while the DUI case is pending.", False),
    ],
)
def test_sex_hate_alcohol_firearms_and_tobacco_are_recognised_with_room_for_defence_work(
    kind, body, banned
):
    tells(kind, body, banned)
    if not banned:
        assert check(body, NOW) == ()


@pytest.mark.row("S3-08")
@pytest.mark.parametrize(
    ("kind", "body", "banned"),
    [
        *by_category("X1"),
        ("X1", "XXX videos free for you", True),
        ("X1", "p0rn pass for $1", True),
        ("X1", "Live cam girls waiting for you, click here", True),
        ("X1", "Your OnlyFans account won't come in, the judge granted our motion", False),
    ],
)
def test_adult_entertainment_is_recognised(kind, body, banned):
    tells(kind, body, banned)


@pytest.mark.parametrize(
    "body",
    [
        "I know where you live and I'm coming for you tonight",
        "Pay by 5 pm or we call immigration on your family",
        "Te voy a matar si hablas",
        "I will break your legs if you talk",
    ],
)
def test_threats_are_blocked(body):
    assert outcome(body) is Outcome.BLOCK
    assert category(body) == {"X2"}


@pytest.mark.parametrize(
    "body",
    [
        "He threatened to kill you in that voicemail? Keep it.",
        "She says he texted: I will break your legs. Forward it to me.",
        '¿Le dijo "te voy a matar" por teléfono?',
    ],
)
def test_what_somebody_else_said_is_a_fact_of_the_case(body):
    assert check(body, NOW) == ()


@pytest.mark.row("S1-17")
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        *((body, Outcome.BLOCK) for body in BANNED["X12"]),
        *((body, Outcome.OK) for body in ORDINARY["X12"]),
        ("They offer a discount on the debt if you pay before the hearing, act now", Outcome.WARN),
    ],
)
def test_debt_collection_and_relief_are_recognised_as_a_warning_a_firm_can_explain(body, expected):
    found = check(body, NOW)
    assert worst(found) is expected
    if expected is Outcome.WARN:
        assert [each.category for each in found] == ["X12"]
        assert "If it is about the client’s case, name the case" in found[0].message
        assert "debt relief or collection" in explanation("X12")


@pytest.mark.row("S3-22")
@pytest.mark.parametrize(
    "body",
    [
        "Stock tips for our clients, join now",
        "Your stock trading case: buy shares today",
        "Crypto is on sale, the judge likes it",
    ],
)
def test_stock_trading_in_texts_to_canada_is_always_blocked(body):
    found = check(body, CANADA)
    assert worst(found) is Outcome.BLOCK
    assert {each.category for each in found} == {"X11"}
    assert check("The stock account is split in the divorce.", CANADA) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Never text your SSN to anyone, even us",
        "Please don't text your card number, use the portal",
        "Nunca mande su seguro social por mensaje",
        "We need your Social Security number, please call us with it",
    ],
)
def test_to_warn_of_texting_a_secret_is_no_worse_than_a_warning(body):
    assert outcome(body) is Outcome.WARN
    assert category(body) == {"X15"}


@pytest.mark.parametrize(
    "body",
    [
        "Can you confirm the last four of your card?",
        "Please bring your bank statements and your Social Security card.",
        "I don't need your bank password, only the statements.",
        "Please confirm your address.",
    ],
)
def test_to_ask_for_what_is_no_secret_passes(body):
    assert check(body, NOW) == ()


@pytest.mark.parametrize(
    "hidden",
    [
        "G u n s for sale",
        "gl0cks for sale",
        "g-u-n-s for sale",
        "G.U.N.S for sale",
        "guuuuns for sale",
        "ｇｕｎｓ for sale",
        "gu\u200bns for sale",
        "gυns for sale",
        "𝐠𝐮𝐧𝐬 for sale",
        "GUNS FOR SALE",
        "ca$ino tonight, cl1ck here",
        "f r e e  v i a g r a",
    ],
)
def test_disguised_words_are_read(hidden):
    assert outcome(hidden) is Outcome.BLOCK


@pytest.mark.parametrize(
    "body",
    [
        "U S C I S wants the original",
        "Case 2:24-cv-01234, a/k/a Smith, A# and W-2",
        "p.m. or a.m., J.D., Esq.",
        "Please sign the I-130 & I-485",
    ],
)
def test_initials_and_case_numbers_are_no_disguise(body):
    assert check(body, NOW) == ()


def test_a_link_to_the_firms_own_pages_is_no_lure():
    body = "Your account is on hold, see https://smithlaw.com/pay"
    own = Circumstances(domains=("smithlaw.com",))
    assert outcome(body) is Outcome.BLOCK
    assert check(body, own) == ()
    assert outcome(body.replace("https://", "https://smithlaw.com@evil.example/"), own) is (
        Outcome.BLOCK
    )


def test_the_message_says_what_it_is_and_what_to_do_and_the_fine_only_where_asked():
    (found,) = check("Refinance rates at record lows, apply now", NOW)
    assert found.message == (
        "This reads like an advertisement for loans. Carriers ban that."
        " If it is about the client’s case, name the case."
    )
    assert found.chip == "Loans"
    assert "$" not in found.message
    assert "$500" in explanation("X10")
    assert "$2,000" in explanation("X15")


def test_the_finding_marks_the_words_it_is_about():
    body = "Today: 🎉 Glocks for sale"
    (found,) = check(body, NOW)
    assert body[found.start : found.end] == "Glocks"


def test_every_phrase_of_the_lists_can_be_read_and_every_category_is_worded():
    data = rule_data("forbidden")
    kinds = {kind for part in ("topics", "hard", "mentionable") for kind in data[part]}
    assert kinds <= set(data["said"])
    for kind in data["said"]:
        assert explanation(kind)
    assert as_of() == "2026-11-25"
    with pytest.raises(ValueError, match="begin with a word"):
        Phrases({"x": ["?a b"]})


def test_phrases_know_choices_gaps_and_amounts_and_end_with_the_sentence():
    phrases = Phrases(
        {"x": ["buy|get ~2 gun(s)", "earn $ ?a day", "% off", "see *now".replace("*", "")]}
    )

    def found(body):
        read = words(plain(body), phrases.vocabulary)
        return [(read[hit.first].said, read[hit.last].said) for hit in phrases.find(read)]

    assert found("buy two big guns") == [("buy", "guns")]
    assert found("get. guns") == []
    assert found("buy one two three guns") == []
    assert found("earn $500 day, 20% off") == [("earn", "day"), ("20%", "off")]


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1 ",
        "buy ",
        "send ssn ",
        "a.b-",
        "$",
        "F R E E ",
        "l0an ",
        "0!1|",
        "x'",
        "🎰",
        "{",
        ".",
    ],
)
def test_a_hostile_text_still_gets_an_answer(piece):
    body = piece * (10_000 // len(piece))
    assert all(found.end <= len(body) for found in check(body, NOW))
