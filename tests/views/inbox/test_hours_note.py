"""The line under the composer at night: what it says, what it offers, and when it goes."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desktop_app.services.records import Route
from desktop_app.services.rules.zones import recipient_zones
from desktop_app.views.formatting import Calendar
from desktop_app.views.inbox.later_dialog import OWN, LaterDialog
from desktop_app.views.inbox.page import InboxPage
from tests.views.clipping import clipped
from tests.views.inbox.conftest import MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LA = "America/Los_Angeles"
EARLY = round(datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("America/New_York")).timestamp())
EIGHT_THERE = EARLY + 90 * 60


class Hour:
    """A clock the test sets."""

    def __init__(self):
        self.at = EARLY

    def now(self):
        return self.at


@pytest.fixture
def hour():
    return Hour()


@pytest.fixture
def page(theme, workspace, bridge, panel, qtbot, hour):
    number = workspace.reading.people[MARIA].number
    workspace.reading.sending.living[number] = recipient_zones(number, zone=LA)
    calendar = Calendar(now=hour.now, zone=ZoneInfo("America/New_York"))
    page = InboxPage(theme, workspace, bridge, panel, calendar)
    qtbot.addWidget(page)
    page.setStyleSheet(theme.sheet())
    page.resize(1280, 860)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open_conversation(MARIA)
    return page


@pytest.fixture
def note(page):
    return page.pane.hours.note


def lives(page, workspace, **known):
    number = workspace.reading.people[MARIA].number
    workspace.reading.sending.living[number] = recipient_zones(known.pop("number", number), **known)
    page.pane.hours._contacts_changed(frozenset())


def test_it_says_what_time_it_is_there_and_when_it_is_fine_again(note):
    assert note.isVisible()
    assert note.words.text() == (
        "It is 6:30 AM for Maria (Los Angeles). Quiet hours run until 8:00 AM her time."
    )
    assert note.schedule.text() == "Schedule for 8:00 AM her time"
    assert note.accessibleName() == note.words.text()


def test_what_it_offers_waits_for_words(page, note):
    assert not note.schedule.isEnabled()
    assert note.schedule.accessibleDescription() == "Write something first"
    page.pane.composer.field.setPlainText("Court is at 9.")
    assert note.schedule.isEnabled()
    assert note.now.isEnabled()


def test_scheduling_puts_the_text_in_the_queue_for_that_time(page, note, workspace, qtbot):
    page.pane.composer.field.setPlainText("Court is at 9.")
    note.schedule.click()
    qtbot.waitUntil(lambda: bool(workspace.messaging.requests))
    (request,) = workspace.messaging.requests
    assert (request.body, request.send_at, request.route) == (
        "Court is at 9.",
        EIGHT_THERE,
        Route.HERE,
    )
    assert page.pane.composer.text() == ""


def test_send_now_sends_now(page, note, workspace, qtbot):
    page.pane.composer.field.setPlainText("Call me, court is today.")
    note.now.click()
    qtbot.waitUntil(lambda: bool(workspace.messaging.requests))
    assert workspace.messaging.requests[0].send_at == 0


def test_it_goes_as_the_hour_comes_and_the_clock_in_it_moves_on(page, note, hour):
    hour.at += 60
    page.pane.hours.minutes.timer.timeout.emit()
    assert "6:31 AM" in note.words.text()
    hour.at = EIGHT_THERE
    page.pane.hours.minutes.timer.timeout.emit()
    assert note.isHidden()


def test_it_wakes_the_window_once_a_minute_at_most_and_by_day_as_the_day_ends(page, hour):
    timer = page.pane.hours.minutes.timer
    assert timer.interval() == 60_000
    hour.at = EIGHT_THERE + 12 * 3_600
    timer.timeout.emit()
    assert timer.interval() == 3_600_000
    hour.at = EIGHT_THERE + 13 * 3_600 - 120
    timer.timeout.emit()
    assert timer.interval() == 120_000


def test_whoever_wrote_within_the_hour_is_answered_without_a_word(page, note, hour):
    row = replace(page.pane.row, last_in_at=hour.at - 3_599)
    page.pane.hours.show_person(row)
    assert note.isHidden()
    page.pane.hours.show_person(replace(row, last_in_at=hour.at - 3_601))
    assert note.isVisible()


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"number": "+12135550142"},
            (
                "It is probably 6:30 AM for Maria (from area code 213). Quiet hours run until "
                "8:00 AM her time."
            ),
        ),
        (
            {"number": "+18135550142", "state": "CA"},
            (
                "It is between 6:30 AM and 9:30 AM for Maria. The number is from Florida but the "
                "address is in California. We use times that are fine in both. "
                "Quiet hours run until "
                "8:00 AM Pacific."
            ),
        ),
        (
            {"number": "+15415550142"},
            (
                "It is between 6:30 AM and 7:30 AM for Maria. Area code 541 lies in more than "
                "one time zone. We use times that are fine in all of them. Quiet hours run until "
                "8:00 AM Pacific."
            ),
        ),
        (
            {"number": "+18005550142"},
            (
                "It is between 4:30 AM and 9:30 AM for Maria. Nothing says where this number is "
                "used. We use times that are fine everywhere. Quiet hours run until 8:00 AM Hawaii."
            ),
        ),
    ],
)
def test_a_guess_is_called_a_guess(page, note, workspace, known, said):
    lives(page, workspace, **known)
    assert note.words.text() == said


def test_nothing_is_said_of_a_number_from_abroad(page, note, workspace):
    lives(page, workspace, number="+442079460000")
    assert note.isHidden()


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_of_it_is_cut(page, note, theme, workspace, size, qtbot):
    page.resize(960, 640)
    lives(page, workspace, number="+18135550142", state="CA")
    theme.set_text_size(size)
    qtbot.waitUntil(lambda: note.words.height() >= note.words.heightForWidth(note.words.width()))
    assert clipped(note) == []
    assert page.pane.composer.geometry().bottom() <= page.pane.height()


@pytest.fixture
def dialog(page):
    page.pane.composer.field.setPlainText("Court is tomorrow at 9:30.")
    page.pane.composer.later.click()
    return page.findChild(LaterDialog)


def test_a_time_for_later_in_quiet_hours_is_named_and_the_next_good_one_offered(dialog):
    dialog.when.choose(OWN)
    dialog.moment.show_at(EARLY + 15 * 3_600)
    assert dialog.quiet.isVisible()
    assert dialog.quiet.words.text() == (
        "It is 9:30 PM for Maria then, in quiet hours. It would wait until 8:00 AM her time."
    )
    dialog.quiet.offer.click()
    assert dialog.wanted().send_at == EIGHT_THERE + 24 * 3_600
    assert dialog.quiet.isHidden()


def test_a_good_time_for_later_is_left_alone(dialog):
    dialog.when.choose(OWN)
    dialog.moment.show_at(EARLY + 5 * 3_600)
    assert dialog.quiet.isHidden()
