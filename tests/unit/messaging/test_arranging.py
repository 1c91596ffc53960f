"""Putting the inbox in order, and taking a text back before it leaves."""

from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import OutboxState
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

ANNA, BEN, CARA = "+13125550131", "+13125550132", "+13125550133"


def write(desk, number, at, body="hi"):
    PageStore(desk.database).put([raw_message(body, at=at, client=number)], desk.clock.at)


def order(desk, only="all"):
    known = {ANNA: "Anna", BEN: "Ben", CARA: "Cara"}
    return [known[row.number] for row in desk.reading.inbox_page(only=only) if row.number in known]


def place(desk, number):
    return desk.reading.conversation_by_number(number).id


def three(desk):
    for hours, number in enumerate((ANNA, BEN, CARA), 1):
        write(desk, number, NOW - hours * 3600)


def test_a_pinned_conversation_stays_on_top_and_pages_go_on_behind_it(desk):
    three(desk)
    desk.messaging.pin(place(desk, CARA), on=True)
    assert order(desk) == ["Cara", "Anna", "Ben"]
    seen, after = [], None
    while page := desk.reading.inbox_page(after, 1):
        seen.append(page[0].number)
        after = page[0].key
    assert len(seen) == len(set(seen)) == 4
    assert seen[0] == CARA
    desk.messaging.pin(place(desk, CARA), on=False)
    assert order(desk) == ["Anna", "Ben", "Cara"]


def test_an_archived_conversation_comes_back_when_its_client_writes(desk):
    three(desk)
    desk.messaging.archive(place(desk, BEN), on=True)
    assert order(desk) == ["Anna", "Cara"]
    assert order(desk, "archived") == ["Ben"]
    write(desk, BEN, NOW - 10)
    assert order(desk) == ["Ben", "Anna", "Cara"]
    assert order(desk, "archived") == []


def test_history_read_late_brings_no_archived_conversation_back(desk):
    three(desk)
    desk.messaging.archive(place(desk, BEN), on=True)
    write(desk, BEN, NOW - 90 * 86_400)
    assert order(desk, "archived") == ["Ben"]
    desk.messaging.archive(place(desk, BEN), on=False)
    assert order(desk) == ["Anna", "Ben", "Cara"]


def test_muted_and_archived_conversations_press_nobody(desk):
    three(desk)

    def waiting(since=NOW):
        return [row.number for row in desk.reading.waiting(since)]

    assert waiting() == [CARA, BEN, ANNA]
    assert waiting(NOW - 2 * 3600) == [CARA, BEN]
    desk.messaging.mute(place(desk, CARA), on=True)
    desk.messaging.archive(place(desk, BEN), on=True)
    assert waiting() == [ANNA]
    desk.messaging.mark_read(place(desk, ANNA))
    assert waiting() == []


def test_a_read_text_can_be_made_new_again(desk):
    three(desk)
    desk.messaging.mark_read(place(desk, ANNA))
    assert not desk.reading.conversation_by_number(ANNA).unread
    desk.messaging.mark_unread(place(desk, ANNA))
    assert desk.reading.conversation_by_number(ANNA).unread


def test_a_text_in_its_undo_seconds_has_not_left_and_can_be_taken_back(desk):
    queued = desk.queue("Hello Maria", hold_s=5)
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).next_try_at == NOW + 5
    assert desk.messaging.undo_send(queued.outbox_id) == "Hello Maria"
    desk.clock.at += 60
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is OutboxState.CANCELLED
    lines = desk.reading.thread_ids(place(desk, MARIA))
    assert "Hello Maria" not in [line.body for line in desk.reading.messages(lines)]


def test_after_its_undo_seconds_a_text_goes_and_cannot_be_taken_back(desk):
    queued = desk.queue("Hello Maria", hold_s=5)
    desk.clock.at += 5
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1
    assert desk.messaging.undo_send(queued.outbox_id) is None
    assert not desk.messaging.hold_send(queued.outbox_id, 5)


def test_the_undo_seconds_can_be_ended_or_begun_anew(desk):
    queued = desk.queue("Hello Maria", hold_s=5)
    desk.clock.at += 4
    assert desk.messaging.hold_send(queued.outbox_id, 20)
    desk.clock.at += 10
    desk.sender.send_due()
    assert desk.twilio.posts == []
    desk.messaging.send_now(queued.outbox_id)
    desk.sender.send_due()
    assert len(desk.twilio.posts) == 1


def test_a_stop_in_the_undo_seconds_ends_them(desk):
    queued = desk.queue("Hello Maria", hold_s=5)
    write(desk, MARIA, NOW, body="STOP")
    assert desk.row(queued.outbox_id).state is OutboxState.BLOCKED
    assert desk.messaging.undo_send(queued.outbox_id) is None


def test_a_text_to_one_person_holds_up_no_other(desk):
    from desktop_app.models.enums import ConsentLevel
    from desktop_app.services.records import ConsentEntry

    entry = ConsentEntry(TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
    desk.consent.record_consent(entry, "Dana Whitfield")
    desk.queue("later", hold_s=20)
    desk.queue("now", to=TOMASZ)
    desk.sender.send_due()
    assert [body for _, _, body in desk.twilio.posts] == ["now"]


def test_whoever_writes_again_has_waited_since_the_first_text(desk):
    three(desk)
    before = desk.reading.waiting(NOW)
    write(desk, CARA, NOW - 5)
    assert [row.number for row in desk.reading.waiting(NOW)] == [CARA, BEN, ANNA]
    assert desk.reading.waiting(NOW)[0].waits_since == before[0].waits_since


def test_what_was_put_away_unread_is_not_counted_as_new(desk):
    three(desk)
    assert desk.reading.unread_count() == 3
    desk.messaging.archive(place(desk, BEN), on=True)
    assert desk.reading.unread_count() == 2
    assert order(desk, "unread") == ["Anna", "Cara"]
    assert order(desk, "needs_reply") == ["Anna", "Cara"]
