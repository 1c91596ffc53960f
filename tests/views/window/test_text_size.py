"""Text from 80 to 200 %: live, kept, and with every word whole at the smallest window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest

from desktop_app.services.events import ContactsChanged
from desktop_app.services.rules.zones import recipient_zones
from desktop_app.views.settings.rows import RowName
from desktop_app.views.widgets.menus import PopupMenu
from desktop_app.views.widgets.overlay import Overlay
from tests.views.clipping import clipped

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
SIZES = [QSize(960, 640), QSize(1360, 860)]
PERCENTS = [80, 150, 200]
CURLY = (
    "It’s time to bring the intake packet “Form A” to our office on Wacker Drive before Monday at "
    "noon — call me if you can’t come, thank you, Dana"
)


@pytest.fixture
def sized(theme):
    """A change of text size that ends with the test."""
    yield theme.set_text_size
    theme.set_text_size(100)


def settle(window):
    """Let every layout find its place; one can ask for another."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert window.isVisible()


def press(window, key):
    QTest.keyClick(window.focusWidget() or window, key, CONTROL)


def test_ctrl_plus_and_minus_and_0_change_the_size_of_all_text(window, sized, theme):
    press(window, Qt.Key.Key_Plus)
    assert theme.text_size == 110
    press(window, Qt.Key.Key_Equal)
    assert theme.text_size == 120
    press(window, Qt.Key.Key_Minus)
    assert theme.text_size == 110
    press(window, Qt.Key.Key_0)
    assert theme.text_size == 100


def test_the_size_is_kept_for_the_next_start(window, workspace, sized, qtbot):
    press(window, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: workspace.reading.setting("text_size") == "110")


def test_beyond_the_last_size_nothing_changes(window, desk, sized, theme):
    sized(200)
    desk.perform("text_larger")
    assert theme.text_size == 200
    sized(80)
    desk.perform("text_smaller")
    assert theme.text_size == 80


def test_the_slider_changes_it_too_and_follows_the_keys(desk, sized, theme, workspace, qtbot):
    desk.open_page("settings")
    look = desk.settings.look
    look.slider.setValue(150)
    qtbot.waitUntil(lambda: theme.text_size == 150)
    assert look.percent.text() == "150%"
    qtbot.waitUntil(lambda: workspace.reading.setting("text_size") == "150")
    desk.perform("text_smaller")
    assert look.slider.value() == 140


def test_the_look_is_chosen_by_arrow_keys(desk, theme, window):
    desk.open_page("settings")
    look = desk.settings.look.look
    look.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    assert theme.choice == "dark"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert theme.choice == "light"


@pytest.mark.parametrize("percent", PERCENTS)
def test_no_word_of_a_page_is_cut(window, desk, sized, percent):
    pages = desk.rail.keys()
    for key in pages:
        desk.open_page(key)  # built at the usual size, then changed live
    sized(percent)
    for size in SIZES:
        window.resize(size)
        for key in pages:
            desk.open_page(key)
            settle(window)
            assert clipped(desk) == [], (key, size)
        desk.open_ledger("+18135550142", 7)
        settle(window)
        assert clipped(desk) == [], ("ledger", size)


@pytest.mark.parametrize("percent", PERCENTS)
def test_no_word_of_a_conversation_is_cut(window, desk, sized, percent):
    window.resize(SIZES[0])
    sized(percent)
    for who in range(1, 6):
        desk.open_conversation(who)
        if not desk.inbox.panel_shown:
            desk.perform("toggle_panel")
        settle(window)
        assert clipped(desk) == [], who


@pytest.mark.parametrize("percent", PERCENTS)
def test_no_word_of_what_lies_over_the_page_is_cut(window, desk, sized, percent, workspace):
    window.resize(SIZES[0])
    sized(percent)
    settle(window)
    card = workspace.reading.contact_card(desk.conversation_id)
    for act in ("new_message", "person_menu", "palette", "shortcuts"):
        desk.perform(act)
        check_layer(window)
    for dialog in (desk.acts.edit, desk.acts.opt_out, desk.acts.record_consent):
        dialog(card)
        check_layer(window)


@pytest.mark.parametrize("percent", PERCENTS)
def test_no_word_around_a_text_at_night_is_cut(window, desk, sized, percent, workspace, qtbot):
    window.resize(SIZES[0])
    sized(percent)
    desk.open_conversation(1)
    pane = desk.inbox.pane
    pane.composer.fill(CURLY)
    qtbot.waitUntil(lambda: pane.findings.any)
    settle(window)
    assert clipped(pane) == []
    number = pane.row.number
    workspace.reading.sending.living[number] = recipient_zones(number, zone=night_zone())
    workspace.events.publish(ContactsChanged(frozenset({1})))
    qtbot.waitUntil(pane.hours.note.isVisible)
    pane.composer.fill("It’s at nine “sharp” — " + "a" * 60)
    settle(window)
    assert clipped(pane) == []
    pane.composer.fill("Hearing on Tuesday. Reply STOP if you can't come. Hartwell & Osei")
    qtbot.waitUntil(lambda: pane.composer.send.text() != "Send")
    settle(window)
    assert clipped(pane.composer.foot) == []


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_cards_of_settings_are_no_wider_than_their_room(window, desk, sized, percent):
    window.resize(SIZES[0])
    sized(percent)
    desk.open_page("settings")
    settle(window)
    scroller = desk.settings.scroller
    assert scroller.widget().width() == scroller.viewport().width()


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_names_of_the_rows_of_settings_stand_in_one_column(window, desk, sized, percent):
    sized(percent)
    desk.open_page("settings")
    settle(window)
    for card in ("connection", "data", "about"):
        names = desk.settings.cards[card].findChildren(RowName)
        assert len(names) > 1
        assert {name.x() for name in names} == {0}, card


def night_zone():
    """Somewhere it is three in the morning or so now."""
    ahead = (3 - datetime.now(UTC).hour) % 24
    east = ahead if ahead <= 12 else ahead - 24
    return f"Etc/GMT{-east:+d}"


def check_layer(window):
    """The layer that is open has all its words, stands inside the window, and is closed again."""
    settle(window)
    [shown] = [part for part in window.findChildren(Overlay) if part.isVisible()]
    assert clipped(shown) == []
    assert window.rect().contains(shown.card.geometry())
    shown.dismiss()


def test_a_menu_higher_than_the_window_scrolls_to_the_row_of_the_keyboard(window, desk, sized):
    window.resize(SIZES[0])
    sized(200)
    settle(window)
    desk.perform("person_menu")
    settle(window)
    [menu] = window.findChildren(PopupMenu)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_End)
    row = menu.rows[-1]
    assert row.hasFocus()
    assert menu.card.rect().contains(
        row.rect().translated(row.mapTo(menu.card, row.rect().topLeft()))
    )
