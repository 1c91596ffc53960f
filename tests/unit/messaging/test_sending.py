"""A text on its way out: committed first, asked about twice, never sent a second time by itself."""

import pytest

from desktop_app.models import cipher, outbox
from desktop_app.models.errors import RowRefused
from desktop_app.services.errors import (
    BrieftextError,
    KeyRefused,
    NotReached,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from desktop_app.services.events import TextStateChanged
from desktop_app.services.messaging.deciding import UNDECIDED
from desktop_app.services.messaging.outbox import LOOK_AFTER_S
from desktop_app.services.records import MessageStatus, OutboxState, Problem, TextState
from desktop_app.services.rules.gate import CHECKS, OK
from tests.store_kit import KEY, MARIA, NOW, OURS, TOMASZ, raw_message

S = OutboxState


def lost(*, stored):
    error = OutcomeUnknown(Problem("Twilio didn't answer."))
    error.stored = stored
    return error


def test_a_text_goes_out_once_and_its_bubble_takes_the_sid(desk):
    queued = desk.queue()
    assert desk.row(queued.outbox_id).state is S.QUEUED
    assert desk.bubble(queued.outbox_id).status is MessageStatus.WAITING
    assert desk.woken == [True]
    desk.sender.send_due()
    desk.sender.send_due()
    assert desk.twilio.posts == [(MARIA, OURS, "Hello Maria")]
    row = desk.row(queued.outbox_id)
    assert (row.state, row.sid) == (S.ACCEPTED, desk.twilio.listed[0]["sid"])
    assert desk.bubble(queued.outbox_id).status is MessageStatus.QUEUED


def test_a_double_click_is_one_row(desk):
    first, second = desk.queue(key="draft-1"), desk.queue(key="draft-1")
    assert first.outbox_id == second.outbox_id
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1


def test_sending_takes_the_draft_with_it(desk):
    desk.messaging.save_draft(MARIA, "Hello Maria")
    assert desk.reading.draft(MARIA) == "Hello Maria"
    desk.queue()
    assert desk.reading.draft(MARIA) == ""


@pytest.mark.parametrize(
    ("body", "words"), [("", "nothing to send"), (" \n ", "nothing to send"), ("x" * 1612, "12 ch")]
)
def test_what_cannot_be_a_text_is_refused_and_the_draft_stays(desk, body, words):
    desk.messaging.save_draft(MARIA, "typed before")
    outcome = desk.queue(body, key="k")
    assert (outcome.outbox_id, outcome.state) == (None, S.BLOCKED)
    assert words in outcome.reason
    assert desk.reading.draft(MARIA) == "typed before"


@pytest.mark.row("S0-58")
def test_without_consent_nothing_is_queued(desk):
    outcome = desk.queue(to=TOMASZ)
    assert (outcome.outbox_id, outcome.rule) == (None, "B-01")
    assert "no record that" in outcome.reason


def test_the_row_is_committed_before_the_post(desk):
    seen = []

    def create_message(**_to):
        reader = cipher.open_reader(desk.database.path, KEY)
        seen.append(reader.execute("SELECT state, posted_at FROM outbox").fetchone())
        seen.append(reader.execute("SELECT outcome FROM attempts").fetchone())
        reader.close()
        raise lost(stored=False)

    desk.twilio.create_message = create_message
    desk.queue()
    desk.sender.send_due()
    assert seen == [("posting", NOW), ("",)]


def test_a_stop_after_queuing_and_before_sending_keeps_the_text_here(desk):
    queued = desk.queue()
    desk.twilio.listed.append(raw_message("STOP", at=NOW))
    desk.sender.send_due()
    assert desk.twilio.posts == []
    row = desk.row(queued.outbox_id)
    assert (row.state, row.rule) == (S.BLOCKED, "A-03")
    assert desk.bubble(queued.outbox_id).status is MessageStatus.BLOCKED
    assert "opted out first" in desk.bubble(queued.outbox_id).reason
    assert any(isinstance(event, TextStateChanged) for event in desk.events)


def test_an_opt_out_by_the_firm_withdraws_what_waits(desk):
    queued = desk.queue()
    desk.consent.opt_out_by_firm(MARIA, "Dana Whitfield", "case on hold")
    assert desk.row(queued.outbox_id).state is S.BLOCKED
    desk.consent.opt_in_by_firm(MARIA, "Dana Whitfield")
    desk.sender.send_due()
    assert desk.twilio.posts == []


def test_the_gate_is_asked_again_in_the_sender_s_own_transaction(desk, monkeypatch):
    """Even where nothing withdrew the row: state alone decides as it leaves."""
    queued = desk.queue()
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE channel_consents SET state = 'out_carrier'")
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).rule == "A-03"


