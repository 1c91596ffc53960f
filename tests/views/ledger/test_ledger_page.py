"""The ledger page: entries newest first, one of them whole, the chain checked, the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop_app.services.consent.story import LedgerCheck
from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import Problem
from desktop_app.views.ledger.page import LedgerPage
from tests.views.fake_workspace import CALENDAR
from tests.views.made_up_ledger import HOSTILE_WORDS, MARIA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(qtbot, theme, workspace, bridge):
    page = LedgerPage(theme, workspace, bridge, CALENDAR)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.show_number(MARIA)
    qtbot.waitUntil(lambda: "Checking" not in page.check.text())
    return page


def said(page):
    model = page.list.entries
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_entries_stand_newest_first_each_as_one_sentence(page):
    assert said(page) == [
        "Entry 8, Mar 12, 10:44 AM, opted in to texts, by Maria Delgado, Reply",
        "Entry 7, Mar 12, 10:42 AM, opted out of texts, by Maria Delgado, Reply",
        "Entry 3, Mar 4, 2:11 PM, agreed to texts, by Dana Whitfield, On the intake form",
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
    assert page.check_again.isEnabled()


def test_an_entry_that_was_changed_is_named(page, workspace, qtbot):
    workspace.consent.broken_at = 7
    page.check_again.click()
    qtbot.waitUntil(lambda: page.check.text() == "Entry 7 was changed")


def test_where_the_check_cannot_be_made_it_does_not_say_verified(page, workspace, bridge, qtbot):
    def fails() -> LedgerCheck:
        raise BrieftextError(Problem("The ledger could not be read."))

    workspace.consent.verify_ledger = fails
    with qtbot.waitSignal(bridge.refused):
        page.check_again.click()
    assert page.check.text() == "Not checked"


def test_back_names_the_person_and_leads_back(page, qtbot):
    assert page.back.text() == "Maria Delgado"
    assert page.back.accessibleName() == "Back to Maria Delgado"
    with qtbot.waitSignal(page.left):
        page.back.click()


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
