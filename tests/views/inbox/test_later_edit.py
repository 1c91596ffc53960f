"""A text for later opened again, and the question under one that could not leave in time."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from desktop_app.services.records import MessageStatus, OutboxRow, OutboxState, QueueOutcome, Route
from desktop_app.views.inbox.later_edit import LaterEditor
from desktop_app.views.inbox.unsure import asking_words
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.inbox.conftest import MARIA
from tests.views.made_up_firm import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEY = 4711
BODY = "Court is tomorrow at 9:30."


def kept(workspace, **more):
    row = workspace.reading.conversation(MARIA)
    made = OutboxRow(
        id=KEY,
        message_id=1,
        conversation_id=MARIA,
        to=row.number,
        recipient_name=row.name,
        body=BODY,
        state=OutboxState.QUEUED,
        sid="",
        reason="",
        rule="",
        error_code=None,
        created_at=NOW - 3_600,
        tried_at=None,
        looks=0,
        send_at=NOW + 86_400,
        cancel_on_reply=True,
    )
    workspace.reading.outbox[KEY] = replace(made, **more)


@pytest.fixture
def page(page, workspace):
    kept(workspace)
    page.open_conversation(MARIA)
    page.pane.composer.field.setPlainText("While I have you")
    return page


@pytest.fixture
def editor(page):
    return page.pane.later.edit(KEY)


def change_line(page, workspace, **more):
    """Maria's newest text as it would stand otherwise; its line, laid out."""
    talk = workspace.reading.people[MARIA]
    talk.lines[-1] = replace(talk.lines[-1], outbox_id=KEY, **more)
    page.pane.thread_view.refresh()
    return page.pane.thread_view.placed[-1].layout


def test_the_words_the_time_and_the_condition_come_back(editor):
    assert editor.accessibleName() == "Edit the text to Maria Delgado"
    assert editor.words.text() == BODY
    wanted = editor.wanted()
    assert wanted.send_at == (NOW + 86_400) // 60 * 60
    assert (wanted.route, wanted.cancel_on_reply) == (Route.HERE, True)


def test_save_puts_the_new_text_in_the_place_of_the_old_one(page, editor, workspace, qtbot):
    editor.words.set_text("Court is tomorrow at 10.")
    editor.when.choose("hour")
    editor.unless.setChecked(False)
    wanted = editor.wanted()
    editor.save.click()
    qtbot.waitUntil(lambda: not isValid(editor))
    ((outbox_id, request),) = workspace.messaging.edits
    assert (outbox_id, request.body) == (KEY, "Court is tomorrow at 10.")
    assert (request.send_at, request.cancel_on_reply) == (wanted.send_at, False)
    assert page.pane.composer.text() == "While I have you"


def test_where_it_left_meanwhile_the_words_stay_and_it_says_so(editor, workspace, qtbot):
    workspace.messaging.refusal = QueueOutcome(
        None, None, None, OutboxState.BLOCKED, "This text has left already."
    )
    editor.words.set_text("Court is tomorrow at 10.")
    editor.save.click()
    qtbot.waitUntil(editor.problem.isVisible)
    assert "has left already" in editor.problem.accessibleName()
    assert editor.words.text() == "Court is tomorrow at 10."
    assert editor.save.isEnabled()


def test_nothing_can_be_saved_without_words(editor):
    editor.words.set_text("")
    editor.words.changed.emit()
    assert not editor.save.isEnabled()


def test_one_that_lies_at_twilio_stays_there_unless_somebody_chooses(page, workspace):
    workspace.reading.settings["messaging_service_sid"] = "MG" + "5" * 32
    kept(workspace, route=Route.TWILIO, state=OutboxState.ACCEPTED)
    assert page.pane.later.edit(KEY).wanted().route is Route.TWILIO


def test_one_that_is_gone_is_said_and_no_editor_opens(page, qtbot):
    assert page.pane.later.edit(1) is None
    qtbot.waitUntil(page.pane.composer.notice.isVisible)
    assert page.findChild(LaterEditor) is None


