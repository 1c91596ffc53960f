"""Overrides in the store: reason and text in one commit, used once, refused where they must be."""

import json
from dataclasses import replace

import pytest

from desktop_app.models import ledger
from desktop_app.models.enums import Channel, OutboxState, TextState
from desktop_app.services.consent.records import OverrideRequest
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ConsentEntry, ConsentLevel, TextRequest
from tests.store_kit import MARIA, NOW, raw_message

DANA = "Dana Whitfield"
NOOR = "Noor Haddad"
WORDS = "The hearing moved to 8:30 AM today."
REASON = "Judge moved the hearing, a letter would be too late."


@pytest.fixture
def off(desk, maria):
    """Maria agreed to texts; the firm turned them off."""
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-01", "on the intake form", "Text me")
    desk.consent.record_consent(entry, DANA)
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers the phone")
    return maria


def request(words=WORDS):
    return TextRequest(MARIA, words, f"key-{words}", NOOR)


def override(desk, **changes):
    offer = desk.reading.override_offer(MARIA)
    seen = offer.seen_seq if offer is not None else 0
    made = OverrideRequest(MARIA, Channel.TEXTS, "deadline", REASON, WORDS, seen)
    return replace(made, **changes)


def entries(desk):
    with desk.database.read() as connection:
        assert ledger.verify(connection).broken_at is None
        rows = connection.exec_driver_sql(
            "SELECT l.kind, l.actor, p.payload FROM ledger AS l JOIN ledger_payloads AS p "
            "ON p.seq = l.seq ORDER BY l.seq DESC"
        )
        return [(row[0], row[1], json.loads(row[2])) for row in rows]


@pytest.mark.row("S0-24")
def test_one_text_goes_out_with_its_reason_on_record_and_the_state_stays(desk, off):
    outcome = desk.messaging.queue_overriding(request(), override(desk))
    assert outcome.state is OutboxState.QUEUED
    kind, actor, payload = entries(desk)[0]
    assert (kind, actor) == ("override", NOOR)
    assert (payload["reason"], payload["choice"], payload["text"]) == (REASON, "deadline", WORDS)
    assert desk.reading.known(MARIA).gate.state is TextState.OUT_FIRM
    lines = [row.body for row in desk.reading.messages(desk.reading.thread_ids(off))]
    assert any(line.startswith(f"{NOOR} overrode the opt-out — one text") for line in lines)
    desk.messaging.send_due()
    assert desk.reading.outbox_row(outcome.outbox_id).state is OutboxState.ACCEPTED


def test_the_next_text_needs_its_own_reason(desk, off):
    desk.messaging.queue_overriding(request(), override(desk))
    assert desk.messaging.queue_text(request("And another one.")).state is OutboxState.BLOCKED


def test_sending_the_same_text_again_is_not_covered(desk, off):
    done = desk.messaging.queue_overriding(request(), override(desk))
    desk.messaging.send_due()
    again = desk.messaging.resend(done.outbox_id, NOOR)
    assert again.state is OutboxState.BLOCKED


def test_a_text_that_leaves_too_late_is_stopped(desk, off):
    done = desk.messaging.queue_overriding(request(), override(desk))
    desk.clock.at += 16 * 60
    desk.messaging.send_due()
    row = desk.reading.outbox_row(done.outbox_id)
    assert (row.state, row.rule) == (OutboxState.BLOCKED, "F-03")


def test_a_stop_between_the_reason_and_the_sending_wins(desk, off):
    done = desk.messaging.queue_overriding(request(), override(desk))
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    desk.messaging.send_due()
    assert desk.reading.outbox_row(done.outbox_id).state is OutboxState.BLOCKED


def test_what_changed_since_the_offer_takes_it_back(desk, off):
    offered = override(desk)
    desk.consent.opt_in_by_firm(MARIA, DANA)
    desk.consent.opt_out_by_firm(MARIA, DANA, "on second thought")
    with pytest.raises(BrieftextError, match="Something changed"):
        desk.messaging.queue_overriding(request(), offered)
    assert entries(desk)[0][0] == "opt_out_firm"


@pytest.mark.row("S0-25")
def test_after_the_client_s_own_stop_there_is_no_offer_and_the_attempt_is_recorded(desk, off):
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    assert desk.reading.override_offer(MARIA) is None
    with pytest.raises(BrieftextError, match="can’t be overridden"):
        desk.messaging.queue_overriding(request(), override(desk, seen_seq=99))
    kind, actor, payload = entries(desk)[0]
    assert (kind, actor, payload["reason"]) == ("override_refused", NOOR, REASON)
    assert desk.reading.outbox_rows(every=True) == []


