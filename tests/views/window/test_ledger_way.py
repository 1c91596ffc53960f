"""From a line of a conversation, and from the panel, to the ledger and back."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from desktop_app.views.widgets.buttons import LinkButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def thread(desk):
    desk.open_conversation(MARIA)
    return desk.inbox.pane.thread_view


def event_place(thread):
    thread.go_to_first()
    return next(place for place in thread.placed if place.layout.row.ledger_seq == 7)


def test_a_click_on_a_line_about_consent_opens_its_ledger_entry(desk, thread):
    place = event_place(thread)
    [hit] = [hit for hit in place.layout.hits if hit.key == "ledger"]
    at = hit.box.center() + QPointF(0, place.top)
    QTest.mouseClick(thread.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert desk.pages.currentWidget() is desk.ledger
    assert desk.ledger.panel.entry.line.seq == 7


def test_esc_leads_back_to_the_conversation(desk, thread, window):
    desk.open_ledger("+18135550142", 7)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert desk.pages.currentWidget() is desk.inbox
    assert desk.conversation_id == MARIA


def test_enter_on_such_a_line_offers_its_ledger_entry(desk, thread):
    place = event_place(thread)
    thread.show_from(place.layout.row.id)
    menu = thread.open_line_menu()
    assert "Show ledger entry" in [action.text() for action in menu.actions()]
    menu.close()


def test_the_panel_opens_the_ledger_of_its_person(desk, thread):
    [link] = [one for one in desk.panel.findChildren(LinkButton) if one.text() == "Open ledger"]
    assert link.accessibleName() == "Open the ledger of Maria Delgado"
    link.click()
    assert desk.pages.currentWidget() is desk.ledger
    assert desk.ledger.number == "+18135550142"