def test_the_menu_of_its_bubble_offers_both_ways(page, workspace):
    line = change_line(page, workspace, status=MessageStatus.SCHEDULED)
    thread = page.pane.thread_view
    thread._current = line.row.id
    menu = thread.open_line_menu()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Take back", "Edit…"]
    menu.actions()[1].trigger()
    assert page.findChild(LaterEditor).isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(editor, theme, percent, qtbot):
    theme.set_text_size(percent)
    qtbot.waitUntil(lambda: clipped(editor) == [])
    theme.set_text_size(100)


# A text that waited too long -------------------------------------------------------------------


@pytest.fixture
def asking(page, workspace):
    kept(workspace, send_at=None, asked_at=NOW)
    return change_line(page, workspace, status=MessageStatus.ASKING)


def test_under_its_bubble_stands_the_question_with_both_answers(asking):
    assert asking.unsure
    assert asking.texts[-2].layout.text() == "Still send this?"
    assert [(hit.key, hit.label) for hit in asking.hits] == [
        ("still_send", "Send now"),
        ("dont_send", "Don’t send"),
    ]


def test_it_says_since_when_it_waits_and_that_nothing_happens_by_itself(workspace):
    kept(workspace)
    assert asking_words(workspace.reading.outbox[KEY], CALENDAR) == (
        f"It has waited since {CALENDAR.list_time(NOW - 3_600)} and could not leave. "
        "It goes out only if you say so."
    )
    assert asking_words(None, CALENDAR).startswith("It could not leave in time.")


def test_it_is_one_sentence_for_a_screen_reader(page, asking):
    assert asking.unsure
    words = page.pane.thread_view.sentences()[-1]
    assert "still send?" in words
    assert "press Enter for actions" in words


def test_send_now_lets_it_go(page, asking, workspace, qtbot):
    page.pane.thread_view.acted.emit("still_send", asking.row)
    qtbot.waitUntil(lambda: workspace.messaging.still_sent == [KEY])


def test_don_t_send_brings_its_words_back(page, asking, workspace, qtbot):
    workspace.messaging.cancel_send = lambda outbox_id: {KEY: BODY}[outbox_id]
    page.pane.thread_view.acted.emit("dont_send", asking.row)
    qtbot.waitUntil(lambda: page.pane.composer.text().startswith(BODY))


# What else the lines say -----------------------------------------------------------------------


def test_while_sending_is_paused_a_waiting_text_says_so_at_once(page, workspace, qtbot):
    change_line(page, workspace, status=MessageStatus.WAITING)
    workspace.settings.set("sending_paused", "on")
    sentences = page.pane.thread_view.sentences
    qtbot.waitUntil(lambda: "queued, sending is paused" in sentences()[-1])
    workspace.settings.set("sending_paused", "off")
    qtbot.waitUntil(lambda: "queued, sending is paused" not in sentences()[-1])


def test_what_left_to_a_landline_is_not_confirmed(page, workspace):
    number = workspace.reading.conversation(MARIA).number
    workspace.reading.sending.landlines.add(number)
    line = change_line(page, workspace, status=MessageStatus.SENT)
    assert line.texts[0].layout.text().startswith("Sent, not confirmed delivered")
    assert [name for name, *_ in line.icons] == ["phone"]


def test_above_the_first_line_stands_what_is_still_being_fetched(page, theme):
    thread = page.pane.thread_view
    thread.go_to_first()
    assert thread.placed[0].layout.above is None
    words = "Texts from before Nov 4, 2025 are still being fetched from Twilio."
    thread.set_older(words)
    first = thread.placed[0].layout
    assert first.above.layout.text() == words
    assert thread.sentences()[0].startswith(words)
    assert all(place.layout.above is None for place in thread.placed[1:])
    thread.set_older("")
    assert thread.placed[0].layout.above is None


def test_what_is_still_being_fetched_is_whole_in_a_narrow_window_at_twice_the_size(page, theme):
    thread = page.pane.thread_view
    theme.set_text_size(200)
    thread.set_older("Texts from before Nov 4, 2025 are still being fetched from Twilio.")
    thread.resize(330, 900)
    thread.go_to_first()
    first = thread.placed[0].layout
    theme.set_text_size(100)
    assert first.pill.left() >= 0
    assert first.pill.right() <= 330
    assert first.above.layout.lineCount() > 1
    assert first.bubble.top() > first.pill.bottom()
