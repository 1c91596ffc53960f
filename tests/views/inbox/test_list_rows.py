"""What a row shows and says beyond name and text: marks, age, and room for the name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt

from desktop_app.views.formatting import Calendar
from desktop_app.views.inbox.list import ConversationList
from desktop_app.views.inbox.list_delegate import ConversationDelegate, row_box
from desktop_app.views.inbox.list_model import ConversationModel, unanswered
from tests.views.fake_workspace import CALENDAR, NOW
from tests.views.inbox.conftest import JAMES, MARIA
from tests.views.made_up_tasks import CALL

HOUR = 3600
TOOLTIP = Qt.ItemDataRole.ToolTipRole
DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole


@pytest.fixture
def waiting(workspace):
    row = workspace.reading.conversation(JAMES)
    return replace(row, unread=True, needs_reply=True, waits_since=NOW)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (HOUR - 1, ""),
        (HOUR, "unanswered for an hour"),
        (2 * HOUR, "unanswered for 2 hours"),
        (47 * HOUR, "unanswered for 47 hours"),
        (75 * HOUR, "unanswered for 3 days"),
    ],
)
def test_an_unread_text_says_its_age_from_an_hour_on(waiting, seconds, words):
    assert unanswered(waiting, NOW + seconds) == words


def test_a_text_that_was_read_or_answered_says_no_age(waiting):
    later = NOW + 5 * HOUR
    assert unanswered(replace(waiting, unread=False), later) == ""
    assert unanswered(replace(waiting, needs_reply=False), later) == ""
    assert unanswered(replace(waiting, waits_since=0), later) == ""


def test_the_age_is_in_the_tooltip_and_in_what_a_screen_reader_adds(workspace):
    row = workspace.reading.conversation(JAMES)
    later = Calendar(now=lambda: row.waits_since + 3 * HOUR, zone=CALENDAR.zone)
    model = ConversationModel(workspace.reading, later)
    index = model.index(model.place_of(JAMES))
    assert index.data(DESCRIPTION) == "unanswered for 3 hours"
    assert "James Okafor, texts opted in, unanswered for 3 hours" in index.data(TOOLTIP)
    other = model.index(model.place_of(MARIA))
    assert other.data(DESCRIPTION) == ""
    assert other.data(TOOLTIP).count(",") == 1


def test_marks_are_said_in_words_and_painted(theme, workspace, qtbot):
    model = ConversationModel(workspace.reading, CALENDAR)
    view = ConversationList(theme, model, CALENDAR)
    qtbot.addWidget(view)
    view.resize(312, 400)
    view.show()
    plain = view.grab(view.visualRect(model.index(0))).toImage()
    workspace.reading.pinned.add(MARIA)
    workspace.reading.muted.add(MARIA)
    model.refresh([MARIA])
    index = model.index(0)
    assert "Maria Delgado, texts opted in, pinned, muted" in index.data(TOOLTIP)
    assert ", pinned, muted, " in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert view.grab(view.visualRect(index)).toImage() != plain


def test_what_is_to_be_done_is_said_in_words_and_painted(theme, workspace, qtbot):
    model = ConversationModel(workspace.reading, CALENDAR)
    view = ConversationList(theme, model, CALENDAR)
    qtbot.addWidget(view)
    view.resize(312, 400)
    view.show()
    plain = view.grab(view.visualRect(model.index(0))).toImage()
    workspace.reading.open_tasks.append(replace(CALL, number="+18135550142"))
    model.refresh([MARIA])
    index = model.index(0)
    assert "Maria Delgado, texts opted in, to do: call" in index.data(TOOLTIP)
    assert ", to do: call, " in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert view.grab(view.visualRect(index)).toImage() != plain


def test_a_name_keeps_its_room_in_large_text(theme, workspace, qtbot):
    view = ConversationList(theme, ConversationModel(workspace.reading, CALENDAR), CALENDAR)
    qtbot.addWidget(view)
    look = ConversationDelegate(theme, view, CALENDAR)

    def crowded(width):
        box = row_box(QRect(0, 0, width - 8, view.sizeHintForRow(0)))
        return look._crowded(look._line(box, first=True))

    assert not crowded(272)
    assert not crowded(312)
    theme.set_scale(2.0)
    try:
        assert crowded(272)
    finally:
        theme.set_scale(1.0)


def test_the_row_whose_menu_is_open_shows_its_dots(theme, workspace, qtbot):
    model = ConversationModel(workspace.reading, CALENDAR)
    view = ConversationList(theme, model, CALENDAR)
    qtbot.addWidget(view)
    view.resize(312, 400)
    view.show()
    box = view.visualRect(model.index(1))
    before = view.grab(box).toImage()
    view._light(model.conversation(1).id)
    assert view.grab(box).toImage() != before
    view.menu_closed()
    assert view.grab(box).toImage() == before
