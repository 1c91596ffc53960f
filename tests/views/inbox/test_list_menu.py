"""The menu of a row: the person's acts, and below them those that keep the inbox in order."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from desktop_app.views.inbox.list_delegate import dots_box, row_box
from desktop_app.views.inbox.list_menu import order_entries
from desktop_app.views.main_window import MainWindow
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.inbox.conftest import JAMES, MARIA

ORDER = ["pin", "mark_unread", "mute", "archive"]


@pytest.fixture
def desk(qtbot, theme, workspace, bridge, tmp_path):
    """A whole window, with Maria's conversation open."""
    window = MainWindow(theme, tmp_path)
    qtbot.addWidget(window)
    window.open_workspace(workspace, bridge)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.desk.open_conversation(MARIA)
    return window.desk


def ids(desk):
    model = desk.inbox.column.model
    return [model.conversation(at).id for at in range(model.rowCount())]


def box_of(desk, conversation_id):
    view = desk.inbox.column.list
    return view.visualRect(view.model().index(view.model().place_of(conversation_id)))


def menu_of(desk):
    (menu,) = (menu for menu in desk.window().findChildren(PopupMenu) if menu.isVisible())
    return menu


def right_click(desk, conversation_id):
    view = desk.inbox.column.list
    at = box_of(desk, conversation_id).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    return menu_of(desk)


def choose(menu, key):
    next(row for row in menu.rows if row.entry.key == key).click()


def entry(row, key):
    return next(entry for entry in order_entries(row) if entry.key == key)


@pytest.fixture
def james(workspace):
    return workspace.reading.conversation(JAMES)


def test_a_right_click_offers_the_acts_of_the_person_and_below_a_line_those_of_the_row(desk):
    menu = right_click(desk, JAMES)
    keys = [row.entry.key for row in menu.rows]
    assert keys[-4:] == ORDER
    assert "opt_out_messages" in keys[:-4]
    assert [row.entry.apart for row in menu.rows[-4:]] == [True, False, False, False]
    assert desk.conversation_id == MARIA


def test_a_right_click_opens_the_menu_where_the_pointer_is(desk):
    view = desk.inbox.column.list
    menu = right_click(desk, JAMES)
    at = view.viewport().mapTo(desk.window(), box_of(desk, JAMES).center())
    assert abs(menu.card.geometry().left() - at.x()) <= 1
    assert menu.card.geometry().top() == at.y()


def test_the_three_dots_of_a_row_open_the_same_menu(desk, qtbot):
    view = desk.inbox.column.list
    dots = dots_box(row_box(box_of(desk, JAMES))).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=dots)
    menu = menu_of(desk)
    assert [row.entry.key for row in menu.rows][-4:] == ORDER
    assert menu.accessibleName() == "More actions for James Okafor"


def test_the_menu_key_opens_it_and_the_row_stays_lit_until_it_closes(desk, qtbot):
    view = desk.inbox.column.list
    view.setFocus(Qt.FocusReason.TabFocusReason)
    at = QPoint(0, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, at)
    QApplication.sendEvent(view.viewport(), event)
    menu = menu_of(desk)
    assert [row.entry.key for row in menu.rows][-4:] == ORDER
    assert view.menu_of == MARIA
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert view.menu_of is None
    assert view.hasFocus()


def test_the_menu_of_the_header_has_the_person_only(desk):
    desk.open_person_menu()
    keys = {row.entry.key for row in menu_of(desk).rows}
    assert keys.isdisjoint(ORDER)
    assert "opt_out_messages" in keys


def test_pin_and_unpin_from_the_menu(desk, qtbot):
    choose(right_click(desk, JAMES), "pin")
    qtbot.waitUntil(lambda: ids(desk)[0] == JAMES)
    menu = right_click(desk, JAMES)
    assert "Unpin" in [row.entry.label for row in menu.rows]
    choose(menu, "pin")
    qtbot.waitUntil(lambda: ids(desk)[0] != JAMES)


