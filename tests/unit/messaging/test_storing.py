"""What comes in: stored once, in time order, with all it implies in the same transaction."""

import pytest

from desktop_app.models import ledger
from desktop_app.services.events import ArrivedText, ConversationsChanged, TextsArrived
from desktop_app.services.messaging.storing import JUST_NOW_S, PageStore
from desktop_app.services.messaging.sync_lines import event_line, read_event
from desktop_app.services.records import ConsentLevel, Direction, MessageStatus, TextState
from tests.store_kit import MARIA, NOW, OURS, TOLL_FREE, TOMASZ, raw_message


def put(desk, *raws, at_once=500):
    """Store these, newest first, as Twilio lists them."""
    newest_first = list(reversed(raws))
    return PageStore(desk.database).put(newest_first, desk.clock.now(), at_once)


def thread(desk, number=MARIA):
    place = desk.reading.conversation_by_number(number).id
    return desk.reading.messages(desk.reading.thread_ids(place))


def texts(desk, number=MARIA):
    return [line.body for line in thread(desk, number) if line.direction is not Direction.EVENT]


def events(desk, number=MARIA):
    return [line for line in thread(desk, number) if line.direction is Direction.EVENT]


def state(desk, number=MARIA):
    return desk.reading.conversation_by_number(number).text_state


def test_a_page_read_twice_is_stored_once(desk):
    raws = [raw_message(f"text {n}", at=NOW + n) for n in range(5)]
    assert put(desk, *raws).new == 5
    again = put(desk, *raws)
    assert (again.new, again.updated, again.conversations) == (0, 0, set())
    assert texts(desk) == [f"text {n}" for n in range(5)]


def test_late_texts_take_their_place_in_time(desk):
    put(desk, raw_message("second", at=NOW + 10))
    put(desk, raw_message("first", at=NOW + 5))
    assert texts(desk) == ["first", "second"]


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_texts_of_one_second_keep_the_order_of_the_list(desk, at_once):
    put(desk, *[raw_message(str(n), at=NOW) for n in range(6)], at_once=at_once)
    assert texts(desk) == [str(n) for n in range(6)]


@pytest.mark.row("S0-01", "S0-09")
def test_stop_closes_the_conversation_with_its_own_time_and_an_entry(desk):
    put(desk, raw_message("STOP", at=NOW - 5000))
    assert state(desk) is TextState.OUT_CARRIER
    assert texts(desk) == ["STOP"]
    notice = desk.reading.locked_notice(desk.reading.conversation_by_number(MARIA).id)
    assert notice.rule == "A-03"
    event = next(line for line in events(desk) if line.reason == "opt_out_client")
    assert event.at == NOW - 5000
    with desk.database.read() as connection:
        row = connection.exec_driver_sql(
            "SELECT happened_at, recorded_at, kind FROM ledger WHERE seq = ?", (event.ledger_seq,)
        ).one()
        assert tuple(row) == (NOW - 5000, NOW, "opt_out_keyword")
        assert ledger.verify(connection).broken_at is None


WORDS = {
    "S0-02": "STOPALL",
    "S0-03": "UNSUBSCRIBE",
    "S0-04": "CANCEL",
    "S0-05": "END",
    "S0-06": "QUIT",
}


@pytest.mark.parametrize(
    "word", [pytest.param(word, marks=pytest.mark.row(row)) for row, word in WORDS.items()]
)
@pytest.mark.parametrize("firm", [OURS, TOLL_FREE])
def test_every_stop_word_closes_the_conversation_on_both_kinds_of_number(desk, word, firm):
    put(desk, raw_message(word.title(), at=NOW, to=firm))
    assert state(desk) in {TextState.OUT_CARRIER, TextState.OUT_CONTACT}
    assert desk.queue().rule == "A-03"


@pytest.mark.row("S0-10")
def test_start_is_shown_and_opens_the_conversation_again(desk):
    put(desk, raw_message("STOP", at=NOW), raw_message("start", at=NOW + 60))
    assert state(desk) is TextState.IN
    assert texts(desk) == ["STOP", "start"]
    assert [line.reason for line in events(desk)][-1] == "opt_in"
    desk.clock.at += 100
    assert desk.queue().outbox_id is not None


def test_start_read_before_the_older_stop_still_counts_as_the_last_word(desk):
    put(desk, raw_message("START", at=NOW + 60))
    put(desk, raw_message("STOP", at=NOW))
    assert state(desk) is TextState.IN


