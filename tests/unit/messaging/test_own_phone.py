"""A text and its pictures tried on one's own phone first."""

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.models import outgoing_hosting
from desktop_app.services.consent.records import Channel
from desktop_app.services.contacts import ContactsService
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.outgoing_pictures import OutgoingService
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ContactEdit, OutboxState, TextState
from desktop_app.services.settings import SettingsService
from tests.picture_kit import jpeg
from tests.store_kit import MARIA, NOW, OURS, raw_message
from tests.unit.messaging.test_outgoing_pictures import put_up

DANA = "+13125550177"


@pytest.fixture
def settings(desk):
    return SettingsService(lambda: desk.database, EventBus())


@pytest.fixture
def phone(settings):
    settings.set("own_phone", "(312) 555-0177")


@pytest.fixture
def pictures(desk):
    service = OutgoingService(
        desk.database, picture_command(), desk.clock, EventBus(), lambda: None
    )
    yield service
    service.close()


def ask(desk):
    return desk.messaging.send_test(MARIA, "Here is the form", "Dana Whitfield")


def test_what_is_written_goes_to_one_s_own_phone_with_its_pictures(desk, pictures, phone):
    desk.messaging.save_draft(MARIA, "Here is the form")
    pictures.add(MARIA, jpeg(), "form.jpg")
    queued = ask(desk)
    assert queued.state is OutboxState.QUEUED
    put_up(desk)
    desk.sender.send_due()
    assert desk.twilio.posts == [(DANA, OURS, "Here is the form")]
    assert len(desk.twilio.media[0]) == 1
    with desk.database.read() as connection:
        there = "SELECT count(*) FROM outgoing_pictures WHERE number = ?"
        assert connection.exec_driver_sql(there, (MARIA,)).scalar() == 1
    assert desk.reading.draft(MARIA) == "Here is the form"


def test_the_record_says_that_it_was_a_test(desk, phone):
    queued = ask(desk)
    assert desk.bubble(queued.outbox_id).author == "Dana Whitfield (test)"
    with desk.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT actor, test_of, recipient_name FROM outbox")
        assert kept.one() == ("Dana Whitfield (test)", MARIA, "My phone")
    assert desk.reading.conversation(queued.conversation_id).name == "My phone"


def test_asking_for_a_test_is_the_consent_to_it_and_is_on_record_once(desk, phone):
    queued = ask(desk)
    desk.clock.at += 1
    ask(desk)
    place = desk.reading.conversation(queued.conversation_id)
    assert place.text_state is TextState.IN
    entries = desk.reading.ledger_of(DANA)
    assert len(entries) == 1
    whole = desk.reading.ledger_entry(entries[0].seq)
    assert "own phone" in str(whole)


def test_the_words_are_held_against_the_person_they_are_meant_for(desk, settings, phone):
    settings.set("firm_name", "Hartwell & Osei")
    first = ask(desk)
    assert (first.outbox_id, first.rule[:3]) == (None, "C-1")
    PageStore(desk.database).put([raw_message("Hello", at=NOW - 60, inbound=False)], NOW)
    assert ask(desk).state is OutboxState.QUEUED
    desk.sender.send_due()
    assert [to for to, _, _ in desk.twilio.posts] == [DANA]


def test_trying_a_text_often_is_no_nuisance_to_anybody(desk, phone):
    for _ in range(12):
        assert ask(desk).state is OutboxState.QUEUED
        desk.clock.at += 20
        desk.sender.send_due()
    assert len(desk.twilio.posts) == 12


def test_an_opt_out_of_the_own_phone_is_kept(desk, phone):
    ask(desk)
    desk.consent.opt_out_told_firm(DANA, "Dana", "in person", "no more", Channel.TEXTS)
    refused = ask(desk)
    assert (refused.outbox_id, refused.rule) == (None, "A-03")


def test_a_test_never_goes_to_somebody_on_record(desk, phone):
    edit = ContactEdit(None, "Maria Alvarez", cell=DANA)
    ContactsService(desk.database, desk.clock, EventBus()).save(edit, "Dana")
    with pytest.raises(InvalidInput, match="on the record of Maria Alvarez"):
        ask(desk)
    assert desk.reading.ledger_of(DANA) == []


@pytest.mark.parametrize(
    ("stored", "words"),
    [("", "in Settings first"), (OURS, "own number"), ("+13125550100", "own number")],
)
def test_without_an_own_phone_there_is_no_test(desk, settings, stored, words):
    settings.set("own_phone", stored)
    with pytest.raises(InvalidInput, match=words) as refused:
        ask(desk)
    assert refused.value.fields[0].field == "own_phone"


def test_an_own_phone_that_is_no_number_is_not_stored(settings, desk):
    with pytest.raises(InvalidInput, match="too short"):
        settings.set("own_phone", "(312) 555-01")
    assert desk.reading.setting("own_phone") == ""


def test_a_test_taken_back_puts_nothing_into_the_own_phone_s_draft(desk, pictures, phone):
    pictures.add(MARIA, jpeg(), "form.jpg")
    queued = ask(desk)
    assert desk.messaging.cancel_send(queued.outbox_id) == "Here is the form"
    with desk.database.read() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM outgoing_pictures").scalars()
        assert list(numbers) == [MARIA]
        assert outgoing_hosting.wished(connection, desk.clock.now())
