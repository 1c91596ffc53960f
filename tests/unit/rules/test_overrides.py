"""An override is for one text, these words, fifteen minutes, and never past the client’s word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Channel, ConsentLevel, Origin, TextState
from desktop_app.services.rules.gate import GateFacts, OverrideFact, decide
from desktop_app.services.rules.overrides import (
    VALID_S,
    Given,
    can_override,
    fingerprint,
    reason_problem,
    still_holds,
)
from desktop_app.services.wording import Person
from tests.store_kit import MARIA, NOW

WORDS = "Court moved to 8:30 today."
GIVEN = Given(Channel.TEXTS, fingerprint(WORDS), NOW, NOW + VALID_S, 7, None)
CLIENT_S_OWN = [
    TextState.OUT_CARRIER,
    TextState.OUT_CONTACT,
    TextState.WRONG_PERSON,
    TextState.LANDLINE,
    TextState.PENDING,
    TextState.NONE,
]


def holds(override=GIVEN, **changes):
    facts = {
        "channel": Channel.TEXTS,
        "state": TextState.OUT_FIRM,
        "seq": 7,
        "content": WORDS,
        "origin": Origin.MANUAL,
        "now": NOW + 60,
    }
    return still_holds(override, **(facts | changes))


def test_it_holds_for_these_words_in_its_quarter_of_an_hour():
    assert holds()
    assert holds(now=NOW + VALID_S)


@pytest.mark.parametrize(
    "change",
    [
        {"now": NOW + VALID_S + 1},
        {"now": NOW - 1},
        {"content": WORDS + " "},
        {"seq": 8},
        {"origin": Origin.SCHEDULED},
        {"origin": Origin.BULK},
        {"origin": Origin.AUTOMATED},
        {"channel": Channel.EMAIL},
        {"state": TextState.OUT_CARRIER},
        {"override": None},
        {"override": replace(GIVEN, used_at=NOW)},
    ],
)
def test_it_holds_for_nothing_else(change):
    assert not holds(**change)


@pytest.mark.row("S0-25")
@pytest.mark.parametrize("state", CLIENT_S_OWN)
def test_the_client_s_own_word_on_texts_is_never_overridden(state):
    assert not can_override(Channel.TEXTS, state)
    for override in OverrideFact:
        facts = GateFacts(
            to=MARIA,
            person=Person("Maria Delgado", "she"),
            now=NOW,
            state=state,
            level=ConsentLevel.EXPRESS_WRITTEN,
            last_inbound_at=NOW,
            from_number="+13125550100",
            own_numbers=frozenset({"+13125550100"}),
            fictional_allowed=True,
            override=override,
        )
        assert not decide(facts).lets_through


@pytest.mark.parametrize("state", [TextState.OUT_FIRM, TextState.OUT_CONTACT])
def test_calls_and_email_can_be_overridden_after_either(state):
    assert can_override(Channel.CALLS_OUT, state)
    assert can_override(Channel.EMAIL, state)


def firm_out(override, level=ConsentLevel.EXPRESS):
    return decide(
        GateFacts(
            to=MARIA,
            person=Person("Maria Delgado", "she"),
            now=NOW,
            state=TextState.OUT_FIRM,
            level=level,
            from_number="+13125550100",
            own_numbers=frozenset({"+13125550100"}),
            fictional_allowed=True,
            override=override,
        )
    )


def test_past_the_firm_s_own_choice_only_with_an_override_that_holds():
    assert firm_out(OverrideFact.HOLDS).lets_through
    assert firm_out(OverrideFact.NONE).rule == "F-01"
    lapsed = firm_out(OverrideFact.LAPSED)
    assert not lapsed.lets_through
    assert "Give a reason again" in lapsed.reason


def test_an_override_is_no_consent():
    assert not firm_out(OverrideFact.HOLDS, ConsentLevel.NONE).lets_through


@pytest.mark.parametrize("reason", ["x", "", "too short", "aaaaaaaaaaaaaaaaaaaa", " " * 40])
def test_a_reason_that_is_none_is_refused_at_its_field(reason):
    assert reason_problem("deadline", reason)[0] == "reason"


def test_a_reason_has_to_be_chosen_too():
    assert reason_problem("", "Judge set a hearing for Monday")[0] == "choice"
    assert reason_problem("deadline", "Judge set a hearing for Monday") is None


@given(st.text(), st.text())
def test_any_words_make_a_fingerprint_and_other_words_another(one, other):
    assert (fingerprint(one) == fingerprint(other)) is (one == other)
