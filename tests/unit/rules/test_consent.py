"""What each event does to consent (rules.md F-02, A-03, A-05, B-01), searched over every order."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import ConsentLevel, TextState
from desktop_app.services.rules.consent import CLIENT_OUT, ConsentEvent, Standing, after

E, S, L = ConsentEvent, TextState, ConsentLevel


def replay(*events, level=L.EXPRESS):
    """Where texts stand after (event, at) pairs."""
    standing = Standing()
    for event, at in events:
        standing = after(standing, event, at, level)
    return standing


@pytest.mark.parametrize(
    ("events", "state", "level"),
    [
        ([(E.WROTE, 1)], S.IN, L.IMPLIED),
        ([(E.RECORDED, 1)], S.IN, L.EXPRESS),
        ([(E.WROTE, 1), (E.RECORDED, 2)], S.IN, L.EXPRESS),
        ([(E.RECORDED, 1), (E.WROTE, 2)], S.IN, L.EXPRESS),
        ([(E.RECORDED, 1), (E.CLIENT_STOP, 2)], S.OUT_CARRIER, L.NONE),
        ([(E.RECORDED, 1), (E.CLIENT_STOP_APP, 2)], S.OUT_CONTACT, L.NONE),
        ([(E.RECORDED, 1), (E.CLIENT_STOP, 2), (E.CLIENT_START, 3)], S.IN, L.EXPRESS),
        ([(E.WROTE, 1), (E.CLIENT_STOP, 2), (E.CLIENT_START, 3)], S.IN, L.IMPLIED),
        ([(E.CLIENT_STOP, 2), (E.CLIENT_START, 3)], S.IN, L.IMPLIED),
        ([(E.CLIENT_START, 3)], S.IN, L.IMPLIED),
        ([(E.RECORDED, 1), (E.FIRM_OUT, 2)], S.OUT_FIRM, L.EXPRESS),
        ([(E.RECORDED, 1), (E.FIRM_OUT, 2), (E.FIRM_IN, 3)], S.IN, L.EXPRESS),
        ([(E.FIRM_OUT, 2), (E.FIRM_IN, 3)], S.NONE, L.NONE),
        ([(E.RECORDED, 1), (E.FIRM_OUT, 2), (E.CLIENT_START, 3)], S.OUT_FIRM, L.EXPRESS),
        ([(E.RECORDED, 1), (E.FIRM_OUT, 2), (E.CLIENT_STOP, 3)], S.OUT_CARRIER, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.FIRM_OUT, 2)], S.OUT_CARRIER, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.FIRM_IN, 2)], S.OUT_CARRIER, L.NONE),
        ([(E.TOLD_FIRM, 1), (E.FIRM_IN, 2)], S.OUT_CONTACT, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.WROTE, 2)], S.OUT_CARRIER, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.CLIENT_YES, 2)], S.REVIEW, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.CLIENT_YES, 2), (E.FIRM_IN, 3)], S.IN, L.IMPLIED),
        ([(E.CLIENT_STOP, 1), (E.CLIENT_YES, 2), (E.CLIENT_STOP, 3)], S.OUT_CARRIER, L.NONE),
        ([(E.TOLD_FIRM, 1), (E.CLIENT_YES, 2)], S.OUT_CONTACT, L.NONE),
        ([(E.RECORDED, 1), (E.CLIENT_YES, 2)], S.IN, L.EXPRESS),
        ([(E.RECORDED, 1), (E.CARRIER_REFUSED, 2)], S.OUT_CARRIER, L.NONE),
        ([(E.CLIENT_STOP, 1), (E.CLIENT_STOP_APP, 2)], S.OUT_CARRIER, L.NONE),
    ],
)
def test_the_table(events, state, level):
    standing = replay(*events)
    assert (standing.state, standing.level) == (state, level)


def test_written_consent_comes_back_from_a_stop_as_express_only():
    back = replay((E.RECORDED, 1), (E.CLIENT_STOP, 2), (E.CLIENT_START, 3), level=L.EXPRESS_WRITTEN)
    assert back.level is L.EXPRESS


def test_history_read_in_any_order_ends_the_same():
    told = [(E.CLIENT_STOP, 10), (E.CLIENT_START, 20), (E.CLIENT_STOP, 30)]
    assert {replay(*order).state for order in permutations(told)} == {S.OUT_CARRIER}
    told = [(E.CLIENT_STOP, 10), (E.CLIENT_START, 20), (E.RECORDED, 5)]
    assert {replay(*order).state for order in permutations(told)} == {S.IN}


def test_at_the_same_second_a_stop_outweighs_a_start():
    for order in permutations([(E.CLIENT_STOP, 10), (E.CLIENT_START, 10)]):
        assert replay(*order).state in CLIENT_OUT


def test_a_record_made_today_never_lifts_a_stop_read_later_from_the_past():
    assert replay((E.RECORDED, 100), (E.CLIENT_STOP, 10)).state is S.OUT_CARRIER


STAFF = (E.FIRM_OUT, E.FIRM_IN, E.RECORDED)
NO_EXPLAINING = [event for event in E if event is not E.NO_STOP]
"""Explaining that words were no stop has conditions of its own (services/consent/service.py)."""


@pytest.mark.row("S0-25")
def test_no_act_of_the_firm_in_any_order_lifts_the_client_s_own_opt_out():
    for stop in (E.CLIENT_STOP, E.CLIENT_STOP_APP, E.TOLD_FIRM, E.CARRIER_REFUSED):
        for acts in product(STAFF, repeat=4):
            standing = replay((E.RECORDED, 1), (stop, 10))
            for at, act in enumerate(acts, 11):
                standing = after(standing, act, at, L.EXPRESS_WRITTEN)
                assert standing.state in CLIENT_OUT


@given(
    st.lists(
        st.tuples(st.sampled_from(NO_EXPLAINING), st.integers(1, 50), st.sampled_from(list(L))),
        max_size=12,
    )
)
def test_after_the_client_s_newest_word_was_stop_nobody_may_text_them(history):
    """Holds for any history, whatever staff did between; a YES opens a decision, not the gate."""
    standing = Standing()
    for event, at, level in history:
        standing = after(standing, event, at, level)
    stops = {E.CLIENT_STOP, E.CLIENT_STOP_APP, E.TOLD_FIRM, E.CARRIER_REFUSED}
    words = [(at, event in stops) for event, at, _ in history if event in stops | {E.CLIENT_START}]
    yes = any(event is E.CLIENT_YES for event, _, _ in history)
    if words and max(words)[1] and not yes:
        assert standing.state in CLIENT_OUT | {S.WRONG_PERSON}
