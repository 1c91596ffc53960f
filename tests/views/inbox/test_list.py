"""The list of conversations: order, words, filters, and that a change touches little."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication

from desktop_app.services.events import ConversationsChanged
from desktop_app.services.records import Direction, MessageStatus
from desktop_app.views.inbox.list import ConversationList
from desktop_app.views.inbox.list_delegate import _snippet, dots_box, row_box
from desktop_app.views.inbox.list_model import PAGE, ConversationModel
from tests.views.fake_workspace import CALENDAR, HOSTILE, NOW, crowd, make_workspace
from tests.views.inbox.conftest import HANNA, JAMES, MARIA, TOMASZ

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def names(model):
    return [model.conversation(row).name for row in range(model.rowCount())]


@pytest.fixture
def many():
    return make_workspace(crowd(200))


@pytest.fixture
def model(many):
    return ConversationModel(many.reading, CALENDAR)


@pytest.fixture
def view(theme, model, qtbot):
    view = ConversationList(theme, model, CALENDAR)
    qtbot.addWidget(view)
    view.resize(312, 500)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def write(workspace, key, body, when=NOW + 60):
    person = workspace.reading.people[key]
    person.lines.append(replace(person.lines[-1], id=person.lines[-1].id + 1, body=body, at=when))


def test_the_first_page_is_read_and_no_more(model, many):
    assert model.rowCount() == PAGE
    assert many.reading.page_reads == 1
    assert names(model)[:2] == ["Client 00000", "Client 00001"]


def test_older_pages_come_when_they_are_looked_at(model):
    root = QModelIndex()
    while model.canFetchMore(root):
        model.fetchMore(root)
    assert model.rowCount() == 200
    assert names(model) == [f"Client {n:05}" for n in range(200)]


def test_scrolling_to_the_end_loads_further_pages(view, model, qtbot):
    def all_loaded():
        view.scrollToBottom()
        return model.rowCount() == 200

    qtbot.waitUntil(all_loaded)


def test_a_conversation_with_a_new_text_moves_to_the_top(model, many, qtbot):
    write(many, 41, "News")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsMoved):
        model.refresh([41])
    assert names(model)[0] == "Client 00040"
    assert model.conversation(0).snippet == "News"
    assert model.rowCount() == PAGE


def test_a_change_in_place_repaints_one_row(model, many, qtbot):
    many.reading.people[5].unread = True
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh([5])
    assert told.args[0].row() == told.args[1].row() == 4


def test_a_row_that_did_not_change_is_not_repainted(model, qtbot):
    with qtbot.assertNotEmitted(model.dataChanged):
        model.refresh([5])


def test_a_new_conversation_is_put_where_it_belongs(model, many):
    fresh = crowd(1)[0]
    fresh.name = "Somebody new"
    fresh.lines[0] = replace(fresh.lines[0], at=NOW + 5)
    many.reading.people[900] = fresh
    model.refresh([900])
    assert names(model)[0] == "Somebody new"


def test_a_change_on_a_page_not_loaded_yet_loads_nothing(model, many):
    many.reading.people[150].unread = True
    model.refresh([150])
    assert model.rowCount() == PAGE


def test_a_conversation_that_is_gone_leaves_the_list(model, many):
    del many.reading.people[3]
    model.refresh([3])
    assert "Client 00002" not in names(model)


def test_many_changes_at_once_are_read_as_a_page(model, many):
    before = many.reading.page_reads
    model.refresh(range(1, 150))
    assert many.reading.page_reads == before + 1


def test_the_selection_and_the_place_stay_when_everything_is_read_again(view, model, many, qtbot):
    view.select(30)
    view.verticalScrollBar().setValue(700)
    write(many, 41, "News")
    with qtbot.assertNotEmitted(view.chosen):
        model.refresh([])
    assert names(model)[0] == "Client 00040"
    assert view.currentIndex().data() == "Client 00029"
    assert view.verticalScrollBar().value() == 700


def test_the_selection_stays_when_another_row_moves_over_it(view, model, many, qtbot):
    view.select(3)
    write(many, 41, "News")
    with qtbot.assertNotEmitted(view.chosen):
        model.refresh([41])
    assert view.currentIndex().data() == "Client 00002"
    assert view.selectionModel().selectedIndexes()[0].data() == "Client 00002"


def test_arrow_keys_choose_conversations(view, qtbot):
    view.select(1)
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert told.args == [2]
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Home)
    assert told.args == [1]


def test_enter_goes_on_to_the_composer(view, qtbot):
    with qtbot.waitSignal(view.entered_conversation):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_click_chooses_and_a_right_click_opens_the_menu_without_choosing(view, qtbot):
    view.select(1)
    middle = view.visualRect(view.model().index(3)).center()
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == [4]
    other = view.visualRect(view.model().index(2)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, other, other)
    with qtbot.assertNotEmitted(view.chosen), qtbot.waitSignal(view.menu_asked) as told:
        QApplication.sendEvent(view.viewport(), event)
    assert told.args[0] == 3


def test_the_three_dots_open_the_menu_of_their_row(view, qtbot):
    dots = dots_box(row_box(view.visualRect(view.model().index(2))))
    with qtbot.assertNotEmitted(view.chosen), qtbot.waitSignal(view.menu_asked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=dots.center())
    assert told.args[0] == 3


def test_the_menu_key_opens_the_menu_of_the_current_row(view, qtbot):
    view.select(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    with qtbot.waitSignal(view.menu_asked) as told:
        QApplication.sendEvent(view.viewport(), event)
    assert told.args[0] == 2


def test_rows_are_as_high_as_their_text_needs(view, theme):
    assert view.sizeHintForRow(0) == 66
    theme.set_scale(2.0)
    try:
        assert view.sizeHintForRow(0) > 100
    finally:
        theme.set_scale(1.0)


def test_every_row_says_one_sentence_to_a_screen_reader(workspace):
    model = ConversationModel(workspace.reading, CALENDAR)
    said = model.index(1).data(ACCESSIBLE)
    assert said == (
        "James Okafor, texts opted in, unread, last message from James at 7:41 PM: "
        "Does the hearing notice go to my old address?"
    )


def test_hostile_words_are_painted_as_words(theme, workspace, qtbot):
    model = ConversationModel(workspace.reading, CALENDAR)
    view = ConversationList(theme, model, CALENDAR)
    qtbot.addWidget(view)
    view.resize(312, 900)
    view.show()
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert not image.isNull()
    assert HOSTILE in model.index(model.place_of(HANNA)).data(ACCESSIBLE)


def test_the_second_line_says_whose_words_they_are(workspace):
    row = workspace.reading.conversation(MARIA)
    assert _snippet(row)[1] == "You: Great. See you Tuesday."
    assert _snippet(row)[0].icon == "clock"
    assert _snippet(replace(row, draft="Hello"))[1] == "Draft: Hello"
    failed = replace(row, last_status=MessageStatus.FAILED)
    assert _snippet(failed)[1] == "Not delivered: Great. See you Tuesday."
    unsure = replace(row, last_status=MessageStatus.UNSURE)
    assert _snippet(unsure)[1] == "Not sure this was sent"
    inbound = replace(row, last_direction=Direction.INBOUND)
    assert _snippet(inbound) == (None, "Great. See you Tuesday.")


def test_filters_show_what_they_say(page):
    page.column.show_only("unread")
    assert names(page.column.model) == ["James Okafor", "Priya Raman", "Renee Castellano"]
    page.column.show_only("needs_reply")
    assert names(page.column.model) == ["James Okafor", "Priya Raman", "Hanna Lindqvist"]
    page.column.show_only("all")
    assert len(names(page.column.model)) == 12


def test_the_unread_filter_counts(page, workspace, qtbot):
    chip = page.column.filters["unread"]
    assert chip.text() == "Unread  3"
    workspace.messaging.mark_read(JAMES)
    qtbot.waitUntil(lambda: chip.text() == "Unread  2")


def test_an_open_conversation_stays_in_the_unread_list_although_it_is_read_now(page, qtbot, settle):
    page.column.show_only("unread")
    page.column.list.setCurrentIndex(page.column.model.index(0))
    settle()
    qtbot.waitUntil(lambda: page.column.filters["unread"].text() == "Unread  2")
    assert "James Okafor" in names(page.column.model)


def test_an_empty_filter_says_why_it_is_empty(page, workspace, qtbot):
    for person in workspace.reading.people.values():
        person.unread = False
    workspace.events.publish(ConversationsChanged(frozenset()))
    page.column.show_only("unread")
    qtbot.waitUntil(page.column.empty.isVisible)
    assert page.column.empty.heading.text() == "All caught up"
    assert page.column.empty.button.isHidden()
    page.column.show_only("all")
    assert page.column.list.isVisible()


def test_filters_are_pressed_like_buttons(page, qtbot):
    qtbot.mouseClick(page.column.filters["needs_reply"], Qt.MouseButton.LeftButton)
    assert page.column.model.only == "needs_reply"
    assert page.column.filters["needs_reply"].isChecked()
    assert not page.column.filters["all"].isChecked()


def test_the_empty_inbox_offers_a_new_message(theme, qtbot, bridge):
    from desktop_app.views.inbox.column import ListColumn

    column = ListColumn(theme, make_workspace([]), bridge, CALENDAR)
    qtbot.addWidget(column)
    column.show()
    with qtbot.waitSignal(column.new_message_requested):
        qtbot.mouseClick(column.empty.button, Qt.MouseButton.LeftButton)
    assert column.empty.heading.text() == "No conversations yet"


def test_search_and_new_message_are_asked_of_the_window(page, qtbot):
    with qtbot.waitSignal(page.palette_requested):
        qtbot.mouseClick(page.column.search, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.new_message_requested):
        qtbot.mouseClick(page.column.new_message, Qt.MouseButton.LeftButton)


def test_a_stop_shows_in_the_row_at_once(page, workspace, qtbot):
    workspace.consent.client_stops("+18135550119")
    place = page.column.model.place_of(JAMES)
    index = page.column.model.index(place)
    qtbot.waitUntil(lambda: "texts opted out by STOP" in index.data(ACCESSIBLE))
    assert "texts opted out by STOP" in page.column.model.index(
        page.column.model.place_of(TOMASZ)
    ).data(ACCESSIBLE)
