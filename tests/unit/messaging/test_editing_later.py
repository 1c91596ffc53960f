"""A text for later is written anew: one commit, never two texts, no words lost."""

import pytest

from desktop_app.models.enums import Route, TakeBack
from desktop_app.models.setting import put, settings
from desktop_app.services.errors import NotReached
from desktop_app.services.messaging.editing import TOO_LATE
from desktop_app.services.messaging.outbox_records import Group
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import MessageStatus, OutboxState, Problem, TextRequest
from tests.store_kit import MARIA, raw_message

HOUR = 3_600
SERVICE = "MG" + "5" * 32
OLD, NEW = "Court is at 9.", "Court is at 10."
DANA = "Dana Whitfield"


@pytest.fixture
def service(desk):
    with desk.database.write() as connection:
        put(connection, settings, "messaging_service_sid", SERVICE)


def later(desk, route=Route.HERE, ahead=24 * HOUR):
    made = desk.queue(OLD, send_at=desk.clock.at + ahead, route=route)
    desk.messaging.send_due()
    return made.outbox_id


def edit(desk, outbox_id, body=NEW, *, key="edit-1", ahead=25 * HOUR, route=Route.HERE):
    request = TextRequest(
        to=MARIA,
        body=body,
        client_key=key,
        actor=DANA,
        send_at=desk.clock.at + ahead,
        route=route,
    )
    return desk.messaging.edit_later(outbox_id, request)


def posted(desk):
    return [body for _to, _from, body in desk.twilio.posts]


def bodies(desk):
    place = desk.reading.conversation_by_number(MARIA).id
    lines = desk.reading.messages(desk.reading.thread_ids(place))
    return [(line.body, line.status) for line in lines if line.outbox_id]


def take_back_of(desk, outbox_id):
    with desk.database.read() as connection:
        found = "SELECT take_back FROM outbox WHERE id = ?"
        return TakeBack(connection.exec_driver_sql(found, (outbox_id,)).scalar())


def test_the_new_words_stand_in_the_place_of_the_old_ones_and_leave_at_the_new_time(desk):
    old = later(desk)
    made = edit(desk, old)
    assert desk.row(old).state is OutboxState.CANCELLED
    assert bodies(desk) == [(NEW, MessageStatus.SCHEDULED)]
    desk.clock.at += 24 * HOUR
    desk.sender.send_due()
    assert posted(desk) == []
    desk.clock.at += HOUR
    desk.sender.send_due()
    assert posted(desk) == [NEW]
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED


def test_one_click_too_many_changes_it_once(desk):
    old = later(desk)
    first, second = edit(desk, old), edit(desk, old)
    assert first.outbox_id == second.outbox_id
    assert len(desk.reading.outbox_lines()) == 1


def test_a_text_that_left_is_not_changed_and_its_new_words_are_not_sent(desk):
    old = later(desk, ahead=HOUR)
    desk.clock.at += HOUR
    desk.sender.send_due()
    made = edit(desk, old)
    assert (made.outbox_id, made.reason) == (None, TOO_LATE)
    assert posted(desk) == [OLD]
    assert desk.reading.outbox_lines() == []


def test_where_the_gate_says_no_the_old_text_stands_as_it_was(desk):
    old = later(desk)
    made = edit(desk, old, body="  ")
    assert made.outbox_id is None
    assert made.reason
    assert desk.row(old).state is OutboxState.QUEUED
    assert bodies(desk) == [(OLD, MessageStatus.SCHEDULED)]


def test_after_a_stop_nothing_can_be_put_in_its_place(desk):
    old = later(desk)
    PageStore(desk.database).put([raw_message("STOP", at=desk.clock.at)], desk.clock.at)
    assert edit(desk, old).outbox_id is None
    assert desk.row(old).state is OutboxState.BLOCKED


def test_what_is_being_typed_to_the_person_stays_typed(desk):
    old = later(desk)
    desk.messaging.save_draft(MARIA, "While I have you")
    edit(desk, old)
    assert desk.reading.draft(MARIA) == "While I have you"


