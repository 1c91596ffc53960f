"""The keys and menu entries that look through the open conversation, from any page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.views.inbox.date_popup import DatePopup

MARIA = 1
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def thread(window, desk, qtbot):
    """Maria's conversation, too low for all of it; the keyboard is in the composer."""
    desk.open_conversation(MARIA, write=True)
    thread = desk.inbox.pane.thread_view
    thread.setFixedHeight(260)
    qtbot.waitUntil(lambda: thread.verticalScrollBar().maximum() > 0)
    thread.scroll_to_end()
    return thread


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def test_ctrl_f_finds_f3_goes_on_and_esc_returns_to_the_composer(thread, desk):
    composer = desk.inbox.pane.composer.field
    assert composer.hasFocus()
    press(Qt.Key.Key_F, CTRL)
    assert thread.bar.field.hasFocus()
    QTest.keyClicks(thread.bar.field, "maria")
    assert thread.bar.count.text() == "1 of 4"
    press(Qt.Key.Key_F3)
    assert thread.bar.count.text() == "2 of 4"
    press(Qt.Key.Key_F3, SHIFT)
    assert thread.bar.count.text() == "1 of 4"
    press(Qt.Key.Key_Escape)
    assert not thread.finding
    assert composer.hasFocus()


def test_ctrl_j_goes_to_the_newest_text_and_the_menu_to_the_first(thread, window):
    window.action("first").trigger()
    assert thread.placed[0].line == 0
    press(Qt.Key.Key_J, CTRL)
    assert thread.at_end
    thread.setFocus()
    press(Qt.Key.Key_Home, CTRL)
    assert thread.placed[0].line == 0
    press(Qt.Key.Key_End, CTRL)
    assert thread.at_end


def test_in_the_composer_ctrl_home_goes_to_the_start_of_the_words(thread, desk):
    field = desk.inbox.pane.composer.field
    QTest.keyClicks(field, "Some words")
    press(Qt.Key.Key_Home, CTRL)
    assert field.textCursor().position() == 0
    assert thread.at_end


def test_ctrl_g_opens_the_calendar_from_another_page(thread, window, desk):
    desk.open_page("settings")
    QTest.keyClick(window, Qt.Key.Key_G, CTRL)
    assert desk.pages.currentWidget() is desk.inbox
    assert len(window.findChildren(DatePopup)) == 1


def test_the_way_to_the_newest_text_comes_after_the_lines_in_the_order_of_tab(thread):
    thread.go_to_first()
    thread.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Tab)
    assert thread.jump.hasFocus()
    press(Qt.Key.Key_Return)
    assert thread.at_end
    assert thread.hasFocus()
