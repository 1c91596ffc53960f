"""New message: a person by name, or a number nobody wrote to before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem, PersonHit, TextState
from desktop_app.views.contacts.new_message import NewMessage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def dialog(theme, host, workspace, bridge, qtbot):
    dialog = NewMessage(theme, host, workspace, bridge)
    dialog.open()
    qtbot.waitUntil(dialog.field.control.hasFocus)
    return dialog


def test_a_name_finds_the_person_and_enter_opens_the_conversation(dialog, qtbot):
    QTest.keyClicks(dialog.field.line, "walter")
    assert dialog.people.current().title == "Walter Brandt"
    with qtbot.waitSignal(dialog.opened) as opened:
        QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert opened.args == [4]


def test_up_and_down_choose_while_the_field_keeps_the_keyboard(dialog, qtbot):
    QTest.keyClicks(dialog.field.line, "a")
    first = dialog.people.current()
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Down)
    assert dialog.people.current() != first
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Up)
    assert dialog.people.current() == first
    assert dialog.field.line.hasFocus()


def test_a_new_number_starts_a_conversation(dialog, workspace, qtbot):
    QTest.keyClicks(dialog.field.line, "+13125550199")
    with qtbot.waitSignal(dialog.opened) as opened:
        QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert workspace.reading.conversation(opened.args[0]).number == "+13125550199"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("72345", "72345 is a short code. People can’t be reached there."),
        ("911", "911 is for emergencies. Texts from here never go there."),
        ("555-01", "555-01 is too short for a phone number. It needs 10 digits."),
    ],
)
def test_a_number_that_cannot_be_texted_gets_its_one_sentence_at_the_field(
    dialog, workspace, qtbot, typed, words
):
    def refuse(_number, _name):
        raise InvalidInput((FieldProblem("number", words),))

    workspace.messaging.start_conversation = refuse
    QTest.keyClicks(dialog.field.line, typed)
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.field.error == words)
    assert dialog.field.text() == typed
    assert dialog.field.line.accessibleDescription() == words
    assert dialog.isVisible()


def test_a_contact_without_a_cell_is_said_not_guessed(dialog, workspace):
    nobody = PersonHit(None, 8, "", "Ines Moreau", "", TextState.NONE, unread=False)
    workspace.reading.search_people = lambda _words, _limit: [nobody]
    QTest.keyClicks(dialog.field.line, "ines")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert dialog.field.error == "Ines Moreau has no cell number yet. Add one to the record."


def test_the_field_can_come_filled(theme, host, workspace, bridge):
    dialog = NewMessage(theme, host, workspace, bridge, "gordon")
    assert dialog.people.current().title == "Gordon Pell"


def test_a_number_from_abroad_shows_its_country_while_it_is_typed(dialog):
    hint = dialog.field.control.accessibleDescription
    QTest.keyClicks(dialog.field.line, "+1 813 555 0142")
    assert hint() == "A number from abroad starts with + and its country code."
    dialog.field.line.clear()
    QTest.keyClicks(dialog.field.line, "+442079460958")
    assert hint().startswith("+44 20 7946 0958, United Kingdom. Texts there cost more")
    dialog.field.line.clear()
    QTest.keyClicks(dialog.field.line, "01149301234567")
    assert ", Germany. " in hint()


def test_a_landline_is_said_before_the_conversation_is_opened(dialog, workspace):
    workspace.reading.sending.landlines.add("+13126782345")
    QTest.keyClicks(dialog.field.line, "312678234")
    assert not dialog.line.isVisible()
    QTest.keyClicks(dialog.field.line, "5")
    assert dialog.line.isVisible()
    assert dialog.line.text() == "(312) 678-2345 is a landline. Texts to it are lost."
    assert dialog.start.isEnabled()


def test_a_person_found_whose_number_is_a_landline_is_said_too(dialog, workspace):
    number = workspace.reading.conversation(4).number
    workspace.reading.sending.landlines.add(number)
    QTest.keyClicks(dialog.field.line, "walter")
    assert dialog.line.text().endswith("is a landline. Texts to it are lost.")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Backspace)
    dialog.field.set_text("maria")
    dialog.field.changed.emit()
    assert not dialog.line.isVisible()
