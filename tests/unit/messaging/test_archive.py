"""The long read of the history, the daily second look, and saving pictures, on a real store."""

import hashlib

import pytest

from desktop_app.models import message
from desktop_app.services.errors import (
    KeyRefused,
    MediaTooLarge,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from desktop_app.services.messaging.history import SLOW_WAIT_S
from desktop_app.services.messaging.picture_fetching import PictureFetching, Shown
from desktop_app.services.messaging.rereading import ASKED_AT_MOST, LAG_S
from desktop_app.services.messaging.rounds import Rounds
from desktop_app.services.ports import MediaBytes, MediaItem, MessagePage, PostedMessage
from desktop_app.services.records import Problem
from tests.store_kit import MARIA, NOW, OURS, TOLL_FREE, raw_message

DAY = 86_400
PNG = b"\x89PNG\r\n\x1a\n rest of it"


class PagedTwilio:
    """A list in pages; every address that was asked for is kept."""

    def __init__(self, raws, size=3):
        self.raws = sorted(raws, key=lambda raw: raw["at"], reverse=True)
        self.size = size
        self.asked = []
        self.lists = {}
        self.fail_at = {}
        self.hidden = set()
        self.gone = set()
        self.media = {}
        self.fetched = []
        self.requests_made = 0

    def list_messages(self, *, to="", from_="", since=None, until=None, page_size=1000):
        found = [
            raw
            for raw in self.raws
            if raw["sid"] not in self.hidden | self.gone
            and (since is None or raw["at"] >= since)
            and (until is None or raw["at"] <= until)
        ]
        return self._page(found, 0, f"first {since} {until}")

    def next_page(self, uri):
        return self._page(self.lists[uri], int(uri.removeprefix("page ")), uri)

    def _page(self, found, place, asked):
        self.asked.append(asked)
        self.requests_made += 1
        if asked in self.fail_at:
            raise self.fail_at.pop(asked)
        end = place + self.size
        following = f"page {end}" if end < len(found) else None
        self.lists[following] = found
        return MessagePage(found[place:end], following, NOW)

    def fetch_message(self, sid):
        self.fetched.append(sid)
        for raw in self.raws:
            if raw["sid"] == sid and sid not in self.gone:
                return PostedMessage(raw, NOW)
        return None

    def list_media(self, message_sid):
        found = self.media.get(message_sid)
        if isinstance(found, Exception):
            raise found
        return None if found is None else [MediaItem(sid, "image/png") for sid in found]

    def fetch_media(self, message_sid, media_sid):
        found = self.media[message_sid][media_sid]
        if isinstance(found, Exception):
            raise found
        return found


def text(body, age, **more):
    at = NOW - age
    return raw_message(body, at=at, **more) | {"at": at}


def rounds(desk, twilio):
    return Rounds(desk.database, twilio, desk.clock, horizon=300, history_apart=True)


def bodies(desk):
    place = desk.reading.conversation_by_number(MARIA).id
    lines = desk.reading.messages(desk.reading.thread_ids(place))
    return [line.body for line in lines if line.direction.value != "event"]


@pytest.fixture
def ten_days():
    return PagedTwilio([text(f"day {age}", age * DAY) for age in range(10)])


def test_history_is_read_page_by_page_from_the_newest_on(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    assert bodies(desk) == ["day 2", "day 1", "day 0"]
    moved = desk.reading.archive.history()
    assert (moved.read, moved.reached_at) == (3, NOW - 2 * DAY)
    assert moved.running
    while not history.finished():
        history.step()
    assert bodies(desk) == [f"day {age}" for age in range(9, -1, -1)]
    done = desk.reading.archive.history()
    assert (done.read, done.expected, done.percent, done.running) == (10, 10, 100, False)


def test_a_new_start_goes_on_at_the_page_where_the_last_one_stopped(desk, ten_days):
    first = rounds(desk, ten_days).history
    first.step()
    first.step()
    again = rounds(desk, ten_days).history
    while not again.finished():
        again.step()
    assert ten_days.asked == ["first None None", "page 3", "page 6", "page 9"]
    assert desk.reading.archive.history().read == 10


def test_a_page_that_fails_leaves_the_mark_where_it_was(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    ten_days.fail_at["page 3"] = OutcomeUnknown(Problem("no answer"))
    with pytest.raises(OutcomeUnknown):
        history.step()
    assert desk.reading.archive.history().read == 3
    history.step()
    assert desk.reading.archive.history().read == 6


def test_a_place_twilio_has_forgotten_is_found_again_by_its_day(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    ten_days.fail_at["page 3"] = Refused(Problem("no such page"), status=400, code=20001)
    history.step()
    assert ten_days.asked[-1] == f"first None {NOW - 2 * DAY}"
    assert bodies(desk)[0] == "day 4"


def test_a_refused_key_is_not_taken_for_a_forgotten_place(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    ten_days.fail_at["page 3"] = KeyRefused(Problem("no"), status=401, code=20003)
    with pytest.raises(KeyRefused):
        history.step()


def test_a_list_that_leads_back_to_itself_ends(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    ten_days.next_page = lambda uri: MessagePage(ten_days.raws[3:6], uri, NOW)
    history.step()
    assert history.finished()


def test_texts_are_counted_by_number_and_the_whole_is_an_estimate(desk):
    raws = [text("a", 0), text("b", DAY, to=TOLL_FREE), text("c", 4 * DAY), text("d", 9 * DAY)]
    history = rounds(desk, PagedTwilio(raws)).history
    history.step()
    moved = desk.reading.archive.history()
    assert moved.numbers == ((OURS, 2), (TOLL_FREE, 1))
    assert moved.expected == round(3 * 400 / 4)
    assert moved.percent == 1


def test_less_than_a_day_says_nothing_about_the_whole(desk):
    raws = [text(str(minute), minute * 60) for minute in range(5)]
    rounds(desk, PagedTwilio(raws)).history.step()
    assert desk.reading.archive.history().expected is None


def test_slow_leaves_twilio_alone_between_two_pages(desk, ten_days):
    history = rounds(desk, ten_days).history
    assert history.wait_s("slow") == 0
    history.step()
    assert (history.wait_s("normal"), history.wait_s("slow")) == (0, SLOW_WAIT_S)
    desk.clock.at += int(SLOW_WAIT_S)
    assert history.wait_s("slow") == 0


def test_speed_is_what_the_last_pages_took_and_a_pause_does_not_count(desk, ten_days):
    history = rounds(desk, ten_days).history
    history.step()
    desk.clock.at += 3
    history.step()
    assert desk.reading.archive.history().per_minute == 60
    history.rest()
    desk.clock.at += 9999
    history.step()
    assert desk.reading.archive.history().per_minute == 60


def test_a_round_beside_the_history_reads_two_days_and_no_more(desk, ten_days):
    rounds(desk, ten_days).run()
    assert bodies(desk) == ["day 2", "day 1", "day 0"]
    assert not rounds(desk, ten_days).history.finished()


def test_a_text_named_twice_on_a_page_is_stored_once(desk):
    raw = text("once", 60)
    rounds(desk, PagedTwilio([raw, raw])).history.step()
    assert bodies(desk) == ["once"]


# The second look


def look(desk, twilio, days=None):
    return rounds(desk, twilio).rereading.run(days)


def test_the_second_look_finds_what_the_list_left_out_before(desk, ten_days):
    late = ten_days.raws[1]["sid"]
    ten_days.hidden.add(late)
    both = rounds(desk, ten_days)
    while not both.history.finished():
        both.history.step()
    assert "day 1" not in bodies(desk)
    ten_days.hidden.clear()
    assert look(desk, ten_days).new == 1
    report = desk.reading.archive.gap_reports()[0]
    assert (report.compared, report.missing, report.removed, report.found_late) == (8, (), (), 1)
    assert "day 1" in bodies(desk)


def test_what_twilio_removed_stays_here_and_says_so(desk, ten_days):
    look(desk, ten_days, 0)
    removed = ten_days.raws[4]
    ten_days.gone.add(removed["sid"])
    changed = look(desk, ten_days)
    place = desk.reading.conversation_by_number(MARIA).id
    assert changed.conversations == {place}
    [gap] = desk.reading.archive.gap_reports()[0].removed
    assert (gap.sid, gap.at) == (removed["sid"], NOW - 4 * DAY)
    marked = [
        line.body
        for line in desk.reading.messages(desk.reading.thread_ids(place))
        if line.removed_at is not None
    ]
    assert marked == ["day 4"]
    look(desk, ten_days)
    assert desk.reading.archive.gap_reports()[0].removed == ()


def test_a_text_the_list_lacks_and_twilio_has_is_not_taken_for_removed(desk, ten_days):
    look(desk, ten_days, 0)
    lagging = ten_days.raws[4]["sid"]
    ten_days.hidden.add(lagging)
    look(desk, ten_days)
    assert ten_days.fetched == [lagging]
    assert desk.reading.archive.gap_reports()[0].removed == ()


def test_the_absence_of_a_new_text_says_nothing(desk):
    twilio = PagedTwilio([text("new", LAG_S - 60), text("old", 3 * DAY)])
    look(desk, twilio, 0)
    twilio.gone.add(twilio.raws[0]["sid"])
    look(desk, twilio)
    assert twilio.fetched == []
    assert desk.reading.archive.gap_reports()[0].removed == ()


def test_what_is_older_than_the_list_reaches_is_not_asked_for(desk, ten_days):
    look(desk, ten_days, 0)
    ten_days.gone |= {raw["sid"] for raw in ten_days.raws[8:]}
    look(desk, ten_days, 0)
    assert ten_days.fetched == []


def test_many_absent_texts_are_asked_for_a_few_at_a_time(desk):
    twilio = PagedTwilio([text(str(n), DAY + n * 60) for n in range(ASKED_AT_MOST + 5)], size=1000)
    twilio.raws.append(text("oldest", 3 * DAY))
    look(desk, twilio, 0)
    twilio.gone |= {raw["sid"] for raw in twilio.raws[:-1]}
    look(desk, twilio)
    assert len(twilio.fetched) == ASKED_AT_MOST
    look(desk, twilio)
    assert len(twilio.fetched) == ASKED_AT_MOST + 5


def test_a_text_from_no_phone_number_is_named_in_the_report(desk):
    strange = text("Your code", 60, client="24273")
    look(desk, PagedTwilio([strange, text("hello", 90)]))
    report = desk.reading.archive.gap_reports()[0]
    assert report.compared == 2
    assert [gap.sid for gap in report.missing] == [strange["sid"]]
    assert "phone number" in report.missing[0].reason


def test_the_second_look_is_due_once_a_day(desk, ten_days):
    assert rounds(desk, ten_days).rereading.due()
    look(desk, ten_days)
    assert not rounds(desk, ten_days).rereading.due()
    desk.clock.at += DAY
    assert rounds(desk, ten_days).rereading.due()


# Pictures


def shown_if_png(content):
    return Shown(b"small", 640, 480) if content == PNG else None


@pytest.fixture
def with_pictures(desk):
    """Three pictures on one text and one on another, as Twilio has them."""
    twilio = PagedTwilio(
        [text("three", 3 * DAY, num_media="3"), text("one", 60, num_media="1"), text("none", 30)]
    )
    for raw in twilio.raws:
        count = int(raw["num_media"])
        twilio.media[raw["sid"]] = {
            f"ME{number:032x}": MediaBytes("image/png", PNG) for number in range(1, count + 1)
        }
    rounds(desk, twilio).history.step()
    return twilio


def saving(desk, twilio):
    return PictureFetching(desk.database, twilio, desk.clock, shown_if_png)


def save_all(desk, twilio, **how):
    pictures = saving(desk, twilio)
    steps = 0
    while pictures.step(**how) is not None:
        steps += 1
    return steps


def pictures_of(desk, body):
    place = desk.reading.conversation_by_number(MARIA).id
    lines = desk.reading.messages(desk.reading.thread_ids(place))
    return next(line.pictures for line in lines if line.body == body)


def sid_of_text(twilio, body):
    return next(raw["sid"] for raw in twilio.raws if raw["body"] == body)


def test_every_picture_of_every_text_is_saved_under_its_hash(desk, with_pictures):
    assert desk.reading.archive.pictures().wanted == 4
    assert save_all(desk, with_pictures) == 2
    counted = desk.reading.archive.pictures()
    assert (counted.kept, counted.wanted, counted.all) == (4, 0, 4)
    three = pictures_of(desk, "three")
    assert [(each.position, each.of, each.width, each.height) for each in three] == [
        (1, 3, 640, 480),
        (2, 3, 640, 480),
        (3, 3, 640, 480),
    ]
    with desk.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT sha256, content FROM media JOIN media_content ON media_id = media.id"
        ).fetchall()
    assert [(hashlib.sha256(content).hexdigest(), content) for _, content in rows] == [
        (digest, PNG) for digest, _ in rows
    ]
    assert desk.reading.archive.thumbnail(three[0].id) == b"small"


def test_the_newest_text_comes_first_and_while_paused_alone(desk, with_pictures):
    assert save_all(desk, with_pictures, new_only=True) == 1
    assert pictures_of(desk, "one")[0].shown
    assert not pictures_of(desk, "three")[0].shown


def test_a_picture_that_fails_is_tried_again_later_and_the_others_are_saved(desk, with_pictures):
    three = with_pictures.media[sid_of_text(with_pictures, "three")]
    good, three["ME" + f"{2:032x}"] = three["ME" + f"{2:032x}"], OutcomeUnknown(Problem("cut"))
    save_all(desk, with_pictures)
    states = [each.state for each in pictures_of(desk, "three")]
    assert states == ["kept", "wanted", "wanted"]
    assert save_all(desk, with_pictures) == 0
    three["ME" + f"{2:032x}"] = good
    desk.clock.at += 60
    save_all(desk, with_pictures)
    assert [each.state for each in pictures_of(desk, "three")] == ["kept"] * 3


def test_pictures_that_are_not_saved_after_a_day_are_counted(desk, with_pictures):
    with_pictures.media = {sid: OutcomeUnknown(Problem("cut")) for sid in with_pictures.media}
    save_all(desk, with_pictures)
    assert desk.reading.archive.pictures().late == 0
    desk.clock.at += DAY
    assert desk.reading.archive.pictures().late == 4


def test_waiting_grows_to_hours_and_no_further(desk, with_pictures):
    sid = sid_of_text(with_pictures, "one")
    with_pictures.media[sid] = OutcomeUnknown(Problem("cut"))
    waits = []
    for _ in range(14):
        save_all(desk, with_pictures, new_only=True)
        with desk.database.read() as connection:
            next_try = connection.exec_driver_sql(
                "SELECT max(next_try_at) FROM media WHERE state = 'wanted'"
            ).scalar()
        waits.append(next_try - desk.clock.at)
        desk.clock.at = next_try
    assert waits[:3] == [30, 60, 120]
    assert waits[-1] == 6 * 3600


def test_a_text_that_is_gone_has_no_pictures_to_wait_for(desk, with_pictures):
    del with_pictures.media[sid_of_text(with_pictures, "three")]
    save_all(desk, with_pictures)
    assert {each.state for each in pictures_of(desk, "three")} == {"gone"}
    assert desk.reading.archive.pictures().lost == 3


def test_a_picture_that_is_not_listed_yet_is_waited_for_and_then_given_up(desk, with_pictures):
    listed = with_pictures.media[sid_of_text(with_pictures, "three")]
    listed.pop(f"ME{3:032x}")
    save_all(desk, with_pictures)
    assert [each.state for each in pictures_of(desk, "three")] == ["kept", "kept", "wanted"]
    for _ in range(6):
        desk.clock.at += 7 * 3600
        save_all(desk, with_pictures)
    assert [each.state for each in pictures_of(desk, "three")] == ["kept", "kept", "gone"]


def test_more_pictures_than_twilio_counted_are_saved_too(desk, with_pictures):
    listed = with_pictures.media[sid_of_text(with_pictures, "one")]
    listed[f"ME{9:032x}"] = MediaBytes("image/png", PNG)
    save_all(desk, with_pictures)
    assert [each.state for each in pictures_of(desk, "one")] == ["kept", "kept"]


def test_a_file_that_is_too_large_is_named_and_never_fetched_again(desk, with_pictures):
    listed = with_pictures.media[sid_of_text(with_pictures, "one")]
    listed[f"ME{1:032x}"] = MediaTooLarge(Problem("large"))
    save_all(desk, with_pictures)
    assert pictures_of(desk, "one")[0].state == "too_large"


@pytest.mark.parametrize(
    ("claimed", "content", "stored"),
    [
        ("image/png", b"%PDF-1.7 and more", "application/octet-stream"),
        ("application/pdf", b"%PDF-1.7 and more", "application/pdf"),
        ("image/svg+xml", b"<svg onload='x'/>", "application/octet-stream"),
        ("text/html", b"\x89PNG\r\n\x1a\n not one", "image/png"),
        ("a\nb: c", b"whatever", "application/octet-stream"),
    ],
)
def test_what_is_no_picture_is_saved_and_not_shown(desk, with_pictures, claimed, content, stored):
    listed = with_pictures.media[sid_of_text(with_pictures, "one")]
    listed[f"ME{1:032x}"] = MediaBytes(claimed, content)
    save_all(desk, with_pictures)
    [picture] = pictures_of(desk, "one")
    assert (picture.state, picture.media_type, picture.shown) == ("kept", stored, False)


@pytest.mark.parametrize(
    "error",
    [
        KeyRefused(Problem("no"), status=401, code=20003),
        Throttled(Problem("slower"), retry_after=5),
    ],
)
def test_a_refused_key_and_a_busy_twilio_are_told_and_cost_no_try(desk, with_pictures, error):
    with_pictures.media[sid_of_text(with_pictures, "one")] = error
    with pytest.raises(type(error)):
        saving(desk, with_pictures).step()
    with desk.database.read() as connection:
        assert connection.exec_driver_sql("SELECT max(tries) FROM media").scalar() == 0


def test_pictures_go_with_their_text(desk, with_pictures):
    save_all(desk, with_pictures)
    with desk.database.write() as connection:
        message.remove(connection, pictures_of(desk, "one")[0].message_id)
        assert connection.exec_driver_sql("SELECT count(*) FROM media_content").scalar() == 3