def test_a_reason_of_one_letter_is_refused_and_nothing_is_kept(desk, off):
    before = len(entries(desk))
    with pytest.raises(InvalidInput) as told:
        desk.messaging.queue_overriding(request(), override(desk, reason="x"))
    assert [problem.field for problem in told.value.fields] == ["reason"]
    assert len(entries(desk)) == before


def test_a_reason_for_other_words_is_refused(desk, off):
    with pytest.raises(BrieftextError, match="another text"):
        desk.messaging.queue_overriding(request("Other words."), override(desk))


def test_where_something_else_blocks_there_is_no_override_and_the_refusal_is_on_record(desk, maria):
    desk.consent.opt_out_by_firm(MARIA, DANA, "prefers the phone")
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE channel_consents SET level = 'none'")
    seen = desk.reading.known(MARIA).ledger_seq
    with pytest.raises(BrieftextError, match="There is no record that María agreed to texts"):
        desk.messaging.queue_overriding(request(), override(desk, seen_seq=seen))
    assert entries(desk)[0][0] == "override_refused"
    with desk.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM overrides").scalar() == 0


TRAP = "Reply CANCEL to cancel your appointment."


def test_a_text_held_for_its_words_goes_out_once_with_a_reason(desk, maria):
    refused = desk.messaging.queue_text(request(TRAP))
    assert (refused.rule, refused.overridable) == ("A-09", True)
    offer = desk.reading.override_offer(MARIA, text=TRAP)
    assert offer.lead == refused.reason
    assert not offer.can_opt_in
    assert ("meant", "The words are meant as they stand") in offer.choices
    given = override(desk, seen_seq=offer.seen_seq, content=TRAP, choice="meant")
    assert desk.messaging.queue_overriding(request(TRAP), given).outbox_id is not None
    desk.messaging.send_due()
    assert [row.body for row in desk.reading.outbox_rows(every=True)] == [TRAP]
    assert [post[-1] for post in desk.twilio.posts] == [TRAP]


def test_words_that_nothing_holds_need_no_reason_and_none_is_recorded(desk, maria):
    before = len(entries(desk))
    seen = desk.reading.known(MARIA).ledger_seq
    with pytest.raises(BrieftextError, match="needs no reason"):
        desk.messaging.queue_overriding(request(), override(desk, seen_seq=seen))
    assert len(entries(desk)) == before


def test_the_offer_says_who_turned_it_off_and_that_the_client_did_not(desk, off):
    offer = desk.reading.override_offer(MARIA)
    assert offer.lead == (
        "Dana Whitfield opted her out of messages today. She has not replied STOP, so the firm may "
        "override its own choice."
    )
    assert offer.choices[0] == ("asked", "María asked for this text")
    assert offer.next_entry == len(entries(desk)) + 1


def test_there_is_no_offer_where_nothing_is_off(desk, maria):
    assert desk.reading.override_offer(MARIA) is None


# Often lately ----------------------------------------------------------------------------------

WEEK = 7 * 86_400
SUGGESTION = "Overridden twice this week. Turn texts on again?"


def override_twice(desk):
    for words in ("One text", "Another text"):
        made = override(desk, content=words)
        desk.messaging.queue_overriding(request(words), made)


def menu_line(desk):
    items = desk.reading.menu_of_number(MARIA)
    return next(item for item in items if item.key == "opt_in_messages")


def test_two_overrides_in_a_week_suggest_to_turn_texts_on_again(desk, off):
    desk.messaging.queue_overriding(request(), override(desk))
    assert desk.reading.override_offer(MARIA).suggestion == ""
    assert menu_line(desk).now.startswith("Now: opted out by Dana Whitfield")
    desk.messaging.queue_overriding(request("Another text"), override(desk, content="Another text"))
    assert desk.reading.override_offer(MARIA).suggestion == SUGGESTION
    assert (menu_line(desk).now, menu_line(desk).enabled) == (SUGGESTION, True)


def test_what_was_overridden_longer_ago_suggests_nothing(desk, off):
    override_twice(desk)
    desk.clock.at += WEEK + 1
    assert desk.reading.override_offer(MARIA).suggestion == ""
    assert menu_line(desk).now.startswith("Now: opted out")


def test_the_suggestion_taken_turns_texts_on_and_is_on_record(desk, off):
    override_twice(desk)
    desk.consent.opt_in_by_firm(MARIA, NOOR)
    assert desk.reading.known(MARIA).gate.state is TextState.IN
    assert entries(desk)[0][:2] == ("opt_in_firm", NOOR)


def test_where_nobody_at_the_firm_turned_texts_off_nothing_is_suggested(desk, off):
    override_twice(desk)
    PageStore(desk.database).put([raw_message("STOP", at=NOW + 5)], NOW + 5)
    assert desk.reading.override_offer(MARIA) is None
    assert SUGGESTION not in {item.now for item in desk.reading.menu_of_number(MARIA)}
