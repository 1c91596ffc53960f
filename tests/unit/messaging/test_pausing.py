"""Sending paused by a person: nothing leaves, everything else goes on, and it is kept."""

from desktop_app.services.errors import OutcomeUnknown
from desktop_app.services.events import SettingChanged
from desktop_app.services.messaging.outbox import LOOK_AFTER_S
from desktop_app.services.records import OutboxState, Problem

DANA = "Dana Whitfield"


def test_nothing_is_posted_while_sending_is_paused(desk):
    desk.messaging.pause_sending(on=True, actor=DANA)
    queued = desk.queue()
    done = desk.sender.send_due()
    assert (done.paused, done.stopped_by) == (True, DANA)
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is OutboxState.QUEUED
    assert desk.reading.queued_count() == 1
    assert SettingChanged("sending_paused") in desk.events


def test_the_pause_outlives_the_program(desk):
    desk.messaging.pause_sending(on=True, actor=DANA)
    desk.queue()
    desk.restart()
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.reading.setting("sending_paused_by") == DANA


def test_resuming_sends_what_waited_and_wakes_the_sender(desk):
    desk.messaging.pause_sending(on=True, actor=DANA)
    queued = desk.queue()
    desk.sender.send_due()
    woken = len(desk.woken)
    desk.messaging.pause_sending(on=False, actor=DANA)
    assert len(desk.woken) == woken + 1
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.ACCEPTED
    assert desk.reading.setting("sending_paused_by") == ""


def test_a_lost_answer_is_looked_for_also_while_sending_is_paused(desk):
    queued = desk.queue()
    lost = OutcomeUnknown(Problem("Twilio didn't answer."))
    lost.stored = True
    desk.twilio.answers.append(lost)
    desk.sender.send_due()
    desk.messaging.pause_sending(on=True, actor=DANA)
    assert desk.sender.next_moment() == desk.clock.now() + LOOK_AFTER_S[0]
    desk.clock.at += LOOK_AFTER_S[0]
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.ACCEPTED


def test_a_paused_sender_has_nothing_to_wake_for(desk):
    desk.messaging.pause_sending(on=True, actor=DANA)
    desk.queue()
    assert desk.sender.next_moment() is None


def test_a_pause_that_comes_between_choosing_a_text_and_posting_it_holds(desk):
    queued = desk.queue()
    first_look = desk.twilio.list_messages

    def paused_meanwhile(**asked):
        desk.messaging.pause_sending(on=True, actor=DANA)
        return first_look(**asked)

    desk.twilio.list_messages = paused_meanwhile
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is OutboxState.QUEUED
