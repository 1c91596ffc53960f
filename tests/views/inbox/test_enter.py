"""Which key sends: a setting, said beside Send, and never the Enter of an input method."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.views import shortcuts
from desktop_app.views.inbox.page import InboxPage
from tests.views.inbox.conftest import MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def composer(page):
    page.open_conversation(MARIA)
    page.focus_composer()
    return page.pane.composer


@pytest.fixture
def enter_sends(composer, workspace, qtbot):
    workspace.settings.set("enter_sends", "on")
    qtbot.waitUntil(lambda: composer.field.enter_sends)
    return composer


def sent(workspace, settle):
    settle()
    return [request.body for request in workspace.messaging.requests]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_where_it_is_set_enter_sends(enter_sends, workspace, settle, key):
    QTest.keyClicks(enter_sends.field, "Hello")
    QTest.keyClick(enter_sends.field, key)
    assert sent(workspace, settle) == ["Hello"]
    assert enter_sends.text() == ""


def test_then_shift_enter_makes_a_line_and_ctrl_enter_still_sends(enter_sends, workspace, settle):
    QTest.keyClicks(enter_sends.field, "Hello")
    QTest.keyClick(enter_sends.field, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(enter_sends.field, "Dana")
    assert enter_sends.text() == "Hello\nDana"
    assert sent(workspace, settle) == []
    QTest.keyClick(enter_sends.field, Qt.Key.Key_Return, CTRL)
    assert sent(workspace, settle) == ["Hello\nDana"]


def test_unless_it_is_set_enter_makes_a_line(composer, workspace, settle):
    QTest.keyClicks(composer.field, "Hello")
    QTest.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.text() == "Hello\n"
    assert sent(workspace, settle) == []


def test_the_enter_that_ends_a_composition_does_not_send(enter_sends, workspace, settle):
    field = enter_sends.field
    QTest.keyClicks(field, "Hi ")
    QApplication.sendEvent(field, QInputMethodEvent("konnichi", []))
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert sent(workspace, settle) == []
    end = QInputMethodEvent("", [])
    end.setCommitString("konnichiwa")
    QApplication.sendEvent(field, end)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sent(workspace, settle) == ["Hi konnichiwa"]


def test_an_enter_held_down_since_before_does_not_send(enter_sends, workspace, settle):
    enter_sends.fill("A draft")
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", autorep=True)
    QApplication.sendEvent(enter_sends.field, event)
    assert sent(workspace, settle) == []
    assert enter_sends.text() == "A draft"


def test_the_words_beside_send_follow_the_setting(composer, workspace, qtbot):
    assert composer.hint.text() == "Ctrl+Enter sends"
    assert composer.send.toolTip() == "Send (Ctrl+Enter)"
    workspace.settings.set("enter_sends", "on")
    qtbot.waitUntil(lambda: composer.hint.text() == "Enter sends")
    assert composer.send.toolTip() == "Send (Enter)"


def test_the_hint_gives_way_to_the_counter(composer):
    assert composer.hint.isVisible()
    composer.fill("Hello")
    assert composer.hint.isHidden()
    assert composer.counter.isVisible()


def test_the_list_of_keys_follows_the_setting():
    assert ("Ctrl+Enter", "Send") in shortcuts.lines()
    assert ("Enter", "New line") in shortcuts.lines()
    swapped = shortcuts.lines(enter_sends=True)
    assert ("Enter", "Send") in swapped
    assert ("Shift+Enter", "New line") in swapped
    assert ("Ctrl+Enter", "Send") not in swapped


def test_a_store_where_it_is_set_starts_with_it(theme, workspace, bridge, panel, qtbot):
    workspace.reading.settings["enter_sends"] = "on"
    page = InboxPage(theme, workspace, bridge, panel)
    qtbot.addWidget(page)
    assert page.pane.composer.field.enter_sends
