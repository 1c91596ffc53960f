"""Where the composer was: what can be done, the override where there is one, and always why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop_app.services.events import TextStateChanged
from desktop_app.services.records import LockedNotice
from tests.views.clipping import clipped
from tests.views.inbox.conftest import GORDON, MARIA, TOMASZ

GORDONS = "+13125550163"


def notice(*actions, title="Texting is off for Gordon"):
    return LockedNotice("circle-pause", "text2", title, "Dana Whitfield opted him out.", actions)


@pytest.fixture
def locked(page, workspace):
    workspace.reading.locked[GORDON] = notice("override", "opt_in")
    workspace.reading.people[GORDON].pronoun = "he"
    page.open_conversation(GORDON)
    return page.pane.locked


def texts(locked):
    return [button.text() for button in locked.card.buttons.values()]


def test_after_the_firms_own_opt_out_there_is_an_override_before_the_opt_in(locked):
    assert texts(locked) == ["Override…", "Opt-in messages", "Why can’t I text him?"]


@pytest.mark.parametrize("key", ["override", "opt_in", "why"])
def test_every_button_reaches_the_window(page, locked, qtbot, key):
    with qtbot.waitSignal(page.action_requested) as told:
        QTest.mouseClick(locked.card.buttons[key], Qt.MouseButton.LeftButton)
    assert told.args == [GORDON, key]


def test_why_is_asked_with_the_persons_pronoun_or_name(page, workspace):
    workspace.reading.locked[MARIA] = notice()
    page.open_conversation(MARIA)
    assert texts(page.pane.locked) == ["Why can’t I text her?"]
    workspace.reading.people[MARIA].pronoun = ""
    page.pane.refresh()
    assert texts(page.pane.locked) == ["Why can’t I text Maria?"]


def test_after_the_clients_own_opt_out_there_is_no_override(page):
    page.open_conversation(TOMASZ)
    shown = [button.text() for button in page.pane.locked.findChildren(QAbstractButton)]
    assert "Override…" not in shown
    assert "Copy START steps" in shown


def test_the_keyboard_stays_on_why_when_the_notice_changes(page, locked, workspace, qtbot):
    locked.card.buttons["why"].setFocus()
    workspace.reading.locked[GORDON] = notice("copy_start_steps", title="Only Gordon can")
    workspace.events.publish(TextStateChanged(GORDONS, GORDON, by_client=True, words="STOP"))
    qtbot.waitUntil(lambda: locked.card.title.text() == "Only Gordon can")
    assert locked.card.buttons["why"].hasFocus()


def test_a_text_sent_from_a_dialog_is_no_draft_here_any_more(page, workspace, locked, settle):
    workspace.reading.drafts[GORDONS] = "Hearing Monday"
    page.open_conversation(MARIA)
    page.open_conversation(GORDON)
    assert locked.draft.text() == "Hearing Monday"
    row = workspace.reading.conversation(GORDON)
    page.pane.sent_elsewhere(row, "Hearing Monday", _queued(workspace, row))
    settle()
    assert locked.draft.isHidden()
    assert workspace.reading.draft(GORDONS) == ""


def _queued(workspace, row):
    from desktop_app.services.records import TextRequest

    request = TextRequest(row.number, "Hearing Monday", "key", "Dana Whitfield")
    return workspace.messaging.queue_text(request)


def test_what_was_typed_in_a_dialog_is_the_draft_that_shows_here(page, workspace, locked, settle):
    page.pane.take_draft(GORDONS, "Hearing Tuesday")
    settle()
    assert locked.draft.text() == "Hearing Tuesday"
    assert workspace.reading.draft(GORDONS) == "Hearing Tuesday"


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_no_word_of_it_is_cut(page, theme, qtbot, percent):
    page.resize(880, 640)
    theme.set_text_size(percent)
    page.open_conversation(TOMASZ)
    try:
        qtbot.waitUntil(lambda: clipped(page.pane.locked) == [])
    finally:
        theme.set_text_size(100)
