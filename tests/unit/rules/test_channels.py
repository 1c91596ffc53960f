"""Calls and e-mail each stand for themselves, and nothing automatic passes what is off."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.enums import Channel, TextState
from desktop_app.services.rules.channels import ChannelEvent, Use, channel_after, may_use

OTHERS = [Channel.CALLS_OUT, Channel.CALLS_IN, Channel.EMAIL]
OFF = [TextState.OUT_FIRM, TextState.OUT_CONTACT]


@pytest.mark.parametrize("channel", OTHERS)
def test_the_firm_turns_a_channel_off_and_on_again(channel):
    off = channel_after(channel, TextState.NONE, ChannelEvent.FIRM_OFF)
    assert off is TextState.OUT_FIRM
    assert channel_after(channel, off, ChannelEvent.ON) is TextState.IN


@pytest.mark.parametrize("channel", [Channel.CALLS_OUT, Channel.EMAIL])
def test_the_client_s_wish_outweighs_the_firm_s_choice(channel):
    firm = channel_after(channel, TextState.IN, ChannelEvent.FIRM_OFF)
    client = channel_after(channel, firm, ChannelEvent.CLIENT_OFF)
    assert client is TextState.OUT_CONTACT
    assert channel_after(channel, client, ChannelEvent.FIRM_OFF) is TextState.OUT_CONTACT


def test_a_client_cannot_ask_to_be_blocked():
    after = channel_after(Channel.CALLS_IN, TextState.IN, ChannelEvent.CLIENT_OFF)
    assert after is TextState.IN


def test_texts_are_not_for_this_table():
    with pytest.raises(ValueError, match="own table"):
        channel_after(Channel.TEXTS, TextState.IN, ChannelEvent.ON)
    with pytest.raises(ValueError, match="gate"):
        may_use(Use(Channel.TEXTS), TextState.IN)


@pytest.mark.parametrize(("channel", "state"), list(product(OTHERS, OFF)))
def test_what_is_off_lets_nothing_through_without_a_reason_and_nothing_automatic_at_all(
    channel, state
):
    assert not may_use(Use(channel), state)
    assert may_use(Use(channel), state, overridden=True)
    assert not may_use(Use(channel, automatic=True), state, overridden=True)


EVENTS = st.lists(st.tuples(st.sampled_from(OTHERS), st.sampled_from(list(ChannelEvent))))


@given(EVENTS)
def test_the_controls_are_independent_of_each_other(events):
    together = dict.fromkeys(OTHERS, TextState.IN)
    for channel, event in events:
        together[channel] = channel_after(channel, together[channel], event)
    for channel in OTHERS:
        alone = TextState.IN
        for other, event in events:
            if other is channel:
                alone = channel_after(channel, alone, event)
        assert together[channel] is alone
