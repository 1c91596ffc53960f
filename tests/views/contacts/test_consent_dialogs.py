"""Recording an opt-out: who asked decides who can undo it, and it is said before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
NUMBER = "+18135550142"
ACTOR = "Dana Whitfield"


@pytest.fixture
def card(workspace):
    return workspace.reading.contact_card(MARIA)


@pytest.fixture
def dialog(acts, card):
    return acts.opt_out(card)


def raising(error):
    def call(*_given):
        raise error

    return call


def test_nothing_can_be_recorded_before_somebody_is_named(dialog):
    assert not dialog.record.isEnabled()
    assert "Choose who asked first" in dialog.outcome.words.text()


def test_the_clients_wish_is_final_and_said_so_before_recording(dialog, workspace, toast, qtbot):
    dialog.who.choose("client")
    assert "only Maria can, by texting START" in dialog.outcome.words.text()
    assert "No one at the firm can undo or override it" in dialog.outcome.words.text()
    dialog.how.set_text("by letter")
    QTest.keyClicks(dialog.words.area, "Please stop these")
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert workspace.consent.acts == [
        ("opt_out_told_firm", NUMBER, ACTOR, "by letter", "Please stop these")
    ]
    assert not toast.button.isVisible()
    assert toast.words.text() == "Recorded: Maria asked for no more texts"


def test_the_firms_own_choice_can_be_undone_from_the_toast(dialog, workspace, toast, qtbot):
    dialog.who.choose("firm")
    QTest.keyClicks(dialog.reason.area, "Case on hold")
    dialog.record.click()
    qtbot.waitUntil(toast.isVisible)
    assert toast.button.text() == "Undo"
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(workspace.consent.acts) == 2)
    assert workspace.consent.acts == [
        ("opt_out_by_firm", NUMBER, ACTOR, "Case on hold"),
        ("opt_in_by_firm", NUMBER, ACTOR),
    ]


def test_a_missing_reason_is_said_at_its_field_and_nothing_is_lost(dialog, workspace, qtbot):
    words = "Say in a few words why, so that others know."
    workspace.consent.opt_out_by_firm = raising(InvalidInput((FieldProblem("reason", words),)))
    dialog.who.choose("firm")
    QTest.keyClicks(dialog.reason.area, "x")
    dialog.record.click()
    qtbot.waitUntil(lambda: dialog.reason.error == words)
    assert dialog.isVisible()
    assert dialog.reason.text() == "x"
    assert dialog.record.isEnabled()


def test_a_failure_that_belongs_to_no_field_stands_above_the_buttons(dialog, workspace, qtbot):
    problem = Problem("The disk is full.", "Nothing was recorded.", "Free some space.")
    workspace.consent.opt_out_by_firm = raising(BrieftextError(problem))
    dialog.who.choose("firm")
    QTest.keyClicks(dialog.reason.area, "Case on hold")
    dialog.record.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.problem.what.text() == "The disk is full."
    assert dialog.reason.text() == "Case on hold"


def test_esc_changes_nothing(dialog, workspace, host, qtbot):
    dialog.who.choose("firm")
    QTest.keyClick(dialog.reason.area, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert workspace.consent.acts == []
    qtbot.waitUntil(host.field.hasFocus)


def test_a_click_beside_the_dialog_loses_nothing(dialog):
    dialog.who.choose("firm")
    QTest.keyClicks(dialog.reason.area, "Case on hold")
    QTest.mouseClick(dialog, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()


def test_tab_stays_inside_the_dialog(dialog, host):
    dialog.who.choose("firm")
    for _ in range(12):
        QTest.keyClick(host.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.isAncestorOf(host.focusWidget())
