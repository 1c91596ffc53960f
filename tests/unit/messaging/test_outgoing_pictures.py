"""Pictures put into a text: what leaves of them, where they are kept, and where they go."""

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.models import firm_number, outgoing, outgoing_hosting
from desktop_app.models.enums import SenderType
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.messaging import outgoing_preparing
from desktop_app.services.messaging.decoding import DecodingProcess
from desktop_app.services.messaging.outgoing_metadata import BrokenGif, bare_gif, tells_more
from desktop_app.services.messaging.outgoing_pictures import OutgoingService
from desktop_app.services.messaging.outgoing_preparing import MOST_OF_ONE, prepare
from desktop_app.services.outgoing_reading import Outgoing
from desktop_app.services.records import MessageStatus, OutboxState, Route
from desktop_app.services.sniffing import sniffed
from tests.picture_kit import WHERE, drawing, encoded, gif, jpeg, noise, png
from tests.store_kit import MARIA, NOW, OURS, TOMASZ


@pytest.fixture
def decoder():
    made = DecodingProcess(picture_command())
    yield made
    made.close()


@pytest.fixture
def pictures(desk):
    """The composer's pictures over the desk's store."""
    woken = []
    service = OutgoingService(
        desk.database, picture_command(), desk.clock, EventBus(), lambda: woken.append(True)
    )
    made = Outgoing(desk.reading.connection, service)
    made.woken = woken
    yield made
    service.close()


def put_up(desk, host="brieftext-1.twil.io"):
    """Everything a text waits for is up at Twilio."""
    with desk.database.write() as connection:
        if outgoing_hosting.host(connection, "AC1") is None:
            outgoing_hosting.new_host(connection, "AC1", "brieftext-1")
            outgoing_hosting.change_host(connection, service_sid="ZS1", domain=host)
        for number, sha256 in enumerate(outgoing_hosting.wished(connection, desk.clock.now())):
            if outgoing_hosting.current(connection, sha256) is None:
                path = f"/p/{number}-{sha256[:8]}.jpg"
                outgoing_hosting.want(connection, sha256, "image/jpeg", path, desk.clock.now())
        for each in outgoing_hosting.every(connection):
            outgoing_hosting.change(connection, [each.id], state="live")


# What leaves


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(), "image/jpeg"),
        (png(), "image/png"),
        (gif(), "image/gif"),
        (gif(frames=1), "image/png"),
    ],
)
def test_what_leaves_says_nothing_about_where_and_by_whom_it_was_taken(decoder, content, kind):
    ready = prepare(content, "car", 0, decoder)
    assert WHERE in content
    assert ready.metadata_removed
    assert ready.file.media_type == sniffed(ready.file.content) == kind
    assert WHERE not in ready.file.content
    assert not tells_more(ready.file.content, kind)
    assert b"Canon" not in ready.file.thumbnail


def test_a_file_without_metadata_is_said_to_have_had_none(decoder):
    assert not prepare(jpeg(tells=False), "car.jpg", 0, decoder).metadata_removed


def test_a_turned_photo_leaves_upright(decoder):
    ready = prepare(jpeg(200, 100, turned=True), "car.jpg", 0, decoder)
    assert (ready.file.width, ready.file.height) == (100, 200)
    shown = decoder(ready.file.content, 0)
    assert (shown.width, shown.height) == (100, 200)


def test_a_large_photo_leaves_small_enough_for_carriers(decoder):
    photo = encoded(noise(3000, 2200), "jpeg", 100)
    assert len(photo) > 5_000_000
    ready = prepare(photo, "car.jpg", 0, decoder)
    assert ready.file.size <= MOST_OF_ONE
    assert ready.file.size == len(ready.file.content)
    assert max(ready.file.width, ready.file.height) <= 1600


