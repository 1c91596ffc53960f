"""What narrows the table: words, a state of texts, a role; and what is said where nobody fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.records import TextState
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.contacts.conftest import INES
from tests.views.fake_workspace import crowd

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LUCILLE = 5


def names(page):
    return [page.model.person(at).name.split()[0] for at in range(page.model.rowCount())]


def choices(page):
    (menu,) = [menu for menu in page.window().findChildren(PopupMenu) if menu.isVisible()]
    return menu


@pytest.fixture
def search(page, qtbot):
    page.focus_search()
    qtbot.waitUntil(page.filters.search.hasFocus)
    return page.filters.search


def test_typing_narrows_at_once_and_the_count_stands_at_the_right(page, search):
    assert page.filters.found.text() == ""
    QTest.keyClicks(search, "delg")
    assert names(page) == ["Maria"]
    assert page.filters.found.text() == "1 of 14"
    assert page.top.count.text() == "14 people · 9 opted in to texts"


def test_esc_empties_the_search_first_and_leaves_it_then(page, search):
    QTest.keyClicks(search, "delg")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert len(names(page)) == 14
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_down_and_enter_go_on_to_the_first_found(page, search, key):
    QTest.keyClicks(search, "nowak")
    QTest.keyClick(search, key)
    assert page.table.hasFocus()
    assert page.record.card.name == "Tomasz Nowak"


def test_enter_where_nobody_was_found_stays_in_the_search(page, search):
    QTest.keyClicks(search, "zzz")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert search.hasFocus()


def test_a_filter_opens_its_choices_and_shows_what_it_lets_in(page):
    chip = page.filters.texts
    assert chip.accessibleName() == "Filter by texts"
    chip.click()
    menu = choices(page)
    assert [row.entry.label for row in menu.rows] == [
        "Opted in",
        "Waiting for YES",
        "Needs a decision",
        "No record",
        "Out by firm",
        "Asked to stop",
        "Out by STOP",
        "Wrong person",
        "Landline",
    ]
    QTest.keyClick(menu.rows[0], Qt.Key.Key_Down)
    QTest.keyClick(menu.rows[1], Qt.Key.Key_Return)
    assert names(page) == ["Lucille"]
    assert chip.text() == "Waiting for YES"
    assert chip.accessibleName() == "Texts: only Waiting for YES, press to show everyone"


def test_a_second_press_takes_the_filter_away(page):
    page.filters.texts.choose("pending")
    page.filters.texts.click()
    assert len(names(page)) == 14
    assert page.filters.texts.text() == "Texts"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_by_keyboard_down_opens_a_filter_and_delete_takes_it_away(page, key, qtbot):
    chip = page.filters.role
    chip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(chip.hasFocus)
    QTest.keyClick(chip, Qt.Key.Key_Down)
    menu = choices(page)
    QTest.keyClicks(menu.rows[0], "w")
    assert menu.rows[2].hasFocus()
    QTest.keyClick(menu.rows[2], Qt.Key.Key_Return)
    assert names(page) == ["Ines"]
    assert chip.hasFocus()
    QTest.keyClick(chip, key)
    assert len(names(page)) == 14


def test_filters_work_together_and_the_order_stays(page):
    page.head.sort_asked.emit("name")
    page.filters.texts.choose("in")
    page.filters.role.choose("client")
    page.filters.search.setText("a")
    assert names(page) == sorted(names(page))
    assert page.filters.found.text() == f"{len(names(page))} of 14"
    assert 0 < len(names(page)) < 10


def test_nobody_found_says_what_was_looked_for_and_shows_everyone_again(page, qtbot):
    page.filters.search.setText("  zz   top ")
    page.filters.texts.choose("pending")
    assert page.empty.isVisible()
    assert page.empty.heading.text() == "Nobody found"
    assert page.empty.words.text() == "Looked for: “zz top”, Waiting for YES."
    page.empty.button.click()
    assert len(names(page)) == 14
    assert not page.empty.isVisible()
    assert (page.filters.search.text(), page.filters.texts.choice) == ("", "")
    qtbot.waitUntil(page.filters.search.hasFocus)


def test_the_record_stays_while_its_person_is_filtered_out(page):
    page.table.select(INES)
    page.filters.texts.choose("in")
    assert page.record.card.name == "Ines Moreau"
    page.filters.texts.choose("")
    assert page.table.person().name == "Ines Moreau"


def test_whoever_no_longer_fits_leaves_and_whoever_fits_now_comes(page, workspace, qtbot):
    page.filters.texts.choose("in")
    assert "Lucille" not in names(page)
    workspace.reading.people[LUCILLE].state = TextState.PENDING
    workspace.consent.opt_in_by_firm(workspace.reading.people[LUCILLE].number, "Dana")
    qtbot.waitUntil(lambda: "Lucille" in names(page))
    qtbot.waitUntil(lambda: page.filters.found.text() == "10 of 14")
    workspace.consent.client_stops(workspace.reading.people[LUCILLE].number)
    qtbot.waitUntil(lambda: "Lucille" not in names(page))
    qtbot.waitUntil(lambda: page.filters.found.text() == "9 of 14")


def test_large_counts_have_their_comma(page, workspace):
    workspace.reading.people.clear()
    workspace.reading.people.update(enumerate(crowd(1_200), start=1))
    page.filters.search.setText("client 0")
    assert page.filters.found.text() == "1,200 of 1,200"
    assert page.top.count.text().startswith("1,200 people · 1,200 opted in")
