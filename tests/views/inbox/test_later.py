"""Send later from the composer: the time in the client's day, both routes, taken back again."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest

from desktop_app.services.records import OutboxState, QueueOutcome, Route
from desktop_app.views.inbox.later_dialog import LaterDialog
from desktop_app.views.inbox.later_times import suggestions, when_words, zone_of
from tests.views.clipping import clipped
from tests.views.inbox.conftest import MARIA
from tests.views.made_up_firm import NOW, ZONE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TAMPA, CHICAGO = ZoneInfo("America/New_York"), ZoneInfo("America/Chicago")


def at(year, month, day, hour, minute=0, zone=TAMPA):
    return int(datetime(year, month, day, hour, minute, tzinfo=zone).timestamp())


def words(now, zone=TAMPA):
    return [each.words for each in suggestions(now, zone)]


def test_the_usual_times_are_those_of_the_client_s_own_day():
    assert words(at(2026, 11, 25, 10, 5)) == [
        "In an hour, 11:15 AM",
        "Today, 5:00 PM",
        "Tomorrow, 8:00 AM",
        "Monday, 8:00 AM",
    ]


def test_in_the_evening_today_is_over():
    assert words(at(2026, 11, 25, 20, 0)) == [
        "In an hour, 9:00 PM",
        "Tomorrow, 8:00 AM",
        "Monday, 8:00 AM",
    ]


def test_on_a_sunday_tomorrow_is_monday_and_said_once():
    assert "Monday, 8:00 AM" not in words(at(2026, 11, 29, 12, 0))


@pytest.mark.parametrize("day", [(2026, 10, 31), (2027, 3, 13)])
def test_eight_in_the_morning_is_eight_after_the_clocks_change_too(day):
    tomorrow = next(s for s in suggestions(at(*day, 12), TAMPA) if s.key == "tomorrow")
    moment = datetime.fromtimestamp(tomorrow.at, UTC).astimezone(TAMPA)
    assert (moment.hour, moment.minute) == (8, 0)


def test_a_time_is_said_on_both_clocks_where_they_differ():
    moment = at(2026, 11, 26, 8)
    assert when_words(moment, TAMPA, CHICAGO, "her") == (
        "Thu, Nov 26, 8:00 AM her time, 7:00 AM here"
    )
    assert when_words(moment, TAMPA, TAMPA, "her") == "Thu, Nov 26, 8:00 AM"


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc"])
def test_a_zone_that_is_none_is_this_computer_s(name):
    assert zone_of(name, CHICAGO) is CHICAGO


@pytest.fixture(autouse=True)
def composing(request):
    """Where a page is asked for: Maria's conversation, with words typed."""
    if "page" in request.fixturenames:
        page = request.getfixturevalue("page")
        page.open_conversation(MARIA)
        page.pane.composer.field.setPlainText("Court is tomorrow at 9:30.")


@pytest.fixture
def dialog(page):
    page.pane.composer.later.click()
    return page.findChild(LaterDialog)


def test_the_button_waits_for_words(page):
    assert page.pane.composer.later.isEnabled()
    page.pane.composer.field.setPlainText("")
    assert not page.pane.composer.later.isEnabled()


def test_the_keyboard_asks_too(page):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.pane.composer.field, Qt.Key.Key_Return, keys)
    assert page.findChild(LaterDialog).isVisible()
    assert page.pane.composer.text() == "Court is tomorrow at 9:30."


def test_what_is_chosen_goes_to_the_queue_and_nothing_leaves_now(page, dialog, workspace, qtbot):
    dialog.when.choose("tomorrow")
    dialog.unless.setChecked(True)
    wanted = dialog.wanted()
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(workspace.messaging.requests))
    (request,) = workspace.messaging.requests
    assert (request.send_at, request.route, request.cancel_on_reply, request.hold_s) == (
        wanted.send_at,
        Route.HERE,
        True,
        0,
    )
    assert page.pane.composer.text() == ""


def test_without_a_messaging_service_only_this_computer_is_offered_and_why_is_said(dialog):
    assert [button.text() for button in dialog.route.buttons()] == [
        "From here: this computer must be on then"
    ]
    assert dialog.why_here.isVisible()


def test_with_one_twilio_can_keep_it(page, workspace):
    workspace.reading.settings["messaging_service_sid"] = "MG" + "5" * 32
    page.pane.composer.later.click()
    dialog = page.findChild(LaterDialog)
    dialog.route.choose(Route.TWILIO)
    assert dialog.wanted().route is Route.TWILIO
    assert dialog.why_here.isHidden()


def test_a_time_of_one_s_own_that_has_passed_is_refused_at_its_field(dialog):
    dialog.when.choose("own")
    assert dialog.moment.isVisible()
    early = datetime.fromtimestamp(NOW - 3_600, UTC).astimezone(ZONE)
    dialog.moment.edit.setDateTime(
        QDateTime(QDate(early.year, early.month, early.day), QTime(early.hour, early.minute))
    )
    assert "has passed" in dialog.moment.error
    assert not dialog.save.isEnabled()


def test_cancel_leaves_the_words_where_they_are(page, dialog, workspace):
    dialog.dismiss()
    assert page.pane.composer.text() == "Court is tomorrow at 9:30."
    assert workspace.messaging.requests == []


def test_a_refused_time_brings_the_words_back(page, dialog, workspace, qtbot):
    workspace.messaging.refusal = QueueOutcome(
        None, None, None, OutboxState.BLOCKED, "That time has passed."
    )
    dialog.save.click()
    qtbot.waitUntil(page.pane.composer.notice.isVisible)
    assert page.pane.composer.text() == "Court is tomorrow at 9:30."


def test_a_text_for_later_is_taken_back_into_the_composer(page, workspace, qtbot):
    page.pane.composer.field.setPlainText("")
    workspace.messaging.kept[77] = "Bring your ID."
    page.pane.later.take_back(MARIA, 77)
    qtbot.waitUntil(lambda: page.pane.composer.text() == "Bring your ID.")


def test_one_that_has_left_says_so(page, qtbot):
    page.pane.later.take_back(MARIA, 78)
    qtbot.waitUntil(page.pane.composer.notice.isVisible)
    assert "has left already" in page.pane.composer.notice.words.text()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(page, dialog, theme, percent, qtbot):
    theme.set_text_size(percent)
    dialog.when.choose("own")
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    theme.set_text_size(100)
