"""Putting the inbox in order from the menu: pin, mute, archive, mark as unread."""

import pytest

from desktop_app.views.inbox.list_model import ROW

MARIA, JAMES = 1, 2
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def shown(desk):
    model = desk.inbox.column.model
    return [model.index(at).data(ROW).id for at in range(model.rowCount())]


def spoken(desk, conversation_id):
    model = desk.inbox.column.model
    from PySide6.QtCore import Qt

    return model.index(model.place_of(conversation_id)).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def james(desk):
    """The desk with James's conversation open."""
    desk.open_conversation(JAMES)
    return desk


def test_a_pinned_conversation_goes_to_the_top_and_says_so(window, james, qtbot):
    desk = james
    assert shown(desk)[0] != JAMES
    window.action("pin").trigger()
    qtbot.waitUntil(lambda: shown(desk)[0] == JAMES)
    assert "pinned" in spoken(desk, JAMES)
    qtbot.waitUntil(lambda: window.action("pin").text() == "Unpin")
    window.action("pin").trigger()
    qtbot.waitUntil(lambda: shown(desk)[0] != JAMES)
    assert window.action("pin").text() == "Pin to the top"


def test_an_archived_conversation_leaves_the_list_and_undo_brings_it_back(window, james, qtbot):
    desk = james
    before = shown(desk)
    window.action("archive").trigger()
    qtbot.waitUntil(desk.toast.isVisible)
    desk.open_conversation(MARIA)
    qtbot.waitUntil(lambda: JAMES not in shown(desk) or desk.inbox.column.model.only != "all")
    desk.inbox.column.show_only("archived")
    assert JAMES in shown(desk)
    desk.toast.button.click()
    desk.inbox.column.show_only("all")
    qtbot.waitUntil(lambda: sorted(shown(desk)) == sorted(before))


def test_muting_is_said_in_words(window, james, qtbot):
    desk = james
    window.action("mute").trigger()
    qtbot.waitUntil(lambda: "muted" in spoken(desk, JAMES))
    qtbot.waitUntil(lambda: window.action("mute").text() == "Unmute")


def test_a_conversation_marked_unread_stays_so_until_it_is_opened_again(
    window, james, qtbot, workspace
):
    person = workspace.reading.people[JAMES]
    qtbot.waitUntil(lambda: not person.unread)
    marks = len(workspace.messaging.read_marks)
    window.action("mark_unread").trigger()
    qtbot.waitUntil(lambda: person.unread)
    james.inbox.pane.refresh()
    assert not james.inbox.pane._seen.isActive()
    assert len(workspace.messaging.read_marks) == marks
    james.open_conversation(MARIA)
    james.open_conversation(JAMES)
    qtbot.waitUntil(lambda: not person.unread)


def test_these_acts_need_an_open_conversation(window):
    window.desk.conversation_id = None
    window.desk.page_changed.emit()
    keys = ("pin", "mute", "archive", "mark_unread")
    assert not any(window.action(key).isEnabled() for key in keys)
    window.desk.perform("pin")


def test_the_archive_says_what_it_is_for_when_empty(desk):
    desk.inbox.column.show_only("archived")
    assert desk.inbox.column.empty.heading.text() == "Nothing in the archive"