@pytest.mark.row("S0-11")
def test_yes_after_stop_asks_a_person_on_a_long_code_and_does_nothing_on_toll_free(desk):
    put(desk, raw_message("STOP", at=NOW, to=TOLL_FREE))
    put(desk, raw_message("YES", at=NOW + 5, to=TOLL_FREE))
    assert state(desk) is TextState.OUT_CARRIER
    assert "START" in desk.queue().reason
    put(desk, raw_message("YES", at=NOW + 9, to=OURS))
    assert state(desk) is TextState.REVIEW
    assert desk.queue("x").rule == "A-05"
    desk.consent.opt_in_by_firm(MARIA, "Dana Whitfield")
    assert state(desk) is TextState.IN


def test_an_ordinary_yes_changes_nothing(desk):
    put(desk, raw_message("YES", at=NOW + 5))
    assert state(desk) is TextState.IN
    assert [line.reason for line in events(desk)] == ["consent"]


@pytest.mark.row("S0-12", "S0-13")
@pytest.mark.parametrize("word", ["HELP", "info"])
def test_help_is_shown_and_recorded_once_and_answered_by_nobody_here(desk, word):
    raw = raw_message(word, at=NOW + 5)
    put(desk, raw)
    put(desk, raw)
    assert state(desk) is TextState.IN
    assert [line.reason for line in events(desk)] == ["consent", "help"]
    assert "Twilio answers" in events(desk)[-1].body
    desk.sender.send_due()
    assert desk.twilio.posts == []


@pytest.mark.row("S2-08")
def test_who_writes_first_may_be_answered_and_that_is_recorded(desk):
    put(desk, raw_message("Hello, is this the law office?", at=NOW - 60, client=TOMASZ))
    assert state(desk, TOMASZ) is TextState.IN
    assert desk.reading.known(TOMASZ).gate.level is ConsentLevel.IMPLIED
    assert desk.queue("Yes, it is", to=TOMASZ).outbox_id is not None
    with desk.database.read() as connection:
        kinds = connection.exec_driver_sql("SELECT kind FROM ledger WHERE number = ?", (TOMASZ,))
        assert kinds.scalars().all() == ["consent_implied"]


def test_a_first_word_that_is_stop_never_counts_as_hello(desk):
    put(
        desk,
        raw_message("STOP", at=NOW, client=TOMASZ),
        raw_message("why", at=NOW + 1, client=TOMASZ),
    )
    assert state(desk, TOMASZ) is TextState.OUT_CARRIER


@pytest.mark.row("S0-07")
def test_a_sentence_with_stop_in_it_is_no_keyword_and_judged_by_what_it_says(desk):
    put(desk, raw_message("I can't stop by today", at=NOW))
    assert state(desk) is TextState.IN
    put(desk, raw_message("STOP PLEASE", at=NOW + 1))
    assert state(desk) is TextState.OUT_CONTACT  # ours, not the carrier's
    assert texts(desk) == ["I can't stop by today", "STOP PLEASE"]


def test_a_status_only_moves_forward(desk):
    raw = raw_message("Hello", at=NOW, inbound=False, status="sent")
    put(desk, raw)
    put(desk, raw | {"status": "delivered"})
    put(desk, raw | {"status": "sending"})
    assert [line.status for line in thread(desk) if line.body == "Hello"] == [
        MessageStatus.DELIVERED
    ]


def test_a_redaction_at_twilio_keeps_the_words_here(desk):
    raw = raw_message("Hello", at=NOW)
    put(desk, raw)
    put(desk, raw | {"body": "", "status": "read"})
    assert "Hello" in texts(desk)


def test_a_word_for_a_status_that_twilio_adds_later_costs_no_message(desk):
    put(desk, raw_message("Hello", at=NOW, status="teleported"))
    assert texts(desk) == ["Hello"]


def test_an_opt_out_told_late_by_a_failed_delivery_closes_the_conversation(desk):
    raw = raw_message("Hello", at=NOW, inbound=False, status="sent")
    put(desk, raw)
    put(desk, raw | {"status": "failed", "error_code": 21610})
    assert state(desk) is TextState.OUT_CARRIER


