"""Whole lines selected together and copied with author and time; long texts folded."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from tests.views.inbox.conftest import HANNA, line_of, show

SHIFT = Qt.KeyboardModifier.ShiftModifier
COPIED = [
    "Maria Delgado, Mar 12, 2026 7:49 PM: YES",
    "Dana Whitfield, Mar 12, 2026 8:01 PM: Thank you, Maria. Please bring your photo ID.",
    "Dana Whitfield, Mar 12, 2026 8:06 PM: Great. See you Tuesday.",
]


def copied(thread):
    QTest.keySequence(thread, QKeySequence(QKeySequence.StandardKey.Copy))
    return QGuiApplication.clipboard().text()


def press(thread, place, modifier=Qt.KeyboardModifier.NoModifier):
    spot = (place.layout.frame.center() + QPointF(0, place.top)).toPoint()
    QTest.mouseClick(thread.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


@pytest.fixture
def at_newest(maria):
    maria.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(maria, Qt.Key.Key_End)
    return maria


def test_shift_and_up_take_whole_lines_with_author_and_time(at_newest):
    for _ in range(2):
        QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    assert copied(at_newest) == "\n".join(COPIED)
    QTest.keyClick(at_newest, Qt.Key.Key_Down, SHIFT)
    assert copied(at_newest) == "\n".join(COPIED[1:])
    assert not at_newest.grab().isNull()


def test_a_click_with_shift_takes_the_lines_up_to_it(maria):
    press(maria, line_of(maria, "YES"))
    press(maria, line_of(maria, "Great. See you"), SHIFT)
    assert copied(maria) == "\n".join(COPIED)
    press(maria, line_of(maria, "photo ID"), SHIFT)
    assert copied(maria) == "\n".join(COPIED[:2])


def test_system_lines_are_copied_with_their_time(maria):
    press(maria, line_of(maria, "replied START"))
    press(maria, line_of(maria, "Sorry, meant that"), SHIFT)
    assert copied(maria) == (
        "Mar 12, 2026 10:44 AM: Maria replied START — opted back in\n"
        "Maria Delgado, Mar 12, 2026 10:45 AM: Sorry, meant that for someone else! Please keep "
        "texting me"
    )


def test_shift_and_home_take_everything_up_to_the_first_line(at_newest):
    QTest.keyClick(at_newest, Qt.Key.Key_Home, SHIFT)
    lines = copied(at_newest).splitlines()
    assert len(lines) == at_newest.count == 9
    assert lines[0].startswith("Maria Delgado, Mar 11, 2026 4:12 PM: Did the insurance")


def test_taken_lines_say_so(at_newest):
    QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    said = at_newest.sentences()
    assert [words.startswith("Selected: ") for words in said[-3:]] == [False, True, True]


def test_taken_lines_stand_on_a_ground_of_their_own(at_newest, theme):
    QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    picture = at_newest.viewport().grab().toImage()
    last = at_newest.placed[-1]
    middle = last.top + last.layout.height // 2
    assert picture.pixelColor(300, middle) == theme.color("selected")
    assert picture.pixelColor(1, middle) == theme.color("accent")
    untaken = line_of(at_newest, "YES")
    assert picture.pixelColor(300, untaken.top + 10) == theme.color("surface")


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Escape])
def test_going_on_without_shift_lets_them_go(at_newest, key):
    QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    QTest.keyClick(at_newest, key)
    assert not any(words.startswith("Selected") for words in at_newest.sentences())
    assert "Mar 12" not in copied(at_newest)


def test_a_plain_click_lets_them_go(at_newest):
    QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    press(at_newest, line_of(at_newest, "YES"))
    assert copied(at_newest) == "YES"


def test_the_menu_of_taken_lines_copies_them(at_newest):
    QTest.keyClick(at_newest, Qt.Key.Key_Up, SHIFT)
    menu = at_newest.open_line_menu()
    (entry,) = menu.actions()
    assert entry.text() == "Copy 2 lines"
    entry.trigger()
    assert QGuiApplication.clipboard().text() == "\n".join(COPIED[1:])
    menu.close()


def test_one_line_can_be_copied_with_name_and_time(at_newest):
    menu = at_newest.open_line_menu()
    menu.actions()[-1].trigger()
    assert QGuiApplication.clipboard().text() == COPIED[-1]
    menu.close()


# Long texts -----------------------------------------------------------------------------------

LONG_TEXT = "Please read all of this. " * 60 + "The end"


@pytest.fixture
def essay(thread, workspace):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body=LONG_TEXT)
    return show(thread, workspace, HANNA)


def shown(thread):
    return thread.placed[0].layout.body.layout.text()


def test_a_long_text_shows_its_beginning(essay):
    assert shown(essay).endswith(" of…") or shown(essay)[-2].isalnum() or shown(essay)[-2] == "."
    assert len(shown(essay)) <= 601
    assert LONG_TEXT.startswith(shown(essay)[:-1])
    (hit,) = essay.placed[0].layout.hits
    assert hit.label == "Show all"
    assert essay.placed[0].layout.bubble.contains(hit.box)
    assert not essay.grab().isNull()


def test_a_text_just_short_enough_is_whole(thread, workspace):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body="x" * 900)
    show(thread, workspace, HANNA)
    assert shown(thread) == "x" * 900
    assert thread.placed[0].layout.hits == []


def test_show_all_is_pressed_with_the_pointer_and_the_top_stays_in_view(essay, qtbot):
    place = essay.placed[0]
    spot = (place.layout.hits[0].box.center() + QPointF(0, place.top)).toPoint()
    with qtbot.assertNotEmitted(essay.acted):
        QTest.mouseClick(
            essay.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot
        )
    assert shown(essay) == LONG_TEXT
    assert essay.placed[0].top >= 0
    assert [hit.label for hit in essay.placed[0].layout.hits] == ["Show less"]


def test_show_all_is_reached_by_keyboard_and_taken_back(essay):
    QTest.keyClick(essay, Qt.Key.Key_End)
    for label, whole in (("Show all", True), ("Show less", False)):
        menu = essay.open_line_menu()
        entry = menu.actions()[0]
        assert entry.text() == label
        entry.trigger()
        menu.close()
        assert (shown(essay) == LONG_TEXT) is whole


def test_a_folded_text_is_said_and_copied_as_a_whole(essay):
    QTest.keyClick(essay, Qt.Key.Key_End)
    assert essay.sentences()[0].endswith("The end")
    assert copied(essay) == LONG_TEXT


def test_a_long_word_without_a_space_is_cut_where_it_has_to_be(thread, workspace):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body="x" * 1_000)
    show(thread, workspace, HANNA)
    assert shown(thread) == "x" * 600 + "…"
