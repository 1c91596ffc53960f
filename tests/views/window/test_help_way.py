"""The help is one key or one menu away from every window, and closes with the program."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.errors import KeyMissing
from desktop_app.services.opening import ProfileState
from desktop_app.services.records import Problem
from desktop_app.views.bridge import Lanes
from desktop_app.views.contacts.new_message import NewMessage
from desktop_app.views.first_run.start import StartPages
from desktop_app.views.help_link import open_help
from desktop_app.views.main_window import MainWindow
from desktop_app.views.shortcuts import ShortcutList
from desktop_app.views.widgets.labels import Label
from tests.views.first_run.fake_opening import FakeOpening

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def lanes(qapp):
    lanes = Lanes()
    yield lanes
    lanes.close()


@pytest.fixture
def window(window):
    yield window
    if window.help is not None:
        window.help.close()


def press_help(part):
    QTest.keyClick(part, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)


def menu_words(window):
    return [entry.text().replace("&", "") for entry in window.menuBar().actions()]


def help_entries(window):
    (menu,) = [each for each in window._menus if each.title() == "&Help"]
    return [entry.text() for entry in menu.actions()]


@pytest.mark.row("S3-26")
def test_help_is_reached_by_key_from_every_page_and_from_what_lies_over_it(window, desk, qtbot):
    pages = desk.rail.keys()
    for key in pages:
        desk.open_page(key)
        press_help(window.focusWidget() or window)
        qtbot.waitUntil(lambda: window.help is not None and window.help.isVisible())
        window.help.close()
        assert not window.help.isVisible()
    dialog = desk.new_message()
    assert isinstance(dialog, NewMessage)
    press_help(window.focusWidget())
    assert window.help.isVisible()
    assert dialog.isVisible()
    window.help.close()
    dialog.dismiss()
    palette = desk.open_palette()
    press_help(window.focusWidget())
    assert window.help.isVisible()
    palette.dismiss()


@pytest.mark.row("S3-26")
@pytest.mark.parametrize("page", ["welcome", "connect", "opening", "problem"])
def test_help_is_reached_before_a_store_is_open(page, qtbot, theme, tmp_path, lanes):
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    start = StartPages(theme, FakeOpening(ProfileState.EMPTY, tmp_path), lanes)
    window.show_start(start)
    window.show()
    qtbot.waitExposed(window)
    show = {
        "welcome": start.show_welcome,
        "connect": start.show_connect,
        "opening": start.show_opening,
        "problem": lambda: start.show_problem(KeyMissing(Problem("No key."))),
    }
    show[page]()
    assert menu_words(window) == ["Help"]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press_help(window.focusWidget() or window)
    assert window.help.isVisible()
    window.help.close()
    window.action("support").trigger()
    assert window.help.view.page.topic == "support"
    window.help.close()


def test_the_welcome_page_has_a_button_for_it(qtbot, theme, tmp_path, lanes):
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    start = StartPages(theme, FakeOpening(ProfileState.EMPTY, tmp_path), lanes)
    window.show_start(start)
    start.show_welcome()
    start.welcome.help_button.click()
    assert window.help.view.page.topic == "travel"
    window.help.close()


def test_the_help_menu_stays_one_menu_over_opening_and_closing_a_store(window, desk, qtbot):
    assert menu_words(window) == ["Message", "View", "Help"]
    assert help_entries(window) == [
        "Brieftext help",
        "All shortcuts",
        "Rules of use",
        "Where to get help",
    ]
    window.close_workspace()
    assert menu_words(window) == ["Help"]
    assert help_entries(window) == ["Brieftext help", "Rules of use", "Where to get help"]


def test_the_menu_s_entries_open_their_pages(window):
    window.action("rules_of_use").trigger()
    assert window.help.view.page.topic == "rules-of-use"
    window.action("support").trigger()
    assert window.help.view.page.topic == "support"
    window.action("help").trigger()
    assert window.help.view.page.topic == "support"


def test_the_window_stays_usable_beside_it(window, desk, qtbot):
    window.open_help("costs")
    assert not window.help.isModal()
    desk.open_conversation(MARIA)
    assert desk.conversation_id == MARIA
    assert window.help.isVisible()


def test_it_closes_with_the_program(window):
    window.open_help()
    with_help = window.help
    window.close()
    assert not with_help.isVisible()


def test_a_dialog_offers_the_page_it_is_about(window, desk):
    desk.open_conversation(MARIA)
    desk.acts.record_consent(desk._workspace.reading.contact_card(MARIA))
    (dialog,) = [each for each in window.findChildren(object, "recordConsent") if each.isVisible()]
    assert dialog.help_topic == "consent"
    dialog.help_button.click()
    assert window.help.view.page.topic == "consent"
    assert dialog.isVisible()
    dialog.dismiss()


def test_any_part_of_the_window_can_link_to_a_page(window, desk):
    open_help(desk.inbox.pane.composer, "short-codes")
    assert window.help.view.page.topic == "short-codes"


def test_a_part_in_no_such_window_asks_in_vain(qtbot, theme):
    alone = Label(theme, "Alone")
    qtbot.addWidget(alone)
    open_help(alone, "costs")
    assert not alone.isVisible()


def test_f1_still_lists_the_keys(window):
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
    assert [each for each in window.findChildren(ShortcutList) if each.isVisible()]
