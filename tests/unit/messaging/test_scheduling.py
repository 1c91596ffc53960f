"""Texts for later: they leave at their time with the consent of that moment, or are taken back."""

import pytest

from desktop_app.models.enums import Direction, MessageStatus, OutboxState, Route, TakeBack
from desktop_app.models.setting import put, settings
from desktop_app.services.messaging.scheduling import (
    LATE_S,
    LATEST_AT_TWILIO_S,
    SOONEST_AT_TWILIO_S,
    time_problem,
)
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import TextRequest
from tests.store_kit import MARIA, NOW, raw_message

HOUR = 3_600
SERVICE = "MG" + "5" * 32
REMINDER = "Reminder: court is tomorrow at 9:30 AM."
DANA = "Dana Whitfield"


@pytest.fixture
def service(desk):
    with desk.database.write() as connection:
        put(connection, settings, "messaging_service_sid", SERVICE)
    return SERVICE


def later(desk, body=REMINDER, ahead=24 * HOUR, **more):
    return desk.queue(body, send_at=desk.clock.at + ahead, **more)


def from_twilio(desk, ahead=24 * HOUR, **more):
    made = later(desk, ahead=ahead, route=Route.TWILIO, **more)
    desk.messaging.send_due()
    return made


def posted(desk):
    return [body for _to, _from, body in desk.twilio.posts]


def inbound(desk, body):
    PageStore(desk.database).put([raw_message(body, at=desk.clock.at)], desk.clock.at)


def take_back_of(desk, made):
    with desk.database.read() as connection:
        found = "SELECT take_back FROM outbox WHERE id = ?"
        return TakeBack(connection.exec_driver_sql(found, (made.outbox_id,)).scalar())


def test_it_leaves_at_its_time_and_not_before(desk):
    made = later(desk)
    assert desk.bubble(made.outbox_id).status is MessageStatus.SCHEDULED
    desk.messaging.send_due()
    assert posted(desk) == []
    desk.clock.at += 24 * HOUR
    desk.messaging.send_due()
    assert posted(desk) == [REMINDER]
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED


def test_it_stands_in_the_conversation_at_the_time_it_is_for(desk):
    made = later(desk)
    assert desk.bubble(made.outbox_id).at == NOW + 24 * HOUR
    inbox = desk.reading.conversation_by_number(MARIA)
    assert inbox.snippet != REMINDER
    assert inbox.last_at <= NOW


def test_a_text_waiting_for_its_time_answers_nobody_and_holds_nothing_up(desk):
    inbound(desk, "When is court?")
    later(desk)
    assert desk.reading.conversation_by_number(MARIA).needs_reply
    desk.queue("It is tomorrow at 9:30.")
    desk.messaging.send_due()
    assert posted(desk) == ["It is tomorrow at 9:30."]


def test_consent_is_asked_for_again_when_its_time_comes(desk):
    made = later(desk)
    desk.clock.at += 24 * HOUR
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE channel_consents SET state = 'out_firm'")
    desk.messaging.send_due()
    assert posted(desk) == []
    assert desk.row(made.outbox_id).state is OutboxState.BLOCKED


def test_a_stop_in_between_takes_it_back_at_once(desk):
    made = later(desk)
    inbound(desk, "STOP")
    assert desk.row(made.outbox_id).state is OutboxState.BLOCKED
    desk.clock.at += 24 * HOUR
    desk.messaging.send_due()
    assert posted(desk) == []


def test_it_needs_the_consent_of_a_text_a_machine_sends(desk):
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE channel_consents SET level = 'implied'")
    inbound(desk, "When is court?")
    assert desk.queue("It is tomorrow.").outbox_id is not None
    refused = later(desk)
    assert (refused.outbox_id, refused.rule) == (None, "B-01")


def test_a_computer_that_was_off_sends_nothing_stale_and_asks(desk):
    made = later(desk)
    desk.clock.at += 24 * HOUR + LATE_S + 1
    desk.messaging.send_due()
    assert posted(desk) == []
    row = desk.row(made.outbox_id)
    assert row.state is OutboxState.NOT_SENT
    assert "this computer was off, offline or paused then" in row.reason
    again = desk.messaging.resend(made.outbox_id, DANA)
    desk.messaging.send_due()
    assert again.outbox_id != made.outbox_id
    assert posted(desk) == [REMINDER]


def test_just_late_is_in_time(desk):
    later(desk)
    desk.clock.at += 24 * HOUR + LATE_S
    desk.messaging.send_due()
    assert posted(desk) == [REMINDER]


def test_taking_it_back_gives_its_words_and_leaves_no_trace_in_the_conversation(desk):
    made = later(desk)
    assert desk.messaging.take_back(made.outbox_id) == REMINDER
    assert desk.row(made.outbox_id).state is OutboxState.CANCELLED
    assert desk.reading.messages([made.message_id]) == []
    assert desk.messaging.take_back(made.outbox_id) is None


def test_what_has_left_is_not_taken_back(desk):
    made = later(desk)
    desk.clock.at += 24 * HOUR
    desk.messaging.send_due()
    assert desk.messaging.take_back(made.outbox_id) is None


