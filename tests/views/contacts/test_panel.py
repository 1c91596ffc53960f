"""The contact panel: the record, consent first where there is none, always as things are now."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.services.events import TextStateChanged
from desktop_app.services.records import TextState
from desktop_app.views.contacts.panel import ContactPanel
from tests.views.fake_workspace import HOSTILE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MARIA = 1


@pytest.fixture
def panel(qtbot, theme, workspace, bridge):
    panel = ContactPanel(theme, workspace, bridge)
    qtbot.addWidget(panel)
    panel.resize(304, 800)
    panel.show()
    panel.show_conversation(MARIA)
    return panel


def lines(panel):
    labels = [label for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.text() for label in labels]


def button(panel, words):
    found = [b for b in panel.findChildren(QAbstractButton) if b.text() == words and b.isVisible()]
    return found[0] if found else None


def stands_above(panel, upper, lower):
    labels = {label.text(): label for label in panel.findChildren(QLabel) if label.isVisible()}
    first, second = (labels[words].mapTo(panel, QPoint(0, 0)).y() for words in (upper, lower))
    return first < second


def change_card(workspace, **changes):
    card = replace(workspace.reading.contact_card(MARIA), **changes)
    workspace.reading.contact_card = lambda _id: card
    return card


def test_it_shows_name_matter_phones_email_consent_and_notes(panel):
    words = lines(panel)
    for expected in (
        "Maria Delgado",
        "Matter 26-0187 · Injury",
        "(813) 555-0142",
        "Cell · primary · gets texts",
        "maria.d@example.com",
        "Texts",
        "Opted in",
        "START reply, today 10:44 AM",
        "Prefers texts after 5 PM. Daughter Elena helps with English.",
    ):
        assert expected in words


def test_channels_that_do_not_exist_say_so(panel):
    words = lines(panel)
    assert words[words.index("Calls") + 1] == "Not set up yet"


def test_what_does_not_exist_yet_is_not_shown(panel):
    assert "Evidence" not in lines(panel)


def test_the_ledger_is_asked_for_by_number(panel, qtbot):
    with qtbot.waitSignal(panel.ledger_requested) as asked:
        button(panel, "Open ledger").click()
    assert asked.args == ["+18135550142"]


def test_edit_asks_for_the_editor_with_this_record(panel, qtbot):
    with qtbot.waitSignal(panel.edit_requested) as asked:
        button(panel, "Edit").click()
    assert asked.args[0].name == "Maria Delgado"


def test_without_a_record_of_consent_that_block_comes_first(panel, workspace, qtbot):
    card = workspace.reading.contact_card(MARIA)
    none = replace(card.consent[0], state=TextState.NONE, words="No record", detail="")
    change_card(workspace, consent=(none, *card.consent[1:]))
    panel.refresh()
    qtbot.waitUntil(lambda: stands_above(panel, "Consent", "Phone and email"))
    record, edit = button(panel, "Record consent…"), button(panel, "Edit")
    assert record.nextInFocusChain() is edit
    with qtbot.waitSignal(panel.record_consent_requested) as asked:
        button(panel, "Record consent…").click()
    assert asked.args[0].number == "+18135550142"


def test_with_a_record_the_phones_come_first_and_nothing_asks_for_consent(panel, qtbot):
    qtbot.waitUntil(lambda: stands_above(panel, "Phone and email", "Consent"))
    assert button(panel, "Record consent…") is None


def test_it_follows_a_change_of_consent_made_elsewhere(panel, workspace, qtbot):
    card = workspace.reading.contact_card(MARIA)
    stopped = replace(card.consent[0], state=TextState.OUT_CARRIER, words="Opted out by STOP")
    change_card(workspace, consent=(stopped, *card.consent[1:]))
    workspace.events.publish(TextStateChanged("+18135550142", MARIA, by_client=True, words=""))
    qtbot.waitUntil(lambda: "Opted out by STOP" in lines(panel))


def test_a_number_without_a_record_can_be_added_to_contacts(panel, workspace):
    change_card(workspace, contact_id=None, name="(813) 555-0142", matter="", notes="")
    panel.refresh()
    assert button(panel, "Add to contacts") is not None
    assert "Notes" not in lines(panel)


def test_a_note_that_looks_like_markup_is_shown_as_written(panel, workspace):
    change_card(workspace, notes=HOSTILE)
    panel.refresh()
    assert HOSTILE in lines(panel)


def test_nobody_is_shown_without_a_conversation(panel):
    panel.show_conversation(None)
    assert panel.card is None
    assert lines(panel) == []


def test_the_number_this_person_is_texted_from_is_shown(theme, workspace, bridge, qtbot):
    reading = workspace.reading
    theirs = reading.contact_card
    reading.contact_card = lambda key: replace(theirs(key), from_number="+13125550100")
    panel = ContactPanel(theme, workspace, bridge)
    qtbot.addWidget(panel)
    panel.show_conversation(1)
    shown = [label.text() for label in panel.findChildren(QLabel)]
    assert "(312) 555-0100" in shown
    assert "Your number for texts and calls to this person" in shown
