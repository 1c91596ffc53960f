"""What is turned off beside texts is marked wherever the person is; read from a real store."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel

from desktop_app.services.contacts import ContactsService
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.people import PeopleView
from desktop_app.services.records import Channel, ContactEdit, TextState
from desktop_app.views.contacts.panel import ContactPanel
from desktop_app.views.contacts.record import RecordPanel
from desktop_app.views.contacts.why_panel import WhyPanel
from desktop_app.views.contacts.words import marks_of, person_sentence
from desktop_app.views.inbox.header import Header
from tests.store_kit import MARIA, NOW, OURS, TOLL_FREE, raw_message
from tests.unit.messaging.conftest import desk
from tests.views.fake_workspace import CALENDAR

__all__ = ["desk"]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
DANA, EMAIL = "Dana Whitfield", "maria.d@example.com"
BOTH = (
    "The phone network blocks texts from (312) 555-0100 only. Brieftext keeps texts off from every "
    "number of the firm."
)


@pytest.fixture
def maria(desk):
    """Maria's record; her conversation's id."""
    service = ContactsService(desk.database, desk.clock, EventBus())
    service.save(ContactEdit(None, "Maria Delgado", cell=MARIA, email="Maria.D@example.com"), DANA)
    return desk.reading.conversation_by_number(MARIA).id


@pytest.fixture
def store(desk):
    """The real reader where views expect a workspace."""
    return SimpleNamespace(reading=desk.reading)


def row_of(desk):
    return desk.reading.people_page(PeopleView())[0]


def words_on(part):
    shown = [label.text() for label in part.findChildren(QLabel) if label.isVisible()]
    return [words.replace("\u00a0", " ") for words in shown]


def shown(qtbot, part):
    qtbot.addWidget(part)
    part.show()
    return part


@pytest.fixture
def header(theme, qtbot, desk, maria):
    header = Header(theme)
    header.resize(900, 64)
    shown(qtbot, header).show_person(desk.reading.conversation(maria))
    return header


def marks(header):
    return {key: chip.text() for key, chip in header.marks.items() if not chip.isHidden()}


@pytest.mark.row("S0-17")
def test_a_blocked_caller_is_marked_on_the_record_and_in_the_conversation(
    theme, qtbot, desk, maria, store, header
):
    record = shown(qtbot, RecordPanel(theme, store))
    record.show_contact(row_of(desk).contact_id)
    assert marks(header) == {}
    assert not any("Blocked" in words for words in words_on(record))
    desk.consent.opt_out_by_firm(MARIA, DANA, "calls at night", Channel.CALLS_IN)
    header.show_person(desk.reading.conversation(maria))
    record.refresh()
    chip = header.marks[Channel.CALLS_IN]
    assert marks(header) == {Channel.CALLS_IN: "Blocked caller"}
    assert (chip.isVisible(), chip.accessibleName()) == (True, "Blocked caller")
    qtbot.waitUntil(lambda: "Blocked caller" in words_on(record))
    said = [row.body for row in desk.reading.messages(desk.reading.thread_ids(maria))]
    assert f"{DANA} blocked Maria as a caller — calls at night" in said
    desk.consent.opt_in_by_firm(MARIA, DANA, Channel.CALLS_IN)
    header.show_person(desk.reading.conversation(maria))
    record.refresh()
    assert marks(header) == {}
    qtbot.waitUntil(lambda: "Blocked caller" not in words_on(record))


def test_the_table_says_it_under_the_name_and_aloud(theme, qtbot, desk, maria, store):
    assert marks_of(row_of(desk)) is None
    desk.consent.opt_out_by_firm(MARIA, DANA, "calls at night", Channel.CALLS_IN)
    desk.consent.opt_out_by_firm(EMAIL, DANA, "shared inbox", Channel.EMAIL)
    row = row_of(desk)
    assert marks_of(row).words == "Blocked caller, email off"
    assert marks_of(row).icon == "phone-missed"
    assert person_sentence(row, CALENDAR).startswith("Maria Delgado, blocked caller, email off, ")


def test_calls_and_email_that_are_off_have_their_chip_whoever_turned_them_off(desk, maria, header):
    desk.consent.opt_out_told_firm(MARIA, DANA, "by phone", "no calls please", Channel.CALLS_OUT)
    desk.consent.opt_out_by_firm(EMAIL, DANA, "shared inbox", Channel.EMAIL)
    header.show_person(desk.reading.conversation(maria))
    assert marks(header) == {Channel.CALLS_OUT: "Calls off", Channel.EMAIL: "Email off"}


def test_without_room_the_marks_keep_their_glyph_and_say_their_words_as_a_tooltip(
    desk, maria, header
):
    for address, channel in ((MARIA, Channel.CALLS_IN), (MARIA, Channel.CALLS_OUT)):
        desk.consent.opt_out_by_firm(address, DANA, "prefers letters", channel)
    header.show_person(desk.reading.conversation(maria))
    header.resize(430, 64)
    chips = [header.chip, *(chip for chip in header.marks.values() if chip.isVisible())]
    assert len(chips) == 3
    assert all(chip.width() >= chip.short_width for chip in chips)
    assert "Calls off" in header.marks[Channel.CALLS_OUT].toolTip()
    assert header.marks[Channel.CALLS_OUT].accessibleName() == "Calls off"


@pytest.mark.row("S0-08")
def test_a_stop_to_one_number_blocks_that_pair_alone_and_both_facts_are_shown(
    theme, qtbot, desk, maria, store, bridge
):
    PageStore(desk.database).put([raw_message("STOP", at=NOW)], NOW)
    reach = desk.reading.reach(MARIA)
    assert reach.blocked == (OURS,)
    assert reach.kept_off == (OURS, TOLL_FREE)
    panel = shown(qtbot, ContactPanel(theme, store, bridge))
    panel.show_conversation(maria)
    why = shown(qtbot, WhyPanel(theme, store, bridge))
    why.show_number(MARIA)
    qtbot.waitUntil(lambda: BOTH in words_on(panel) and BOTH in words_on(why))
    assert desk.queue(from_number=TOLL_FREE).rule == "A-03"


def test_each_number_is_blocked_and_lifted_for_itself(desk, maria):
    pages = PageStore(desk.database)
    pages.put([raw_message("STOP", at=NOW)], NOW)
    pages.put([raw_message("STOP", at=NOW + 10, to=TOLL_FREE)], NOW + 10)
    assert desk.reading.reach(MARIA).blocked == (OURS, TOLL_FREE)
    assert "(312) 555-0100 and (833) 555-0100." in desk.reading.why(MARIA).reach
    pages.put([raw_message("START", at=NOW + 20)], NOW + 20)
    assert desk.reading.known(MARIA).gate.state is TextState.IN
    assert desk.reading.reach(MARIA).blocked == (TOLL_FREE,)
    assert desk.reading.why(MARIA).reach == (
        "The phone network still blocks texts from (833) 555-0100. Maria can lift that by texting "
        "START to it."
    )


def test_an_opt_out_the_network_does_not_know_blocks_no_pair(desk, maria):
    desk.consent.opt_out_told_firm(MARIA, DANA, "by phone", "no more texts please")
    assert desk.reading.why(MARIA).reach == (
        "The phone network blocks none of our numbers. Brieftext keeps texts off from every number "
        "of the firm."
    )


def test_where_texts_may_go_nothing_is_said_of_numbers(desk, maria):
    assert desk.reading.why(MARIA).reach == ""
    assert desk.reading.contact_card(maria).consent[0].reach == ""