def test_a_connection_that_never_came_up_is_tried_again_later(desk):
    queued = desk.queue()
    desk.twilio.answers.append(NotReached(Problem("No connection to Twilio.")))
    desk.sender.send_due()
    row = desk.row(queued.outbox_id)
    assert (row.state, row.reason) == (S.QUEUED, "Waiting for the internet")
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1
    desk.clock.at += 3
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.ACCEPTED


def test_429_waits_as_long_as_twilio_asks(desk):
    queued = desk.queue()
    desk.twilio.answers.append(Throttled(Problem("Too many requests."), retry_after=30))
    desk.sender.send_due()
    desk.clock.at += 29
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1
    desk.clock.at += 1
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.ACCEPTED


def test_a_refused_key_pauses_the_queue_and_loses_nothing(desk):
    desk.consent.record_consent(_consent(TOMASZ), "Dana Whitfield")
    first, second = desk.queue(), desk.queue("Hello Tomasz", to=TOMASZ)
    desk.twilio.answers.append(
        KeyRefused(Problem("Twilio refused the key."), status=401, code=20003)
    )
    done = desk.sender.send_due()
    assert done.paused
    assert len(desk.twilio.posts) == 1
    assert {desk.row(each.outbox_id).state for each in (first, second)} == {S.QUEUED}
    for _ in range(2):  # the number takes one a second
        desk.clock.at += 61
        desk.sender.send_due()
    assert {desk.row(each.outbox_id).state for each in (first, second)} == {S.ACCEPTED}


def _consent(number):
    from desktop_app.models.enums import ConsentLevel
    from desktop_app.services.records import ConsentEntry

    return ConsentEntry(
        number, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "You may text me"
    )


def test_a_refusal_is_final_and_says_why(desk):
    queued = desk.queue()
    problem = Problem("Not a working number.", "Twilio doesn't know it.", "Check the digits.")
    desk.twilio.answers.append(Refused(problem, status=400, code=21211))
    desk.sender.send_due()
    row = desk.row(queued.outbox_id)
    assert (row.state, row.error_code) == (S.REFUSED, 21211)
    assert "Check the digits." in row.reason
    desk.clock.at += 10_000
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1


def test_21610_closes_the_conversation_for_good(desk):
    queued = desk.queue()
    desk.twilio.answers.append(Refused(Problem("Opted out."), status=400, code=21610))
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.REFUSED
    assert desk.reading.conversation_by_number(MARIA).text_state is TextState.OUT_CARRIER
    assert desk.queue("again").rule == "A-03"


def test_a_number_twilio_calls_unregistered_sends_nothing_more(desk):
    desk.queue()
    desk.twilio.answers.append(Refused(Problem("Not registered."), status=400, code=30034))
    desk.sender.send_due()
    assert desk.queue("again").rule == "G-20"


def test_a_lost_answer_is_looked_for_and_never_sent_again(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=True))
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.UNKNOWN
    assert desk.bubble(queued.outbox_id).status is MessageStatus.CHECKING
    desk.clock.at += LOOK_AFTER_S[0]
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.ACCEPTED
    assert len(desk.twilio.posts) == 1


def test_a_text_that_left_no_trace_ends_with_a_question_after_the_horizon(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=False))
    desk.sender.send_due()
    for _ in range(400):
        desk.clock.at += 1
        desk.sender.send_due()
        if desk.row(queued.outbox_id).state is S.UNRESOLVED:
            break
        assert desk.row(queued.outbox_id).state is S.UNKNOWN
    assert desk.clock.at - NOW >= 300
    assert desk.row(queued.outbox_id).looks >= 8
    assert desk.bubble(queued.outbox_id).status is MessageStatus.UNSURE
    assert len(desk.twilio.posts) == 1


def test_while_twilio_cannot_be_read_nothing_is_concluded(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=False))
    desk.sender.send_due()
    for _ in range(40):
        desk.clock.at += 30
        desk.twilio.list_errors.append(NotReached(Problem("No connection.")))
        desk.sender.send_due()
        desk.twilio.list_errors.clear()
    assert desk.row(queued.outbox_id).state is S.UNKNOWN


def unresolved(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=False))
    desk.sender.send_due()
    for _ in range(60):
        desk.clock.at += 10
        desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.UNRESOLVED
    return queued.outbox_id


