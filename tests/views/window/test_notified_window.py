"""What notifications need of the window: what is in sight, coming forward, and the count."""

import pytest
from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def in_front(monkeypatch, window):
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)


def test_a_conversation_is_in_sight_only_in_front_and_on_its_page(window, desk, in_front):
    desk.open_conversation(2)
    assert window.conversation_in_sight() == 2
    desk.open_page("settings")
    assert window.conversation_in_sight() is None


def test_behind_another_program_nothing_is_in_sight(window, desk, monkeypatch):
    desk.open_conversation(2)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    assert window.conversation_in_sight() is None


def test_minimized_nothing_is_in_sight_and_coming_forward_undoes_that(window, desk, in_front):
    window.showMinimized()
    assert window.conversation_in_sight() is None
    desk.open_page("settings")
    window.come_forward(3)
    assert not window.isMinimized()
    assert desk.conversation_on_screen() == 3


def test_coming_forward_without_a_conversation_leaves_the_page(window, desk):
    desk.open_page("settings")
    window.come_forward(None)
    assert desk.conversation_on_screen() is None


def test_the_title_says_how_much_is_new_and_stops_when_all_is_read(window, workspace, qtbot):
    count = workspace.reading.unread_count()
    assert count > 0
    qtbot.waitUntil(
        lambda: window.windowTitle() == f"({workspace.reading.unread_count()}) Brieftext"
    )
    for place in list(workspace.reading.people):
        workspace.messaging.mark_read(place)
    qtbot.waitUntil(lambda: window.windowTitle() == "Brieftext")
