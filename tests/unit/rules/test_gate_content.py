"""What the gate makes of a text's words: no origin gets round them, a reason only round a hold."""

from dataclasses import replace

import pytest

from desktop_app.models.enums import ConsentLevel, MessageKind, Origin, Outcome, TextState
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.gate import (
    GateFacts,
    OverrideFact,
    decide,
    may_be_overridden,
)
from desktop_app.services.wording import Person

BRAND = "Smith Law"
GOOD = GateFacts(
    to="+18135550142",
    person=Person("Maria Delgado", "she"),
    now=1_790_000_000,
    state=TextState.IN,
    level=ConsentLevel.EXPRESS_WRITTEN,
    from_number="+13125550100",
    own_numbers=frozenset({"+13125550100"}),
    fictional_allowed=True,
)
BLOCKED = {
    "See https://bit.ly/x": "C-01",
    "My SSN is 536-90-4399": "C-09",
    "Text us instead of calling 911": "C-13",
}
HELD = {
    "Reply CANCEL to cancel your appointment": "A-09",
    "This is the Clerk of Court. You must appear": "C-12",
}
FINE = ["Great news 🎉", "Call now!!!", "CALL US TODAY ABOUT YOUR CASE", "See you at 9"]


def facts(body, origin=Origin.MANUAL, **about):
    around = Circumstances(to=GOOD.to, brand=BRAND, origin=origin, **about)
    return replace(GOOD, body=body, origin=origin, about=around)


@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize(("body", "rule"), BLOCKED.items())
def test_what_is_blocked_leaves_by_no_way_and_for_no_reason(body, rule, origin):
    named = f"{BRAND}: {body}. Reply STOP to opt out."
    decision = decide(facts(named, origin))
    assert (decision.outcome, decision.rule) == (Outcome.BLOCK, rule)
    assert not may_be_overridden(facts(named, origin))
    assert not decide(replace(facts(named, origin), override=OverrideFact.HOLDS)).lets_through


@pytest.mark.parametrize(("body", "rule"), HELD.items())
def test_what_is_held_leaves_with_a_reason(body, rule):
    decision = decide(facts(body))
    assert (decision.outcome, decision.rule) == (Outcome.HOLD, rule)
    assert may_be_overridden(facts(body))
    assert decide(replace(facts(body), override=OverrideFact.HOLDS)).lets_through
    assert not decide(replace(facts(body), override=OverrideFact.LAPSED)).lets_through


def test_a_hold_is_not_overridden_where_something_else_in_the_text_is_blocked():
    body = "Reply CANCEL to cancel your appointment: bit.ly/x"
    assert decide(facts(body)).rule == "C-01"
    assert not may_be_overridden(facts(body))


@pytest.mark.parametrize("body", FINE)
def test_advice_stops_nothing(body):
    assert decide(facts(body)).lets_through


def test_the_first_text_waits_for_the_firm_s_name_and_the_way_to_stop():
    first = {"first": True, "opt_out_words_due": True}
    assert decide(facts("Hi Maria, call me", **first)).rule == "C-10"
    assert decide(facts("Smith Law: call me", **first)).rule == "C-11"
    assert decide(facts("Smith Law: call me. Reply STOP to opt out.", **first)).lets_through
    assert may_be_overridden(facts("Hi Maria, call me", **first))


def test_an_answer_to_somebody_who_just_wrote_is_never_held_for_them():
    answer = {"first": True, "opt_out_words_due": True, "answers": True}
    assert decide(facts("Yes, come at 9", **answer)).lets_through


@pytest.mark.parametrize("origin", [Origin.AUTOMATED, Origin.BULK])
def test_a_machine_s_text_without_the_firm_s_name_is_blocked(origin):
    decision = decide(facts("Court is at 9. Reply STOP to opt out.", origin))
    assert (decision.outcome, decision.rule) == (Outcome.BLOCK, "C-10")


def test_the_program_s_own_texts_pass_as_they_are():
    body = "Smith: You're opted out and will get no more texts from us. Text START to turn on."
    system = replace(
        facts(body, Origin.AUTOMATED, kind=MessageKind.SYSTEM, first=True),
        kind=MessageKind.SYSTEM,
        state=TextState.IN,
    )
    assert decide(system).lets_through


def test_without_a_text_its_words_are_not_asked_about():
    assert decide(GOOD).outcome is Outcome.OK
