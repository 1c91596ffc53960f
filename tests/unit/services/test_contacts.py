"""Records of people: checked at their fields, found however they are typed."""

import pytest

from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.records import ContactEdit
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DANA = "Dana Whitfield"


def edit(**more):
    return ContactEdit(**({"contact_id": None, "name": "Tomasz Nowak", "cell": TOMASZ} | more))


def test_a_record_gives_its_conversation_a_name(desk, contacts):
    PageStore(desk.database).put([raw_message("hi", at=NOW, client=TOMASZ)], NOW)
    assert desk.reading.conversation_by_number(TOMASZ).name == "(312) 555-0118"
    contacts.save(edit(), DANA)
    assert desk.reading.conversation_by_number(TOMASZ).name == "Tomasz Nowak"


def test_a_changed_cell_leaves_the_old_conversation_without_the_name(desk, contacts):
    PageStore(desk.database).put([raw_message("hi", at=NOW, client=TOMASZ)], NOW)
    saved = contacts.save(edit(), DANA)
    contacts.save(edit(contact_id=saved, cell="(312) 555-0119"), DANA)
    assert desk.reading.conversation_by_number(TOMASZ).contact_id is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": " "}, "name", "Give the person a name"),
        ({"cell": "12345"}, "cell", "short code"),
        ({"cell": "911"}, "cell", "911"),
        ({"home": "555-0177"}, "home", "too short"),
        ({"work": "(813) 155-0142"}, "work", "Check the digits"),
        ({"email": "maria at example"}, "email", "not an email address"),
        ({"time_zone": "Florida"}, "time_zone", "Choose a time zone"),
        ({"state": "Fla"}, "state", "not a state"),
        ({"zip_code": "3360"}, "zip_code", "five digits"),
        ({"pronoun": "ze"}, "pronoun", "Choose she, he, they"),
    ],
)
def test_each_bad_field_gets_its_sentence_and_nothing_is_saved(
    desk, contacts, change, field, words
):
    with pytest.raises(InvalidInput) as caught:
        contacts.save(edit(**change), DANA)
    assert [problem.field for problem in caught.value.fields] == [field]
    assert words in caught.value.fields[0].message
    assert desk.reading.contact_ids() == []


def test_state_and_zip_code_are_kept_as_they_are_written_on_letters(desk, contacts):
    saved = contacts.save(edit(state=" florida", zip_code="33602-1234"), DANA)
    card = desk.reading.contact(saved)
    assert (card.state, card.zip_code) == ("FL", "33602-1234")


def test_a_zone_is_kept_with_the_time_it_was_told_and_another_one_with_its_own(desk, contacts):
    desk.clock.at = NOW
    saved = contacts.save(edit(time_zone="America/Denver"), DANA)
    desk.clock.at = NOW + 60
    contacts.save(edit(contact_id=saved, time_zone="America/Denver", notes="Moved."), DANA)
    assert desk.reading.contact(saved).time_zone_at == NOW
    contacts.save(edit(contact_id=saved, time_zone="America/Chicago"), DANA)
    assert desk.reading.contact(saved).time_zone_at == NOW + 60
    contacts.save(edit(contact_id=saved), DANA)
    assert desk.reading.contact(saved).time_zone_at == 0


def test_several_bad_fields_are_told_together(contacts):
    with pytest.raises(InvalidInput) as caught:
        contacts.save(edit(name="", cell="1", email="x"), DANA)
    assert [problem.field for problem in caught.value.fields] == ["name", "cell", "email"]


@pytest.mark.row("S0-51")
def test_the_card_says_what_each_number_is_for_and_texts_go_to_the_cell_alone(desk, maria):
    card = desk.reading.contact_card(maria)
    assert [(line.slot, line.use) for line in card.phones] == [
        ("cell", "Cell · primary · gets texts"),
        ("home", "Home · calls only"),
    ]
    assert card.number == MARIA
    assert (card.matter, card.matter_title, card.pronoun) == ("26-0187", "Injury", "she")


