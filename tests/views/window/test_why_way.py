"""From the locked composer to the answer at the right and back, and to the override."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from desktop_app.services.consent.records import Channel
from desktop_app.services.records import LockedNotice
from tests.views.clipping import clipped
from tests.views.made_up_overrides import (
    GORDON,
    GORDONS,
    MAY_TEXT,
    OFFER,
    TOMASZ,
    TOMASZS,
    WHY_TOMASZ,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def tomasz(desk, workspace, window):
    """His conversation, the window wide enough for a panel."""
    workspace.reading.whys[TOMASZS] = WHY_TOMASZ
    window.resize(1360, 860)
    desk.open_conversation(TOMASZ)
    return desk


@pytest.fixture
def asked(tomasz):
    tomasz.inbox.pane.locked.card.buttons["why"].click()
    return tomasz


def test_it_takes_the_place_of_the_contact_panel_with_the_keyboard_on_it(asked, qtbot):
    assert asked.why.isVisible()
    assert asked.panel.isHidden()
    assert not asked.inbox.panel_shown
    qtbot.waitUntil(asked.why.close_button.hasFocus)


def test_closing_it_brings_the_panel_back_and_the_keyboard_to_the_question(asked, qtbot):
    qtbot.waitUntil(asked.why.close_button.hasFocus)
    asked.why.close_button.click()
    assert asked.panel.isVisible()
    assert asked.why.isHidden()
    qtbot.waitUntil(asked.inbox.pane.locked.card.buttons["why"].hasFocus)


def test_esc_closes_it(asked, window, qtbot):
    qtbot.waitUntil(asked.why.close_button.hasFocus)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert asked.why.isHidden()
    assert asked.panel.isVisible()


def test_esc_in_the_conversation_closes_it_too(asked):
    asked.inbox.pane.thread_view.setFocus()
    QTest.keyClick(asked.inbox.pane.thread_view, Qt.Key.Key_Escape)
    assert asked.why.isHidden()


def test_another_conversation_has_its_own_contact_panel(asked):
    asked.open_conversation(MARIA)
    assert asked.why.isHidden()
    assert asked.panel.isVisible()


def test_f6_goes_to_it(asked):
    regions = asked.regions()
    assert asked.why in regions
    assert asked.panel not in regions
    asked.inbox.pane.thread_view.setFocus()
    for _ in regions:
        asked.perform("next_region")
        if asked.why.isAncestorOf(asked.window().focusWidget()):
            break
    assert asked.why.close_button.hasFocus()


def test_the_panel_button_brings_the_contact_panel_in_its_place(asked):
    asked.perform("toggle_panel")
    assert asked.why.isHidden()
    assert asked.panel.isVisible()


def test_a_check_opens_its_ledger_entry_and_the_answer_is_still_there_after(asked):
    asked.why.answer.checks[0].link.click()
    assert asked.pages.currentWidget() is asked.ledger
    assert asked.ledger.number == TOMASZS
    asked.ledger.left.emit()
    assert asked.why.isVisible()


def test_where_it_is_narrow_it_is_a_drawer_that_esc_closes(tomasz, window, qtbot):
    window.resize(960, 640)
    qtbot.waitUntil(lambda: not tomasz.inbox.panel_shown)
    tomasz.inbox.pane.locked.card.buttons["why"].click()
    assert tomasz.why.isVisible()
    qtbot.waitUntil(tomasz.why.close_button.hasFocus)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not tomasz.why.isVisible()
    qtbot.waitUntil(tomasz.inbox.pane.locked.card.buttons["why"].hasFocus)


def test_from_wide_to_narrow_and_back_it_stays_open(asked, window, qtbot):
    window.resize(960, 640)
    qtbot.waitUntil(lambda: asked.why.parent() is not asked.inbox)
    assert asked.why.isVisible()
    window.resize(1360, 860)
    qtbot.waitUntil(lambda: asked.why.parent() is asked.inbox)
    assert asked.why.isVisible()
    assert asked.panel.isHidden()


def test_after_a_start_reply_it_says_that_texting_is_possible(asked, workspace, qtbot):
    workspace.reading.whys[TOMASZS] = MAY_TEXT
    workspace.consent._set(TOMASZS, workspace.reading.conversation(MARIA).text_state, "START")
    qtbot.waitUntil(lambda: asked.why.title.text() == "Texts to Tomasz")
    asked.why.answer.close_button.click()
    assert asked.panel.isVisible()
    qtbot.waitUntil(asked.inbox.pane.composer.field.hasFocus)


@pytest.mark.parametrize("percent", [80, 150, 200])
@pytest.mark.parametrize("size", [(960, 640), (1360, 860)])
def test_no_word_beside_or_in_it_is_cut(asked, window, theme, percent, size):
    theme.set_text_size(percent)
    window.resize(*size)
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    found = clipped(asked)
    theme.set_text_size(100)
    assert found == []


# The override ---------------------------------------------------------------------------------


@pytest.fixture
def dialog(desk, workspace, window):
    workspace.reading.offers[GORDONS, Channel.TEXTS] = OFFER
    workspace.reading.drafts[GORDONS] = "Hearing Monday"
    workspace.reading.settings["undo_seconds"] = "5"
    workspace.reading.locked[GORDON] = LockedNotice(
        "circle-pause", "text2", "Texting is off for Gordon", "Why.", ("override", "opt_in")
    )
    window.resize(1360, 860)
    desk.open_conversation(GORDON)
    desk.inbox.pane.locked.card.buttons["override"].click()
    return window.findChild(object, "override")


def test_the_text_sent_with_a_reason_shows_and_can_be_taken_back(desk, workspace, dialog, qtbot):
    assert desk.inbox.pane.locked.draft.text() == "Hearing Monday"
    dialog.choice.choose("deadline")
    dialog.reason.set_text("The judge set a hearing for Monday.")
    dialog.record.click()
    qtbot.waitUntil(desk.toast.isVisible)
    assert workspace.messaging.requests[0].hold_s == 6
    assert "Hearing Monday" in desk.inbox.pane.thread_view.sentences()[-1]
    assert desk.inbox.pane.locked.draft.isHidden()
    assert desk.inbox.pane.undoing.possible
    assert workspace.reading.draft(GORDONS) == ""


def test_the_text_left_in_it_is_the_draft_above_the_locked_composer(desk, workspace, dialog, qtbot):
    dialog.text.set_text("Hearing Tuesday")
    dialog.cancel.click()
    assert desk.inbox.pane.locked.draft.text() == "Hearing Tuesday"
    qtbot.waitUntil(lambda: workspace.reading.draft(GORDONS) == "Hearing Tuesday")


def test_a_text_sent_from_the_contacts_shows_in_its_conversation(desk, workspace, dialog, qtbot):
    dialog.dismiss()
    desk.open_conversation(MARIA)
    desk.open_page("contacts")
    again = desk.acts.override(workspace.reading.contact_card(GORDON))
    again.choice.choose("deadline")
    again.reason.set_text("The judge set a hearing for Monday.")
    again.record.click()
    qtbot.waitUntil(lambda: desk.conversation_on_screen() == GORDON)
    assert "Hearing Monday" in desk.inbox.pane.thread_view.sentences()[-1]
