"""The state on a given day comes out of the ledger alone, and the whole ledger gives today's."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.models.enums import Channel
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.as_of import ChannelAsOf, state_as_of
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextState
from tests.store_kit import MARIA, NOW, TOMASZ, SetClock, make_store, raw_message
from tests.unit.messaging.conftest import desk

__all__ = ["desk"]

DANA, EMAIL = "Dana Whitfield", "maria.d@example.com"
FOREVER = 2**40


def texts(desk, at, number=MARIA):
    return desk.reading.ledger_as_of(number, at)[0]


def test_a_day_shows_what_held_then_and_who_made_it_so(desk):
    desk.clock.at = NOW + 100
    desk.consent.opt_out_by_firm(MARIA, DANA, "case on hold")
    desk.clock.at = NOW + 200
    desk.consent.opt_in_by_firm(MARIA, DANA)
    assert texts(desk, 0) == ChannelAsOf(Channel.TEXTS)
    assert texts(desk, NOW + 99).state is TextState.IN
    off = texts(desk, NOW + 100)
    assert (off.state, off.by, off.since) == (TextState.OUT_FIRM, DANA, NOW + 100)
    assert texts(desk, NOW + 200).state is TextState.IN


def test_a_stop_read_later_holds_from_when_it_was_sent_and_says_so(desk):
    PageStore(desk.database).put([raw_message("STOP", at=NOW - 500)], NOW)
    then = texts(desk, NOW - 400)
    assert then.state is TextState.OUT_CARRIER
    assert then.recorded_later
    assert not texts(desk, NOW).recorded_later
    assert texts(desk, NOW - 501).state is not TextState.OUT_CARRIER


def test_each_channel_has_its_own_history_and_email_its_own_address(desk):
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers texts", Channel.CALLS_OUT)
    desk.consent.opt_out_by_firm(EMAIL, DANA, "prefers texts", Channel.EMAIL)
    found = {each.channel: each.state for each in desk.reading.ledger_as_of(MARIA, FOREVER, EMAIL)}
    assert found[Channel.TEXTS] is TextState.IN
    assert found[Channel.CALLS_OUT] is TextState.OUT_FIRM
    assert found[Channel.EMAIL] is TextState.OUT_FIRM
    assert found[Channel.CALLS_IN] is TextState.NONE


@pytest.mark.parametrize("payload", [None, "no json", "[1]", '{"to": "nowhere"}', '{"to": [1]}'])
def test_an_entry_that_says_nothing_of_a_state_changes_none(payload):
    entry = {"seq": 1, "recorded_at": 1, "happened_at": 1, "actor": "x", "channel": "texts",
             "kind": "help_keyword", "payload": payload}  # fmt: skip
    assert state_as_of([entry], 5) == ChannelAsOf(Channel.TEXTS)


WORDS = (
    *("STOP", "START", "YES", "HELP", "Hello"),
    *("off", "on", "told", "agreed", "written", "calls-off", "calls-on"),
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(WORDS),
        st.sampled_from((MARIA, TOMASZ)),
        st.integers(-1_000, 1_000),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(ACTS)
def test_the_whole_ledger_gives_today_s_state_for_every_number(acts):
    with TemporaryDirectory() as folder:
        database = make_store(Path(folder) / "profile" / "brieftext.db")
        clock = SetClock()
        consent = ConsentService(database, clock, EventBus(), practice=True)
        for act, number, shift in acts:
            clock.at += 10
            do(database, consent, act, number, clock.at, shift)
        with closing(database.reader()) as connection:
            rows = connection.execute(
                "SELECT number, channel, state, level FROM channel_consents"
            ).fetchall()
            for number, channel, state, level in rows:
                entries = list(queries.whole_entries(connection, number=number))
                found = state_as_of(entries, FOREVER, Channel(channel))
                assert (found.state, found.level) == (state, level)
            assert {row[0] for row in rows} <= {MARIA, TOMASZ}
        database.close()


def do(database, consent, act, number, now, shift):
    calls = Channel.CALLS_OUT
    level = ConsentLevel.EXPRESS_WRITTEN if act == "written" else ConsentLevel.EXPRESS
    entry = ConsentEntry(number, level, "2026-03-04", "intake form", "You may text me")
    staff = {
        "off": lambda: consent.opt_out_by_firm(number, DANA, "on hold"),
        "on": lambda: consent.opt_in_by_firm(number, DANA),
        "told": lambda: consent.opt_out_told_firm(number, DANA, "by phone", "no more"),
        "agreed": lambda: consent.record_consent(entry, DANA),
        "written": lambda: consent.record_consent(entry, DANA),
        "calls-off": lambda: consent.opt_out_by_firm(number, DANA, "on hold", calls),
        "calls-on": lambda: consent.opt_in_by_firm(number, DANA, calls),
    }
    try:
        if act in staff:
            staff[act]()
        else:
            message = raw_message(act, at=now + shift, client=number)
            PageStore(database).put([message], max(now, now + shift))
    except BrieftextError:
        pass  # refused: nothing is recorded, which is part of what must hold
