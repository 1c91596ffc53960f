"""Finding words in the open conversation: what is shown, what is counted, where the keyboard is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.views.inbox.conftest import HANNA, MANY, MARIA, line_of, show

BACK = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def finding(maria):
    """The search is open over Maria's conversation, small enough not to show all of it."""
    maria.resize(664, 300)
    maria.setFocus(Qt.FocusReason.TabFocusReason)
    maria.open_find()
    return maria


def look_for(thread, words):
    thread.bar.field.clear()
    QTest.keyClicks(thread.bar.field, words)


def shown_hit(thread):
    """The words of the line the search stands at, which is in view as a whole."""
    (place,) = (p for p in thread.placed if p.layout.row.id == thread._pointed_at)
    assert place.top >= 0
    return place.layout.row.body


def highlighted(thread, theme):
    """Every stretch of words on the ground of a hit, in 600."""
    found = []
    for place in thread.placed:
        for text in (place.layout.body, *place.layout.texts):
            for piece in text.layout.formats() if text else ():
                if piece.format.background().color() == theme.color("highlight"):
                    assert piece.format.font().weight() == 600
                    words = text.layout.text().encode("utf-16-le")
                    cut = words[2 * piece.start : 2 * (piece.start + piece.length)]
                    found.append(cut.decode("utf-16-le"))
    return found


def test_the_bar_takes_its_room_above_the_lines_and_has_the_keyboard(finding):
    bar = finding.bar
    assert bar.field.hasFocus()
    assert bar.geometry().top() == 0
    assert finding.viewport().y() == bar.height()
    assert bar.field.accessibleName() == "Find in this conversation"
    names = [button.accessibleName() for button in (bar.older, bar.newer, bar.close_button)]
    assert names == ["Next hit, older", "Previous hit, newer", "Close the search"]
    assert not finding.grab().isNull()
    finding.resize(500, 300)
    assert bar.width() == 500


def test_hits_are_counted_from_the_newest_and_shown_one_by_one(finding):
    look_for(finding, "maria")
    assert finding.bar.count.text() == "1 of 4"
    assert shown_hit(finding) == "Thank you, Maria. Please bring your photo ID."
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return)
    assert finding.bar.count.text() == "2 of 4"
    assert shown_hit(finding).startswith("Maria replied START")
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return, BACK)
    assert finding.bar.count.text() == "1 of 4"
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return, BACK)
    assert finding.bar.count.text() == "4 of 4"
    assert shown_hit(finding).startswith("Hi Maria")
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return)
    assert finding.bar.count.text() == "1 of 4"


def test_the_buttons_go_on_and_back(finding, qtbot):
    look_for(finding, "maria")
    qtbot.mouseClick(finding.bar.older, Qt.MouseButton.LeftButton)
    assert finding.bar.count.text() == "2 of 4"
    qtbot.mouseClick(finding.bar.newer, Qt.MouseButton.LeftButton)
    assert finding.bar.count.text() == "1 of 4"


def test_hits_are_highlighted_in_bubbles_and_system_lines(finding, theme):
    finding.resize(664, 900)
    look_for(finding, "MARÍA")
    assert highlighted(finding, theme) == ["Maria", "Maria", "Maria", "Maria"]
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Escape)
    assert highlighted(finding, theme) == []


def test_words_after_an_emoji_are_highlighted_where_they_stand(thread, workspace, theme):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body="🙂🙂 Está aquí")
    show(thread, workspace, HANNA)
    thread.open_find()
    look_for(thread, "esta")
    assert highlighted(thread, theme) == ["Está"]


def test_words_nobody_wrote_are_said_to_have_no_hits(finding):
    look_for(finding, "zebra")
    assert finding.bar.count.text() == "No hits"
    assert not finding.bar.older.isEnabled()
    finding.find_on(older=True)
    assert finding.bar.count.text() == "No hits"
    look_for(finding, "")
    assert finding.bar.count.text() == ""


def test_it_starts_at_what_is_in_view_and_goes_up(finding):
    finding.verticalScrollBar().setValue(0)
    look_for(finding, "maria")
    assert finding.bar.count.text() == "2 of 4"
    assert shown_hit(finding).startswith("Maria replied START")
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return)
    assert shown_hit(finding).startswith("Maria replied STOP")


