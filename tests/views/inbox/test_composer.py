"""Typing, counting, sending: plain text, one row a send, and nothing typed is ever lost."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.errors import StoreProblem
from desktop_app.services.records import MessageStatus, OutboxState, Problem, QueueOutcome
from tests.views.inbox.conftest import JAMES, MARIA, WALTER

NUMBER = "+18135550142"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def maria(page):
    page.open_conversation(MARIA)
    page.focus_composer()
    return page


@pytest.fixture
def composer(maria):
    return maria.pane.composer


def last_body(workspace):
    return workspace.reading.people[MARIA].lines[-1].body


# The field ------------------------------------------------------------------------------------


def test_it_says_to_whom_it_goes(composer):
    assert composer.to.text() == "To Maria Delgado"
    assert composer.number.text() == "(813) 555-0142"
    assert composer.field.placeholderText() == "Write a text to Maria"
    assert composer.field.accessibleName() == "Text to Maria Delgado, (813) 555-0142"


def test_enter_makes_a_line_and_ctrl_enter_sends(composer, qtbot, workspace, settle):
    qtbot.keyClicks(composer.field, "Hello")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    qtbot.keyClicks(composer.field, "Dana")
    assert composer.text() == "Hello\nDana"
    assert workspace.messaging.requests == []
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    settle()
    assert last_body(workspace) == "Hello\nDana"


def test_it_grows_with_the_lines_up_to_eight(composer, qtbot):
    one = composer.field.height()
    composer.fill("\n".join("abc"))
    three = composer.field.height()
    composer.fill("\n".join("abcdefgh"))
    eight = composer.field.height()
    composer.fill("\n".join("abcdefghijkl"))
    assert one < three < eight == composer.field.height()
    composer.fill("")
    assert composer.field.height() == one


def test_a_long_line_that_wraps_grows_it_too(composer):
    one = composer.field.height()
    composer.fill("word " * 60)
    assert composer.field.height() > one


def test_pasting_takes_the_words_only(composer):
    clip = QMimeData()
    clip.setHtml("<b>Bold</b> <img src='file:///etc/passwd'>")
    clip.setText("Bold words")
    QGuiApplication.clipboard().setMimeData(clip)
    composer.field.paste()
    assert composer.text() == "Bold words"


def test_something_without_words_cannot_be_pasted(composer):
    clip = QMimeData()
    clip.setData("application/octet-stream", b"1")
    assert not composer.field.canInsertFromMimeData(clip)
    composer.field.insertFromMimeData(clip)
    assert composer.text() == ""


def test_typed_curly_quotes_become_straight(composer, qtbot):
    qtbot.keyClicks(composer.field, "it")
    none = Qt.KeyboardModifier.NoModifier
    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Apostrophe, none, "’")
    QApplication.sendEvent(composer.field, key)
    QApplication.sendEvent(composer.field, committed("s “ok”"))
    assert composer.text() == 'it\'s "ok"'


def committed(words):
    event = QInputMethodEvent()
    event.setCommitString(words)
    return event


def test_pasted_curly_quotes_stay_until_the_hint_s_fix_is_pressed(maria, composer, qtbot):
    text = "It’s " + "a" * 100
    QGuiApplication.clipboard().setText(text)
    composer.field.paste()
    assert composer.text() == text
    assert composer.counter.text() == "105 characters · 2 texts, because of the curly quote"
    chips = maria.pane.findings.chips
    qtbot.waitUntil(lambda: [chip.matter.title for chip in chips.chips] == ["Costly characters"])
    qtbot.mouseClick(chips.chips[0].fix, Qt.MouseButton.LeftButton)
    assert composer.text() == "It's " + "a" * 100
    assert composer.counter.text() == "105 characters · 1 text"
    assert chips.isHidden()
    composer.field.undo()
    assert composer.text() == text


def test_an_empty_text_cannot_be_sent(composer, qtbot, workspace):
    assert not composer.send.isEnabled()
    assert composer.send.accessibleDescription() == "Write something first"
    qtbot.keyClicks(composer.field, "   ")
    assert not composer.send.isEnabled()
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert workspace.messaging.requests == []


def test_a_text_that_is_too_long_says_so_and_stays(composer, qtbot, workspace):
    composer.fill("a" * 1601)
    assert not composer.send.isEnabled()
    assert composer.problem.text() == "A text can have 1,600 characters. Take out 1."
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    assert workspace.messaging.requests == []
    assert len(composer.text()) == 1601


# Sending --------------------------------------------------------------------------------------


def write(composer, qtbot, text="See you Tuesday"):
    qtbot.keyClicks(composer.field, text)
    return text


def test_a_sent_text_is_in_the_thread_and_the_field_is_empty(maria, composer, qtbot, workspace):
    write(composer, qtbot)
    qtbot.mouseClick(composer.send, Qt.MouseButton.LeftButton)
    assert composer.text() == ""
    thread = maria.pane.thread_view
    qtbot.waitUntil(lambda: thread.placed[-1].layout.row.body == "See you Tuesday")
    assert thread.placed[-1].layout.row.status is MessageStatus.WAITING
    (request,) = workspace.messaging.requests
    assert (request.to, request.recipient_name) == (NUMBER, "Maria Delgado")
    assert request.actor == "Dana Whitfield"
    assert len(request.client_key) == 32


def test_two_quick_presses_of_send_make_one_row(composer, qtbot, workspace, settle):
    write(composer, qtbot)
    for _ in range(2):
        qtbot.mouseClick(composer.send, Qt.MouseButton.LeftButton)
        qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    settle()
    assert len(workspace.messaging.queued) == 1


def test_the_same_words_can_be_sent_twice_on_purpose(composer, qtbot, workspace, settle):
    for _ in range(2):
        write(composer, qtbot, "Yes")
        qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
        settle()
    assert len(workspace.messaging.queued) == 2


def blocked(reason="Maria opted out on Mar 12. You can't text her."):
    return QueueOutcome(None, None, None, OutboxState.BLOCKED, reason, "A-03")


def test_a_blocked_text_comes_back_with_the_reason(composer, qtbot, workspace, settle):
    workspace.messaging.refusal = blocked()
    text = write(composer, qtbot)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: composer.text() == text)
    assert composer.notice.words.text() == (
        "Not sent. Maria opted out on Mar 12. You can't text her."
    )
    assert composer.notice.isVisible()
    settle()
    assert workspace.reading.drafts[NUMBER] == text
    qtbot.mouseClick(composer.notice.close_button, Qt.MouseButton.LeftButton)
    assert composer.notice.isHidden()


def test_a_text_that_could_not_be_stored_comes_back_and_keeps_its_key(composer, qtbot, workspace):
    workspace.messaging.failure = StoreProblem(Problem("The disk is full.", do="Make room."))
    text = write(composer, qtbot)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: composer.text() == text)
    assert composer.notice.words.text() == "The disk is full. Make room."
    workspace.messaging.failure = None
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(workspace.messaging.queued) == 1)
    first, second = workspace.messaging.requests
    assert first.client_key == second.client_key
    assert composer.notice.isHidden()


def test_what_was_typed_since_stays_behind_the_text_that_came_back(composer, qtbot, workspace):
    workspace.messaging.refusal = blocked()
    write(composer, qtbot, "First")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.keyClicks(composer.field, "Second")
    qtbot.waitUntil(lambda: composer.text() == "First\nSecond")


def test_a_text_that_comes_back_elsewhere_is_kept_as_that_persons_draft(
    maria, composer, qtbot, workspace, settle
):
    workspace.messaging.refusal = blocked()
    write(composer, qtbot, "For Maria")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    maria.open_conversation(JAMES)
    settle()
    settle()
    assert composer.text() == ""
    assert workspace.reading.drafts[NUMBER] == "For Maria"
    assert composer.notice.words.text().startswith("Your text to (813) 555-0142 did not go.")
    maria.open_conversation(MARIA)
    assert composer.text() == "For Maria"


def test_sending_forgets_the_draft(composer, qtbot, workspace, settle):
    write(composer, qtbot)
    qtbot.waitUntil(lambda: NUMBER in workspace.reading.drafts)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    settle()
    assert NUMBER not in workspace.reading.drafts


# Drafts ---------------------------------------------------------------------------------------


def test_a_draft_is_kept_soon_after_typing_stops(composer, qtbot, workspace):
    write(composer, qtbot, "Half a thou")
    qtbot.waitUntil(lambda: workspace.reading.drafts.get(NUMBER) == "Half a thou", timeout=1_000)
    assert len(workspace.messaging.saved_drafts) == 1


def test_switching_keeps_the_draft_at_once_and_coming_back_shows_it(
    maria, composer, qtbot, workspace, settle
):
    write(composer, qtbot, "For Maria")
    maria.open_conversation(WALTER)
    assert composer.text() == ""
    maria.open_conversation(MARIA)
    assert composer.text() == "For Maria"
    settle()
    assert workspace.reading.drafts == {NUMBER: "For Maria"}


def test_closing_the_window_keeps_the_draft(maria, composer, qtbot, workspace, settle):
    write(composer, qtbot, "Half")
    maria.save_draft()
    settle()
    assert workspace.reading.drafts == {NUMBER: "Half"}


def test_a_draft_that_is_deleted_is_forgotten(composer, qtbot, workspace, settle, maria):
    write(composer, qtbot, "Half")
    maria.save_draft()
    composer.field.selectAll()
    qtbot.keyClick(composer.field, Qt.Key.Key_Delete)
    maria.save_draft()
    settle()
    assert workspace.reading.drafts == {}


def test_opening_saves_nothing(maria, workspace, settle):
    maria.open_conversation(WALTER)
    maria.open_conversation(JAMES)
    settle()
    assert workspace.messaging.saved_drafts == []


def test_news_in_the_conversation_leave_the_typed_words_alone(composer, qtbot, workspace, settle):
    write(composer, qtbot, "Half a sentence")
    workspace.messaging.mark_read(MARIA)
    settle()
    assert composer.text() == "Half a sentence"
    assert composer.field.hasFocus()


# STOP while typing ----------------------------------------------------------------------------


def test_a_stop_while_typing_closes_the_composer_and_keeps_the_words(
    maria, composer, qtbot, workspace, settle
):
    write(composer, qtbot, "Are you still")
    workspace.consent.client_stops(NUMBER)
    locked = maria.pane.locked
    qtbot.waitUntil(locked.isVisible)
    assert composer.isHidden()
    assert locked.draft.text() == "Are you still"
    assert locked.draft.field.isReadOnly()
    settle()
    assert workspace.reading.drafts[NUMBER] == "Are you still"
    qtbot.mouseClick(locked.draft.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Are you still"


def test_after_start_the_composer_is_back_with_the_words(maria, composer, qtbot, workspace):
    write(composer, qtbot, "Are you still")
    workspace.consent.opt_out_by_firm(NUMBER, "Dana", "case on hold")
    qtbot.waitUntil(composer.isHidden)
    workspace.consent.opt_in_by_firm(NUMBER, "Dana")
    qtbot.waitUntil(composer.isVisible)
    assert composer.text() == "Are you still"
    assert maria.pane.locked.isHidden()


def test_a_text_caught_by_a_stop_shows_in_the_locked_composer(maria, composer, qtbot, workspace):
    workspace.messaging.refusal = blocked()
    write(composer, qtbot, "Too late")
    workspace.reading.locked[MARIA] = workspace.reading.locked_notice(6)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(maria.pane.locked.isVisible)
    assert maria.pane.locked.draft.text() == "Too late"