def test_a_large_png_photo_leaves_as_jpeg_and_line_art_stays_png(decoder):
    assert prepare(png(image=noise(900, 700)), "a", 0, decoder).file.media_type == "image/jpeg"
    assert prepare(png(900, 700), "a", 0, decoder).file.media_type == "image/png"


def test_a_moving_picture_keeps_its_frames_and_its_loop():
    bare = bare_gif(gif(frames=3))
    assert bare.frames == 3
    assert b"NETSCAPE2.0" in bare.content
    assert b"XMP" not in bare.content
    assert bare.content.endswith(b";")


@pytest.mark.parametrize("cut", [5, 14, 40, 60, len(gif()) - len(WHERE) - 3])
def test_a_moving_picture_that_ends_early_is_not_passed_on(cut):
    with pytest.raises(BrokenGif):
        bare_gif(gif()[:cut])


def test_a_large_moving_picture_leaves_as_its_first_frame(decoder, monkeypatch):
    monkeypatch.setattr(outgoing_preparing, "_MOVING", 10)
    assert prepare(gif(), "a.gif", 0, decoder).file.media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 a letter", "link to your portal"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "Only JPEG, PNG and GIF"),
        (b"MZ\x90\0 a program", "Only JPEG, PNG and GIF"),
        (b"", "Only JPEG, PNG and GIF"),
        (b"\xff\xd8\xff\xe0 no photo", "can’t be read"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(decoder, content, words):
    with pytest.raises(InvalidInput) as refused:
        prepare(content, "file", 0, decoder)
    assert words in refused.value.fields[0].message
    assert refused.value.fields[0].message.endswith(".")


def test_the_pictures_of_one_text_come_to_5_mb_at_most(decoder):
    with pytest.raises(InvalidInput, match="5 MB at most"):
        prepare(jpeg(), "car.jpg", 5 * 1024 * 1024 - 20_000, decoder)
    left = 5 * 1024 * 1024 - 300_000
    crowded = prepare(encoded(noise(2000, 1500), "jpeg"), "car.jpg", left, decoder)
    assert left + crowded.file.size < 5 * 1024 * 1024


# With the unsent text


def test_a_picture_stays_with_its_unsent_text_over_a_restart(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    pictures.add(MARIA, png(), "form.png")
    pictures.add(TOMASZ, png(), "form.png")
    desk.restart()
    there = pictures.of_draft(MARIA)
    assert there[0] == made
    assert [each.name for each in there] == ["car.jpg", "form.png"]
    assert sniffed(pictures.preview(made.id)) == "image/jpeg"
    assert (made.size_before, made.metadata_removed) == (len(jpeg()), True)
    assert len(pictures.woken) == 3


def test_a_picture_can_be_taken_out_again(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    pictures.remove(made.id)
    pictures.remove(made.id)
    assert pictures.of_draft(MARIA) == []
    assert pictures.preview(made.id) == b""
    with desk.database.read() as connection:
        files = connection.exec_driver_sql("SELECT count(*) FROM outgoing_files").scalar()
    assert files == 0


def test_one_text_takes_ten_pictures(pictures):
    for number in range(10):
        pictures.add(MARIA, png(20 + number, 20), "a.png")
    with pytest.raises(InvalidInput, match="10 pictures at most"):
        pictures.add(MARIA, png(), "a.png")


def test_a_number_that_cannot_send_pictures_says_so_before_anybody_writes(desk, pictures):
    assert pictures.cannot_carry(OURS) == ""
    without_pictures(desk)
    assert "(312) 555-0100 can’t send pictures" in pictures.cannot_carry(OURS)
    assert pictures.cannot_carry("+13125550199") == ""


def without_pictures(desk):
    with desk.database.write() as connection:
        firm_number.put(
            connection,
            number=OURS,
            sid="PN" + "0" * 32,
            label="",
            sender_type=SenderType.LONG_CODE,
            sms=True,
            mms=False,
            voice=True,
        )


# Queued


def test_a_queued_text_freezes_its_pictures_and_their_order(desk, pictures):
    first = pictures.add(MARIA, jpeg(), "car.jpg")
    second = pictures.add(MARIA, png(), "form.png")
    third = pictures.add(MARIA, gif(), "wave.gif")
    queued = desk.queue(pictures=(third.id, first.id))
    assert [each.id for each in pictures.of_draft(MARIA)] == [second.id]
    bubble = desk.bubble(queued.outbox_id)
    assert bubble.num_media == 2
    shown = [(each.position, each.of, each.state, each.media_type) for each in bubble.pictures]
    assert shown == [(1, 2, "kept", "image/gif"), (2, 2, "kept", "image/jpeg")]
    assert desk.reading.archive.thumbnail(bubble.pictures[1].id)
    assert desk.reading.archive.count_with(queued.conversation_id) == 2


def test_pictures_alone_make_a_text(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    assert desk.queue("", key="a", pictures=(made.id,)).state is OutboxState.QUEUED


def test_a_double_click_is_one_text_with_its_pictures(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    first = desk.queue(key="a", pictures=(made.id,))
    assert desk.queue(key="a", pictures=(made.id,)).outbox_id == first.outbox_id
    assert len(desk.bubble(first.outbox_id).pictures) == 1


def test_a_picture_that_is_gone_stops_the_text(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    other = pictures.add(TOMASZ, jpeg(), "car.jpg")
    pictures.remove(made.id)
    for each in (made, other):
        refused = desk.queue(pictures=(each.id,))
        assert (refused.outbox_id, refused.rule) == (None, "C-16")
        assert "no longer here" in refused.reason


def test_a_text_with_pictures_is_refused_where_they_cannot_go(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO settings VALUES ('messaging_service_sid', ?)", ("MG" + "0" * 32,)
        )
    at_twilio = desk.queue(pictures=(made.id,), send_at=NOW + 3600, route=Route.TWILIO, key="later")
    assert "Send it from this computer" in at_twilio.reason
    without_pictures(desk)
    refused = desk.queue(pictures=(made.id,))
    assert (refused.rule, refused.outbox_id) == ("C-16", None)
    assert "can’t send pictures" in refused.reason
    assert len(pictures.of_draft(MARIA)) == 1


# On its way


def test_a_text_waits_for_its_pictures_and_nobody_else_s_text_does(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    slow = desk.queue("The car", pictures=(made.id,))
    after = desk.queue("And more")
    record_tomasz(desk)
    other = desk.queue("Hello Tomasz", to=TOMASZ)
    desk.sender.send_due()
    assert desk.twilio.posts == [(TOMASZ, OURS, "Hello Tomasz")]
    assert desk.row(slow.outbox_id).state is OutboxState.QUEUED
    assert desk.row(slow.outbox_id).reason == "its pictures are on their way to Twilio"
    assert desk.row(other.outbox_id).state is OutboxState.ACCEPTED
    assert desk.sender.next_moment() is not None
    put_up(desk)
    desk.clock.at += 5
    desk.sender.send_due()
    desk.clock.at += 5
    desk.sender.send_due()
    assert [body for _, _, body in desk.twilio.posts] == ["Hello Tomasz", "The car", "And more"]
    assert desk.row(after.outbox_id).state is OutboxState.ACCEPTED
    assert desk.twilio.media[1][0].startswith("https://brieftext-1.twil.io/p/")
    assert desk.twilio.media[2] == []


def record_tomasz(desk):
    from desktop_app.services.records import ConsentEntry, ConsentLevel

    entry = ConsentEntry(TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "form", "You may text me")
    desk.consent.record_consent(entry, "Dana Whitfield")


def test_a_text_that_only_waits_for_its_pictures_keeps_the_sender_asleep(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    desk.queue(pictures=(made.id,))
    assert desk.sender.next_moment() is None
    put_up(desk)
    assert desk.sender.next_moment() is not None


def test_the_addresses_go_out_in_the_order_of_the_pictures(desk, pictures):
    kept = [pictures.add(MARIA, content, "a") for content in (jpeg(), png(), jpeg())]
    desk.queue(pictures=tuple(each.id for each in kept))
    put_up(desk)
    desk.sender.send_due()
    first, second, third = desk.twilio.media[0]
    assert first == third != second


def test_a_lost_answer_to_a_text_with_pictures_is_found_again_and_nothing_doubles(desk, pictures):
    from desktop_app.services.errors import OutcomeUnknown
    from desktop_app.services.records import Problem

    made = pictures.add(MARIA, jpeg(), "car.jpg")
    lost = OutcomeUnknown(Problem("no answer"))
    lost.stored = True
    desk.twilio.answers.append(lost)
    queued = desk.queue(pictures=(made.id,))
    put_up(desk)
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.UNKNOWN
    desk.clock.at += 10
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.ACCEPTED
    assert len(desk.twilio.posts) == 1
    assert len(desk.bubble(queued.outbox_id).pictures) == 1


def test_words_without_the_picture_are_not_taken_for_the_text_with_it(desk, pictures):
    from desktop_app.services.errors import OutcomeUnknown
    from desktop_app.services.records import Problem

    made = pictures.add(MARIA, jpeg(), "car.jpg")
    desk.queue("Hello Maria", key="without")
    desk.sender.send_due()
    desk.clock.at += 5
    desk.twilio.answers.append(OutcomeUnknown(Problem("no answer")))
    queued = desk.queue("Hello Maria", key="with", pictures=(made.id,))
    put_up(desk)
    desk.sender.send_due()
    desk.clock.at += 10
    desk.sender.send_due()
    assert desk.row(queued.outbox_id).state is OutboxState.UNKNOWN


def test_reading_twilio_s_own_list_later_makes_no_second_picture(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    queued = desk.queue(pictures=(made.id,))
    put_up(desk)
    desk.sender.send_due()
    desk.sync()
    desk.sync()
    bubble = desk.bubble(queued.outbox_id)
    assert (bubble.num_media, len(bubble.pictures)) == (1, 1)
    with desk.database.read() as connection:
        wanted = "SELECT count(*) FROM media WHERE state = 'wanted'"
        assert connection.exec_driver_sql(wanted).scalar() == 0


def test_pictures_that_cannot_be_put_up_end_the_text_and_nothing_of_it_is_lost(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    queued = desk.queue(pictures=(made.id,))
    put_up(desk)
    with desk.database.write() as connection:
        for each in outgoing_hosting.every(connection):
            outgoing_hosting.change(
                connection, [each.id], state="failed", reason="Twilio did not make them ready"
            )
    desk.sender.send_due()
    row = desk.row(queued.outbox_id)
    assert row.state is OutboxState.NOT_SENT
    assert row.reason == (
        "its pictures could not be put up for Twilio: Twilio did not make them ready"
    )
    assert desk.bubble(queued.outbox_id).status is MessageStatus.NOT_SENT
    again = desk.messaging.resend(queued.outbox_id, "Dana Whitfield")
    assert len(desk.bubble(again.outbox_id).pictures) == 1
    put_up(desk)
    desk.sender.send_due()
    assert desk.row(again.outbox_id).state is OutboxState.ACCEPTED


def test_pictures_taken_down_after_the_row_was_picked_keep_it_waiting(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    queued = desk.queue(pictures=(made.id,))
    put_up(desk)
    fresh = desk.twilio.list_messages

    def taken_down(**named):
        with desk.database.write() as connection:
            for each in outgoing_hosting.every(connection):
                outgoing_hosting.change(connection, [each.id], state="leaving")
        return fresh(**named)

    desk.twilio.list_messages = taken_down
    desk.sender.send_due()
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is OutboxState.QUEUED


# Taken back


@pytest.mark.parametrize("how", ["undo_send", "cancel_send"])
def test_a_text_taken_back_gives_its_pictures_back_too(desk, pictures, how):
    kept = [pictures.add(MARIA, content, "a") for content in (jpeg(), png())]
    queued = desk.queue(hold_s=5, pictures=(kept[1].id, kept[0].id))
    assert pictures.of_draft(MARIA) == []
    assert getattr(desk.messaging, how)(queued.outbox_id) == "Hello Maria"
    back = pictures.of_draft(MARIA)
    assert [each.media_type for each in back] == ["image/png", "image/jpeg"]
    assert pictures.preview(back[0].id)
    again = desk.queue(key="again", pictures=tuple(each.id for each in back))
    assert len(desk.bubble(again.outbox_id).pictures) == 2


def test_a_text_for_later_taken_back_gives_its_pictures_back(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    queued = desk.queue(send_at=NOW + 3600, pictures=(made.id,))
    assert desk.messaging.take_back(queued.outbox_id) == "Hello Maria"
    assert len(pictures.of_draft(MARIA)) == 1


def test_pictures_of_a_text_for_later_are_put_up_shortly_before_its_time(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    desk.queue(send_at=NOW + 5 * 3600, pictures=(made.id,))
    with desk.database.read() as connection:
        assert outgoing_hosting.wished(connection, NOW) == {}
        assert len(outgoing_hosting.wished(connection, NOW + 5 * 3600 - 300)) == 1


def test_an_edited_text_for_later_keeps_its_pictures(desk, pictures):
    made = pictures.add(MARIA, jpeg(), "car.jpg")
    queued = desk.queue(send_at=NOW + 3600, pictures=(made.id,))
    from desktop_app.services.records import TextRequest

    request = TextRequest(MARIA, "Other words", "b", "Dana Whitfield", send_at=NOW + 7200)
    edited = desk.messaging.edit_later(queued.outbox_id, request)
    assert len(desk.bubble(edited.outbox_id).pictures) == 1
    assert pictures.of_draft(MARIA) == []


def test_two_computers_do_not_send_the_same_picture_text_twice(desk, pictures):
    from desktop_app.services.messaging.storing import PageStore
    from tests.store_kit import raw_message

    made = pictures.add(MARIA, jpeg(), "car.jpg")
    again = pictures.add(MARIA, jpeg(), "car.jpg")
    theirs = raw_message("The car", at=NOW - 40, inbound=False, num_media="1")
    PageStore(desk.database).put([theirs], NOW)
    same = desk.queue("The car", pictures=(made.id,))
    silent = desk.queue("", key="silent", pictures=(again.id,))
    put_up(desk)
    desk.sender.send_due()
    assert "Another computer sent this" in desk.row(same.outbox_id).reason
    desk.clock.at += 5
    desk.sender.send_due()
    assert desk.row(silent.outbox_id).state is OutboxState.ACCEPTED


def test_the_bytes_of_a_picture_are_kept_once(desk, pictures):
    made = pictures.add(MARIA, jpeg(image=drawing(64, 64)), "car.jpg")
    desk.queue(pictures=(made.id,))
    with desk.database.read() as connection:
        one = connection.exec_driver_sql("SELECT sha256 FROM outbox_pictures").scalar()
        assert connection.exec_driver_sql("SELECT count(*) FROM outgoing_files").scalar() == 0
        assert len(outgoing.content(connection, one)) == made.size


def test_the_window_is_told_of_a_picture_put_in(desk):
    bus, heard = EventBus(), []
    bus.subscribe(heard.append)
    service = OutgoingService(desk.database, picture_command(), desk.clock, bus, lambda: None)
    try:
        made = service.add(MARIA, png(), "form.png")
        service.remove(made.id)
    finally:
        service.close()
    assert [type(each) for each in heard] == [ConversationsChanged] * 2
