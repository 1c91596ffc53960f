"""The Contacts page: one record beside the table, what can be done there, and what changes."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from desktop_app.services.records import ConsentEntry, ConsentLevel, ContactEdit
from desktop_app.views.contacts.editor import ContactEditor
from desktop_app.views.contacts.menu import PersonActs
from desktop_app.views.contacts.page import ContactsPage
from desktop_app.views.contacts.record_consent_dialog import RecordConsentDialog
from desktop_app.views.widgets.menus import PopupMenu
from desktop_app.views.widgets.toast import Toast
from tests.views.contacts.conftest import INES, NORA
from tests.views.fake_workspace import CALENDAR, HOSTILE, make_workspace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA, JAMES, WALTER, TOMASZ, GORDON = 1, 2, 4, 6, 10


def shown_words(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def dialogs(page, kind):
    return [dialog for dialog in page.window().findChildren(kind) if dialog.isVisible()]


def test_it_opens_on_the_first_person_with_the_counts_above(page):
    assert page.top.count.text() == "14 people · 9 opted in to texts"
    assert page.record.card.name == "Maria Delgado"
    assert page.record.isVisible()


def test_the_record_says_who_how_to_reach_them_and_what_they_agreed_to(page):
    words = shown_words(page.record)
    for expected in (
        "Maria Delgado",
        "Matter 26-0187 · Injury",
        "(813) 555-0142",
        "Primary, gets texts",
        "maria.d@example.com",
        "Texts",
        "Prefers texts after 5 PM. Daughter Elena helps with English.",
    ):
        assert expected in words
    assert "Calls" not in words


def test_text_opens_the_conversation(page, qtbot):
    page.table.select(WALTER)
    with qtbot.waitSignal(page.conversation_asked) as asked:
        page.record.text_button.click()
    assert asked.args == [WALTER]


def test_text_to_somebody_nobody_wrote_to_asks_for_a_new_message(page, workspace, qtbot):
    number = workspace.reading.people[INES].number
    entry = ConsentEntry(number, ConsentLevel.EXPRESS, "2026-03-04", "by phone", "Yes")
    workspace.consent.record_consent(entry, "Dana Whitfield")
    page.table.select(INES)
    with qtbot.waitSignal(page.message_asked) as asked:
        page.record.text_button.click()
    assert asked.args == [number]


def test_who_may_not_be_texted_has_the_reason_below_and_the_conversation_stays_open_to_read(
    page, qtbot
):
    page.table.select(GORDON)
    assert not page.record.text_button.isEnabled()
    reason = page.record.notice.reason
    assert reason in shown_words(page.record)
    assert page.record.text_button.accessibleDescription() == reason
    with qtbot.waitSignal(page.conversation_asked) as asked:
        page.record.open_button.click()
    assert asked.args == [GORDON]


def test_without_a_cell_number_there_is_no_texting_and_it_says_so(page):
    page.table.select(NORA)
    assert not page.record.text_button.isEnabled()
    assert not page.record.open_button.isVisible()
    assert "No cell number yet. Add one to the record." in shown_words(page.record)


def test_without_consent_on_record_it_can_be_recorded_right_there(page):
    page.table.select(MARIA)
    assert not page.record.consent_button.isVisible()
    page.table.select(INES)
    page.record.consent_button.click()
    assert len(dialogs(page, RecordConsentDialog)) == 1


def test_enter_on_a_row_goes_on_to_the_record_and_ctrl_enter_to_the_conversation(page, qtbot):
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.record.text_button.hasFocus()
    with qtbot.waitSignal(page.conversation_asked) as asked:
        QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [MARIA]


def test_ctrl_enter_on_somebody_who_cannot_be_texted_shows_why(page):
    page.table.select(NORA)
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.record.more.hasFocus()


def test_a_double_click_goes_to_the_conversation(page, qtbot):
    index = page.model.index(page.model.place_of(JAMES))
    at = page.table.visualRect(index).center()
    with qtbot.waitSignal(page.conversation_asked) as asked:
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [JAMES]


def test_the_menu_at_the_record_s_dots_is_the_person_s(page, qtbot):
    page.table.select(TOMASZ)
    page.record.more.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.record.more.hasFocus)
    QTest.keyClick(page.record.more, Qt.Key.Key_Return)
    (menu,) = dialogs(page, PopupMenu)
    assert menu.accessibleName() == "More actions for Tomasz Nowak"
    assert page.record.more.isDown()
    QTest.keyClick(menu.rows[0], Qt.Key.Key_Escape)
    assert page.record.more.hasFocus()
    assert not page.record.more.isDown()


def test_the_menu_key_inside_the_record_opens_the_menu_too(page):
    page.table.select(TOMASZ)
    at = page.record.text_button.mapToGlobal(QPoint(5, 5))
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(page.record.more, QContextMenuEvent(reason, QPoint(5, 5), at))
    (menu,) = dialogs(page, PopupMenu)
    assert menu.accessibleName() == "More actions for Tomasz Nowak"
    assert menu.card.geometry().right() <= page.window().width()


def test_edit_opens_the_editor_and_what_is_saved_shows_at_once(page, workspace, qtbot):
    page.table.select(WALTER)
    page.record.edit_link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.record.edit_link.hasFocus)
    QTest.keyClick(page.record.edit_link, Qt.Key.Key_Return)
    (editor,) = dialogs(page, ContactEditor)
    editor.fields["name"].set_text("Walter B. Brandt")
    editor.save_button.click()
    qtbot.waitUntil(lambda: page.record.card.name == "Walter B. Brandt")
    assert page.table.person().name == "Walter B. Brandt"
    qtbot.waitUntil(page.record.edit_link.hasFocus)


def test_a_new_contact_is_shown_as_soon_as_it_is_saved(page, workspace, qtbot):
    page.top.new_contact.click()
    (editor,) = dialogs(page, ContactEditor)
    editor.fields["name"].set_text("Aaron Adler")
    editor.fields["cell"].set_text("(312) 555-0190")
    editor.save_button.click()
    qtbot.waitUntil(lambda: page.record.card.name == "Aaron Adler")
    assert page.table.person().name == "Aaron Adler"
    qtbot.waitUntil(lambda: page.top.count.text().startswith("15 people"))


def test_a_new_contact_the_filters_leave_out_has_its_record_shown_all_the_same(
    page, workspace, qtbot
):
    page.filters.texts.choose("in")
    workspace.contacts.save(ContactEdit(None, "Aaron Adler"), "Dana Whitfield")
    page._acts.saved.emit(max(workspace.reading.people))
    assert page.record.card.name == "Aaron Adler"


def test_a_changed_consent_shows_in_row_and_record_and_keeps_the_person(page, workspace, qtbot):
    page.table.select(JAMES)
    workspace.consent.client_stops(workspace.reading.people[JAMES].number)
    qtbot.waitUntil(lambda: not page.record.text_button.isEnabled())
    place = page.model.place_of(JAMES)
    row = page.model.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "texts opted out by STOP" in row
    assert page.table.current_id == JAMES
    qtbot.waitUntil(lambda: page.top.count.text() == "14 people · 8 opted in to texts")


def test_the_keyboard_on_a_button_that_becomes_impossible_goes_to_the_next(page, workspace, qtbot):
    page.table.select(JAMES)
    page.record.text_button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.record.text_button.hasFocus)
    workspace.consent.client_stops(workspace.reading.people[JAMES].number)
    qtbot.waitUntil(page.record.open_button.hasFocus)


def test_a_change_reads_only_the_rows_it_is_about(page, workspace, qtbot):
    reads = workspace.reading.people_reads
    workspace.contacts.save(ContactEdit(WALTER, "Walter B. Brandt"), "Dana Whitfield")
    qtbot.waitUntil(lambda: page.model.person(3).name == "Walter B. Brandt")
    assert workspace.reading.people_reads == reads


def test_what_changed_while_nobody_looked_is_read_when_somebody_does(page, workspace, qtbot):
    page.hide()
    reads = workspace.reading.people_reads
    with qtbot.waitSignal(page._acts._bridge.contacts_changed):
        workspace.contacts.save(ContactEdit(WALTER, "Walter B. Brandt"), "Dana Whitfield")
    assert workspace.reading.people_reads == reads
    page.show()
    assert page.model.person(3).name == "Walter B. Brandt"


def test_beside_the_table_the_record_can_be_hidden_and_shown(page):
    page.toggle_record()
    assert not page.place.shown
    page.toggle_record()
    assert page.place.shown


def test_where_it_is_narrow_the_record_is_a_drawer_that_esc_closes(narrow, qtbot):
    page = narrow
    assert not page.place.shown
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.place.drawn
    assert page.record.text_button.hasFocus()
    QTest.keyClick(page.record.text_button, Qt.Key.Key_Escape)
    assert not page.place.drawn
    qtbot.waitUntil(page.table.hasFocus)


def test_in_the_drawer_a_button_closes_it_and_beside_the_table_there_is_none(narrow, qtbot):
    page = narrow
    index = page.model.index(page.model.place_of(JAMES))
    at = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.place.drawn
    page.record.close_button.click()
    assert not page.place.drawn
    page.window().resize(1280, 860)
    qtbot.waitUntil(lambda: page.place.beside)
    assert page.record.isVisible()
    assert not page.record.close_button.isVisible()


def test_arrows_in_the_table_do_not_open_the_drawer(narrow):
    QTest.keyClick(narrow.table, Qt.Key.Key_Down)
    assert not narrow.place.drawn


def test_names_and_notes_are_plain_text(page, workspace):
    workspace.reading.people[JAMES].name = HOSTILE
    page.model.reload()
    page.table.select(JAMES)
    page.record.refresh()
    assert HOSTILE in shown_words(page.record)
    formats = {label.textFormat() for label in page.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_with_no_contacts_it_says_what_comes_here_and_offers_to_make_one(qtbot, theme, bridge):
    window = QWidget()
    qtbot.addWidget(window)
    empty = make_workspace([])
    acts = PersonActs(theme, window, empty, bridge, Toast(theme, window))
    page = ContactsPage(theme, empty, bridge, acts, CALENDAR)
    QVBoxLayout(window).addWidget(page)
    window.resize(1280, 860)
    window.show()
    qtbot.waitExposed(window)
    assert page.empty.heading.text() == "No contacts yet"
    assert not page.filters.isVisible()
    assert not page.record.isVisible()
    words = page.empty.words
    assert words.height() >= words.heightForWidth(words.width())
    page.empty.button.click()
    assert len(dialogs(page, ContactEditor)) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_button_is_cut_at_twice_the_text(page, theme, qtbot, scale):
    page.window().resize(852, 600)
    theme.set_scale(scale)
    page.table.select(GORDON)
    page.place.reveal()
    page.filters.texts.choose("out_firm")
    page.filters.role.choose("client")
    parts = [page.top.new_contact, page.filters.texts, page.filters.role]
    parts += [page.record.text_button, page.record.open_button, page.record.more]
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in parts))
    for part in parts:
        assert part.height() >= part.sizeHint().height()
        assert part.parentWidget().rect().contains(part.geometry())
    theme.set_scale(1.0)