def test_who_gets_it_is_never_changed_by_an_edit(desk):
    old = later(desk)
    request = TextRequest(
        to="+13125550118", body=NEW, client_key="k", actor=DANA, send_at=desk.clock.at + HOUR
    )
    made = desk.messaging.edit_later(old, request)
    assert desk.row(made.outbox_id).to == MARIA


def test_one_that_was_tried_and_certainly_did_not_leave_can_be_edited(desk):
    old = later(desk, ahead=HOUR)
    desk.clock.at += HOUR
    desk.twilio.list_errors.append(NotReached(Problem("No internet.")))
    desk.sender.send_due()
    assert edit(desk, old).outbox_id is not None
    assert desk.row(old).state is OutboxState.CANCELLED


@pytest.mark.usefixtures("service")
def test_what_lies_at_twilio_is_taken_back_there_before_the_new_one_goes_there(desk):
    old = later(desk, Route.TWILIO)
    made = edit(desk, old, route=Route.TWILIO)
    assert take_back_of(desk, old) is TakeBack.WANTED
    shown = [(line.id, line.group(desk.clock.at)) for line in desk.reading.outbox_lines()]
    assert shown == [(made.outbox_id, Group.SCHEDULED)]
    desk.sender.send_due()
    assert take_back_of(desk, old) is TakeBack.DONE
    states = {raw["body"]: raw["status"] for raw in desk.twilio.listed}
    assert states == {OLD: "canceled", NEW: "scheduled"}


@pytest.mark.usefixtures("service")
def test_while_twilio_cannot_be_asked_the_new_text_waits_and_does_not_wake_the_sender(desk):
    old = later(desk, Route.TWILIO)
    real = desk.twilio.cancel_message

    def unreachable(_sid):
        raise NotReached(Problem("No internet."))

    desk.twilio.cancel_message = unreachable
    edit(desk, old, route=Route.TWILIO)
    desk.sender.send_due()
    assert posted(desk) == [OLD]
    assert desk.sender.next_moment() is None
    desk.restart()
    desk.twilio.cancel_message = real
    desk.sender.send_due()
    assert posted(desk) == [OLD, NEW]


@pytest.mark.usefixtures("service")
def test_where_twilio_sent_the_old_one_already_the_new_one_is_kept_as_not_sent(desk):
    old = later(desk, Route.TWILIO)
    for raw in desk.twilio.listed:
        raw["status"] = "delivered"
    made = edit(desk, old, route=Route.TWILIO)
    desk.sender.send_due()
    row = desk.row(made.outbox_id)
    assert row.state is OutboxState.NOT_SENT
    assert row.reason == "the text it was to replace had left Twilio already"
    assert posted(desk) == [OLD]
    line = next(line for line in desk.reading.outbox_lines() if line.id == made.outbox_id)
    assert line.group(desk.clock.at) is Group.NOT_SENT


@pytest.mark.usefixtures("service")
def test_an_edit_of_an_edit_still_waits_for_twilio(desk):
    old = later(desk, Route.TWILIO)
    first = edit(desk, old, route=Route.TWILIO)
    second = edit(desk, first.outbox_id, body="Court is at 11.", key="edit-2", route=Route.TWILIO)
    assert desk.row(first.outbox_id).state is OutboxState.CANCELLED
    for raw in desk.twilio.listed:
        raw["status"] = "delivered"
    desk.sender.send_due()
    assert posted(desk) == [OLD]
    assert desk.row(second.outbox_id).state is OutboxState.NOT_SENT


@pytest.mark.usefixtures("service")
def test_from_twilio_to_here_it_leaves_from_here_once(desk):
    old = later(desk, Route.TWILIO)
    edit(desk, old, route=Route.HERE)
    desk.sender.send_due()
    desk.clock.at += 25 * HOUR
    desk.sender.send_due()
    assert posted(desk) == [OLD, NEW]
    states = {raw["body"]: raw["status"] for raw in desk.twilio.listed}
    assert states[OLD] == "canceled"
