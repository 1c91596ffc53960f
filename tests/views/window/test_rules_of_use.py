"""The rules of use in the window: asked once, sending off until then, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.acceptance import accepting, records, rules_page
from desktop_app.views.main_window import MainWindow
from desktop_app.views.rules_of_use import DeskRules, RulesDialog
from tests.views.clipping import clipped
from tests.views.fake_workspace import NOW, make_workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
NEEDED = "Sending is off until Dana Whitfield accepts the rules of use."


@pytest.fixture
def workspace():
    workspace = make_workspace()
    workspace.reading.settings["rules_accepted"] = accepting("", "Noor Haddad", NOW)
    return workspace


def asked(window):
    return [each for each in window.findChildren(RulesDialog) if each.isVisible()]


@pytest.fixture
def dialog(window, qtbot):
    qtbot.waitUntil(lambda: asked(window) != [])
    (dialog,) = asked(window)
    return dialog


def rules_of(desk):
    return desk.findChild(DeskRules)


@pytest.mark.row("S0-65")
def test_a_new_person_is_shown_the_rules_and_accepting_is_kept_by_name(
    dialog, window, desk, workspace, qtbot
):
    composer = desk.inbox.pane.composer
    desk.open_conversation(MARIA)
    composer.fill("See you at 3")
    assert not composer.send.isEnabled()
    words = dialog.accessibleDescription()
    for block in rules_page().blocks:
        assert block.words in words
    dialog.agree.click()
    qtbot.waitUntil(composer.send.isEnabled)
    kept = records(workspace.reading.settings["rules_accepted"])
    assert [each.who for each in kept] == ["Noor Haddad", "Dana Whitfield"]
    assert rules_of(desk).note is None
    assert asked(window) == []


def test_not_now_leaves_everything_but_sending(dialog, window, desk, qtbot):
    dialog.stop.click()
    desk.open_conversation(MARIA)
    composer = desk.inbox.pane.composer
    QTest.keyClicks(composer.field, "See you at 3")
    assert composer.text() == "See you at 3"
    assert not composer.send.isEnabled()
    assert not composer.later.isEnabled()
    assert composer.send.accessibleDescription() == NEEDED
    note = rules_of(desk).note
    assert note.isVisible()
    assert note.words.text() == NEEDED
    QTest.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk._workspace.messaging.requests == []
    note.read.click()
    assert len(asked(window)) == 1


def test_enter_and_esc_accept_nothing(dialog, window, workspace):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert len(records(workspace.reading.settings["rules_accepted"])) == 1
    assert asked(window) == []


def test_whoever_accepted_is_not_asked(qtbot, theme, bridge, tmp_path, workspace):
    settings = workspace.reading.settings
    settings["rules_accepted"] = accepting(settings["rules_accepted"], "Dana Whitfield", NOW)
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(workspace, bridge)
    with qtbot.waitSignal(window.usable):
        window.show()
    assert rules_of(window.desk).note is None
    assert asked(window) == []


def test_practice_asks_nobody(qtbot, theme, bridge, tmp_path):
    practice = make_workspace(practice=True)
    practice.reading.settings["rules_accepted"] = ""
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(practice, bridge)
    with qtbot.waitSignal(window.usable):
        window.show()
    window.desk.open_conversation(MARIA)
    window.desk.inbox.pane.composer.fill("Hello")
    assert window.desk.inbox.pane.composer.send.isEnabled()
    assert asked(window) == []


def test_the_rules_can_be_read_by_keyboard_where_they_do_not_fit(dialog, window, qtbot):
    window.resize(960, 640)
    bar = dialog._scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert window.focusWidget() is dialog._scroller
    QTest.keyClick(dialog._scroller, Qt.Key.Key_PageDown)
    assert bar.value() > 0


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_no_word_of_it_is_cut(dialog, window, desk, theme, qtbot, percent):
    theme.set_text_size(percent)
    window.resize(960, 640)
    qtbot.waitUntil(lambda: dialog.width() == window.width())
    assert clipped(dialog) == []
    dialog.stop.click()
    desk.open_conversation(MARIA)
    note = rules_of(desk).note
    qtbot.waitUntil(note.isVisible)
    qtbot.waitUntil(lambda: clipped(note) == [])
