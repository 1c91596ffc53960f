"""The icon beside the clock."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSystemTrayIcon

from desktop_app.views.notify.badge import SIZES, badge_words, badged_icon
from desktop_app.views.notify.deciding import Bubble
from desktop_app.views.notify.tray import Tray


@pytest.fixture
def tray(theme, qtlog):
    with qtlog.disabled():  # the offscreen platform has no tray, and Qt complains about it
        tray = Tray(theme)
    yield tray
    tray.end()


def picture(theme, count, size) -> QImage:
    return badged_icon(theme, count).pixmap(size, size).toImage()


@pytest.mark.parametrize("size", SIZES)
def test_a_count_changes_the_icon_in_every_size(theme, size):
    assert picture(theme, 3, size) != picture(theme, 0, size)
    assert picture(theme, 3, size).size().width() == size


def test_two_counts_differ_where_digits_can_be_read(theme):
    assert picture(theme, 3, 24) != picture(theme, 4, 24)
    assert (badge_words(99), badge_words(100)) == ("99", "99+")


def test_the_menu_opens_quiets_and_closes(tray, qtbot):
    assert [action.text() for action in tray.menu.actions() if action.text()] == [
        "Open Brieftext",
        "Do not disturb for 1 hour",
        "Do not disturb until tomorrow 8:00 AM",
        "End do not disturb",
        "Close Brieftext",
    ]
    with qtbot.waitSignal(tray.open_asked):
        tray.actions["open"].trigger()
    for key in ("hour", "morning"):
        with qtbot.waitSignal(tray.quiet_asked) as asked:
            tray.actions[key].trigger()
        assert asked.args == [key]
    with qtbot.waitSignal(tray.close_asked):
        tray.actions["close"].trigger()


def test_quiet_can_be_ended_only_while_it_holds(tray, qtbot):
    assert not tray.actions["off"].isEnabled()
    tray.show_quiet("8:00 AM")
    with qtbot.waitSignal(tray.quiet_asked) as asked:
        tray.actions["off"].trigger()
    assert asked.args == ["off"]
    tray.show_quiet("")
    assert not tray.actions["off"].isEnabled()


def test_the_tooltip_says_what_is_new_and_until_when_it_is_quiet(tray):
    assert tray.icon.toolTip() == "Brieftext"
    tray.show_unread(3)
    tray.show_quiet("tomorrow 8:00 AM")
    assert tray.icon.toolTip() == "Brieftext · 3 unread · do not disturb until tomorrow 8:00 AM"


def test_a_click_on_the_icon_opens_the_window(tray, qtbot):
    with qtbot.waitSignal(tray.open_asked):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_its_message_leads_back_to_what_it_was_about(tray, qtbot, monkeypatch):
    shown = []
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(tray.icon, "showMessage", lambda *words: shown.append(words[:2]))
    with qtbot.waitSignal(tray.shown):
        tray.show_bubble(Bubble("7", "New text from Maria Delgado", "", frozenset({7})))
    assert shown == [("New text from Maria Delgado", "")]
    with qtbot.waitSignal(tray.clicked) as clicked:
        tray.icon.messageClicked.emit()
    assert clicked.args == ["7"]


def test_without_messages_it_refuses(tray, qtbot, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: False)
    bubble = Bubble("7", "New text", "", frozenset({7}))
    with qtbot.waitSignal(tray.refused) as refused:
        tray.show_bubble(bubble)
    assert refused.args == [bubble]
