"""What a text is for: every example of B-02, and the daily bread that must not be taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import MessageKind, Origin
from desktop_app.services.rules.kinds import classify_kind

SELLS = [
    "Refer a friend and get $50",
    "We now do estate plans! Free consultation",
    "You may qualify for compensation",
    "10% off wills this month",
    "Get a $25 gift card when you sign",
    "Read our newsletter: smithlaw.com/news",
    "Join us for a free seminar on trusts",
    "FREE CONSULTATION for new families",
    "Special offer on name changes",
    "Consulta gratis para sus familiares",
    "Recomiende a un amigo y reciba un descuento",
    "Your family may be eligible for compensation",
]
ORDINARY = [
    "Your settlement offer arrived, call us",
    "Invoice 1042 is ready",
    "Free at 3 PM to talk?",
    "Discovery is due Friday",
    "The adjuster's offer is $40,000. Call me before you answer.",
    "The plea offer expires Monday.",
    "Can you review the draft and send it back?",
    "The trust is signed.",
    "We now have your documents.",
    "We now do not need the old lease.",
    "The court referred you to mediation.",
    "The expert used a 3% discount rate.",
    "Are you free for a call about the will?",
    "The judge reviewed the motion.",
    "Your friend may come with you.",
]
DOUBTFUL = [
    "Please leave us a Google review: smithlaw.com/r",
    "If you know anyone who needs a lawyer, send them our way",
    "We also handle bankruptcies, in case that helps",
]
OF_A_CASE = [
    "Bond hearing: surety wants 10% off the bail",
    "The hospital cut 30% off its lien, so more of the settlement check is yours.",
    "The insurer took 20% off for comparative fault.",
    "Opposing counsel offered us a discount on the judgment if we pay by Friday.",
    "The witness says the sign read 'act now'. Do you remember it?",
    "The plaintiff had a coupon when she slipped, her deposition says.",
    "Please bring the newsletters of the HOA to the deposition.",
    "The dealer gave you a special price, which is in the complaint.",
    "The judge gave them a discount for paying early.",
    "You may be entitled to damages under the judge's order.",
    "Su arrendador le ofrece un descuento si se muda antes del 1.",
    "The hospital cut 30% off, call me about it.",
    "The store's receipt shows $50 off, please send us a picture of it.",
    "Did you have a coupon when you slipped?",
    "Your ex wants a discount on the buyout of the house.",
    "We need the newsletter your employer sent out on May 3.",
    "Act now or the bank may take the house, the last day is the 30th.",
    "Your Black Friday accident report has arrived.",
]
ADVERTS_WITH_LAW_IN_THEM = [
    "Get 20% off your divorce, call us",
    "20% off every divorce filed this month",
    "Divorce special: 30% off",
    "We offer $100 off any probate",
    "Bankruptcy petition prepared, use code FRESH for 15% off",
    "Read our newsletter about the custody statute",
    "Refer a friend with a custody case",
    "Free consultation about your lawsuit",
    "Our fees: 10% discount on foreclosure defense",
]


def kind(body, *, origin=Origin.MANUAL, answers=False, asked=MessageKind.CONVERSATIONAL):
    return classify_kind(body, asked=asked, origin=origin, answers=answers)


@pytest.mark.parametrize("body", SELLS)
@pytest.mark.parametrize("origin", list(Origin))
def test_an_offer_is_a_promotion_whoever_sends_it(body, origin):
    found = kind(body, origin=origin)
    assert found.kind is MessageKind.PROMOTIONAL
    assert found.words.casefold() in body.casefold()
    assert not found.doubtful


@pytest.mark.parametrize("body", SELLS)
def test_the_template_s_own_word_does_not_make_an_offer_a_notice(body):
    assert kind(body, asked=MessageKind.INFORMATIONAL).kind is MessageKind.PROMOTIONAL


@pytest.mark.parametrize("body", SELLS)
def test_a_typed_answer_within_three_days_is_an_answer_and_its_author_is_told(body):
    found = kind(body, answers=True)
    assert found.kind is MessageKind.CONVERSATIONAL
    assert found.doubtful
    assert kind(body, answers=True, origin=Origin.BULK).kind is MessageKind.PROMOTIONAL


@pytest.mark.parametrize("body", ORDINARY)
def test_a_lawyer_s_daily_words_promote_nothing(body):
    assert kind(body) == classify_kind(
        "", asked=MessageKind.CONVERSATIONAL, origin=Origin.MANUAL, answers=False
    )


@pytest.mark.parametrize("body", OF_A_CASE)
def test_an_offer_in_a_case_is_pointed_out_and_never_stopped(body):
    found = kind(body)
    assert (found.kind, found.doubtful) == (MessageKind.CONVERSATIONAL, True)
    later = kind(body, origin=Origin.SCHEDULED)
    assert (later.kind, later.doubtful) == (MessageKind.INFORMATIONAL, True)
    assert kind(body, origin=Origin.BULK).kind is MessageKind.PROMOTIONAL


@pytest.mark.parametrize("origin", [Origin.MANUAL, Origin.SCHEDULED])
@pytest.mark.parametrize("body", ADVERTS_WITH_LAW_IN_THEM)
def test_an_advertisement_does_not_become_a_case_by_naming_one(body, origin):
    assert kind(body, origin=origin).kind is MessageKind.PROMOTIONAL


@pytest.mark.parametrize("body", DOUBTFUL)
def test_what_may_be_a_promotion_is_pointed_out(body):
    found = kind(body)
    assert (found.kind, found.doubtful) == (MessageKind.CONVERSATIONAL, True)
    assert found.words


def test_holiday_greetings_to_everybody_are_pointed_out_and_to_one_person_are_not():
    greeting = "Happy holidays from all of us at Smith Law."
    assert not kind(greeting).doubtful
    assert kind(greeting, origin=Origin.BULK).doubtful


@pytest.mark.parametrize("origin", [Origin.SCHEDULED, Origin.AUTOMATED, Origin.BULK])
def test_what_a_machine_sends_is_at_least_a_notice(origin):
    assert kind("The hearing moved to 9.", origin=origin).kind is MessageKind.INFORMATIONAL


@given(
    body=st.text(max_size=200),
    asked=st.sampled_from(list(MessageKind)),
    origin=st.sampled_from(list(Origin)),
    answers=st.booleans(),
)
def test_it_answers_for_every_text_and_never_with_a_laxer_kind(body, asked, origin, answers):
    found = classify_kind(body, asked=asked, origin=origin, answers=answers)
    ranks = [MessageKind.CONVERSATIONAL, MessageKind.INFORMATIONAL, MessageKind.PROMOTIONAL]
    if asked is MessageKind.SYSTEM:
        assert found.kind is asked
    else:
        assert ranks.index(found.kind) >= ranks.index(asked)
    assert not found.words or found.words in body
