"""The gate in every combination of what it looks at: no way past the client's own word."""

from dataclasses import replace
from itertools import product

import pytest

from desktop_app.models.enums import (
    ConsentLevel,
    MessageKind,
    Origin,
    Outcome,
    Registration,
    TextState,
)
from desktop_app.services.rules.gate import (
    CHECKS,
    Agreed,
    GateFacts,
    OverrideFact,
    decide,
    may_be_overridden,
)
from desktop_app.services.rules.validity import HeldConsent
from desktop_app.services.wording import Person
from tests.store_kit import MARIA, NOW

OWN = "+13125550100"
DAY = 86_400
NEVER = {
    TextState.OUT_CARRIER,
    TextState.WRONG_PERSON,
    TextState.LANDLINE,
    TextState.NONE,
}


CASE = Agreed(1, "Hartwell & Osei Case", promotional=False, level=ConsentLevel.EXPRESS)
NEWS = Agreed(2, "Hartwell & Osei News", promotional=True, level=ConsentLevel.EXPRESS_WRITTEN)
AGREED = ((), (CASE,), (CASE, NEWS))
ANSWERS_BY_CANCEL = "Reply CANCEL to cancel your appointment."


def every_way():
    """All that can be told of a text to a real number of a person."""
    ways = product(
        TextState,
        ConsentLevel,
        MessageKind,
        Origin,
        OverrideFact,
        (0, 30 * DAY),
        Registration,
        (False, True),
        (False, True),
        AGREED,
    )
    for state, level, kind, origin, override, silent, registration, asks, confirms, agreed in ways:
        yield GateFacts(
            to=MARIA,
            person=Person("Maria Delgado", "she"),
            now=NOW,
            state=state,
            level=level,
            last_inbound_at=NOW - silent,
            from_number=OWN,
            own_numbers=frozenset({OWN}),
            fictional_allowed=True,
            registration=registration,
            kind=kind,
            origin=origin,
            override=override,
            sign_up_request=asks,
            confirms_opt_out=confirms,
            agreed=agreed,
        )


@pytest.fixture(scope="module")
def let_through():
    return [facts for facts in every_way() if decide(facts).lets_through]


@pytest.mark.row("S0-25")
def test_after_the_client_s_own_word_only_its_one_confirmation_goes_out(let_through):
    past = [f for f in let_through if f.state in {TextState.OUT_CARRIER, TextState.OUT_CONTACT}]
    assert past
    assert all(f.state is TextState.OUT_CONTACT and f.confirms_opt_out for f in past)


def test_where_nobody_agreed_or_nobody_can_be_reached_nothing_goes_out(let_through):
    assert [f for f in let_through if f.state in NEVER] == []


def test_while_a_yes_is_awaited_only_the_request_goes_out(let_through):
    waiting = [f for f in let_through if f.state is TextState.PENDING]
    assert waiting
    assert all(f.sign_up_request for f in waiting)


def test_past_the_firm_s_own_choice_only_with_an_override_that_holds(let_through):
    past = [f for f in let_through if f.state in {TextState.OUT_FIRM, TextState.REVIEW}]
    assert past
    assert all(f.override is OverrideFact.HOLDS for f in past)


def test_from_a_number_known_not_to_be_registered_nothing_goes_out(let_through):
    assert [f for f in let_through if f.registration is Registration.NOT_APPROVED] == []


@pytest.mark.row("S3-13")
def test_promotion_goes_out_to_people_who_agreed_to_it_in_writing_only(let_through):
    sold = [f for f in let_through if f.kind is MessageKind.PROMOTIONAL]
    asked = [f for f in sold if not (f.sign_up_request or f.confirms_opt_out)]
    assert asked
    assert all(f.level is ConsentLevel.EXPRESS_WRITTEN and NEWS in f.agreed for f in asked)


