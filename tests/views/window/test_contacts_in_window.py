"""The Contacts page inside the window: rail and keys, regions, toasts, and the way to a text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.records import TextState
from desktop_app.views.contacts.new_message import NewMessage
from desktop_app.views.widgets.menus import PopupMenu
from tests.views.fake_workspace import Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA, JAMES, GORDON = 1, 2, 10
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def opened(window, kind):
    return [layer for layer in window.findChildren(kind) if layer.isVisible()]


@pytest.fixture
def contacts(window, desk, qtbot):
    """The page, opened by its key."""
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(desk.contacts.isVisible)
    return desk.contacts


def test_the_page_is_made_only_when_somebody_looks_at_it(window, desk):
    assert "contacts" not in vars(desk)
    press(window, Qt.Key.Key_2, CONTROL)
    assert "contacts" in vars(desk)


def test_the_keyboard_comes_along_to_the_page(window, desk, contacts):
    assert contacts.isAncestorOf(window.focusWidget())


def test_ctrl_dot_opens_the_menu_of_the_person_in_the_table(window, contacts):
    contacts.table.select(GORDON)
    contacts.table.setFocus()
    press(window, Qt.Key.Key_Period, CONTROL)
    (menu,) = opened(window, PopupMenu)
    assert menu.accessibleName() == "More actions for Gordon Pell"


def test_text_opens_the_conversation_in_the_inbox(desk, contacts):
    contacts.table.select(JAMES)
    contacts.record.text_button.click()
    assert desk.pages.currentWidget() is desk.inbox
    assert desk.conversation_id == JAMES


def test_text_to_a_person_without_a_conversation_asks_for_a_new_message(
    window, workspace, desk, qtbot
):
    workspace.reading.people[13] = Person("Ines Moreau", "+13125550147", state=TextState.IN)
    desk.open_page("contacts")
    desk.contacts.table.select(13)
    desk.contacts.record.text_button.click()
    (dialog,) = opened(window, NewMessage)
    assert dialog.field.text() == "+13125550147"


def test_f6_goes_through_filters_table_and_record_to_the_rail(window, desk, contacts):
    contacts.filters.search.setFocus()
    regions = []
    for _ in range(4):
        press(window, Qt.Key.Key_F6)
        here = window.focusWidget()
        regions.append(
            next(part for part in desk.regions() if part is here or part.isAncestorOf(here))
        )
    assert regions == [contacts.table, contacts.record, desk.rail, contacts.filters]


def test_tab_goes_from_search_to_filters_heads_table_and_record(window, contacts):
    contacts.filters.search.setFocus()
    seen = []
    for _ in range(6):
        press(window, Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    assert seen == [
        contacts.filters.texts,
        contacts.filters.role,
        contacts.head.buttons["last"],
        contacts.table,
        contacts.record.more,
        contacts.record.text_button,
    ]


def test_ctrl_f_goes_to_the_search_of_the_page(window, desk, contacts):
    contacts.table.setFocus()
    press(window, Qt.Key.Key_F, CONTROL)
    assert contacts.filters.search.hasFocus()
    assert desk.pages.currentWidget() is contacts


def test_ctrl_i_hides_and_shows_the_record_here(window, desk, contacts):
    window.resize(1360, 860)
    assert contacts.place.shown
    press(window, Qt.Key.Key_I, CONTROL)
    assert not contacts.place.shown
    press(window, Qt.Key.Key_I, CONTROL)
    assert contacts.place.shown


def test_alt_and_arrows_go_to_the_next_and_the_previous_person(window, desk, contacts):
    opened_before = desk.conversation_id
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert contacts.table.current_id == JAMES
    press(window, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert contacts.table.current_id == MARIA
    assert desk.conversation_id == opened_before


def test_what_was_done_to_a_person_is_said_over_the_page_that_shows(desk, contacts):
    desk.toast.say("Opted James in to messages")
    assert desk.toast.isVisible()
    desk.open_page("inbox")
    assert desk.toast.isVisible()


def test_acts_on_a_person_wait_for_one(window, desk, workspace, contacts):
    assert window.action("person_menu").isEnabled()
    assert window.action("toggle_panel").isEnabled()


def test_opting_out_from_the_table_shows_in_the_row_at_once(
    window, desk, contacts, workspace, qtbot
):
    workspace.consent.opt_out_by_firm(workspace.reading.people[JAMES].number, "Dana", "asked")
    index = contacts.model.index(contacts.model.place_of(JAMES))
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "texts opted out by the firm" in index.data(spoken))


def test_the_ledger_opens_from_the_record_and_comes_back_here(window, desk, contacts, qtbot):
    contacts.table.select(GORDON)
    contacts.record.ledger_link.click()
    assert desk.pages.currentWidget() is desk.ledger
    desk.ledger.left.emit()
    assert desk.pages.currentWidget() is contacts
    assert contacts.record.card.name == "Gordon Pell"


def test_ctrl_end_in_the_table_stays_on_the_page(window, desk, contacts):
    contacts.table.setFocus()
    press(window, Qt.Key.Key_End, CONTROL)
    assert desk.pages.currentWidget() is contacts
    assert contacts.record.card.name == "Hanna Lindqvist"
