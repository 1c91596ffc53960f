"""The card "Notifications": every choice is kept, and says what it means."""

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.declared import DECLARED, QUARTERS
from desktop_app.views.notify.deciding import Heard, Level, wording
from desktop_app.views.notify.notifier import EXAMPLE
from desktop_app.views.settings.notifications import LEVELS, NotificationsCard
from desktop_app.views.settings.page import SettingsPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def card(qtbot, theme, workspace, bridge):
    card = NotificationsCard(theme, workspace, bridge)
    qtbot.addWidget(card)
    card.resize(700, 600)
    card.show()
    qtbot.waitExposed(card)
    return card


@pytest.fixture
def kept(workspace, qtbot):
    """Wait until a setting is in the store."""

    def wait(key, value):
        qtbot.waitUntil(lambda: workspace.reading.settings.get(key) == value)

    return wait


def test_nothing_chosen_yet_shows_what_holds_then(card):
    assert card.levels.choice == DECLARED["notify_level"].default == "name"
    assert card.quiet.choice == "off"
    assert card.sound.choice == "off"
    assert not card.hours.isVisible()


@pytest.mark.parametrize("level", Level)
def test_each_level_has_the_example_that_it_would_really_show(level):
    said = wording([Heard(1, EXAMPLE.name, EXAMPLE.text)], level)
    shown = f"{said.title}: {said.body}" if said.body else said.title
    assert next(words for key, _, words in LEVELS if key == level) == shown


def test_a_level_is_kept_when_it_is_chosen(card, kept):
    for key in ("nothing", "text", "name"):
        card.levels.buttons[key].click()
        kept("notify_level", key)


def test_a_level_tells_a_screen_reader_its_example(card):
    described = card.levels.buttons["name"].accessibleDescription()
    assert described == "“New text from Maria Delgado”"


def test_quiet_hours_show_their_times_in_quarters_and_keep_them(card, kept):
    card.quiet.item("on").click()
    kept("notify_quiet", "on")
    assert card.hours.isVisible()
    assert card.start.box.count() == len(QUARTERS) == 96
    card.start.set_text("21:45")
    kept("notify_quiet_from", "21:45")
    assert card.start.box.currentText() == "9:45 PM"
    card.end.set_text("00:00")
    kept("notify_quiet_to", "00:00")
    assert card.end.box.currentText() == "12:00 AM"
    card.quiet.item("off").click()
    kept("notify_quiet", "off")
    assert not card.hours.isVisible()


def test_the_stored_choices_are_shown(qtbot, theme, workspace, bridge):
    workspace.reading.settings |= {
        "notify_level": "nothing",
        "notify_sound": "on",
        "notify_quiet": "on",
        "notify_quiet_from": "18:00",
        "notify_quiet_to": "08:15",
    }
    card = NotificationsCard(theme, workspace, bridge)
    qtbot.addWidget(card)
    assert card.levels.choice == "nothing"
    assert (card.quiet.choice, card.sound.choice) == ("on", "on")
    assert card.start.box.currentText() == "6:00 PM"
    assert card.end.box.currentText() == "8:15 AM"


def test_the_sound_is_kept(card, kept):
    card.sound.item("on").click()
    kept("notify_sound", "on")


def test_quiet_asked_for_at_the_tray_is_said_and_can_be_ended(card, workspace, kept, qtbot):
    assert not card.paused.isVisible()
    workspace.settings.set("notify_quiet_until", str(int(time.time()) + 3600))
    qtbot.waitUntil(card.paused.isVisible)
    assert card.until.text().startswith("Until to")
    card.end_quiet.click()
    kept("notify_quiet_until", "")
    qtbot.waitUntil(lambda: not card.paused.isVisible())


def test_the_wheel_over_an_hour_moves_the_page_and_not_the_hour(card, workspace):
    card.quiet.item("on").click()
    before = card.start.text()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(card.start.box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(card.start.box, event)
    assert card.start.text() == before
    assert not event.isAccepted()


def test_the_example_is_asked_for_and_its_answer_shown(card, qtbot):
    with qtbot.waitSignal(card.example_asked):
        card.example.click()
    assert not card.answer.isVisible()
    card.say("Shown.")
    assert card.answer.isVisible()


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_wider_than_the_page_gives_at_any_text_size(
    qtbot, theme, workspace, bridge, tmp_path, size
):
    page = SettingsPage(theme, workspace, bridge, tmp_path)
    qtbot.addWidget(page)
    page.resize(880, 640)
    page.show()
    theme.set_text_size(size)
    try:
        page.notifications.quiet.item("on").click()
        page.go_to("notifications")
        assert page.notifications.minimumSizeHint().width() <= page.scroller.viewport().width()
    finally:
        theme.set_text_size(100)