def informed(program_id, *agreed):
    return GateFacts(
        to=MARIA,
        person=Person("Maria Delgado", "she"),
        now=NOW,
        state=TextState.IN,
        level=ConsentLevel.EXPRESS_WRITTEN,
        fictional_allowed=True,
        kind=MessageKind.INFORMATIONAL,
        program_id=program_id,
        agreed=agreed,
    )


@pytest.mark.row("S3-13")
def test_a_text_of_one_program_goes_out_on_the_consent_to_that_program_only():
    assert decide(informed(1, CASE)).lets_through
    assert decide(informed(2, NEWS)).lets_through
    refused = decide(informed(3, CASE, NEWS))
    assert (refused.rule, refused.reason) == (
        "B-01",
        "Maria’s consent covers Hartwell & Osei Case, Hartwell & Osei News only. Ask first.",
    )


@pytest.mark.row("S3-13")
def test_consent_to_the_news_permits_no_case_updates():
    assert not decide(informed(None, NEWS)).lets_through
    assert decide(informed(None, CASE)).lets_through


def typed(body, silent=30 * DAY, **changes):
    return replace(
        informed(None, CASE),
        kind=MessageKind.CONVERSATIONAL,
        body=body,
        last_inbound_at=NOW - silent,
        **changes,
    )


@pytest.mark.row("S3-13")
def test_an_offer_typed_by_hand_is_a_promotion_unless_it_answers():
    offer = "We now do estate plans! Free consultation this month."
    refused = decide(typed(offer))
    assert (refused.outcome, refused.rule) == (Outcome.BLOCK, "B-01")
    assert "“We now do”" in refused.reason
    assert decide(typed(offer, silent=60)).outcome is Outcome.WARN
    assert decide(typed(offer, agreed=(CASE, NEWS))).outcome is Outcome.OK


def test_an_offer_that_is_part_of_a_case_goes_out_with_a_word_of_warning():
    said = decide(typed("Bond hearing: surety wants 10% off the bail"))
    assert (said.outcome, said.rule) == (Outcome.WARN, "B-02")


def test_a_reserved_word_holds_a_text_until_a_reason_is_given():
    held = typed(ANSWERS_BY_CANCEL)
    said = decide(held)
    assert (said.outcome, said.rule) == (Outcome.HOLD, "A-09")
    assert "CANCEL would opt" in said.reason
    assert may_be_overridden(held)
    assert decide(replace(held, override=OverrideFact.HOLDS)).rule == "F-03"
    assert not decide(replace(held, override=OverrideFact.LAPSED)).lets_through


@pytest.mark.row("S0-25")
@pytest.mark.parametrize("state", sorted(NEVER | {TextState.OUT_CONTACT, TextState.PENDING}))
def test_no_reason_is_offered_where_something_blocks(state):
    assert not may_be_overridden(typed(ANSWERS_BY_CANCEL, state=state))


def test_a_consent_from_long_before_the_matter_closed_is_asked_for_again():
    year_ago = NOW - 366 * DAY
    old = HeldConsent(ConsentLevel.EXPRESS, year_ago - DAY, matter_closed_at=year_ago)
    facts = typed("Your file is ready.", held=old)
    assert (decide(facts).outcome, decide(facts).rule) == (Outcome.HOLD, "B-11")
    renewed = replace(facts, held=replace(old, given_at=NOW - DAY))
    assert decide(renewed).outcome is Outcome.OK


def test_what_the_gate_refuses_has_a_rule_and_a_sentence():
    refused = [d for f in every_way() if not (d := decide(f)).lets_through]
    assert refused
    assert all(d.rule and d.reason.endswith(".") for d in refused)


def test_the_decision_is_that_of_its_checks_and_of_nothing_else(let_through):
    def passes(facts, check):
        said = check(facts)
        held = said.outcome is Outcome.HOLD and facts.override is OverrideFact.HOLDS
        return said.lets_through or held

    assert all(passes(facts, check) for facts in let_through for check in CHECKS.values())
