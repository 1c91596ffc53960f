"""A picture without words is a text: the gate asks of it what it asks of every other."""

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.models import outgoing_hosting
from desktop_app.models.setting import put, settings
from desktop_app.services.contacts import ContactsService
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.messaging.outgoing_pictures import OutgoingService
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ContactEdit, OutboxState
from tests.picture_kit import jpeg
from tests.store_kit import MARIA, raw_message
from tests.unit.messaging.test_night import EIGHT, NIGHT
from tests.unit.messaging.test_outgoing_pictures import put_up

MINUTE = 60


@pytest.fixture
def pictures(desk):
    service = OutgoingService(
        desk.database, picture_command(), desk.clock, EventBus(), lambda: None
    )
    yield service
    service.close()


def picture_alone(desk, pictures, key="picture", **more):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    return desk.queue("", key=key, pictures=(made.id,), **more)


def test_a_picture_alone_for_later_waits_for_the_morning_there(desk, pictures):
    edit = ContactEdit(None, "Maria Delgado", cell=MARIA, time_zone="America/New_York")
    ContactsService(desk.database, desk.clock, EventBus()).save(edit, "Dana")
    desk.clock.at = NIGHT - 5 * MINUTE
    made = picture_alone(desk, pictures, send_at=NIGHT)
    put_up(desk)
    desk.clock.at = NIGHT
    desk.messaging.send_due()
    assert desk.twilio.posts == []
    row = desk.row(made.outbox_id)
    assert (row.state, row.next_try_at) == (OutboxState.QUEUED, EIGHT)


def test_pictures_alone_without_an_answer_are_held_like_any_text(desk, pictures):
    for number in range(6):
        made = picture_alone(desk, pictures, key=f"picture {number}")
        assert made.outbox_id is not None
        desk.clock.at += 6 * MINUTE
    held = picture_alone(desk, pictures)
    assert (held.outbox_id, held.rule, held.overridable) == (None, "D-07", True)


def test_no_text_leaves_without_its_pictures_where_they_went_as_it_left(desk, pictures):
    made = picture_alone(desk, pictures)
    put_up(desk)

    def take_away(event):
        if isinstance(event, ConversationsChanged) and not desk.twilio.posts:
            with desk.database.write() as connection:
                outgoing_hosting.forget_host(connection)

    desk.sender._events.subscribe(take_away)
    desk.sender.send_due()
    assert [len(each) for each in desk.twilio.media] == [1]
    assert desk.row(made.outbox_id).state is OutboxState.ACCEPTED


def test_a_first_picture_without_words_is_held_until_somebody_says_who_sends_it(desk, pictures):
    with desk.database.write() as connection:
        put(connection, settings, "firm_name", "Hartwell & Osei")
    held = picture_alone(desk, pictures)
    assert (held.outbox_id, held.rule, held.overridable) == (None, "C-10", True)
    line = raw_message("When is my hearing?", at=desk.clock.at)
    PageStore(desk.database).put([line], desk.clock.at)
    assert picture_alone(desk, pictures, key="answer").outbox_id is not None