@pytest.mark.parametrize(
    "typed",
    [
        "maria",
        "MARÍA",
        "delg",
        "del mar",
        "555-0142",
        "(813) 555-0142",
        "813555",
        "26-0187",
        "injury",
    ],
)
def test_a_person_is_found_however_they_are_typed(desk, maria, typed):
    assert [hit.title for hit in desk.reading.search_people(typed)] == ["María Delgado"]


@pytest.mark.parametrize("typed", ["%", "_", "maria smith", "'; DROP TABLE contacts; --"])
def test_what_matches_nobody_finds_nobody(desk, maria, typed):
    assert desk.reading.search_people(typed) == []
    assert desk.reading.contact_ids() != []


def test_the_match_is_marked_in_the_name(desk, maria):
    assert desk.reading.search_people("delg")[0].spans == ((6, 10),)


def test_a_number_without_a_record_is_found_by_its_digits(desk, maria):
    PageStore(desk.database).put([raw_message("hi", at=NOW, client=TOMASZ)], NOW)
    assert [hit.title for hit in desk.reading.search_people("555-0118")] == ["(312) 555-0118"]


def test_nothing_typed_gives_the_people_last_opened(desk, maria):
    PageStore(desk.database).put([raw_message("hi", at=NOW, client=TOMASZ)], NOW)
    desk.messaging.mark_read(maria)
    titles = [hit.title for hit in desk.reading.search_people("")]
    assert titles == ["María Delgado", "(312) 555-0118"]


@pytest.mark.parametrize(
    ("number", "words"),
    [("32665", "short code"), ("(312) 555-0100", "own number"), ("911", "911")],
)
def test_a_conversation_with_what_cannot_be_texted_is_not_begun(desk, number, words):
    with pytest.raises(InvalidInput, match=words):
        desk.messaging.start_conversation(number)
    assert len(desk.reading.inbox_page()) == 1


def test_a_conversation_can_be_begun_with_a_number_nobody_knows(desk):
    place = desk.messaging.start_conversation("312 555 0118", "Tomasz N.")
    assert desk.reading.conversation(place).name == "Tomasz N."
    assert desk.reading.locked_notice(place).actions == ("record_consent", "request_opt_in")


def test_a_draft_shows_in_the_inbox_and_is_forgotten_when_emptied(desk, maria):
    desk.messaging.save_draft(MARIA, "Hi Mar")
    assert desk.reading.conversation(maria).draft == "Hi Mar"
    desk.messaging.save_draft(MARIA, "")
    assert desk.reading.conversation(maria).draft == ""


def test_settings_have_a_list_and_keep_to_it(desk):
    from desktop_app.services.events import EventBus
    from desktop_app.services.settings import SettingsService

    service = SettingsService(lambda: desk.database, EventBus())
    assert desk.reading.setting("theme") == "system"
    service.set("theme", "dark")
    assert desk.reading.setting("theme") == "dark"
    with pytest.raises(InvalidInput, match="Choose one of"):
        service.set("theme", "pink")
    with pytest.raises(KeyError):
        service.set("colour", "pink")
    with pytest.raises(KeyError):
        desk.reading.setting("colour")


def test_the_inbox_pages_by_key_and_filters(desk):
    raws = [
        raw_message(f"text {n}", at=NOW - 60 * n, client=f"+1312555{n:04}") for n in range(200, 330)
    ]
    PageStore(desk.database).put(raws, NOW)
    seen, after = [], None
    while page := desk.reading.inbox_page(after, 50):
        seen += [row.number for row in page]
        after = page[-1].key
    assert len(seen) == len(set(seen)) == 131
    assert desk.reading.unread_count() == 130
    assert len(desk.reading.inbox_page(limit=500, only="unread")) == 130
    assert len(desk.reading.inbox_page(limit=500, only="needs_reply")) == 130
