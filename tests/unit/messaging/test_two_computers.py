"""Two computers, each with its own store and sender, on one number at one Twilio."""

import pytest

from desktop_app.models.enums import ConsentLevel
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import ConsentEntry, MessageStatus, OutboxState, TextRequest
from tests.store_kit import MARIA, FreeLock, make_store
from tests.unit.messaging.conftest import Desk, make_sender

BODY = "Your hearing moved to Room 2204."


@pytest.fixture
def second(desk, tmp_path):
    """Another computer of the firm."""
    database = make_store(tmp_path / "second" / "brieftext.db")
    bus, lock = EventBus(), FreeLock()
    sender = make_sender(database, desk.twilio, desk.clock, lock, bus)
    consent = ConsentService(database, desk.clock, bus, practice=True)
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "form", "Text me")
    consent.record_consent(entry, "Noor Haddad")
    messaging = MessagingService(
        database, sender, desk.clock, bus, practice=True, wake=lambda: None
    )
    reading = StoreReading(database.reader, desk.clock, practice=True)
    yield Desk(database, desk.clock, desk.twilio, lock, sender, messaging, consent, reading, [], [])
    reading.close()
    database.close()


def bodies(desk):
    return [body for _, _, body in desk.twilio.posts]


@pytest.mark.parametrize("synced", [True, False])
def test_the_second_computer_does_not_send_the_same_words_again(desk, second, synced):
    desk.queue(BODY)
    desk.sender.send_due()
    desk.clock.at += 40
    if synced:
        second.sync()
    queued = second.queue(BODY)
    second.sender.send_due()
    assert bodies(desk) == [BODY]
    row = second.row(queued.outbox_id)
    assert (row.state, row.reason) == (
        OutboxState.NOT_SENT,
        "Another computer sent this 40 s ago",
    )
    assert second.bubble(queued.outbox_id).status is MessageStatus.NOT_SENT


def test_send_again_is_a_person_s_word_and_is_not_asked_about_twice(desk, second):
    desk.queue(BODY)
    desk.sender.send_due()
    queued = second.queue(BODY)
    second.sender.send_due()
    again = second.messaging.resend(queued.outbox_id, "Noor Haddad")
    desk.clock.at += 2
    second.sender.send_due()
    assert bodies(desk) == [BODY, BODY]
    assert second.row(again.outbox_id).state is OutboxState.ACCEPTED


def test_other_words_go_out(desk, second):
    desk.queue(BODY)
    desk.sender.send_due()
    queued = second.queue("Bring your papers.")
    second.sender.send_due()
    assert second.row(queued.outbox_id).state is OutboxState.ACCEPTED


def test_the_same_words_go_out_ten_minutes_later(desk, second):
    desk.queue(BODY)
    desk.sender.send_due()
    desk.clock.at += 601
    queued = second.queue(BODY)
    second.sender.send_due()
    assert second.row(queued.outbox_id).state is OutboxState.ACCEPTED


def test_one_computer_may_send_the_same_words_twice(desk):
    for key in ("first", "second"):
        desk.messaging.queue_text(TextRequest(MARIA, "Yes", key, "Dana Whitfield"))
        desk.sender.send_due()
        desk.clock.at += 40
    assert bodies(desk) == ["Yes", "Yes"]
