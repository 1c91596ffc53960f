"""The three-dot menu: complete from the keyboard, honest about what cannot be done."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop_app.services.records import MenuItem
from desktop_app.views.widgets.menus import Entry

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA, TOMASZ, GORDON = 1, 6, 10
CLOSED = "Only Tomasz can undo this, by texting START"


@pytest.fixture
def menu(acts, host):
    return acts.open_menu(MARIA, host.mapToGlobal(QPoint(600, 60)))


def rows_with_focus(menu):
    return [row.entry.key for row in menu.rows if row.hasFocus()]


def press(menu, *keys):
    for key in keys:
        row = next(row for row in menu.rows if row.hasFocus())
        QTest.keyClick(row, key)


def test_it_opens_on_the_first_item_and_names_the_person(menu, qtbot):
    qtbot.waitUntil(lambda: rows_with_focus(menu) == ["block_caller"])
    assert menu.accessibleName() == "More actions for Maria Delgado"


def test_arrows_reach_every_item_the_unavailable_ones_too_and_wrap(menu, qtbot):
    qtbot.waitUntil(lambda: rows_with_focus(menu) != [])
    seen = []
    for _ in menu.rows:
        seen += rows_with_focus(menu)
        press(menu, Qt.Key.Key_Down)
    assert seen == [row.entry.key for row in menu.rows]
    assert rows_with_focus(menu) == ["block_caller"]
    press(menu, Qt.Key.Key_Up)
    assert rows_with_focus(menu) == ["override"]


def test_home_end_and_the_first_letter_move(menu, qtbot):
    qtbot.waitUntil(lambda: rows_with_focus(menu) != [])
    press(menu, Qt.Key.Key_End)
    assert rows_with_focus(menu) == ["override"]
    press(menu, Qt.Key.Key_Home)
    assert rows_with_focus(menu) == ["block_caller"]
    QTest.keyClicks(menu.rows[0], "o")
    assert rows_with_focus(menu) == ["opt_out_calls"]


def test_what_is_not_set_up_says_so_and_does_nothing(menu, qtbot):
    calls = menu.rows[1]
    assert calls.accessibleName() == "Opt-out outbound calls, Not set up yet, unavailable"
    with qtbot.assertNotEmitted(menu.chosen, wait=50):
        calls.setFocus()
        QTest.keyClick(calls, Qt.Key.Key_Return)
        QTest.mouseClick(calls, Qt.MouseButton.LeftButton)
    assert menu.isVisible()


def test_an_unavailable_item_is_read_with_label_state_and_reason():
    shut = Entry("override", "Override…", enabled=False, reason=CLOSED)
    assert shut.spoken() == f"Override, unavailable, {CLOSED}"
    both = Entry("x", "Opt-in messages", "Now: opted out", enabled=False, reason=CLOSED)
    assert both.spoken() == f"Opt-in messages, Now: opted out, unavailable, {CLOSED}"
    assert both.shown_second() == CLOSED
    assert Entry("x", "Block caller", "Now: rings through").spoken() == (
        "Block caller, Now: rings through"
    )


def test_esc_gives_the_keyboard_back_to_where_it_was(menu, host, qtbot):
    qtbot.waitUntil(lambda: rows_with_focus(menu) != [])
    press(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(host.field.hasFocus)
    assert not menu.isVisible()


def test_a_click_beside_the_menu_closes_it(menu, host, qtbot):
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=QPoint(5, 600))
    assert not menu.isVisible()


def test_the_menu_stays_inside_the_window(acts, host):
    menu = acts.open_menu(MARIA, host.mapToGlobal(QPoint(2, 630)))
    assert host.rect().contains(menu.card.geometry())


def test_enter_on_opt_out_asks_who_wanted_it(menu, host, qtbot):
    qtbot.waitUntil(lambda: rows_with_focus(menu) != [])
    press(menu, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    dialog = host.findChild(object, "optOut")
    assert dialog.isVisible()
    assert not menu.isVisible()
    words = [button.text() for button in dialog.who.buttons()]
    assert words == ["Maria asked, in any way", "Our firm decided"]


def test_opt_in_after_the_firms_own_opt_out_happens_at_once(acts, host, workspace, toast, qtbot):
    menu = acts.open_menu(GORDON, host.mapToGlobal(QPoint(600, 60)))
    row = next(row for row in menu.rows if row.entry.key == "opt_in_messages")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [("opt_in_by_firm", "+13125550163", "Dana Whitfield")]
    assert toast.words.text() == "Opted Gordon in to messages"


def test_after_the_clients_stop_both_ways_back_are_shut_with_the_reason(
    acts, host, workspace, monkeypatch
):
    shut = [
        MenuItem(key, label, CLOSED, "message-square", "lock", enabled=False, reason=CLOSED)
        for key, label in (("opt_in_messages", "Opt-in messages"), ("override", "Override…"))
    ]
    monkeypatch.setattr(workspace.reading, "menu", lambda _id: shut)
    menu = acts.open_menu(TOMASZ, host.mapToGlobal(QPoint(600, 60)))
    for row in menu.rows:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert CLOSED in row.accessibleName()
        assert "unavailable" in row.accessibleName()
    assert workspace.consent.acts == []


def test_a_refused_opt_in_is_told_in_a_dialog_not_only_in_a_toast(acts, host, workspace, qtbot):
    acts.opt_in(workspace.reading.contact_card(TOMASZ))
    qtbot.waitUntil(lambda: host.findChild(object, "message") is not None)
    assert "Only the client can undo this" in host.findChild(object, "message").accessibleName()


def test_a_person_that_is_gone_has_no_menu(acts, host):
    assert acts.open_menu(999, host.mapToGlobal(QPoint(600, 60))) is None
