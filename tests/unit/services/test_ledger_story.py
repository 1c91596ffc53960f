"""Ledger entries as they are read: in words, with everything they keep, for the right number."""

import pytest

from desktop_app.services.consent.story import ledger_entry
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentLevel
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DANA = "Dana Whitfield"


@pytest.fixture
def told(desk, maria):
    """Maria agreed on paper, was turned off and on, and sent STOP; Tomasz wrote in between."""
    words = "I agree to receive texts about my case"
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-01", "on the intake form", words)
    desk.consent.record_consent(entry, DANA)
    desk.consent.opt_out_by_firm(MARIA, DANA, "case on hold")
    store(desk, raw_message("Hello", at=NOW - 30, client=TOMASZ))
    desk.consent.opt_in_by_firm(MARIA, DANA)
    store(desk, raw_message("Stop", at=NOW - 10))
    return desk.reading.ledger_of(MARIA, None, 4)


def store(desk, raw):
    PageStore(desk.database).put([raw], NOW)


def test_a_number_has_its_own_entries_newest_first(told, desk):
    assert [line.title for line in told] == [
        "Opted out of texts",
        "Texts turned on again by the firm",
        "Texts turned off by the firm",
        "Agreed to texts",
    ]
    assert [line.title for line in desk.reading.ledger_of(TOMASZ)] == ["Wrote to the firm first"]
    seqs = [line.seq for line in told]
    assert seqs == sorted(seqs, reverse=True)


def test_a_line_says_what_the_change_rests_on(told):
    stop, _on, off, agreed = told
    assert stop.detail == "STOP reply"
    assert off.detail == "Case on hold"
    assert off.by == DANA
    assert agreed.detail.startswith("On the intake form · “I agree to receive texts")


def test_older_entries_follow_below_one(told, desk):
    page = desk.reading.ledger_of(MARIA, told[0].seq, 2)
    assert [line.seq for line in page] == [line.seq for line in told[1:3]]


def test_an_entry_keeps_everything_the_text_was(told, desk):
    entry = desk.reading.ledger_entry(told[0].seq)
    facts = dict(entry.facts)
    assert facts["Text"] == "“Stop”"
    assert facts["Twilio SID"].startswith("SM")
    assert facts["Acted on by"] == "The network itself"
    assert (facts["Before"], facts["After"]) == ("Opted in", "Opted out by STOP")
    assert entry.number == MARIA
    assert len(entry.fingerprint) == len(entry.follows) == 64


def test_the_fingerprint_an_entry_follows_is_that_of_the_one_before(told, desk):
    entry = desk.reading.ledger_entry(told[0].seq)
    before = desk.reading.ledger_entry(told[0].seq - 1)
    assert entry.follows == before.fingerprint


def test_an_entry_that_is_not_there_is_none(desk):
    assert desk.reading.ledger_entry(999) is None


def test_the_chain_is_checked_and_counted(told, desk):
    check = desk.consent.verify_ledger()
    assert check.entries == told[0].seq
    assert check.broken_at is None


@pytest.mark.parametrize("payload", ["not json", "[1, 2]", '{"strange_key": 7}'])
def test_a_fact_nobody_foresaw_is_shown_all_the_same(payload):
    row = (1, NOW, NOW, DANA, MARIA, "texts", "opt_out_firm", payload, "0" * 64, "1" * 64)
    words = [f"{name} {text}" for name, text in ledger_entry(row).facts]
    assert words in (["Payload not json"], ["Payload [1, 2]"], ["Strange key 7"])


def test_an_entry_of_an_unknown_kind_is_shown_by_its_name():
    row = (1, NOW, NOW, DANA, MARIA, "texts", "forged", "{}", "0" * 64, "1" * 64)
    assert ledger_entry(row).line.title == "Changed: forged"