def test_archive_takes_the_row_away_and_undo_brings_it_back_to_its_place(desk, qtbot):
    before = ids(desk)
    choose(right_click(desk, JAMES), "archive")
    qtbot.waitUntil(lambda: JAMES not in ids(desk))
    assert desk.toast.words.text() == "Archived. It comes back when James Okafor writes."
    qtbot.mouseClick(desk.toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ids(desk) == before)


def test_bring_back_from_the_archive_says_nothing_of_archiving(desk, workspace, qtbot):
    workspace.messaging.archive(JAMES, on=True)
    qtbot.waitUntil(lambda: JAMES not in ids(desk))
    desk.inbox.column.show_only("archived")
    menu = right_click(desk, JAMES)
    assert menu.rows[-1].entry.label == "Bring back"
    choose(menu, "archive")
    qtbot.waitUntil(lambda: ids(desk) == [])
    assert desk.toast.isHidden()
    assert JAMES not in workspace.reading.archived


def test_archiving_the_open_conversation_leaves_it_open_and_opens_no_other(desk, qtbot, workspace):
    marks = list(workspace.messaging.read_marks)
    choose(right_click(desk, MARIA), "archive")
    qtbot.waitUntil(lambda: MARIA not in ids(desk))
    view = desk.inbox.column.list
    assert desk.conversation_id == MARIA
    assert view.selectionModel().selectedIndexes() == []
    assert workspace.messaging.read_marks == marks
    desk.toast.button.click()
    qtbot.waitUntil(lambda: MARIA in ids(desk))
    (index,) = view.selectionModel().selectedIndexes()
    assert index.data() == "Maria Delgado"


def test_the_next_conversation_is_one_step_away_after_archiving_the_open_one(desk, qtbot):
    order = ids(desk)
    choose(right_click(desk, MARIA), "archive")
    qtbot.waitUntil(lambda: MARIA not in ids(desk))
    desk.inbox.step_conversation(1)
    assert desk.conversation_id == order[order.index(MARIA) + 1]


def test_mute_says_what_it_does_and_then_what_is_true(desk, qtbot, workspace):
    choose(right_click(desk, JAMES), "mute")
    qtbot.waitUntil(lambda: JAMES in workspace.reading.muted)
    qtbot.waitUntil(
        lambda: "muted" in desk.inbox.column.model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    )
    row = workspace.reading.conversation(JAMES)
    assert entry(row, "mute").spoken() == "Unmute, Now: muted"


def test_mark_as_unread_from_the_menu_holds_for_the_open_conversation_too(desk, workspace, qtbot):
    desk.open_conversation(JAMES)
    person = workspace.reading.people[JAMES]
    qtbot.waitUntil(lambda: not person.unread)
    choose(right_click(desk, JAMES), "mark_unread")
    qtbot.waitUntil(lambda: person.unread)
    desk.inbox.pane.refresh()
    assert not desk.inbox.pane._seen.isActive()


def test_mark_as_unread_says_why_it_cannot(james):
    assert not entry(replace(james, unread=True), "mark_unread").enabled
    assert entry(james, "mark_unread").reason == "It is unread already"
    silent = replace(james, unread=False, last_in_at=0)
    assert entry(silent, "mark_unread").spoken() == (
        "Mark as unread, Makes it new again, for later, unavailable, James hasn’t written yet"
    )
    assert entry(replace(james, unread=False), "mark_unread").enabled


def test_archive_names_the_one_who_brings_it_back(james):
    assert entry(james, "archive").second == "Puts it away until James writes"
    away = replace(james, archived=True)
    assert entry(away, "archive").second == "Now: archived until James writes"


def test_a_conversation_that_is_gone_meanwhile_is_left_alone(desk, workspace):
    menu = right_click(desk, JAMES)
    del workspace.reading.people[JAMES]
    choose(menu, "pin")
    assert JAMES not in workspace.reading.pinned
