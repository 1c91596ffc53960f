"""Templates in Settings: read, written with their fields, taken away and brought back."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.services.templates.records import Purpose
from desktop_app.views.settings.templates import TemplatesCard

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def card(qtbot, theme, workspace, bridge):
    host = QWidget()
    host.resize(900, 900)
    qtbot.addWidget(host)
    card = TemplatesCard(theme, workspace, bridge)
    card.setParent(host)
    card.resize(860, 860)
    host.show()
    card.show()
    card.host = host  # a collected parent would take the card with it
    return card


def names(card):
    return [line.template.name for line in card.lines]


def line(card, name):
    return next(each for each in card.lines if each.template.name == name)


def test_the_starter_texts_are_listed_with_what_to_know_of_them(card, workspace):
    assert names(card) == [each.name for each in workspace.templates.all()]
    assert "Hearing reminder" in names(card)


def test_each_line_says_whose_edit_it_is(card):
    assert line(card, "Welcome").edit.accessibleName() == "Edit Welcome"
    assert line(card, "Welcome").remove.accessibleName() == "Remove Welcome"


def test_a_new_one_is_written_and_saved(card, qtbot):
    dialog = card.open_new()
    dialog.name.set_text("Parking")
    dialog.words.set_text("{firm}: Hi {first_name}, park in lot B.")
    with qtbot.waitSignal(dialog.saved):
        dialog.save.click()
    assert "Parking" in names(card)
    assert card.told.text() == "Saved Parking."


def test_the_example_fills_the_fields_for_a_made_up_client(card):
    dialog = card.open_edit(line(card, "Hearing reminder").template)
    assert "Hi Maria, your hearing is on December 8 at 9:00 AM" in dialog.example.text()
    assert dialog.said.text() == "Nothing to mend."


def test_a_wrong_field_is_named_while_it_is_typed(card, qtbot):
    dialog = card.open_new()
    dialog.words.set_text("Hi {frist_name}")
    qtbot.waitUntil(lambda: "Did you mean {first_name}?" in dialog.said.text())
    assert dialog.example.text() == ""


def test_what_the_checks_say_stands_under_the_text(card, qtbot):
    dialog = card.open_new()
    dialog.words.set_text("{firm}: see https://bit.ly/x")
    qtbot.waitUntil(lambda: "bit.ly" in dialog.said.text())


def test_a_field_is_put_in_where_one_types(card, qtbot):
    dialog = card.open_new()
    dialog.words.set_text("Hi ")
    dialog.words.area.moveCursor(dialog.words.area.textCursor().MoveOperation.End)
    dialog.insert.click()
    row = next(each for each in dialog._menu.rows if each.entry.key == "first_name")
    row.click()
    assert dialog.words.text() == "Hi {first_name}"


def test_one_without_a_name_says_so_and_keeps_what_was_typed(card, qtbot):
    dialog = card.open_new()
    dialog.words.set_text("{firm}: Hello.")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.name.error != "")
    assert dialog.words.text() == "{firm}: Hello."


def test_an_invitation_without_the_terms_is_pointed_out(card, qtbot):
    dialog = card.open_new()
    dialog.words.set_text("{firm}: Hi {first_name}, may we text you? Reply STOP to opt out.")
    dialog.purpose.set_text(str(Purpose.INVITATION))
    qtbot.waitUntil(lambda: "names your terms" in dialog.said.text())


def test_one_that_was_removed_comes_back_with_undo(card, qtbot):
    before = names(card)
    line(card, "Welcome").remove.click()
    qtbot.waitUntil(card.undo.isVisible)
    assert "Welcome" not in names(card)
    card.undo.click()
    qtbot.waitUntil(lambda: sorted(names(card)) == sorted(before))


def test_the_starter_texts_can_be_brought_back(card, qtbot):
    line(card, "Welcome").remove.click()
    qtbot.waitUntil(lambda: "Welcome" not in names(card))
    card.back.click()
    qtbot.waitUntil(lambda: "Welcome" in names(card))
