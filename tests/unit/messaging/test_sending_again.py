"""Sending a text again: once for each time a person asks, and as the kind of text it was."""

import pytest

from desktop_app.models import outbox
from desktop_app.models.setting import put, settings
from desktop_app.services.errors import BrieftextError, Refused
from desktop_app.services.records import OutboxState, Problem
from tests.store_kit import MARIA, raw_message
from tests.unit.messaging.test_night import EIGHT, HOUR, promote

DANA = "Dana Whitfield"


@pytest.fixture
def refused(desk):
    """A text Twilio refused."""
    queued = desk.queue()
    desk.twilio.answers.append(Refused(Problem("Refused."), code=30022, status=400))
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.REFUSED
    desk.twilio.posts.clear()
    desk.clock.at += 2
    return queued.outbox_id


def test_a_double_click_on_send_again_sends_one(desk, refused):
    first, second = desk.messaging.resend(refused, DANA), desk.messaging.resend(refused, DANA)
    assert first.outbox_id == second.outbox_id
    desk.sender.send_due()
    third = desk.messaging.resend(refused, DANA)
    assert (third.outbox_id, third.state) == (first.outbox_id, OutboxState.ACCEPTED)
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1


def test_while_one_sent_again_is_looked_for_there_is_no_third(desk, refused):
    again = desk.messaging.resend(refused, DANA).outbox_id
    with desk.database.write() as connection:
        outbox.move(connection, again, OutboxState.QUEUED, OutboxState.POSTING)
        outbox.move(connection, again, OutboxState.POSTING, OutboxState.UNKNOWN)
    desk.clock.at += HOUR
    with pytest.raises(BrieftextError, match="can’t be sent again yet"):
        desk.messaging.resend(refused, DANA)


@pytest.mark.parametrize("ended", [OutboxState.CANCELLED, OutboxState.NOT_SENT])
def test_one_sent_again_that_never_left_may_be_sent_again(desk, refused, ended):
    again = desk.messaging.resend(refused, DANA).outbox_id
    with desk.database.write() as connection:
        outbox.move(connection, again, OutboxState.QUEUED, ended)
    assert desk.messaging.resend(refused, DANA).outbox_id not in {None, again}


def test_a_person_who_wants_one_more_later_gets_it(desk, refused):
    first = desk.messaging.resend(refused, DANA)
    desk.sender.send_due()
    desk.clock.at += 60
    assert desk.messaging.resend(refused, DANA).outbox_id != first.outbox_id


def test_a_text_of_a_program_is_sent_again_as_one_of_that_program(desk):
    desk.clock.at = EIGHT + HOUR
    queued = promote(desk)
    desk.twilio.answers.append(Refused(Problem("Refused."), code=30022, status=400))
    desk.sender.send_due()
    again = desk.messaging.resend(queued.outbox_id, DANA)
    with desk.database.read() as connection:
        assert outbox.read(connection, again.outbox_id).campaign_id == 8


def test_what_is_being_written_stays_when_an_older_text_is_sent_again(desk, refused):
    desk.messaging.save_draft(MARIA, "Half a sentence")
    desk.messaging.resend(refused, DANA)
    assert desk.reading.draft(MARIA) == "Half a sentence"


def test_what_the_program_answers_leaves_what_is_being_written_alone(desk):
    desk.messaging.save_draft(MARIA, "Half a sentence")
    with desk.database.write() as connection:
        put(connection, settings, "firm_name", "Hartwell & Osei")
    desk.twilio.listed.append(raw_message("please stop texting me", at=desk.clock.at))
    desk.sync()
    desk.sender.send_due()
    assert [body for _to, _from, body in desk.twilio.posts if "opted out" in body]
    assert desk.reading.draft(MARIA) == "Half a sentence"


def test_what_is_being_written_stays_when_a_text_comes_from_elsewhere(desk):
    desk.messaging.save_draft(MARIA, "Half a sentence")
    assert desk.queue("From a script", keeps_draft=True).outbox_id is not None
    assert desk.reading.draft(MARIA) == "Half a sentence"
