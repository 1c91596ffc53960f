"""One text past the firm's own opt-out: a reason that can be read later, and nothing typed lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from desktop_app.services.consent.records import Channel
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import TextStateChanged
from desktop_app.services.records import FieldProblem, OutboxState, Problem, QueueOutcome
from desktop_app.views.contacts.menu import PersonActs
from tests.views.clipping import clipped
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_overrides import GORDON, GORDONS, OFFER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ACTOR = "Dana Whitfield"
DRAFT = "Hi Mr. Pell, your hearing is Mon, Mar 16, 8:30 AM."
REASON = "Judge set a hearing for Monday. A letter is too slow."


@pytest.fixture
def offered(workspace):
    workspace.reading.offers[GORDONS, Channel.TEXTS] = OFFER
    workspace.reading.drafts[GORDONS] = DRAFT


@pytest.fixture
def acts(theme, host, workspace, bridge, toast, offered):
    return PersonActs(theme, host, workspace, bridge, toast, calendar=CALENDAR, hold_s=lambda: 6)


@pytest.fixture
def dialog(acts, workspace):
    return acts.override(workspace.reading.contact_card(GORDON))


@pytest.fixture
def ready(dialog):
    """Everything is filled in."""
    dialog.choice.choose("deadline")
    dialog.reason.set_text(REASON)
    return dialog


def again(acts, workspace):
    return acts.override(workspace.reading.contact_card(GORDON))


# What it says ---------------------------------------------------------------------------------


def test_it_says_who_turned_it_off_and_offers_the_reasons(dialog):
    assert dialog.accessibleName() == "Text Gordon Pell anyway?"
    assert [button.text() for button in dialog.choice.buttons()] == [
        "Gordon asked for this text",
        "Court date or filing deadline",
        "The opt-out was a mistake",
        "Something else",
    ]
    assert dialog.reason.control.accessibleName() == (
        "What happened?, required, 15 characters or more"
    )


def test_the_text_is_the_draft_with_its_count(dialog):
    assert dialog.text.text() == DRAFT
    assert dialog._text_part.counter.text() == "50 characters · 1 text"


def test_the_keyboard_starts_at_the_first_answer(dialog, qtbot):
    qtbot.waitUntil(dialog.choice.buttons()[0].hasFocus)


def test_the_counter_says_how_much_is_missing_and_then_for_whom_it_is_written(dialog):
    counter = dialog._reason_part.counter
    assert counter.text() == "0 characters, 15 more"
    QTest.keyClicks(dialog.reason.area, "Judge set")
    assert counter.text() == "9 characters, 6 more"
    assert dialog.reason.control.accessibleDescription() == "9 characters, 6 more"
    QTest.keyClicks(dialog.reason.area, " Monday")
    assert counter.text() == "16 characters. Write it for a reviewer who wasn’t there."


def test_blanks_do_not_make_a_reason_longer(dialog):
    dialog.reason.set_text("Judge     set\n\n\n\n\nit")
    assert dialog._reason_part.counter.text() == "12 characters, 3 more"
    assert not dialog.record.isEnabled()


def test_it_cannot_be_sent_before_everything_is_there_and_says_what_is_missing(dialog):
    assert dialog.missing.text() == "Choose why this text is needed"
    dialog.choice.choose("deadline")
    assert dialog.missing.text() == "Say what happened, 15 characters or more"
    dialog.reason.set_text(REASON)
    dialog.text.set_text("")
    assert dialog.missing.text() == "Write the text"
    assert not dialog.record.isEnabled()
    assert dialog.record.accessibleDescription() == "Write the text"
    dialog.text.set_text("Hello")
    assert dialog.missing.text() == ""
    assert dialog.record.isEnabled()


def test_a_text_that_is_too_long_cannot_be_sent(ready):
    ready.text.set_text("a" * 1_601)
    assert not ready.record.isEnabled()
    assert ready.missing.text() == "A text can have 1,600 characters. Take out 1."


def test_the_ledger_entry_stands_there_as_it_will_read(ready):
    assert ready.preview.entry.text() == "Entry 1,284"
    assert ready.preview.words.text().replace("\u00a0", " ") == (
        "Mar 12, 2026, 9:08 PM · Dana Whitfield · Override, messages · (312) 555-0163 · "
        "Court date or filing deadline. Entries can’t be edited or deleted."
    )


def test_where_the_client_asked_for_it_an_opt_in_is_offered_instead(
    dialog, workspace, toast, qtbot
):
    assert not dialog.opt_in_link.isVisible()
    dialog.choice.choose("asked")
    assert dialog.opt_in_link.isVisible()
    dialog.opt_in_link.click()
    assert not dialog.isVisible()
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [("opt_in_by_firm", GORDONS, ACTOR)]


# Sending --------------------------------------------------------------------------------------


def test_reason_and_text_go_out_together_under_what_was_shown(ready, acts, workspace, toast, qtbot):
    with qtbot.waitSignal(acts.overridden) as told:
        ready.record.click()
    [override], [request] = workspace.messaging.overrides, workspace.messaging.requests
    assert (override.address, override.channel) == (GORDONS, Channel.TEXTS)
    assert (override.choice, override.reason) == ("deadline", REASON)
    assert (override.content, override.seen_seq) == (DRAFT, 1_190)
    assert (request.to, request.body, request.actor) == (GORDONS, DRAFT, ACTOR)
    assert (request.recipient_name, request.hold_s) == ("Gordon Pell", 6)
    assert len(request.client_key) == 32
    assert told.args[:2] == [GORDONS, DRAFT]
    assert toast.words.text() == "Sent once to Gordon, with your reason"
    assert not ready.isVisible()


def test_the_pictures_of_the_draft_go_with_it_and_it_says_so(acts, workspace, qtbot):
    for name in ("a.jpg", "b.jpg"):
        workspace.outgoing.add(GORDONS, b"0" * 5_000, name)
    dialog = again(acts, workspace)
    assert dialog.carried.isVisible()
    assert dialog.carried.text() == "2 pictures go with it"
    dialog.choice.choose("deadline")
    dialog.reason.set_text(REASON)
    dialog.record.click()
    qtbot.waitUntil(lambda: bool(workspace.messaging.requests))
    assert workspace.messaging.requests[-1].pictures == (1, 2)


def test_the_sent_text_is_no_draft_any_more(ready, workspace, toast, qtbot):
    ready.text.set_text("Hearing Monday 8:30")
    ready.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert workspace.reading.draft(GORDONS) == ""


def test_a_second_click_while_it_is_under_way_does_nothing(ready, workspace, toast, qtbot):
    ready.record.click()
    assert not ready.record.isEnabled()
    ready.record.click()
    ready.dismiss()
    assert ready.isVisible()
    qtbot.waitUntil(toast.isVisible)
    assert len(workspace.messaging.requests) == 1


def test_errors_stand_at_their_fields_and_nothing_is_lost(ready, workspace, qtbot):
    words = "Say what happened in 15 characters or more, for a reviewer later."
    workspace.messaging.override_failure = InvalidInput(
        (FieldProblem("reason", words), FieldProblem("choice", "Choose why."))
    )
    ready.record.click()
    qtbot.waitUntil(lambda: ready.reason.error == words)
    assert ready.choice._hint.words.text() == "Choose why."
    assert ready.reason.text() == REASON
    assert ready.text.text() == DRAFT
    assert ready.record.isEnabled()


def test_a_refusal_stands_above_the_buttons_and_nothing_is_lost(ready, workspace, qtbot):
    problem = Problem("This can’t be overridden for Gordon.", "The attempt is recorded.", "Call.")
    workspace.messaging.override_failure = BrieftextError(problem)
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.problem.what.text() == "This can’t be overridden for Gordon."
    assert (ready.reason.text(), ready.text.text()) == (REASON, DRAFT)


def test_the_same_words_again_after_a_failure_keep_their_key(ready, workspace, toast, qtbot):
    keys = []
    queue = workspace.messaging.queue_overriding

    def fail_once(request, override):
        keys.append(request.client_key)
        if len(keys) == 1:
            raise BrieftextError(Problem("The disk is full."))
        return queue(request, override)

    workspace.messaging.queue_overriding = fail_once
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    ready.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert keys[0] == keys[1]


def test_what_the_check_before_sending_stopped_is_said_in_the_dialog(ready, workspace, qtbot):
    workspace.messaging.refusal = QueueOutcome(
        None, None, None, OutboxState.BLOCKED, "Gordon opted out a moment ago."
    )
    ready.record.click()
    qtbot.waitUntil(ready.problem.isVisible)
    assert ready.problem.rest.text() == "Gordon opted out a moment ago."
    assert ready.isVisible()


# Closing, and what happens meanwhile ----------------------------------------------------------


def test_closing_keeps_the_text_as_a_draft_and_the_reason_for_the_next_time(
    ready, acts, workspace, qtbot
):
    ready.text.set_text("Hearing Monday")
    QTest.keyClick(ready.reason.area, Qt.Key.Key_Escape)
    assert not ready.isVisible()
    qtbot.waitUntil(lambda: workspace.reading.draft(GORDONS) == "Hearing Monday")
    assert workspace.messaging.overrides == []
    dialog = again(acts, workspace)
    assert dialog.text.text() == "Hearing Monday"
    assert dialog.reason.text() == REASON
    assert dialog.choice.text() == "deadline"


def test_an_untouched_text_is_not_written_again(ready, workspace, bridge):
    ready.cancel.click()
    bridge.close()
    assert workspace.messaging.saved_drafts == []


def test_the_text_is_a_draft_soon_after_it_was_typed(dialog, workspace, qtbot):
    dialog.text.area.selectAll()
    QTest.keyClicks(dialog.text.area, "Hearing Monday")
    qtbot.waitUntil(lambda: workspace.reading.draft(GORDONS) == "Hearing Monday")
    assert dialog.isVisible()


def test_the_text_is_a_draft_at_once_where_the_window_closes(dialog, acts, workspace, qtbot):
    dialog.text.set_text("Hearing Monday")
    acts.save_work()
    qtbot.waitUntil(lambda: workspace.messaging.saved_drafts == [(GORDONS, "Hearing Monday")])


def test_after_the_clients_stop_meanwhile_it_cannot_be_sent_and_says_so(ready, workspace, qtbot):
    del workspace.reading.offers[GORDONS, Channel.TEXTS]
    workspace.consent.client_stops(GORDONS)
    qtbot.waitUntil(ready.problem.isVisible)
    assert "Something changed for Gordon" in ready.problem.what.text()
    assert not ready.record.isEnabled()
    assert ready.text.text() == DRAFT


def test_a_change_that_the_reason_does_not_rest_on_disturbs_nobody(ready, workspace, qtbot):
    workspace.reading.offers[GORDONS, Channel.TEXTS] = replace(OFFER, next_entry=1_300)
    workspace.events.publish(TextStateChanged(GORDONS, GORDON, by_client=False, words=""))
    workspace.events.publish(TextStateChanged("+13125550118", 6, by_client=True, words="STOP"))
    ready.text.set_text("Hello Mr. Pell")
    qtbot.waitUntil(lambda: workspace.reading.draft(GORDONS) == "Hello Mr. Pell")
    assert ready.record.isEnabled()
    assert not ready.problem.isVisible()


def test_where_there_is_nothing_to_override_any_more_it_is_said(acts, workspace, host):
    workspace.reading.offers.clear()
    assert again(acts, workspace) is None
    message = host.findChild(object, "message")
    assert message.accessibleName() == "There is nothing to override for Gordon now."


@pytest.mark.parametrize("percent", [80, 200])
def test_no_word_of_it_is_cut(theme, host, acts, workspace, qtbot, percent):
    theme.set_text_size(percent)
    dialog = again(acts, workspace)
    dialog.choice.choose("asked")
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert host.rect().contains(dialog.card.geometry())
    theme.set_text_size(100)


# Often lately ---------------------------------------------------------------------------------


SUGGESTION = "Overridden twice this week. Turn texts on again?"


@pytest.fixture
def often(acts, workspace):
    workspace.reading.offers[GORDONS, Channel.TEXTS] = replace(OFFER, suggestion=SUGGESTION)
    return acts.override(workspace.reading.contact_card(GORDON))


def test_after_reasons_given_often_it_suggests_to_turn_texts_on_again(often):
    assert often.suggestion.isVisible()
    assert often.suggestion.words.text() == SUGGESTION


def test_otherwise_it_suggests_nothing(dialog):
    assert not dialog.suggestion.isVisible()


def test_the_suggestion_is_taken_with_one_click_and_recorded(often, workspace, qtbot):
    QTest.mouseClick(often.suggestion.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(workspace.consent.acts))
    assert workspace.consent.acts == [("opt_in_by_firm", GORDONS, ACTOR)]
    assert not often.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_of_the_suggestion_is_cut(theme, often, percent):
    try:
        theme.set_text_size(percent)
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert clipped(often.suggestion) == []
    finally:
        theme.set_text_size(100)
