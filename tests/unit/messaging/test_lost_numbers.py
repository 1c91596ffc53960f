"""A number of the firm's that Twilio no longer sends from: its texts wait, others go on (F8)."""

from types import SimpleNamespace

import pytest

from desktop_app.models import firm_number
from desktop_app.models.enums import SenderType
from desktop_app.services.errors import NotReached, Refused
from desktop_app.services.messaging.outbox_records import Group, LostNumber
from desktop_app.services.records import ConsentEntry, ConsentLevel, MessageStatus, Problem
from desktop_app.services.records import OutboxState as S
from tests.store_kit import OURS, TOLL_FREE, TOMASZ

DANA = "Dana Whitfield"


def refusal(code):
    return Refused(Problem("Refused.", code=code), status=400, code=code)


def lose_number(desk, code=21212, body="Hello Maria"):
    made = desk.queue(body, from_number=OURS)
    desk.twilio.answers.append(refusal(code))
    desk.sender.send_due()
    return made.outbox_id


def read_numbers_again(desk):
    with desk.database.write() as connection:
        firm_number.put(
            connection,
            number=OURS,
            sid="PN" + "0" * 32,
            label="",
            sender_type=SenderType.LONG_CODE,
            sms=True,
            mms=True,
            voice=True,
        )


@pytest.mark.parametrize("code", [21212, 21659, 21660, 21661])
def test_its_text_goes_back_to_the_queue_and_asks_for_a_person(desk, code):
    outbox_id = lose_number(desk, code)
    row = desk.row(outbox_id)
    assert row.state is S.QUEUED
    assert row.reason == "Twilio no longer sends texts from (312) 555-0100"
    assert desk.bubble(outbox_id).status is MessageStatus.WAITING
    line = desk.reading.outbox_lines()[0]
    assert (line.number_lost, line.group(desk.clock.at)) == (True, Group.NEEDS_YOU)
    assert desk.reading.sending.lost_numbers() == [LostNumber(OURS, 1)]
    assert desk.reading.asking_count() == 1


def test_nothing_more_is_tried_from_it_and_nothing_is_dropped(desk):
    first = lose_number(desk)
    second = desk.queue("And another", from_number=OURS)
    for _ in range(5):
        desk.clock.at += 120
        desk.sender.send_due()
    assert len(desk.twilio.posts) == 1
    assert {desk.row(each).state for each in (first, second.outbox_id)} == {S.QUEUED}
    assert desk.sender.next_moment() is None


def test_other_numbers_go_on(desk):
    lose_number(desk)
    entry = ConsentEntry(
        TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "You may text me"
    )
    desk.consent.record_consent(entry, DANA)
    desk.queue("Hello Tomasz", to=TOMASZ, from_number=TOLL_FREE)
    desk.sender.send_due()
    assert desk.twilio.posts[-1] == (TOMASZ, TOLL_FREE, "Hello Tomasz")


def test_new_texts_leave_from_a_number_that_is_left(desk):
    lose_number(desk)
    entry = ConsentEntry(
        TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "You may text me"
    )
    desk.consent.record_consent(entry, DANA)
    desk.queue("Hello Tomasz", to=TOMASZ)
    desk.sender.send_due()
    assert desk.twilio.posts[-1] == (TOMASZ, TOLL_FREE, "Hello Tomasz")


def test_once_twilio_lists_it_again_its_texts_go_on(desk):
    outbox_id = lose_number(desk)
    read_numbers_again(desk)
    desk.clock.at += 10
    desk.sender.send_due()
    assert desk.row(outbox_id).state is S.ACCEPTED
    assert desk.reading.sending.lost_numbers() == []


def test_a_number_missing_in_the_account_is_not_tried_at_all(desk):
    made = desk.queue(from_number=OURS)
    with desk.database.write() as connection:
        firm_number.forget_others(connection, {TOLL_FREE})
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(made.outbox_id).state is S.QUEUED
    assert desk.reading.sending.lost_numbers() == [LostNumber(OURS, 1)]
    read_numbers_again(desk)
    desk.clock.at += 10
    desk.sender.send_due()
    assert desk.row(made.outbox_id).state is S.ACCEPTED


def test_its_words_can_be_taken_back(desk):
    outbox_id = lose_number(desk)
    assert desk.messaging.cancel_send(outbox_id) == "Hello Maria"


def test_where_only_the_destination_is_meant_the_text_is_refused_and_the_number_goes_on(desk):
    desk.twilio.own_numbers = [SimpleNamespace(number=OURS, sms=True)]
    outbox_id = lose_number(desk, 21606)
    assert desk.row(outbox_id).state is S.REFUSED
    assert desk.reading.sending.lost_numbers() == []


@pytest.mark.parametrize("listed", [[], [SimpleNamespace(number=OURS, sms=False)]])
def test_where_the_account_has_it_no_more_the_number_is_lost(desk, listed):
    desk.twilio.own_numbers = listed
    assert desk.row(lose_number(desk, 21606)).state is S.QUEUED
    assert desk.reading.sending.lost_numbers() == [LostNumber(OURS, 1)]


def test_where_the_account_cannot_be_asked_only_this_text_is_refused(desk):
    def unreachable():
        raise NotReached(Problem("No internet."))

    desk.twilio.check = unreachable
    assert desk.row(lose_number(desk, 21606)).state is S.REFUSED
    assert desk.reading.sending.lost_numbers() == []
