"""The table of people: one Tab stop, keys inside, heads that sort, pages read as one looks."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.services.events import ConversationsChanged
from desktop_app.services.people import PeopleView
from desktop_app.services.records import ContactEdit
from desktop_app.views.contacts.columns import columns
from desktop_app.views.contacts.table_delegate import ROW_HEIGHT, dots_box, row_box
from desktop_app.views.contacts.table_model import PAGE
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.contacts.conftest import INES, NORA
from tests.views.fake_workspace import NOW, crowd

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONTROL = Qt.KeyboardModifier.ControlModifier
MARIA, JAMES, TOMASZ, GORDON = 1, 2, 6, 10


def press(page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(page.table, key, modifier)


def names(page):
    return [page.model.person(at).name.split()[0] for at in range(page.model.rowCount())]


def said(page, contact_id, role=Qt.ItemDataRole.AccessibleTextRole):
    return page.model.index(page.model.place_of(contact_id)).data(role)


def menus(page):
    return [menu for menu in page.window().findChildren(PopupMenu) if menu.isVisible()]


@pytest.fixture
def by_keyboard(page, qtbot):
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.table.hasFocus)
    return page


def fill(workspace, page, count):
    """Put a crowd into the store, and look at it."""
    workspace.reading.people.clear()
    workspace.reading.people.update(enumerate(crowd(count), start=1))
    page.model.reload()


def test_a_row_is_one_sentence_with_the_rest_as_its_description(page):
    assert said(page, MARIA) == (
        "Maria Delgado, matter 26-0187, texts opted in, last contacted today 8:06 PM"
    )
    assert said(page, NORA) == "Nora Fields, no cell number, not contacted yet"
    rest = Qt.ItemDataRole.AccessibleDescriptionRole
    assert said(page, INES, rest) == "(312) 555-0147, Witness"


def test_arrows_home_and_end_move_and_the_record_follows(by_keyboard):
    page = by_keyboard
    press(page, Qt.Key.Key_Down)
    assert page.record.card.name == "James Okafor"
    press(page, Qt.Key.Key_End)
    assert page.record.card.name == "Nora Fields"
    press(page, Qt.Key.Key_Home)
    assert page.record.card.name == "Maria Delgado"


def test_typing_goes_to_the_next_name_that_begins_so(by_keyboard, workspace):
    page = by_keyboard
    QTest.keyClicks(page.table, "to")
    assert page.table.current_id == TOMASZ


def test_typing_ignores_accents_and_finds_a_name_that_was_not_read_yet(
    by_keyboard, workspace, qtbot
):
    page = by_keyboard
    fill(workspace, page, 200)
    workspace.reading.people[180].name = "Ángel Ortiz"
    assert page.model.rowCount() == PAGE
    QTest.keyClicks(page.table, "angel")
    assert page.table.current_id == 180


def test_a_space_alone_looks_for_nobody(by_keyboard, workspace):
    page = by_keyboard
    fill(workspace, page, 200)
    press(page, Qt.Key.Key_Space)
    assert page.model.rowCount() == PAGE


def test_end_goes_to_the_very_last_of_many(by_keyboard, workspace):
    page = by_keyboard
    fill(workspace, page, 300)
    press(page, Qt.Key.Key_End)
    assert page.model.rowCount() == 300
    assert page.table.person().name == "Client 00299"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_home_and_end_are_the_table_s_with_and_without_ctrl(by_keyboard, modifier):
    page = by_keyboard
    press(page, Qt.Key.Key_End, modifier=modifier)
    assert page.record.card.name == "Nora Fields"
    press(page, Qt.Key.Key_Home, modifier=modifier)
    assert page.record.card.name == "Maria Delgado"


def test_the_dots_say_what_they_are_and_the_rest_of_the_row_who_it_is(page, qtbot):
    rect = page.table.visualRect(page.model.index(page.model.place_of(GORDON)))
    viewport = page.table.viewport()
    for at, words in (
        (dots_box(row_box(rect)).center(), "More actions for Gordon Pell"),
        (rect.center(), "Gordon Pell"),
    ):
        event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
        QApplication.sendEvent(viewport, event)
        assert QToolTip.text() == words
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_scrolling_down_reads_page_after_page(page, workspace, qtbot):
    fill(workspace, page, 300)
    assert page.model.rowCount() == PAGE
    bar = page.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: page.model.rowCount() == 2 * PAGE)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_rows_are_50_high_and_grow_with_the_text(page, theme, scale):
    theme.set_scale(scale)
    height = page.table.sizeHintForRow(0)
    both = theme.line_height("body") + theme.line_height("caption")
    assert height == max(ROW_HEIGHT, theme.line_height("body") + 24, both + 4)
    assert (height > ROW_HEIGHT) is (scale > 1)
    theme.set_scale(1.0)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [500, 620, 800, 1000, 1280, 1600])
def test_columns_never_overlap_and_never_leave_the_table(theme, width, scale):
    theme.set_scale(scale)
    placed = columns(theme, width)
    theme.set_scale(1.0)
    assert {"name", "texts"} <= {column.key for column in placed}
    for left, right in itertools.pairwise(placed):
        assert left.left + left.width < right.left
    assert placed[-1].left + placed[-1].width <= width


def test_a_click_on_a_head_sorts_and_a_second_one_turns(page):
    assert page.head.buttons["last"].sorted == "down"
    QTest.mouseClick(page.head.buttons["name"], Qt.MouseButton.LeftButton)
    assert names(page) == sorted(names(page))
    assert page.head.buttons["name"].accessibleName() == "Sort by name, sorted upwards"
    QTest.mouseClick(page.head.buttons["name"], Qt.MouseButton.LeftButton)
    assert names(page) == sorted(names(page), reverse=True)
    assert page.head.buttons["last"].sorted == ""


def test_heads_are_one_tab_stop_with_arrows_inside_and_sort_by_enter(page, qtbot):
    last = page.head.buttons["last"]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(last.hasFocus)
    QTest.keyClick(last, Qt.Key.Key_Right)
    role = page.head.buttons["role"]
    assert role.hasFocus()
    stops = [
        key
        for key, button in page.head.buttons.items()
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["role"]
    QTest.keyClick(role, Qt.Key.Key_Return)
    assert page.model.view == PeopleView(sort="role", descending=False)


def test_the_head_of_a_column_that_has_no_room_is_not_where_tab_stops(page, qtbot):
    page.window().resize(620, 640)
    page.head.arrange(columns(page._theme, 520))
    stops = [
        key
        for key, button in page.head.buttons.items()
        if not button.isHidden() and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops == ["name"]


def test_another_order_starts_at_the_top_and_keeps_the_person(page, workspace):
    page.table.select(GORDON)
    page.head.sort_asked.emit("name")
    assert page.table.verticalScrollBar().value() == 0
    assert page.table.person().name == "Gordon Pell"
    assert page.record.card.name == "Gordon Pell"


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_menu_of_the_current_row_opens_by_keyboard(by_keyboard, key, modifier):
    page = by_keyboard
    press(page, Qt.Key.Key_Down)
    QTest.keyClick(page.table, key, modifier)
    if not menus(page):  # offscreen, Qt makes no context menu event of the key
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), page.table.mapToGlobal(QPoint(5, 5))
        )
        QApplication.sendEvent(page.table, event)
    (menu,) = menus(page)
    assert menu.accessibleName() == "More actions for James Okafor"
    QTest.keyClick(menu.rows[0], Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_a_click_on_the_dots_opens_the_menu_and_chooses_nobody(page):
    index = page.model.index(page.model.place_of(GORDON))
    dots = dots_box(row_box(page.table.visualRect(index)))
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=dots.center())
    (menu,) = menus(page)
    assert menu.accessibleName() == "More actions for Gordon Pell"
    assert page.record.card.name == "Maria Delgado"


def test_a_right_click_opens_the_menu_of_the_row_under_the_pointer(page):
    index = page.model.index(page.model.place_of(TOMASZ))
    at = page.table.visualRect(index).center()
    viewport = page.table.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    (menu,) = menus(page)
    assert menu.accessibleName() == "More actions for Tomasz Nowak"


def test_what_cannot_be_done_says_why_by_keyboard(page, qtbot):
    page.table.select(NORA)
    page.open_person_menu()
    (menu,) = menus(page)
    qtbot.waitUntil(menu.rows[0].hasFocus)
    QTest.keyClick(menu.rows[0], Qt.Key.Key_Down)
    QTest.keyClick(menu.rows[1], Qt.Key.Key_Down)
    assert menu.rows[2].hasFocus()
    assert menu.rows[2].accessibleName() == (
        "Opt-out messages, No cell number yet. Add one to the record., unavailable"
    )
    QTest.keyClick(menu.rows[2], Qt.Key.Key_Return)
    assert menu.isVisible()


def test_a_change_keeps_the_row_at_the_upper_edge_where_it_is(page, workspace, bridge, qtbot):
    fill(workspace, page, 300)
    bar = page.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    page.table.select(20)
    bar.setValue(10 * page.table.sizeHintForRow(0) + 7)
    before = page.model.person(10).contact_id
    workspace.contacts.save(_edit("Zoe New", "(312) 555-9999"), "Dana Whitfield")
    _talk(workspace, 40)
    qtbot.waitUntil(lambda: page.model.place_of(40) == 0)
    place = page.model.place_of(before)
    assert place == 11
    assert bar.value() == place * page.table.sizeHintForRow(0) + 7
    assert page.table.person().contact_id == 20


def _edit(name, cell):
    return ContactEdit(None, name, cell=cell)


def _talk(workspace, key):
    """This person's conversation moves to the top."""
    person = workspace.reading.people[key]
    person.lines[-1] = replace(person.lines[-1], at=NOW + 60)
    workspace.events.publish(ConversationsChanged(frozenset({key})))
