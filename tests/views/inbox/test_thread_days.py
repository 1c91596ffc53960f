"""Days in a conversation: over the lines while one scrolls, and in a calendar to jump by."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.views.inbox.date_popup import DatePopup
from tests.views.fake_workspace import at
from tests.views.inbox.conftest import HANNA, MANY, MARIA, show


@pytest.fixture
def spread(thread, workspace):
    """Hanna wrote every three hours on some days of January and March."""
    person = workspace.reading.people[HANNA]
    days = [(1, 5), (1, 31), (3, 1), (3, 4), (3, 11)]
    times = [at(day, hour, 0, month) for month, day in days for hour in range(0, 24, 3)]
    person.lines[:] = [
        replace(person.lines[0], id=50_000 + n, at=when, body=f"Line {n}")
        for n, when in enumerate(times)
    ]
    thread.resize(664, 300)
    return show(thread, workspace, HANNA)


def enabled(popup):
    return [cell.day for cell in popup.cells if cell.isEnabled()]


def focused(popup):
    here = QApplication.focusWidget()
    assert here in popup.cells
    return here.day


# The chip -------------------------------------------------------------------------------------


def test_while_one_scrolls_the_day_stands_over_the_lines(spread, qtbot):
    chip = spread.day_chip
    assert chip.isHidden()
    spread.verticalScrollBar().setValue(spread.verticalScrollBar().value() - 5)
    top = spread.placed[0]
    assert top.layout.around.heading == "" or top.top < -16
    assert chip.isVisible()
    assert chip.text() == "Yesterday"
    assert chip.accessibleName() == "Yesterday, go to another day"
    assert not chip.grab().isNull()


def test_it_goes_when_nobody_scrolls_any_more(spread, qtbot):
    spread.day_chip._rest.setInterval(1)
    spread.verticalScrollBar().setValue(spread.verticalScrollBar().value() - 5)
    qtbot.waitUntil(spread.day_chip.isHidden)


def test_a_heading_near_the_top_needs_no_second_one(spread):
    spread.verticalScrollBar().setValue(0)
    assert spread.placed[0].layout.around.heading == "Monday, January 5"
    assert spread.day_chip.isHidden()


def test_lines_that_come_do_not_bring_the_day_up(maria, workspace):
    lines = workspace.reading.people[MARIA].lines
    lines.append(replace(lines[0], id=lines[-1].id + 1, body="New"))
    maria.refresh()
    assert maria.day_chip.isHidden()


def test_pressing_the_day_opens_the_calendar(spread, qtbot):
    spread.verticalScrollBar().setValue(spread.verticalScrollBar().value() - 5)
    qtbot.mouseClick(spread.day_chip, Qt.MouseButton.LeftButton)
    assert len(spread.window().findChildren(DatePopup)) == 1


# The calendar ---------------------------------------------------------------------------------


def test_only_days_with_texts_can_be_chosen(spread):
    popup = spread.ask_date()
    assert popup.title.text() == "March 2026"
    assert enabled(popup) == [date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 11)]
    names = {cell.day: cell.accessibleName() for cell in popup.cells}
    assert names[date(2026, 3, 4)] == "Wednesday, March 4, 2026"
    assert names[date(2026, 3, 5)] == "Thursday, March 5, 2026, no texts"
    assert not popup.grab().isNull()


def test_it_starts_at_the_day_one_is_reading(spread):
    popup = spread.ask_date()
    assert focused(popup) == date(2026, 3, 11)


def test_choosing_a_day_goes_to_its_first_text(spread):
    popup = spread.ask_date()
    popup.cells[[cell.day for cell in popup.cells].index(date(2026, 3, 4))].click()
    first = next(place for place in spread.placed if place.top >= 0)
    assert first.layout.row.body == "Line 24"
    assert first.top == 10
    assert first.layout.around.heading == "Wednesday, March 4"
    assert spread.hasFocus()
    QTest.keyClick(spread, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Line 24"


def test_arrows_go_from_day_to_day_over_the_ends_of_months(spread):
    popup = spread.ask_date()
    seen = [focused(popup)]
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(QApplication.focusWidget(), key)
        seen.append(focused(popup))
    assert [(day.month, day.day) for day in seen] == [(3, 11), (3, 4), (3, 4), (3, 1), (1, 31)]
    assert popup.title.text() == "January 2026"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert focused(popup) == date(2026, 3, 1)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert next(p for p in spread.placed if p.top >= 0).layout.row.body == "Line 16"


def test_months_turn_as_far_as_there_are_texts(spread, qtbot):
    popup = spread.ask_date()
    assert not popup.after.isEnabled()
    qtbot.mouseClick(popup.before, Qt.MouseButton.LeftButton)
    assert popup.title.text() == "February 2026"
    assert enabled(popup) == []
    QTest.keyClick(popup, Qt.Key.Key_PageUp)
    assert popup.title.text() == "January 2026"
    assert focused(popup) == date(2026, 1, 31)
    assert not popup.before.isEnabled()
    QTest.keyClick(popup, Qt.Key.Key_PageUp)
    assert popup.title.text() == "January 2026"
    qtbot.mouseClick(popup.after, Qt.MouseButton.LeftButton)
    assert popup.title.text() == "February 2026"


def test_esc_and_a_click_beside_it_close_it(spread, qtbot):
    spread.setFocus()
    popup = spread.ask_date()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert popup.isHidden()
    assert spread.hasFocus()
    other = spread.ask_date()
    qtbot.mousePress(other, Qt.MouseButton.LeftButton, pos=other.rect().bottomLeft())
    assert other.isHidden()


# The ends -------------------------------------------------------------------------------------


def test_the_first_text_of_a_very_long_conversation_is_one_key_away(thread, workspace):
    workspace.reading.make_long(MARIA, MANY)
    show(thread, workspace, MARIA)
    thread.go_to_first()
    assert thread.placed[0].line == 0
    assert thread.placed[0].layout.row.body.startswith("Line 1.")
    thread.go_to_newest()
    assert thread.placed[-1].line == MANY - 1
    assert thread.at_end
