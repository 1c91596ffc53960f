"""Calls and e-mail in the store: recorded, gated, each for itself, keyed on number or address."""

from itertools import product

import pytest

from desktop_app.models import consent as consents
from desktop_app.models import ledger
from desktop_app.models.enums import Channel, TextState
from desktop_app.services.consent import channels
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import ContactEdit
from desktop_app.services.rules.channels import ChannelEvent
from tests.store_kit import MARIA, TOMASZ

DANA = "Dana Whitfield"
EMAIL = "maria.d@example.com"


def keys(desk, place):
    return [item.key for item in desk.reading.menu(place) if item.enabled]


def line(desk, place, channel):
    return next(c for c in desk.reading.contact_card(place).consent if c.channel == channel)


def test_the_firm_turns_calls_off_and_on_again_in_ledger_menu_and_panel(desk, maria):
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    assert "opt_in_calls" in keys(desk, maria)
    shown = line(desk, maria, "Calls")
    assert (shown.words, shown.detail.split(",")[0]) == ("Opted out by firm", DANA)
    assert desk.reading.known(MARIA).gate.state is TextState.IN
    desk.consent.opt_in_by_firm(MARIA, DANA, Channel.CALLS_OUT)
    assert "opt_out_calls" in keys(desk, maria)
    with desk.database.read() as connection:
        assert ledger.verify(connection).broken_at is None


@pytest.mark.row("S0-27")
def test_email_is_keyed_on_the_address_and_can_be_turned_on_again(desk, maria):
    desk.consent.opt_out_by_firm(EMAIL, DANA, "shared inbox", Channel.EMAIL)
    assert line(desk, maria, "Email").words == "Opted out by firm"
    assert "opt_in_email" in keys(desk, maria)
    desk.consent.opt_in_by_firm(EMAIL, DANA, Channel.EMAIL)
    assert "opt_out_email" in keys(desk, maria)
    said = [row.body for row in desk.reading.messages(desk.reading.thread_ids(maria))]
    assert f"{DANA} opted María out of email — shared inbox" in said
    assert f"{DANA} opted María back in to email — turned on again" in said


def test_what_the_client_asked_for_is_said_as_that(desk, maria):
    desk.consent.opt_out_told_firm(MARIA, DANA, "by phone", "no calls at work", Channel.CALLS_OUT)
    assert line(desk, maria, "Calls").words == "Asked to stop"
    entry = desk.reading.ledger_entry(desk.reading.ledger_of(MARIA)[0].seq)
    assert dict(entry.facts)["Words"] == "“no calls at work”"


def test_a_reason_of_nothing_is_refused_at_its_field(desk, maria):
    with pytest.raises(InvalidInput) as told:
        desk.consent.opt_out_by_firm(MARIA, DANA, "", Channel.CALLS_OUT)
    assert told.value.fields[0].field == "reason"


def test_doing_it_twice_is_one_entry(desk, maria):
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    before = desk.reading.ledger_of(MARIA)[0].seq
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    assert desk.reading.ledger_of(MARIA)[0].seq == before


def test_two_people_with_one_address_share_its_state(desk, contacts, maria):
    contacts.save(ContactEdit(None, "Elena Delgado", cell=TOMASZ, email=EMAIL.upper()), DANA)
    desk.consent.opt_out_by_firm(EMAIL, DANA, "shared inbox", Channel.EMAIL)
    standing = desk.reading.standings(TOMASZ).email
    assert standing.state is TextState.OUT_FIRM


def test_without_an_address_the_item_says_what_is_missing(desk, contacts):
    contacts.save(ContactEdit(None, "Tomasz Nowak", cell=TOMASZ), DANA)
    item = next(i for i in desk.reading.menu_of_number(TOMASZ) if i.key == "opt_out_email")
    assert (item.enabled, item.reason) == (
        False,
        "No email address yet. Add one to the record.",
    )


def test_the_ledger_names_the_channel_and_never_calls_it_texts(desk, maria):
    consent = desk.consent
    consent.opt_out_by_firm(MARIA, DANA, "calls at night", Channel.CALLS_IN)
    consent.opt_in_by_firm(MARIA, DANA, Channel.CALLS_IN)
    consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    consent.opt_out_told_firm(EMAIL, DANA, "by phone", "no email please", Channel.EMAIL)
    assert [line.title for line in desk.reading.ledger_of(MARIA)][:3] == [
        "Calls turned off by the firm",
        "Unblocked as a caller",
        "Blocked as a caller",
    ]
    assert desk.reading.ledger_of(EMAIL)[0].title == "Asked for no more email"


@pytest.mark.row("S0-29")
@pytest.mark.parametrize("off", list(product([False, True], repeat=4)))
def test_the_four_controls_stand_in_all_their_sixteen_states_without_touching_each_other(
    desk, maria, off
):
    texts, calls_out, calls_in, email = off
    if texts:
        desk.consent.opt_out_by_firm(MARIA, DANA, "case on hold")
    if calls_out:
        desk.consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    if email:
        desk.consent.opt_out_by_firm(EMAIL, DANA, "shared inbox", Channel.EMAIL)
    with desk.database.write() as connection:
        if calls_in:
            act = channels.ChannelAct(
                MARIA, Channel.CALLS_IN, ChannelEvent.FIRM_OFF, DANA, "abusive", "blocked"
            )
            channels.carry_out(connection, act, desk.clock.now())
        found = [
            consents.channel_of(connection, address, channel).state is TextState.OUT_FIRM
            for address, channel in (
                (MARIA, Channel.TEXTS),
                (MARIA, Channel.CALLS_OUT),
                (MARIA, Channel.CALLS_IN),
                (EMAIL, Channel.EMAIL),
            )
        ]
    assert found == list(off)
    standings = desk.reading.standings(MARIA)
    assert standings.calls.open is not calls_out
    assert standings.email.open is not email