def test_an_answer_takes_it_back_where_that_was_chosen(desk):
    kept = later(desk, "Bring your ID.")
    gone = later(desk, cancel_on_reply=True)
    desk.clock.at += HOUR
    inbound(desk, "I am on my way")
    assert desk.row(gone.outbox_id).state is OutboxState.CANCELLED
    assert desk.bubble(gone.outbox_id).status is MessageStatus.CANCELED
    lines = desk.reading.messages(desk.reading.thread_ids(gone.conversation_id))
    assert any("the client answered first" in line.body for line in lines)
    assert desk.row(kept.outbox_id).state is OutboxState.QUEUED


def test_a_text_read_from_before_takes_nothing_back(desk):
    made = later(desk, cancel_on_reply=True)
    PageStore(desk.database).put([raw_message("Hello", at=NOW - HOUR)], NOW)
    assert desk.row(made.outbox_id).state is OutboxState.QUEUED


def test_twilio_gets_its_own_at_once_with_time_and_service(desk, service, monkeypatch):
    asked = []
    create = desk.twilio.create_message

    def remember(**values):
        asked.append(values["later"])
        return create(**values)

    monkeypatch.setattr(desk.twilio, "create_message", remember)
    made = from_twilio(desk)
    assert [(each.send_at, each.service_sid) for each in asked] == [(NOW + 24 * HOUR, service)]
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED
    assert desk.bubble(made.outbox_id).status is MessageStatus.SCHEDULED


@pytest.mark.parametrize("word", ["STOP", "please stop texting me"])
def test_a_stop_takes_back_what_lies_at_twilio(desk, service, word):
    made = from_twilio(desk)
    inbound(desk, word)
    assert take_back_of(desk, made) is TakeBack.WANTED
    desk.messaging.send_due()
    assert take_back_of(desk, made) is TakeBack.DONE
    assert desk.bubble(made.outbox_id).status is MessageStatus.CANCELED
    assert [raw["status"] for raw in desk.twilio.listed if raw["body"] == REMINDER] == ["canceled"]


def test_an_answer_takes_it_back_at_twilio_too(desk, service):
    made = from_twilio(desk, cancel_on_reply=True)
    desk.clock.at += HOUR
    inbound(desk, "Thanks, I know")
    desk.messaging.send_due()
    assert take_back_of(desk, made) is TakeBack.DONE


def test_a_take_back_that_comes_too_late_says_what_is(desk, service):
    made = from_twilio(desk)
    desk.twilio.listed[-1]["status"] = "delivered"
    assert desk.messaging.take_back(made.outbox_id) == REMINDER
    desk.messaging.send_due()
    assert take_back_of(desk, made) is TakeBack.LATE
    assert desk.bubble(made.outbox_id).status is MessageStatus.DELIVERED


def test_a_take_back_that_comes_too_late_is_told_in_the_conversation(desk, service):
    made = from_twilio(desk)
    desk.messaging.take_back(made.outbox_id)
    desk.twilio.listed[-1]["status"] = "delivered"
    desk.messaging.send_due()
    assert take_back_of(desk, made) is TakeBack.LATE
    place = desk.reading.conversation_by_number(MARIA).id
    lines = desk.reading.messages(list(desk.reading.thread_ids(place)))
    told = [line.body for line in lines if line.direction is Direction.EVENT]
    assert told[-1] == "Text for later not taken back — it had left Twilio already"


def request(ahead, route=Route.HERE):
    return TextRequest(MARIA, REMINDER, "k", DANA, send_at=NOW + ahead, route=route)


@pytest.mark.parametrize(
    ("ahead", "route", "says"),
    [
        (-5, Route.HERE, "has passed"),
        (59, Route.HERE, "has passed"),
        (60, Route.HERE, ""),
        (367 * 86_400, Route.HERE, "within a year"),
        (SOONEST_AT_TWILIO_S, Route.TWILIO, "5 minutes"),
        (SOONEST_AT_TWILIO_S + 1, Route.TWILIO, ""),
        (LATEST_AT_TWILIO_S, Route.TWILIO, ""),
        (LATEST_AT_TWILIO_S + 1, Route.TWILIO, "35 days"),
    ],
)
def test_a_time_that_cannot_be_kept_is_said_before_anything_is_queued(ahead, route, says):
    said = time_problem(request(ahead, route), NOW, SERVICE)
    assert said == "" if not says else says in said


def test_without_a_messaging_service_twilio_keeps_nothing(desk):
    refused = later(desk, route=Route.TWILIO)
    assert refused.outbox_id is None
    assert "Messaging Service" in refused.reason


@pytest.mark.parametrize(
    "change", ["send_at = 1", "route = 'twilio'", "service_sid = 'x'", "cancel_on_reply = 1"]
)
def test_when_and_from_where_a_text_leaves_is_never_changed(desk, change):
    made = later(desk)
    statement = f"UPDATE outbox SET {change} WHERE id = {made.outbox_id}"
    refused = pytest.raises(Exception, match="a queued text is never changed")
    with refused, desk.database.write() as connection:
        connection.exec_driver_sql(statement)
