"""The gate: every state, every consent, every registration, and the words that go with a no."""

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
from desktop_app.services.rules.gate import GateFacts, decide
from desktop_app.services.wording import Person

NOW = 1_790_000_000
GOOD = GateFacts(
    to="+18135550142",
    person=Person("Maria Delgado", "she"),
    now=NOW,
    state=TextState.IN,
    level=ConsentLevel.EXPRESS,
    from_number="+13125550100",
    own_numbers=frozenset({"+13125550100"}),
    fictional_allowed=True,
    registration=Registration.LIVE,
    since_words="on Nov 12",
    set_by="Dana Whitfield",
)


def test_a_person_who_agreed_may_be_texted():
    assert decide(GOOD).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("state", "outcome", "rule"),
    [
        (TextState.NONE, Outcome.BLOCK, "B-01"),
        (TextState.PENDING, Outcome.BLOCK, "B-06"),
        (TextState.IN, Outcome.OK, ""),
        (TextState.OUT_FIRM, Outcome.HOLD, "F-01"),
        (TextState.REVIEW, Outcome.HOLD, "A-07"),
        (TextState.OUT_CONTACT, Outcome.BLOCK, "A-03"),
        (TextState.OUT_CARRIER, Outcome.BLOCK, "A-03"),
        (TextState.WRONG_PERSON, Outcome.BLOCK, "A-08"),
        (TextState.LANDLINE, Outcome.BLOCK, "C-15"),
    ],
)
def test_every_state_has_its_answer(state, outcome, rule):
    decision = decide(replace(GOOD, state=state))
    assert (decision.outcome, decision.rule) == (outcome, rule)


def test_only_the_state_in_with_a_known_level_ever_lets_a_text_through():
    """Searched over everything the gate looks at: there is no way round."""
    spaces = product(
        TextState, ConsentLevel, Registration, MessageKind, Origin, (0, NOW - 60, NOW - 10**7)
    )
    for state, level, registration, kind, origin, inbound in spaces:
        facts = replace(
            GOOD,
            state=state,
            level=level,
            registration=registration,
            kind=kind,
            origin=origin,
            last_inbound_at=inbound,
        )
        if decide(facts).lets_through:
            assert state is TextState.IN
            assert level is not ConsentLevel.NONE
            assert registration is not Registration.NOT_APPROVED
            if kind is MessageKind.PROMOTIONAL:
                assert level is ConsentLevel.EXPRESS_WRITTEN
        else:
            assert decide(facts).reason


@pytest.mark.parametrize(
    ("silent_hours", "outcome"),
    [
        (0.2, Outcome.INFO),
        (72, Outcome.INFO),
        (73, Outcome.WARN),
        (14 * 24, Outcome.WARN),
        (14 * 24 + 1, Outcome.HOLD),
    ],
)
def test_who_wrote_first_may_be_answered_for_a_while(silent_hours, outcome):
    facts = replace(
        GOOD, level=ConsentLevel.IMPLIED, last_inbound_at=NOW - int(silent_hours * 3600)
    )
    assert decide(facts).outcome is outcome


@pytest.mark.row("S2-09")
@pytest.mark.parametrize("kind", [MessageKind.INFORMATIONAL, MessageKind.PROMOTIONAL])
@pytest.mark.parametrize("origin", list(Origin))
def test_having_written_first_covers_no_reminder_and_no_promotion(kind, origin):
    facts = replace(
        GOOD, level=ConsentLevel.IMPLIED, last_inbound_at=NOW - 60, kind=kind, origin=origin
    )
    assert decide(facts).outcome is Outcome.BLOCK


@pytest.mark.row("S2-12")
def test_express_consent_covers_no_promotion():
    decision = decide(replace(GOOD, kind=MessageKind.PROMOTIONAL))
    assert (decision.outcome, decision.rule) == (Outcome.BLOCK, "B-01")
    assert decide(replace(GOOD, kind=MessageKind.INFORMATIONAL)).outcome is Outcome.OK


def test_a_number_known_not_to_be_registered_sends_nothing():
    decision = decide(replace(GOOD, registration=Registration.NOT_APPROVED))
    assert (decision.outcome, decision.rule) == (Outcome.BLOCK, "G-20")
    assert decide(replace(GOOD, registration=Registration.UNKNOWN)).lets_through


@pytest.mark.parametrize("to", ["+1911", "+132665", "+19005550123", "+13125550100", "12345"])
def test_what_cannot_get_texts_is_refused_first(to):
    decision = decide(replace(GOOD, to=to, state=TextState.OUT_CONTACT))
    assert (decision.outcome, decision.rule) == (Outcome.BLOCK, "C-14")


def test_a_made_up_number_is_refused_on_a_real_account():
    assert decide(replace(GOOD, fictional_allowed=False)).rule == "C-14"


def test_the_words_name_the_person_and_what_they_can_do():
    reason = decide(replace(GOOD, state=TextState.OUT_CARRIER)).reason
    assert reason == (
        "Maria opted out on Nov 12. You can’t text her. Call or email instead. If she wants texts "
        "again, she must text START to (312) 555-0100."
    )


@pytest.mark.parametrize("pronoun", ["", "she", "he", "they", "xe"])
def test_no_sentence_guesses_a_pronoun(pronoun):
    known = {"she": (" she ", " her"), "he": (" he ", " him"), "they": (" they ", " them")}
    others = [words for name, words in known.items() if name != pronoun]
    for state in TextState:
        facts = replace(
            GOOD, state=state, level=ConsentLevel.IMPLIED, person=Person("Sam Ito", pronoun)
        )
        for reason in (decide(facts).reason, decide(replace(facts, last_inbound_at=NOW)).reason):
            text = f" {reason} "
            assert not [word for pair in others for word in pair if f"{word.rstrip()} " in text]
