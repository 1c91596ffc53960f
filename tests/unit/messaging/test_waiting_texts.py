"""Late texts ask a person before they leave, and no wait outlasts what was chosen (A14, D2)."""

import pytest

from desktop_app.models.setting import put, settings
from desktop_app.services.errors import NotReached, Throttled
from desktop_app.services.messaging.outbox_records import Group
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.messaging.waiting import ASK_AFTER_S, asks_after
from desktop_app.services.records import MessageStatus, Origin, OutboxState, Problem
from tests.store_kit import raw_message

HOUR = 3_600
DANA = "Dana Whitfield"


def posted(desk):
    return [body for _to, _from, body in desk.twilio.posts]


def offline(desk, seconds):
    """Twilio cannot be reached, and that is noticed once; then time goes by."""
    desk.twilio.list_errors.append(NotReached(Problem("No internet.")))
    desk.clock.at += 60
    desk.sender.send_due()
    desk.clock.at += seconds - 60
    desk.sender.send_due()


def outwait(desk, body="Where are you?"):
    made = desk.queue(body)
    offline(desk, 8 * HOUR)
    return made.outbox_id


def line_of(desk, outbox_id):
    return next(line for line in desk.reading.outbox_lines() if line.id == outbox_id)


def test_a_text_that_waited_too_long_asks_before_it_leaves(desk):
    outbox_id = outwait(desk)
    assert posted(desk) == []
    row = desk.row(outbox_id)
    assert (row.state, row.asked_at) == (OutboxState.QUEUED, desk.clock.at)
    assert row.reason == "it could not leave for 8 hours"
    assert desk.bubble(outbox_id).status is MessageStatus.ASKING
    assert line_of(desk, outbox_id).group(desk.clock.at) is Group.NEEDS_YOU
    assert desk.reading.asking_count() == 1


def test_a_text_that_waited_a_little_leaves_by_itself(desk):
    made = desk.queue("Where are you?")
    offline(desk, ASK_AFTER_S)
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED
    assert posted(desk) == ["Where are you?"]


def test_it_leaves_once_where_a_person_still_wants_it(desk):
    outbox_id = outwait(desk)
    assert desk.messaging.still_send(outbox_id)
    assert desk.bubble(outbox_id).status is MessageStatus.WAITING
    assert desk.woken
    desk.sender.send_due()
    assert posted(desk) == ["Where are you?"]
    assert not desk.messaging.still_send(outbox_id)
    assert desk.reading.asking_count() == 0


def test_one_still_wanted_is_asked_about_again_where_it_waits_as_long_again(desk):
    outbox_id = outwait(desk)
    desk.messaging.still_send(outbox_id)
    offline(desk, ASK_AFTER_S + 60)
    assert desk.row(outbox_id).asked_at == desk.clock.at
    assert posted(desk) == []


def test_one_no_longer_wanted_gives_its_words_back(desk):
    outbox_id = outwait(desk)
    assert desk.messaging.cancel_send(outbox_id) == "Where are you?"
    assert desk.row(outbox_id).state is OutboxState.CANCELLED
    assert desk.reading.asking_count() == 0


def test_the_question_outlives_the_program(desk):
    outbox_id = outwait(desk)
    desk.restart()
    desk.sender.send_due()
    assert posted(desk) == []
    assert desk.row(outbox_id).asked_at


def test_a_stop_ends_the_question(desk):
    outbox_id = outwait(desk)
    PageStore(desk.database).put([raw_message("STOP", at=desk.clock.at)], desk.clock.at)
    assert desk.row(outbox_id).state is OutboxState.BLOCKED
    assert desk.reading.asking_count() == 0
    assert not desk.messaging.still_send(outbox_id)


def test_a_text_that_asks_holds_no_later_one_up(desk):
    outwait(desk)
    desk.queue("We start without you.")
    desk.sender.send_due()
    assert posted(desk) == ["We start without you."]


def test_a_text_that_asks_gives_the_sender_nothing_to_wake_for(desk):
    outwait(desk)
    assert desk.sender.next_moment() is None


def test_a_pause_counts_as_waiting(desk):
    made = desk.queue("Where are you?")
    desk.messaging.pause_sending(on=True, actor=DANA)
    desk.clock.at += HOUR
    desk.messaging.pause_sending(on=False, actor=DANA)
    desk.sender.send_due()
    assert desk.row(made.outbox_id).reason == "it could not leave for an hour"


def test_how_long_is_a_setting(desk):
    with desk.database.write() as connection:
        put(connection, settings, "ask_after", "60")
    made = desk.queue("Where are you?")
    offline(desk, 50 * 60)
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED
    assert desk.twilio.valid_s == [HOUR]


def test_a_setting_nobody_made_or_that_is_none_means_a_quarter_of_an_hour():
    assert (asks_after(""), asks_after("0"), asks_after("x")) == (900, 900, 900)


def test_texts_for_later_and_answers_of_the_program_keep_their_own_times(desk):
    later = desk.queue("Court is at 9.", send_at=desk.clock.at + HOUR)
    answer = desk.queue("Welcome.", origin=Origin.AUTOMATED)
    desk.clock.at += HOUR + 60
    desk.sender.send_due()
    desk.clock.at += 10
    desk.sender.send_due()
    states = {desk.row(each.outbox_id).state for each in (later, answer)}
    assert states == {OutboxState.ACCEPTED}
    assert desk.twilio.valid_s == [0, 0]


def test_a_text_held_back_on_purpose_does_not_wait_against_its_will(desk):
    made = desk.queue("Good morning.", hold_s=2 * HOUR)
    desk.clock.at += 2 * HOUR + 60
    desk.sender.send_due()
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED


def test_twilio_may_hold_a_text_no_longer_than_we_would(desk):
    desk.queue()
    desk.sender.send_due()
    assert desk.twilio.valid_s == [ASK_AFTER_S]


@pytest.mark.parametrize("back", [5, 60, HOUR // 2, 24 * HOUR])
def test_a_clock_set_back_makes_no_text_wait_longer_than_was_chosen(desk, back):
    made = desk.queue()
    problem = Problem("Twilio is busy.")
    desk.twilio.answers.append(Throttled(problem, retry_after=30.0))
    desk.sender.send_due()
    assert desk.row(made.outbox_id).next_try_at == desk.clock.at + 30
    desk.clock.at -= back
    desk.restart()  # and with it the pace that the first try took up
    desk.sender.send_due()
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED


def test_a_clock_set_by_the_system_in_passing_leaves_the_undo_seconds_whole(desk):
    made = desk.queue(hold_s=7)
    desk.clock.at -= 1
    desk.sender.send_due()
    assert posted(desk) == []
    assert desk.messaging.hold_send(made.outbox_id, 10)
    desk.clock.at += 9
    desk.sender.send_due()
    assert posted(desk) == []
    desk.clock.at += 1
    desk.sender.send_due()
    assert len(posted(desk)) == 1
