"""From the rail to the Outbox and from there into conversations, and what the window says of it."""

import time

import pytest
from PySide6.QtCore import Qt

from desktop_app.services.messaging.outbox_records import LostNumber
from desktop_app.services.records import OutboxRow, OutboxState
from desktop_app.views.inbox.later_edit import LaterEditor
from tests.views.made_up_firm import NOW
from tests.views.made_up_outbox import CLAIRE, JAMES, TOMASZ, WALTER, made_up_outbox
from tests.views.made_up_overrides import TOMASZS, WHY_TOMASZ

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

JAMES_TALK, BEAU_TALK, TOMASZ_TALK = 2, 8, 6


@pytest.fixture
def workspace(workspace):
    workspace.reading.outbox_page[:] = made_up_outbox()
    return workspace


@pytest.fixture
def opened(desk, window):
    window.resize(1360, 860)
    desk.open_page("outbox")
    return desk


def test_the_badge_counts_what_needs_somebody_before_the_page_is_ever_opened(desk):
    assert "outbox" not in vars(desk)
    assert desk.rail.item("outbox").accessibleName() == "Outbox, 2 need you"


def test_the_badge_follows(desk, workspace, qtbot):
    workspace.messaging.dismiss(CLAIRE)
    qtbot.waitUntil(lambda: desk.rail.item("outbox").accessibleName() == "Outbox, 1 need you")


def test_ctrl_3_opens_it_and_f6_goes_round_its_parts(desk, window):
    desk.perform("outbox")
    page = desk.outbox
    assert desk.pages.currentWidget() is page
    assert desk.regions() == [page.top, page.bar, page.list, desk.rail]
    page.bar.chips[""].setFocus(Qt.FocusReason.TabFocusReason)
    desk.perform("next_region")
    assert page.list.row(WALTER).hasFocus()


def test_the_page_s_key_and_the_settings_key_are_bound(window):
    keys = {entry.text(): entry.shortcut().toString() for entry in window._actions.values()}
    assert keys["Outbox"] == "Ctrl+3"
    assert (keys["Reputation"], keys["Settings"]) == ("Ctrl+4", "Ctrl+5")


def test_edit_puts_the_words_into_that_person_s_composer(opened, qtbot):
    opened.outbox.list.row(CLAIRE).buttons["edit"].click()
    assert opened.conversation_on_screen() == BEAU_TALK
    words = "The form you asked for is in the mail today."
    assert opened.inbox.pane.composer.text() == words
    opened.inbox.pane.composer.fill("")


def test_a_text_taken_back_is_a_draft_and_the_note_leads_there(opened, workspace, qtbot):
    number = workspace.reading.people[JAMES_TALK].number
    opened.outbox.list.row(JAMES).buttons["cancel"].click()
    qtbot.waitUntil(lambda: bool(workspace.reading.draft(number)))
    assert workspace.reading.draft(number) == "Yes, it goes to your home address too."
    assert opened.toast.words.text() == "Taken back. Its words are the draft to James."
    opened.toast.button.click()
    assert opened.conversation_on_screen() == JAMES_TALK
    assert opened.inbox.pane.composer.text() == "Yes, it goes to your home address too."


def test_words_taken_back_stand_before_what_is_being_written_in_the_open_conversation(
    desk, workspace, qtbot
):
    desk.open_conversation(JAMES_TALK)
    desk.inbox.pane.composer.fill("One more thing.")
    desk.inbox.pane.composer.typed.emit("One more thing.")
    desk.open_page("outbox")
    desk.outbox.list.row(JAMES).buttons["cancel"].click()
    both = "Yes, it goes to your home address too.\nOne more thing."
    qtbot.waitUntil(lambda: desk.inbox.pane.composer.text() == both)
    number = workspace.reading.people[JAMES_TALK].number
    qtbot.waitUntil(lambda: workspace.reading.draft(number) == both)


def test_a_text_that_left_in_the_meantime_is_not_taken_back(opened, workspace, qtbot):
    workspace.messaging.too_late.add(JAMES)
    opened.outbox.list.row(JAMES).buttons["cancel"].click()
    told = "Too late: the text to James is on its way."
    qtbot.waitUntil(lambda: opened.toast.words.text() == told)
    assert workspace.reading.draft(workspace.reading.people[JAMES_TALK].number) == ""


def test_why_opens_the_conversation_with_the_answer(opened, workspace):
    workspace.reading.whys[TOMASZS] = WHY_TOMASZ
    opened.outbox.list.row(TOMASZ).buttons["why"].click()
    assert opened.conversation_on_screen() == TOMASZ_TALK
    assert opened.why.isVisible()


def test_a_pause_is_said_over_every_page_with_the_way_to_end_it(opened, workspace, qtbot):
    opened.outbox.top.pause.click()
    told = "Dana Whitfield paused sending. 1 text waits."
    qtbot.waitUntil(lambda: opened.banner.words.text() == told)
    opened.open_page("inbox")
    assert opened.banner.isVisible()
    opened.banner.button.click()
    qtbot.waitUntil(lambda: workspace.reading.setting("sending_paused") == "off")
    qtbot.waitUntil(lambda: opened.banner.words.text() != told or opened.banner.isHidden())


def test_the_ledger_comes_back_to_the_outbox(opened):
    opened.outbox.act(TOMASZ, "ledger")
    assert opened.pages.currentWidget() is opened.ledger
    opened.ledger.left.emit()
    assert opened.pages.currentWidget() is opened.outbox


def test_a_lost_number_is_said_everywhere_and_leads_to_the_numbers(desk, workspace, qtbot):
    workspace.reading.sending.lost = [LostNumber("+13125550100", 3)]
    workspace.settings.set("sending_paused", "off")
    qtbot.waitUntil(lambda: desk.banner.shown == "number_lost")
    assert desk.banner.words.text() == (
        "Twilio no longer sends texts from (312) 555-0100. 3 texts wait."
    )
    desk.banner.button.click()
    assert desk.pages.currentWidget() is desk.settings
    workspace.reading.sending.lost = []
    workspace.settings.set("sending_paused", "off")
    qtbot.waitUntil(lambda: desk.banner.shown != "number_lost")


def test_edit_of_a_text_for_later_opens_over_the_page_and_leaves_the_draft_alone(
    opened, workspace, qtbot
):
    talk = workspace.reading.conversation(JAMES_TALK)
    workspace.reading.outbox[JAMES] = OutboxRow(
        id=JAMES,
        message_id=1,
        conversation_id=JAMES_TALK,
        to=talk.number,
        recipient_name=talk.name,
        body="Court is at 9.",
        state=OutboxState.QUEUED,
        sid="",
        reason="",
        rule="",
        error_code=None,
        created_at=NOW,
        tried_at=None,
        looks=0,
        send_at=round(time.time()) + 86_400,
    )
    opened.outbox.act(JAMES, "edit_later")
    editor = opened.window().findChild(LaterEditor)
    assert editor.words.text() == "Court is at 9."
    editor.save.click()
    qtbot.waitUntil(lambda: len(workspace.messaging.edits) == 1)
    assert opened.pages.currentWidget() is opened.outbox


def test_edit_of_a_text_that_left_says_that_it_is_too_late(opened):
    opened.outbox.act(JAMES, "edit_later")
    assert opened.window().findChild(LaterEditor) is None
    assert "Too late" in opened.toast.words.text()