def test_a_hit_below_the_view_is_shown_where_there_is_none_above(finding):
    finding.verticalScrollBar().setValue(0)
    look_for(finding, "photo id")
    assert finding.bar.count.text() == "1 of 1"
    assert shown_hit(finding).endswith("photo ID.")


def test_esc_closes_it_and_gives_the_keyboard_back(maria, qtbot):
    field = QLineEdit(maria.window())
    field.show()
    field.setFocus()
    maria.open_find()
    look_for(maria, "maria")
    QTest.keyClick(maria.bar.field, Qt.Key.Key_Escape)
    assert not maria.finding
    assert maria.viewport().y() == 0
    assert field.hasFocus()


def test_esc_in_the_lines_closes_it_too(finding):
    finding.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(finding, Qt.Key.Key_Escape)
    assert not finding.finding
    assert finding.hasFocus()


def test_the_last_words_are_there_again_and_selected(finding):
    look_for(finding, "photo")
    finding.close_find()
    finding.find_on(older=True)
    assert finding.bar.field.selectedText() == "photo"
    assert finding.bar.count.text() == "1 of 1"


def test_selected_words_are_looked_for(maria):
    place = line_of(maria, "photo ID")
    maria._selection.take_word(place.layout, place.layout.body.at)
    maria.open_find()
    assert maria.bar.field.text() == "Thank"
    assert maria.bar.count.text() == "1 of 1"


def test_another_conversation_ends_the_search(finding, workspace, theme):
    look_for(finding, "maria")
    show(finding, workspace, HANNA)
    assert not finding.finding
    assert finding.viewport().y() == 0
    assert finding.hasFocus()
    assert highlighted(finding, theme) == []


def test_typing_does_not_reach_the_conversation(finding):
    before = finding.verticalScrollBar().value()
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(finding.bar.field, key)
    assert finding.verticalScrollBar().value() == before


def test_a_text_that_comes_is_a_hit_too(finding, workspace):
    look_for(finding, "maria")
    lines = workspace.reading.people[MARIA].lines
    lines.append(replace(lines[0], id=lines[-1].id + 1, body="It’s Maria again"))
    finding.refresh()
    assert finding.bar.count.text() == "2 of 5"
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return, BACK)
    assert shown_hit(finding) == "It’s Maria again"


def test_a_hit_that_is_gone_is_left_out(finding, workspace):
    look_for(finding, "maria")
    lines = workspace.reading.people[MARIA].lines
    gone = next(line for line in lines if "START" in line.body)
    lines.remove(gone)
    finding.refresh()
    QTest.keyClick(finding.bar.field, Qt.Key.Key_Return)
    assert finding.bar.count.text() == "2 of 3"


def test_a_hit_in_the_folded_part_of_a_long_text_is_unfolded(thread, workspace, theme):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body="word " * 300 + "needle")
    show(thread, workspace, HANNA)
    thread.open_find()
    look_for(thread, "needle")
    assert highlighted(thread, theme) == ["needle"]


def test_in_a_hundred_thousand_lines_it_is_looked_for_in_pieces(long, workspace, qtbot):
    pieces = []
    whole = workspace.reading.find

    def find(conversation, words, below=None, limit=200):
        pieces.append(limit)
        first = MANY if below is None else below
        rest = first - limit
        if rest <= 0:
            return [], None
        return ([first] if rest % 50_000 == 0 else []), rest

    workspace.reading.find = find
    long.open_find()
    long.finder.SLICE_S = 0
    long.bar.field.setText("line")
    qtbot.waitUntil(lambda: long.finder.done)
    assert max(pieces) <= 200
    assert len(pieces) >= MANY // 200
    workspace.reading.find = whole


def test_the_count_says_that_it_is_not_the_last_word(finding):
    bar = finding.bar
    bar.field.setText("x")
    bar.show_count(0, 0, done=False)
    assert bar.count.text() == "Looking…"
    bar.show_count(2, 1_200, done=False)
    assert bar.count.text() == "3 of 1,200 so far"
    bar.show_count(2, 1_200, done=True)
    assert bar.count.text() == "3 of 1,200"


def test_with_no_conversation_there_is_nothing_to_find(thread):
    thread.open_find()
    thread.go_to_newest()
    thread.go_to_first()
    assert not thread.finding
    assert thread.ask_date() is None
