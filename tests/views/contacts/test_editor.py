"""The contact editor: every field of a record, errors at their place, nothing typed lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem
from desktop_app.views.contacts.editor import ContactEditor

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1
TOO_SHORT = "555-01 is too short for a phone number. It needs 10 digits."


@pytest.fixture
def card(workspace):
    return workspace.reading.contact_card(MARIA)


@pytest.fixture
def editor(acts, card):
    return acts.edit(card)


def test_it_shows_the_record_with_numbers_as_people_read_them(editor):
    assert editor.fields["name"].text() == "Maria Delgado"
    assert editor.fields["cell"].text() == "(813) 555-0142"
    assert editor.fields["matter"].text() == "26-0187"
    assert editor.fields["time_zone"].text() == "America/New_York"
    assert editor.fields["pronoun"].text() == "she"


def test_there_are_three_phone_fields_and_only_the_cell_gets_texts(editor):
    assert "gets texts" in editor.fields["cell"].control.accessibleDescription()
    for slot in ("home", "work"):
        words = editor.fields[slot].control.accessibleDescription()
        assert words == "Only called, never texted"


def test_save_hands_over_every_field(editor, workspace, qtbot):
    editor.fields["name"].set_text("Maria D. Delgado")
    editor.fields["home"].set_text("813 555 0177")
    editor.fields["pronoun"].set_text("they")
    editor.fields["notes"].set_text("Daughter helps.")
    with qtbot.waitSignal(editor.saved):
        editor.save_button.click()
    ((edit, actor),) = workspace.contacts.saved
    assert actor == "Dana Whitfield"
    assert (edit.contact_id, edit.name, edit.home) == (1, "Maria D. Delgado", "813 555 0177")
    assert (edit.pronoun, edit.notes, edit.role) == ("they", "Daughter helps.", "client")


def test_each_error_stands_at_its_field_and_nothing_typed_is_lost(editor, workspace, qtbot):
    no_email = "That is not an email address. It needs a name, @ and a domain."

    def refuse(_edit, _actor):
        raise InvalidInput((FieldProblem("cell", TOO_SHORT), FieldProblem("email", no_email)))

    workspace.contacts.save = refuse
    editor.fields["cell"].set_text("555-01")
    editor.fields["email"].set_text("maria")
    editor.save_button.click()
    qtbot.waitUntil(lambda: editor.fields["cell"].error == TOO_SHORT)
    assert editor.fields["email"].error == no_email
    assert editor.fields["name"].error == ""
    assert editor.fields["cell"].text() == "555-01"
    assert editor.fields["email"].text() == "maria"
    qtbot.waitUntil(editor.fields["cell"].control.hasFocus)
    assert editor.save_button.isEnabled()


def test_an_error_goes_as_soon_as_the_field_is_changed(editor, workspace, qtbot):
    editor.fields["cell"].set_error(TOO_SHORT)
    QTest.keyClicks(editor.fields["cell"].line, "9")
    assert editor.fields["cell"].error == ""
    assert editor.fields["cell"].line.accessibleDescription() == "The one number that gets texts"


def test_an_error_about_no_field_stands_above_the_buttons(editor, workspace, qtbot):
    def refuse(_edit, _actor):
        raise InvalidInput((FieldProblem("matter_id", "That matter was closed."),))

    workspace.contacts.save = refuse
    editor.save_button.click()
    qtbot.waitUntil(editor.problem.isVisible)
    assert editor.problem.what.text() == "That matter was closed."


def test_a_new_contact_starts_on_the_name(theme, host, workspace, bridge, qtbot):
    editor = ContactEditor(theme, host, workspace, bridge)
    editor.open()
    qtbot.waitUntil(editor.fields["name"].control.hasFocus)
    assert editor.accessibleName() == "New contact"


def test_a_time_zone_that_is_not_in_the_list_is_kept(editor):
    field = editor.fields["time_zone"]
    field.set_text("Europe/Lisbon")
    assert field.text() == "Europe/Lisbon"


def test_enter_saves_from_a_one_line_field(editor, qtbot):
    with qtbot.waitSignal(editor.saved):
        QTest.keyClick(editor.fields["name"].line, Qt.Key.Key_Return)
