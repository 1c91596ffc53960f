"""What stands where in the list: pinned ones first, the archive apart, pages without gaps."""

import pytest
from PySide6.QtCore import QModelIndex, Qt

from desktop_app.views.inbox.list import ConversationList
from desktop_app.views.inbox.list_model import PAGE, ConversationModel
from tests.views.fake_workspace import CALENDAR, crowd, make_workspace
from tests.views.inbox.test_list import names, write

FAR = 150


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


def load_all(model):
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())


def ids(model):
    return [model.conversation(at).id for at in range(model.rowCount())]


def test_one_pinned_on_a_page_not_loaded_yet_comes_to_the_top_and_goes_back(model, many, qtbot):
    many.reading.pinned.add(FAR)
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh([FAR])
        assert ids(model)[0] == FAR
        many.reading.pinned.discard(FAR)
        model.refresh([FAR])
    assert FAR not in ids(model)
    load_all(model)
    assert names(model) == [f"Client {n:05}" for n in range(200)]


def test_a_new_text_stays_below_the_pinned_ones(model, many):
    many.reading.pinned.update({7, 9})
    model.refresh([7, 9])
    write(many, 41, "News")
    model.refresh([41])
    assert ids(model)[:4] == [7, 9, 41, 1]


def test_pinned_ones_are_not_listed_twice_however_far_one_scrolls(many):
    many.reading.pinned.update({FAR, 61})
    model = ConversationModel(many.reading, CALENDAR)
    load_all(model)
    assert ids(model)[:3] == [61, FAR, 1]
    assert sorted(ids(model)) == list(range(1, 201))


def test_an_archived_conversation_leaves_and_comes_back_to_its_place(model, many, qtbot):
    before = ids(model)
    many.reading.archived.add(5)
    with qtbot.assertNotEmitted(model.modelReset):
        model.refresh([5])
        assert 5 not in ids(model)
        many.reading.archived.discard(5)
        model.refresh([5])
    assert ids(model) == before


def test_the_archive_shows_what_was_put_away_and_follows_it(model, many):
    many.reading.archived.update({5, FAR})
    model.show_only("archived")
    assert ids(model) == [5, FAR]
    many.reading.archived.discard(5)
    write(many, 5, "I am back")
    model.refresh([5])
    assert ids(model) == [FAR]


def test_the_open_conversation_leaves_when_it_is_archived(model, many):
    model.keep(5)
    many.reading.archived.add(5)
    model.refresh([5])
    assert 5 not in ids(model)


def test_a_change_in_an_open_conversation_far_below_leaves_no_gap(model, many):
    model.keep(FAR)
    many.reading.people[FAR].unread = True
    model.refresh([FAR])
    assert ids(model) == list(range(1, PAGE + 1))
    load_all(model)
    assert ids(model) == list(range(1, 201))


def test_the_open_conversation_stays_in_sight_when_unpinned_and_the_rest_loads_above_it(
    model, many
):
    many.reading.pinned.add(FAR)
    model.refresh([FAR])
    model.keep(FAR)
    many.reading.pinned.discard(FAR)
    model.refresh([FAR])
    assert ids(model) == [*range(1, PAGE + 1), FAR]
    model.fetchMore(QModelIndex())
    assert ids(model) == [*range(1, 2 * PAGE + 1), FAR]
    load_all(model)
    assert ids(model) == list(range(1, 201))


def test_archiving_every_row_loaded_leaves_the_rest_to_be_loaded(model, many):
    for key in range(1, PAGE + 1):
        many.reading.archived.add(key)
        model.refresh([key])
    assert ids(model) == []
    load_all(model)
    assert ids(model) == list(range(PAGE + 1, 201))


def test_reading_everything_again_reads_what_is_in_sight_and_a_page_more(model, many):
    load_all(model)
    model.last_in_sight = 20
    write(many, 41, "News")
    model.refresh([])
    assert model.rowCount() == 20 + PAGE
    assert names(model)[0] == "Client 00040"
    load_all(model)
    assert sorted(ids(model)) == list(range(1, 201))


def test_reading_the_same_again_moves_nothing(model, many, qtbot):
    load_all(model)
    many.reading.people[3].unread = True
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.refresh([])
    assert model.conversation(2).unread
    assert model.rowCount() == PAGE


def test_the_open_conversation_stays_in_the_unread_filter_when_everything_is_read_again(
    model, many
):
    for key in (3, 4, 5):
        many.reading.people[key].unread = True
    model.show_only("unread")
    model.keep(4)
    many.reading.people[4].unread = False
    model.refresh([4])
    model.refresh([])
    assert ids(model) == [3, 4, 5]


def test_a_changed_contact_touches_the_rows_of_that_contact_only(model, many, qtbot):
    before = many.reading.page_reads
    many.reading.people[5].name = "Renamed"
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh_contacts({5})
    assert told.args[0].row() == told.args[1].row() == 4
    model.refresh_contacts({FAR})
    assert many.reading.page_reads == before
    model.refresh_contacts(frozenset())
    assert many.reading.page_reads == before + 1


def test_the_open_conversation_is_marked_when_its_page_is_loaded(view, model, qtbot):
    view.select(FAR)
    assert view.selectionModel().selectedIndexes() == []
    with qtbot.assertNotEmitted(view.chosen):
        load_all(model)
    (index,) = view.selectionModel().selectedIndexes()
    assert model.conversation(index.row()).id == FAR
    assert view.verticalScrollBar().value() == 0


def test_focus_in_a_list_without_the_open_conversation_opens_nothing(view, model, qtbot):
    view.clearFocus()
    view.select(FAR)
    with qtbot.assertNotEmitted(view.chosen):
        view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.currentIndex().row() == 0


def test_enter_writes_to_the_row_with_the_ring_and_to_nobody_else(view, model, qtbot):
    view.clearFocus()
    view.select(FAR)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignals([view.chosen, view.entered_conversation], order="strict"):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.current_id == 1
    (index,) = view.selectionModel().selectedIndexes()
    assert index.row() == 0


def test_a_click_on_the_row_with_the_ring_opens_it(view, model, many, qtbot):
    view.select(3)
    many.reading.archived.add(3)
    with qtbot.assertNotEmitted(view.chosen):
        model.refresh([3])
    middle = view.visualRect(view.currentIndex()).center()
    here = model.conversation(view.currentIndex().row()).id
    with qtbot.waitSignal(view.chosen) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == [here]
