"""A test of what is written, to one's own phone: asked for once, and the text stays."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem
from tests.views.inbox.conftest import MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

NUMBER, OWN = "+18135550142", "+18135550199"


@pytest.fixture
def pane(page):
    page.open_conversation(MARIA)
    page.pane.composer.fill("The form is ready")
    return page.pane


def choose(pane, key):
    menu = pane.pictures.testing.open_menu()
    row = next(row for row in menu.rows if row.entry.key == key)
    row.click()


def asked(pane):
    return pane.window().findChild(object, "own_phone")


@pytest.mark.row("S0-54")
def test_a_test_asks_for_the_own_number_once_and_then_goes(pane, qtbot, workspace, settle):
    qtbot.mouseClick(pane.composer.more, Qt.MouseButton.LeftButton)
    choose(pane, "send_test")
    dialog = asked(pane)
    assert not dialog.send.isEnabled()
    qtbot.keyClicks(dialog.number.control, OWN)
    qtbot.keyClick(dialog.number.control, Qt.Key.Key_Return)
    qtbot.waitUntil(pane.composer.notice.isVisible)
    assert workspace.messaging.tests == [(NUMBER, "The form is ready", workspace.actor)]
    assert workspace.reading.setting("own_phone") == OWN
    assert pane.composer.notice.words.text() == (
        "A test is on its way to your phone, (813) 555-0199. Your text stays here."
    )
    assert pane.composer.text() == "The form is ready"
    choose(pane, "send_test")
    settle()
    assert len(workspace.messaging.tests) == 2


def test_where_there_is_nothing_to_test_the_menu_says_so(page, workspace):
    page.open_conversation(MARIA)
    menu = page.pane.pictures.testing.open_menu()
    (entry,) = [row.entry for row in menu.rows]
    assert not entry.enabled
    assert entry.reason == "Write something or attach a picture first"


def test_a_number_that_is_none_is_said_at_the_number(pane, qtbot, workspace):
    choose(pane, "send_test")
    dialog = asked(pane)
    qtbot.keyClicks(dialog.number.control, "12")
    qtbot.keyClick(dialog.number.control, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialog.number.error))
    assert dialog.isVisible()
    assert dialog.send.isEnabled()
    assert workspace.messaging.tests == []


def test_a_kept_number_that_is_refused_is_asked_for_again(pane, qtbot, workspace):
    workspace.reading.settings["own_phone"] = OWN
    workspace.messaging.failure = InvalidInput((FieldProblem("own_phone", "That is a landline."),))
    choose(pane, "send_test")
    qtbot.waitUntil(lambda: asked(pane) is not None)
    dialog = asked(pane)
    assert dialog.number.error == "That is a landline."
    assert dialog.number.text() == "(813) 555-0199"


def test_another_phone_can_be_chosen(pane, qtbot, workspace, settle):
    workspace.reading.settings["own_phone"] = OWN
    choose(pane, "other_phone")
    dialog = asked(pane)
    dialog.number.control.clear()
    qtbot.keyClicks(dialog.number.control, "+18135550188")
    qtbot.keyClick(dialog.number.control, Qt.Key.Key_Return)
    settle()
    assert workspace.reading.setting("own_phone") == "+18135550188"