def test_a_late_copy_settles_a_text_a_person_was_asked_about(desk):
    outbox_id = unresolved(desk)
    late = raw_message("Hello Maria", at=NOW + 3, inbound=False, status="sent")
    desk.twilio.listed.append(late)
    desk.sync()
    row = desk.row(outbox_id)
    assert (row.state, row.sid) == (S.ACCEPTED, late["sid"])
    assert desk.bubble(outbox_id).status is MessageStatus.SENT


def test_check_again_looks_once_more(desk):
    outbox_id = unresolved(desk)
    desk.messaging.check_again(outbox_id)
    assert desk.row(outbox_id).state is S.UNRESOLVED
    desk.twilio.listed.append(raw_message("Hello Maria", at=NOW + 3, inbound=False))
    desk.messaging.check_again(outbox_id)
    assert desk.row(outbox_id).state is S.ACCEPTED


def test_send_again_is_a_new_row_that_names_the_old(desk):
    outbox_id = unresolved(desk)
    again = desk.messaging.resend(outbox_id, "Dana Whitfield")
    desk.sender.send_due()
    assert desk.row(again.outbox_id).state is S.ACCEPTED
    assert desk.row(outbox_id).state is S.UNRESOLVED
    with desk.database.read() as connection:
        assert outbox.read(connection, again.outbox_id).resend_of == outbox_id


def test_send_again_is_closed_while_the_first_is_still_looked_for(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=False))
    desk.sender.send_due()
    with pytest.raises(BrieftextError, match="can’t be sent again yet"):
        desk.messaging.resend(queued.outbox_id, "Dana Whitfield")


def test_mark_as_not_sent_is_a_person_s_word(desk):
    outbox_id = unresolved(desk)
    desk.messaging.mark_not_sent(outbox_id, "Dana Whitfield")
    assert desk.row(outbox_id).state is S.NOT_SENT
    assert "Dana Whitfield" in desk.bubble(outbox_id).reason


def test_two_texts_that_could_be_it_are_left_to_a_person(desk):
    queued = desk.queue()
    desk.twilio.answers.append(lost(stored=True))
    desk.sender.send_due()
    desk.twilio.listed.append(raw_message("Hello Maria", at=NOW + 1, inbound=False))
    desk.clock.at += 2
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.UNRESOLVED


def test_order_within_a_conversation_holds_while_one_is_unknown(desk):
    first = desk.queue("one")
    desk.twilio.answers.append(lost(stored=True))
    desk.sender.send_due()
    second = desk.queue("two")
    desk.sender.send_due()
    assert [body for _, _, body in desk.twilio.posts] == ["one"]
    desk.clock.at += 2
    desk.sender.send_due()
    assert [body for _, _, body in desk.twilio.posts] == ["one", "two"]
    assert {desk.row(each.outbox_id).state for each in (first, second)} == {S.ACCEPTED}


def test_a_process_that_dies_in_the_post_leaves_a_text_to_be_looked_for(desk):
    queued = desk.queue()

    class Killed(BaseException):
        pass

    def create_message(**_to):
        raise Killed

    real, desk.twilio.create_message = desk.twilio.create_message, create_message
    with pytest.raises(Killed):
        desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.POSTING
    desk.twilio.create_message = real
    desk.restart()
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.UNKNOWN
    assert desk.twilio.posts == []


def test_only_the_holder_of_the_lock_sends(desk):
    queued = desk.queue()
    desk.lock.taken = True
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.QUEUED
    desk.lock.taken = False
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is S.ACCEPTED


@pytest.mark.parametrize("column", ["body", "to_number", "from_number", "actor", "recipient_name"])
def test_a_queued_text_cannot_be_changed(desk, column):
    desk.queue()
    with pytest.raises(RowRefused, match="never changed"), desk.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE outbox SET {column} = '+18135550199'")
    with pytest.raises(RowRefused, match="never deleted"), desk.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM outbox")


def test_where_the_client_s_own_texts_cannot_be_read_nothing_leaves(desk):
    queued = desk.queue()
    desk.twilio.list_errors.append(NotReached(Problem("No connection to Twilio.")))
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is S.QUEUED


@pytest.mark.expected_log("the gate could not decide: ZeroDivisionError")
def test_where_the_gate_cannot_decide_one_text_stays_and_the_others_go(desk, monkeypatch):
    broken = desk.queue("This one breaks a check", key="broken")
    good = desk.queue("This one is fine", key="good")

    def check(facts):
        return OK if "breaks" not in facts.body else 1 // 0

    monkeypatch.setitem(CHECKS, "breaks", check)
    desk.messaging.send_due()
    row = desk.row(broken.outbox_id)
    assert (row.state, row.reason) == (OutboxState.BLOCKED, UNDECIDED)
    assert desk.row(good.outbox_id).state is OutboxState.ACCEPTED
