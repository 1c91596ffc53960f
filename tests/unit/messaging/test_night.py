"""What night does to texts as they are queued and as they leave, on a real store."""

from datetime import UTC, datetime

from desktop_app.models.enums import ConsentLevel, MessageKind, MessageStatus, Origin, OutboxState
from desktop_app.models.setting import put, settings
from desktop_app.services.consent import programs
from desktop_app.services.contacts import ContactsService
from desktop_app.services.events import EventBus
from desktop_app.services.records import ContactEdit, Route
from tests.store_kit import MARIA

NIGHT = round(datetime(2026, 9, 22, 3, 30, tzinfo=UTC).timestamp())
EIGHT = round(datetime(2026, 9, 22, 12, 0, tzinfo=UTC).timestamp())
NINE_AT_NIGHT = round(datetime(2026, 9, 22, 1, 0, tzinfo=UTC).timestamp())
HOUR = 3_600
NOTICE = "Your hearing moved to 9:30 AM in room 4."
MACHINE = {"origin": Origin.AUTOMATED, "kind": MessageKind.INFORMATIONAL}


def posted(desk):
    return [body for _to, _from, body in desk.twilio.posts]


def test_a_notice_of_the_program_waits_for_eight_on_the_client_s_clock(desk):
    desk.clock.at = NIGHT
    made = desk.queue(NOTICE, **MACHINE)
    assert made.state is OutboxState.QUEUED
    desk.messaging.send_due()
    row = desk.row(made.outbox_id)
    assert (row.state, row.next_try_at) == (OutboxState.QUEUED, EIGHT)
    assert row.reason == "quiet hours there until 8:00 AM their time"
    bubble = desk.bubble(made.outbox_id)
    assert (bubble.status, bubble.at) == (MessageStatus.SCHEDULED, EIGHT)
    assert posted(desk) == []


def test_it_leaves_in_the_morning(desk):
    desk.clock.at = NIGHT
    desk.queue(NOTICE, **MACHINE)
    desk.messaging.send_due()
    desk.clock.at = EIGHT - 1
    desk.messaging.send_due()
    assert posted(desk) == []
    desk.clock.at = EIGHT
    desk.messaging.send_due()
    assert posted(desk) == [NOTICE]


def test_a_client_who_moved_west_meanwhile_is_asked_about_again_at_release(desk):
    desk.clock.at = NIGHT
    made = desk.queue(NOTICE, **MACHINE)
    desk.messaging.send_due()
    edit = ContactEdit(None, "Maria Delgado", cell=MARIA, time_zone="America/Los_Angeles")
    ContactsService(desk.database, desk.clock, EventBus()).save(edit, "Dana")
    desk.clock.at = EIGHT
    desk.messaging.send_due()
    assert posted(desk) == []
    assert desk.row(made.outbox_id).next_try_at == EIGHT + 3 * HOUR


def test_a_text_for_later_that_twilio_is_to_keep_gets_a_good_time_before_it_goes_there(desk):
    with desk.database.write() as connection:
        put(connection, settings, "messaging_service_sid", "MG" + "5" * 32)
    asked, create = [], desk.twilio.create_message

    def note(*, later, **more):
        asked.append(later.send_at)
        return create(later=later, **more)

    desk.twilio.create_message = note
    made = desk.queue(NOTICE, send_at=NIGHT, route=Route.TWILIO)
    desk.messaging.send_due()
    desk.messaging.send_due()
    assert asked == [EIGHT]
    assert desk.row(made.outbox_id).send_at == EIGHT


def test_what_a_person_types_leaves_at_night_too(desk):
    desk.clock.at = NIGHT
    desk.queue("Call me when you are up.")
    desk.messaging.send_due()
    assert posted(desk) == ["Call me when you are up."]


def test_a_clock_that_nobody_knows_holds_nothing_up(desk):
    desk.clock.at = NIGHT
    made = desk.queue(NOTICE, to="+442079460000", **MACHINE)
    assert made.rule != "E-01"


def test_in_the_last_ten_minutes_a_machine_begins_nothing(desk):
    desk.clock.at = NINE_AT_NIGHT - 300
    made = desk.queue(NOTICE, **MACHINE)
    desk.messaging.send_due()
    assert posted(desk) == []
    assert desk.row(made.outbox_id).next_try_at == EIGHT


def test_a_text_for_later_moved_to_the_morning_is_not_late_by_then(desk):
    made = desk.queue(NOTICE, send_at=NIGHT)
    desk.clock.at = NIGHT
    desk.messaging.send_due()
    assert desk.row(made.outbox_id).send_at == EIGHT
    desk.clock.at = EIGHT + 60
    desk.messaging.send_due()
    assert posted(desk) == [NOTICE]


def test_it_can_be_taken_back_while_it_waits(desk):
    desk.clock.at = NIGHT
    made = desk.queue(NOTICE, **MACHINE)
    desk.messaging.send_due()
    assert desk.messaging.take_back(made.outbox_id) == NOTICE
    desk.clock.at = EIGHT
    desk.messaging.send_due()
    assert posted(desk) == []


OFFER = "Hartwell & Osei: refer a friend and get 20% off your next will. Reply STOP to opt out."


def promote(desk, **more):
    """Maria agreed in writing to the newsletter; an offer of it."""
    at = desk.clock.at
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE channel_consents SET level = 'express_written'")
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES (8, 'Hartwell & Osei', 'News', 'promotional', "
            "'1 text a day', ?, NULL)",
            (at,),
        )
        programs.agree(connection, MARIA, 8, ConsentLevel.EXPRESS_WRITTEN, at, 1)
    return desk.queue(OFFER, kind=MessageKind.PROMOTIONAL, program_id=8, **more)


def test_an_offer_is_refused_at_night_and_told_from_when_on_it_may_go(desk):
    desk.clock.at = NIGHT
    made = promote(desk)
    assert (made.state, made.rule) == (OutboxState.BLOCKED, "E-01")
    assert made.reason.startswith("It is probably 11:30 PM for ")
    assert made.reason.endswith("Advertising may go at 8:00 AM their time.")
    assert not made.overridable


def test_an_offer_for_later_is_judged_by_the_time_it_leaves(desk):
    assert promote(desk, send_at=NIGHT).rule == "E-01"


def test_twilio_hands_an_offer_on_only_until_the_hours_end(desk):
    desk.clock.at = NINE_AT_NIGHT - 2 * HOUR
    promote(desk)
    desk.messaging.send_due()
    assert posted(desk) == [OFFER]
    assert 0 < desk.twilio.valid_s[-1] <= HOUR


def test_the_hours_set_no_end_to_other_texts(desk):
    desk.clock.at = NINE_AT_NIGHT - HOUR
    desk.queue(NOTICE, **MACHINE)
    desk.messaging.send_due()
    assert desk.twilio.valid_s == [0]
