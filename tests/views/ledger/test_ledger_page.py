"""The ledger page: entries newest first, one of them whole, the chain checked, the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services.consent.story import LedgerCheck
from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import Problem
from desktop_app.views.widgets.focus import Regions
from tests.views.ledger.conftest import said, words
from tests.views.made_up_ledger import HOSTILE_WORDS, MARIA

BY_FORM = "On the intake form, 7 of 7 proof fields"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_entries_stand_newest_first_each_as_one_sentence(page):
    assert said(page) == [
        "Entry 8, Mar 12, 10:44 AM, opted in to texts, by Maria Delgado, Reply",
        "Entry 7, Mar 12, 10:42 AM, opted out of texts, by Maria Delgado, Reply",
        f"Entry 3, Mar 4, 2:11 PM, agreed to texts, by Dana Whitfield, {BY_FORM}",
    ]


def test_the_newest_entry_is_shown_whole_with_its_moments_to_the_second(page):
    shown = words(page.panel)
    assert "Entry 8" in shown
    assert "Mar 12, 2026, 10:44:00 AM EDT" in shown
    assert "Mar 12, 2026, 10:44:05 AM EDT" in shown
    assert "Follows entry 7. Fingerprint 0000 0000 … 0008." in shown


def test_what_a_client_wrote_is_shown_as_it_is_written(page):
    [label] = [one for one in page.panel.findChildren(QLabel) if one.text() == HOSTILE_WORDS]
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_arrow_keys_go_from_entry_to_entry(page):
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.panel.entry.line.seq == 7
    QTest.keyClick(page.list, Qt.Key.Key_End)
    assert page.panel.entry.line.seq == 3


def test_it_opens_at_an_entry(page):
    page.show_number(MARIA, 7)
    assert page.panel.entry.line.seq == 7


def test_an_entry_of_somebody_else_leads_to_the_newest_of_this_number(page):
    page.show_number(MARIA, 5)
    assert page.panel.entry.line.seq == 8


def test_it_says_how_many_entries_were_checked(page):
    assert page.check.text() == "Verified, 3 entries, unbroken"
    assert page.head.check_again.isEnabled()


def test_an_entry_that_was_changed_is_named(page, workspace, qtbot):
    workspace.consent.broken_at = 7
    page.head.check_again.click()
    qtbot.waitUntil(lambda: page.check.text() == "Entry 7 was changed")


REMOVED_END = "The ledger ends at entry 8, but this computer has seen entry 9: entry 9 is missing."


def test_a_removed_end_is_named_although_no_entry_is_broken(page, workspace, qtbot):
    workspace.consent.problems = (REMOVED_END,)
    page.head.check_again.click()
    qtbot.waitUntil(lambda: page.check.text() == "The check found a problem")
    assert page.problems.isVisible()
    assert page.problems.found.text() == REMOVED_END
    assert page.problems.accessibleName() == REMOVED_END


def test_with_a_problem_found_every_entry_stays_readable(page, workspace, qtbot):
    workspace.consent.problems = ("Entry 7 rests on the file “a.pdf”, which is gone.", REMOVED_END)
    page.head.check_again.click()
    qtbot.waitUntil(lambda: page.check.text() == "The check found 2 problems")
    assert page.list.isEnabled()
    assert len(said(page)) == 3
    page.list.select(7)
    assert page.panel.entry.line.seq == 7
    assert "exported" in " ".join(words(page.problems))


def test_many_problems_leave_room_for_the_entries(page, workspace, qtbot):
    workspace.consent.problems = tuple(f"Entry {seq} was changed." for seq in range(50))
    page.head.check_again.click()
    qtbot.waitUntil(page.problems.isVisible)
    assert page.problems.found.text().splitlines()[3:] == ["And 47 more. The export lists all."]


def test_when_nothing_is_found_any_more_the_problems_go(page, workspace, qtbot):
    workspace.consent.problems = (REMOVED_END,)
    page.head.check_again.click()
    qtbot.waitUntil(page.problems.isVisible)
    workspace.consent.problems = ()
    page.head.check_again.click()
    qtbot.waitUntil(lambda: "Verified" in page.check.text())
    assert not page.problems.isVisible()


def test_where_the_check_cannot_be_made_it_does_not_say_verified(page, workspace, bridge, qtbot):
    def fails() -> LedgerCheck:
        raise BrieftextError(Problem("The ledger could not be read."))

    workspace.consent.verify_ledger = fails
    with qtbot.waitSignal(bridge.refused):
        page.head.check_again.click()
    assert page.check.text() == "Not checked"


def test_back_names_the_person_and_leads_back(page, qtbot):
    assert page.head.back.text() == "Maria Delgado"
    assert page.head.back.accessibleName() == "Back to Maria Delgado"
    with qtbot.waitSignal(page.left):
        page.head.back.click()


def test_narrow_the_entry_opens_over_the_list_and_esc_closes_it_then_the_page(page, qtbot):
    page.resize(800, 600)
    assert not page.panel.isVisible()
    page.show_number(MARIA, 7)
    assert page.panel.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_change_while_it_is_open_shows_at_once_and_moves_nothing(page, workspace, qtbot):
    page.list.select(7)
    newest = workspace.reading.ledger[8]
    workspace.reading.ledger[9] = type(newest)(
        line=type(newest.line)(
            9,
            newest.line.kind,
            "opt_out_client",
            "Opted out of texts",
            "Reply",
            newest.line.at,
            "M",
        ),
        number=MARIA,
        recorded_at=newest.recorded_at,
        facts=newest.facts,
        fingerprint="f" * 64,
        follows=newest.fingerprint,
    )
    workspace.consent.opt_out_by_firm(MARIA, "Dana Whitfield", "a reason")
    qtbot.waitUntil(lambda: len(said(page)) == 4)
    assert page.panel.entry.line.seq == 7


def test_f6_goes_round_head_entries_and_entry(page):
    regions = Regions(page.regions)
    page.head.back.setFocus()
    regions.move(forward=True)
    assert page.list.hasFocus()
    regions.move(forward=True)
    assert page.panel.isAncestorOf(page.window().focusWidget())
    regions.move(forward=True)
    assert page.head.back.hasFocus()


def test_arrow_keys_scroll_an_entry_longer_than_the_window(page):
    page.resize(1280, 500)
    page.show_number(page.number, 3)
    page.panel.setFocus(Qt.FocusReason.TabFocusReason)
    scroller = page.window().focusWidget()
    assert scroller.accessibleName() == "Ledger entry"
    assert scroller.verticalScrollBar().value() == 0
    QTest.keyClick(scroller, Qt.Key.Key_PageDown)
    assert scroller.verticalScrollBar().value() > 0


def test_tab_reaches_every_control_of_the_page(page, qtbot):
    page.show_number(page.number, 3)
    qtbot.waitUntil(page.head.check_again.isEnabled)
    page.as_of.day.setDate(page.as_of.day.date().addDays(-3))
    page.head.back.setFocus()
    reached = set()
    for _ in range(40):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        reached.add(page.window().focusWidget())
    head, as_of = page.head, page.as_of
    wanted = {head.back, head.correct, head.export, as_of.day, as_of.before, as_of.after}
    assert wanted | {as_of.today, head.check_again, page.list, page.later} <= reached
    assert {part for part in reached if not part.accessibleName() and not text_of(part)} == set()


def text_of(widget):
    return widget.text() if hasattr(widget, "text") else ""
