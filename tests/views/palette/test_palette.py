"""Ctrl+K: a person in a few keystrokes, and the keyboard back where it was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.views.widgets.palette import Palette, looks_like_number
from desktop_app.views.widgets.people_list import PeopleModel, pieces

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def host(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.field = QLineEdit()
    QVBoxLayout(window).addWidget(window.field)
    window.resize(960, 640)
    window.show()
    qtbot.waitExposed(window)
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


@pytest.fixture
def palette(theme, host, workspace, qtbot):
    palette = Palette(theme, host, workspace.reading.search_people)
    palette.open()
    qtbot.waitUntil(palette.field.hasFocus)
    return palette


def test_without_words_it_shows_who_was_opened_last(palette):
    assert palette.heading.text() == "Opened last"
    assert palette.people.current().title == "Maria Delgado"


def test_words_find_people_and_the_first_is_selected(palette):
    QTest.keyClicks(palette.field, "brandt")
    assert palette.heading.text() == "People"
    assert palette.people.current().title == "Walter Brandt"


def test_enter_opens_and_ctrl_enter_opens_to_write(palette, theme, host, workspace, qtbot):
    QTest.keyClicks(palette.field, "brandt")
    with qtbot.waitSignal(palette.person_chosen) as chosen:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert (chosen.args[0].conversation_id, chosen.args[1]) == (4, False)
    again = Palette(theme, host, workspace.reading.search_people)
    again.open()
    with qtbot.waitSignal(again.person_chosen) as chosen:
        QTest.keyClick(again.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args[1] is True


def test_down_and_up_move_and_wrap(palette):
    titles = [palette.people.current().title]
    for _ in range(9):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
        titles.append(palette.people.current().title)
    assert titles[0] == titles[-1]
    assert len(set(titles)) == 9
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.people.current().title == titles[-2]


def test_the_selected_person_is_read_aloud_while_the_field_keeps_the_keyboard(palette):
    QTest.keyClicks(palette.field, "nowak")
    assert palette.field.accessibleDescription() == "Tomasz Nowak, texts opted out by STOP, 26-0044"
    assert palette.field.hasFocus()


def test_esc_returns_the_keyboard_to_where_it_was(palette, host, qtbot):
    QTest.keyClicks(palette.field, "brandt")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(host.field.hasFocus)
    assert not palette.isVisible()


def test_a_click_beside_it_closes_it(palette):
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(10, 600))
    assert not palette.isVisible()


def test_a_click_on_a_person_opens_them(palette, qtbot):
    row = palette.people.visualRect(palette.people.model().index(1)).center()
    with qtbot.waitSignal(palette.person_chosen) as chosen:
        QTest.mouseClick(palette.people.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen.args[0].title == "James Okafor"


def test_an_unknown_number_leads_to_a_new_message(palette, qtbot):
    QTest.keyClicks(palette.field, "813 555 0199")
    assert "Enter starts a conversation" in palette.nobody.text()
    with qtbot.waitSignal(palette.number_typed) as typed:
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert typed.args == ["813 555 0199"]


def test_no_match_says_what_was_looked_for_and_enter_does_nothing(palette, qtbot):
    QTest.keyClicks(palette.field, "zzz")
    assert "No match for “zzz”" in palette.nobody.text()
    with qtbot.assertNotEmitted(palette.person_chosen, wait=50):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_no_shortcut_of_the_window_works_behind_it(palette, host, qtbot):
    from PySide6.QtGui import QKeySequence, QShortcut

    shortcut = QShortcut(QKeySequence("Ctrl+N"), host)
    with qtbot.assertNotEmitted(shortcut.activated, wait=50):
        QTest.keyClick(palette.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("words", "number"),
    [("813 555", True), ("+44 20", True), ("26-0187", True), ("12", False), ("maria", False)],
)
def test_what_looks_like_a_number(words, number):
    assert looks_like_number(words) is number


@pytest.mark.parametrize(
    ("spans", "cut"),
    [
        ((), [("Maria Delgado", False)]),
        (((6, 9),), [("Maria ", False), ("Del", True), ("gado", False)]),
        (((0, 5), (6, 13)), [("Maria", True), (" ", False), ("Delgado", True)]),
        (((0, 3), (1, 5)), [("Mar", True), ("ia", True), (" Delgado", False)]),
    ],
)
def test_matches_are_cut_out_of_the_name_without_losing_a_letter(workspace, spans, cut):
    hit = replace(workspace.reading.search_people("maria")[0], spans=spans)
    assert pieces(hit) == cut


def test_each_row_has_its_sentence_as_accessible_text(qapp, workspace):
    model = PeopleModel()
    model.set_hits(workspace.reading.search_people("okafor"))
    text = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "James Okafor, texts opted in, unread"
