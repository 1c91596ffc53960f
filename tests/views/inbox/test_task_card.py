"""The card that says what there is to do: one thing at a time, done once, and undone at a click."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGroupBox

from desktop_app.views.inbox import task_card
from desktop_app.views.inbox.list_menu import ConversationActs
from desktop_app.views.inbox.review_card import KEEP_OFF
from desktop_app.views.sentences import list_sentence
from desktop_app.views.widgets.focus import takes_tab
from desktop_app.views.widgets.toast import Toast
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_reviews import CLEAR
from tests.views.made_up_tasks import CALL, LOOK, TOMASZ

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACTOR = "Dana Whitfield"
MARIA = 1


@pytest.fixture
def tomasz(workspace):
    return workspace.reading.conversation_by_number(TOMASZ).id


@pytest.fixture
def pane(page):
    return page.pane


@pytest.fixture
def acts(pane, theme, workspace, bridge):
    toast = Toast(theme, pane.thread_view)
    acts = ConversationActs(pane, workspace, bridge, toast)
    pane.tasks.done_asked.connect(acts.finish_task)
    acts.toast = toast
    return acts


@pytest.fixture
def call(pane, workspace, tomasz):
    workspace.reading.open_tasks.append(CALL)
    pane.open(tomasz)
    return pane.tasks


@pytest.fixture
def look(pane, workspace, tomasz):
    workspace.reading.open_tasks.append(LOOK)
    pane.open(tomasz)
    return pane.tasks


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_what_to_do_and_why_and_by_when(call):
    assert call.isVisible()
    assert call.group.heading.text() == "To do: call"
    assert call.group.due.text() == "By Fri, Mar 13"
    assert call.group.words.text() == CALL.words
    assert call.group.quote.text() == f"“{CALL.quoted}”"


def test_it_stands_between_the_thread_and_what_one_writes_in(pane, call, page):
    def top(part):
        return part.mapTo(page, part.rect().topLeft()).y()

    assert top(pane.thread_view) < top(call) < top(pane.writing_part())


def test_others_have_none(pane, call):
    pane.open(MARIA)
    assert not call.isVisible()


def test_done_records_who_did_it_and_the_card_goes(acts, call, workspace, qtbot):
    press(call.group.done)
    qtbot.waitUntil(lambda: not call.isVisible())
    assert workspace.tasks.done == [(CALL.id, ACTOR)]


def test_undo_brings_the_task_back(acts, call, qtbot):
    press(call.group.done)
    qtbot.waitUntil(lambda: not call.isVisible())
    qtbot.waitUntil(acts.toast.button.isVisible)
    press(acts.toast.button)
    qtbot.waitUntil(call.isVisible)
    assert call.tasks == [CALL]


def test_the_older_one_comes_first_and_says_how_many_wait(pane, call, workspace, acts, qtbot):
    workspace.reading.open_tasks.append(LOOK)
    pane.refresh()
    assert call.group.heading.text() == "To do: call"
    assert call.group.more.text() == "1 more after this"
    press(call.group.done)
    qtbot.waitUntil(lambda: call.tasks == [LOOK])
    assert call.group.more.text() == ""


def test_a_decision_comes_before_what_there_is_to_do(pane, workspace, tomasz, qtbot):
    workspace.reading.open_tasks.append(LOOK)
    workspace.reading.reviews[TOMASZ] = CLEAR
    pane.open(tomasz)
    assert (pane.review.isVisible(), pane.tasks.isVisible()) == (True, False)
    press(pane.review.group.buttons[KEEP_OFF])
    qtbot.waitUntil(pane.tasks.isVisible)
    assert not pane.review.isVisible()


def test_a_long_list_is_folded_and_opens_at_a_click(look):
    assert "day 12" not in look.group.quote.text()
    assert look.group.quote.fold.text() == "Show all of it"
    press(look.group.quote.fold)
    assert "day 12" in look.group.quote.text()
    press(look.group.quote.fold)
    assert "day 12" not in look.group.quote.text()


def test_words_that_look_like_markup_stay_words(pane, workspace, tomasz):
    hostile = "<b>Call</b> <img src=x>"
    workspace.reading.open_tasks.append(replace(CALL, words=hostile, quoted=hostile))
    pane.open(tomasz)
    group = pane.tasks.group
    assert (group.words.text(), group.words.textFormat()) == (hostile, Qt.TextFormat.PlainText)
    assert group.quote.text() == f"“{hostile}”"


def test_the_row_of_the_list_says_it_in_words(workspace, tomasz):
    workspace.reading.open_tasks.append(CALL)
    assert "to do: call" in list_sentence(workspace.reading.conversation(tomasz), CALENDAR)
    workspace.reading.open_tasks[:] = [LOOK]
    told = list_sentence(workspace.reading.conversation(tomasz), CALENDAR)
    assert "to do: look at what was sent" in told


def test_where_nothing_is_to_be_done_nothing_is_read(pane, workspace, monkeypatch):
    reads = []
    row = workspace.reading.conversation(MARIA)
    monkeypatch.setattr(workspace.reading, "tasks", reads.append)
    pane.tasks.show_person(row, waits=False)
    assert reads == []


def test_it_is_a_named_group_and_is_announced_once(pane, tomasz, workspace, monkeypatch):
    told = []
    monkeypatch.setattr(task_card, "announce", lambda _source, words: told.append(words))
    workspace.reading.open_tasks.append(CALL)
    pane.open(tomasz)
    pane.refresh()
    assert isinstance(pane.tasks.group, QGroupBox)
    assert told == [pane.tasks.group.accessibleName()] == ["To do: call. By Fri, Mar 13"]


def test_tab_goes_from_the_conversation_through_the_card(pane, call):
    widget, stops = pane.thread_view, []
    while len(stops) < 2:
        widget = widget.nextInFocusChain()
        if takes_tab(widget):
            stops.append(widget)
    assert stops == [call.group.done, call.group.entry]


def test_the_keyboard_goes_on_where_one_writes_when_it_is_done(pane, call, acts, qtbot):
    pane.focus_card()
    assert call.group.done.hasFocus()
    QTest.keyClick(call.group.done, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not call.isVisible())
    here = pane.window().focusWidget()
    assert here is not None
    assert pane.writing_part().isAncestorOf(here)


def test_the_ledger_icon_leads_to_the_entry(pane, call, qtbot):
    with qtbot.waitSignal(pane.ledger_asked) as asked:
        press(call.group.entry)
    assert asked.args == [TOMASZ, CALL.ledger_seq]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [880, 1280])
def test_no_word_of_it_is_cut(theme, page, look, percent, width):
    try:
        theme.set_text_size(percent)
        page.resize(width, 640)
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(look.group) == []
    finally:
        theme.set_text_size(100)
