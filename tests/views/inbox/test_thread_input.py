"""Pointer and keyboard in the conversation: selecting, copying, pressing, going through it."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from desktop_app.services.records import Direction
from tests.views.inbox.conftest import HANNA, line_of, show


def click(thread, qtbot, place, point):
    spot = (point + QPointF(0, place.top)).toPoint()
    qtbot.mouseClick(thread.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_retry_is_pressed_with_the_pointer(maria, qtbot):
    place = line_of(maria, "photo ID")
    (hit,) = place.layout.hits
    with qtbot.waitSignal(maria.acted) as told:
        click(maria, qtbot, place, hit.box.center())
    assert told.args == ["retry", place.layout.row]


def test_the_pointer_changes_over_links_and_words(maria, qtbot):
    place = line_of(maria, "photo ID")
    for point, shape in (
        (place.layout.hits[0].box.center(), Qt.CursorShape.PointingHandCursor),
        (place.layout.bubble.center(), Qt.CursorShape.IBeamCursor),
        (QPointF(5, 5), Qt.CursorShape.ArrowCursor),
    ):
        qtbot.mouseMove(maria.viewport(), (point + QPointF(0, place.top)).toPoint())
        qtbot.waitUntil(lambda shape=shape: maria.viewport().cursor().shape() is shape)


def drag(thread, qtbot, place, start, end):
    view = thread.viewport()
    first, last = ((p + QPointF(0, place.top)).toPoint() for p in (start, end))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(view, last)
    qtbot.waitUntil(lambda: bool(thread._selection.text(place.layout)))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=last)


def test_words_are_selected_with_the_pointer_and_copied(maria, qtbot):
    place = line_of(maria, "photo ID")
    box = place.layout.bubble
    drag(maria, qtbot, place, box.topLeft() + QPointF(2, 15), box.bottomRight() - QPointF(2, 12))
    qtbot.keySequence(maria, QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == "Thank you, Maria. Please bring your photo ID."
    assert not maria.grab().isNull()


def test_a_double_click_selects_a_word(maria, qtbot):
    place = line_of(maria, "photo ID")
    spot = place.layout.body.at + QPointF(15, 10) + QPointF(0, place.top)
    qtbot.mouseDClick(maria.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    maria.copy()
    assert QGuiApplication.clipboard().text() == "Thank"


def test_a_selection_with_an_emoji_before_it_is_cut_right(thread, workspace, qtbot):
    person = workspace.reading.people[HANNA]
    person.lines[0] = replace(person.lines[0], body="🙂🙂 word")
    show(thread, workspace, HANNA)
    place = thread.placed[0]
    layout = place.layout.body.layout
    x = layout.lineAt(0).cursorToX(6)
    x = x[0] if isinstance(x, tuple) else x
    spot = place.layout.body.at + QPointF(x + 4, 10 + place.top)
    qtbot.mouseDClick(thread.viewport(), Qt.MouseButton.LeftButton, pos=spot.toPoint())
    thread.copy()
    assert QGuiApplication.clipboard().text() == "word"


# The keyboard ---------------------------------------------------------------------------------


def test_arrows_go_from_line_to_line_and_home_and_end_to_the_ends(maria, qtbot):
    maria.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(maria, Qt.Key.Key_End)
    qtbot.keyClick(maria, Qt.Key.Key_Up)
    qtbot.keyClick(maria, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Thank you, Maria. Please bring your photo ID."
    qtbot.keyClick(maria, Qt.Key.Key_Home)
    assert maria.placed[0].line == 0
    maria.copy()
    assert QGuiApplication.clipboard().text() == "Did the insurance company answer our letter yet?"
    qtbot.keyClick(maria, Qt.Key.Key_End)
    assert maria.placed[-1].line == 8


def test_going_up_line_by_line_brings_each_whole_line_into_view(long, qtbot):
    long.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(40):
        qtbot.keyClick(long, Qt.Key.Key_Up)
        current = next(p for p in long.placed if p.layout.row.id == long._current)
        assert current.top >= 0
        assert current.top + current.layout.height <= long.viewport().height()


def test_page_keys_scroll_by_pages(long, qtbot):
    before = long.placed[0].line
    qtbot.keyClick(long, Qt.Key.Key_PageUp)
    assert long.placed[-1].line <= before + 2
    qtbot.keyClick(long, Qt.Key.Key_PageDown)
    assert long.at_end


def test_enter_opens_what_can_be_done_about_a_line(maria, qtbot):
    maria.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(maria, Qt.Key.Key_End)
    qtbot.keyClick(maria, Qt.Key.Key_Up)
    menu = maria.open_line_menu()
    assert [action.text() for action in menu.actions()] == [
        "Retry",
        "Copy",
        "Copy with name and time",
    ]
    with qtbot.waitSignal(maria.acted) as told:
        menu.actions()[0].trigger()
    assert told.args[0] == "retry"
    menu.close()


def test_without_a_current_line_enter_does_nothing(maria, qtbot):
    assert maria.open_line_menu() is None


def test_inbound_lines_offer_to_copy_and_nothing_else(maria, qtbot):
    place = line_of(maria, "YES")
    assert place.layout.row.direction is Direction.INBOUND
    click(maria, qtbot, place, place.layout.bubble.center())
    menu = maria.open_line_menu()
    assert [action.text() for action in menu.actions()] == ["Copy", "Copy with name and time"]
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "YES"
    menu.close()
