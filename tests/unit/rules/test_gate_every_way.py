"""The gate in every combination of what it looks at: no way past the client's own word."""

from itertools import product

import pytest

from desktop_app.models.enums import ConsentLevel, MessageKind, Origin, Registration, TextState
from desktop_app.services.rules.gate import CHECKS, GateFacts, OverrideFact, decide
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


def every_way():
    """All that can be told of a text to a real number of a person."""
    for state, level, kind, origin, override, silent, registration, asks, confirms in product(
        TextState,
        ConsentLevel,
        MessageKind,
        Origin,
        OverrideFact,
        (0, 30 * DAY),
        Registration,
        (False, True),
        (False, True),
    ):
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


def test_promotion_goes_out_with_written_consent_only(let_through):
    sold = [f for f in let_through if f.kind is MessageKind.PROMOTIONAL]
    asked = [f for f in sold if not (f.sign_up_request or f.confirms_opt_out)]
    assert asked
    assert all(f.level is ConsentLevel.EXPRESS_WRITTEN for f in asked)


def test_what_the_gate_refuses_has_a_rule_and_a_sentence():
    refused = [d for f in every_way() if not (d := decide(f)).lets_through]
    assert refused
    assert all(d.rule and d.reason.endswith(".") for d in refused)


def test_the_decision_is_that_of_its_checks_and_of_nothing_else(let_through):
    assert all(check(facts).lets_through for facts in let_through for check in CHECKS.values())