def test_a_send_still_waiting_for_its_answer_is_not_stored_twice(desk):
    queued = desk.queue()
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'posting', posted_at = ?", (NOW,))
    put(desk, raw_message("Hello Maria", at=NOW + 1, inbound=False, status="queued"))
    assert texts(desk) == ["Hello Maria"]
    assert desk.row(queued.outbox_id).sid == ""


def test_old_unanswered_texts_of_a_first_sync_are_history_not_work(desk):
    put(desk, raw_message("hello", at=NOW - 30 * 86_400, client="+13125550111"))
    put(desk, raw_message("hello", at=NOW - 3600, client="+13125550112"))
    rows = {row.number: row for row in desk.reading.inbox_page()}
    assert (rows["+13125550111"].unread, rows["+13125550111"].needs_reply) == (False, True)
    assert rows["+13125550112"].unread


def test_a_sender_that_is_no_phone_number_is_left_out_and_the_rest_is_stored(desk):
    stored = put(desk, raw_message("code", at=NOW, client="Twitter"), raw_message("hi", at=NOW + 1))
    assert (stored.fetched, stored.new) == (2, 1)


def test_a_round_reports_what_it_did_and_reads_nothing_new_the_second_time(desk):
    desk.twilio.listed += [raw_message("hi", at=NOW), raw_message("STOP", at=NOW + 1)]
    report = desk.sync()
    assert (report.fetched, report.new, report.opt_outs, report.requests) == (2, 2, 1, 1)
    again = desk.sync()
    assert (again.fetched, again.new, again.updated) == (2, 0, 0)


def test_own_unfinished_texts_are_fetched_by_sid_when_the_list_lags(desk):
    queued = desk.queue()
    desk.sender.send_due()
    raw = desk.twilio.listed[0]
    raw["status"] = "delivered"
    real = desk.twilio.list_messages
    desk.twilio.list_messages = lambda **_: real(to="+10000000000")
    desk.sync()
    assert desk.bubble(queued.outbox_id).status is MessageStatus.DELIVERED


def test_nobody_is_told_before_the_commit(desk):
    seen = []

    def listener(event):
        if isinstance(event, ConversationsChanged):
            seen.append(state(desk))

    desk.sender._events.subscribe(listener)
    desk.queue()
    desk.twilio.listed.append(raw_message("STOP", at=NOW))
    desk.sender.send_due()
    assert seen[-1] is TextState.OUT_CARRIER


def arrived(desk, *raws, read_at=NOW):
    """What is told as having just arrived."""
    return (
        PageStore(desk.database)
        .put(list(reversed(raws)), desk.clock.now(), read_at=read_at)
        .arrived
    )


def test_a_text_of_the_last_minutes_is_told_once_with_its_age_by_twilio_s_clock(desk):
    desk.clock.at = NOW + 5000  # the office's clock is wrong, and that changes nothing
    raw = raw_message("Hello", at=NOW - 3)
    (told,) = arrived(desk, raw)
    (line,) = [line for line in thread(desk) if line.direction is Direction.INBOUND]
    place = desk.reading.conversation_by_number(MARIA).id
    assert told == ArrivedText(place, line.id, 3, opted_out=False)
    assert arrived(desk, raw) == []


def test_history_is_told_to_nobody(desk):
    old = raw_message("Long ago", at=NOW - JUST_NOW_S - 1)
    assert arrived(desk, old, raw_message("Just now", at=NOW - JUST_NOW_S))[0].age_s == JUST_NOW_S
    assert len(texts(desk)) == 2


def test_our_own_texts_are_told_to_nobody(desk):
    own = raw_message("From us", at=NOW) | {"direction": "outbound-api", "from": OURS, "to": MARIA}
    assert arrived(desk, own) == []
    assert texts(desk) == ["From us"]


def test_a_stop_is_told_as_an_opt_out_and_an_ordinary_text_is_not(desk):
    told = arrived(
        desk, raw_message("I will be late", at=NOW), raw_message("STOP", at=NOW, client=TOMASZ)
    )
    assert [each.opted_out for each in told] == [False, True]


def test_a_page_of_which_nobody_knows_when_it_was_read_tells_nothing(desk):
    assert put(desk, raw_message("Hello", at=NOW)).arrived == []


def test_what_arrived_passes_from_process_to_process_unchanged():
    event = TextsArrived((ArrivedText(4, 9, 2), ArrivedText(5, 10, 0, opted_out=True)))
    assert read_event(event_line(event)) == event
