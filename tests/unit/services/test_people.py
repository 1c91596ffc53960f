"""The table of people over a real store: orders, pages by key, filters, counts, single rows."""

import itertools
import random

import pytest

from desktop_app.models.enums import TextState
from desktop_app.services import people
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.people import PeopleCount, PeopleView, Whose
from desktop_app.services.records import ConsentEntry, ConsentLevel, ContactEdit
from tests.store_kit import MARIA, NOW, TOMASZ, raw_message

DANA = "Dana Whitfield"
BEAU, ZOE = "+15045550146", "+12175550146"


@pytest.fixture
def everybody(desk, contacts):
    """Five people: two wrote, one of them stopped; one has no cell, two have no matter."""
    made = {}
    for name, cell, matter, role in (
        ("María Delgado", MARIA, "26-0187", "client"),
        ("Tomasz Nowak", TOMASZ, "26-0044", "client"),
        ("Beau Thibodeaux", BEAU, "", "witness"),
        ("Zoë Alvarez", ZOE, "25-0990", "expert"),
        ("Ines Moreau", "", "", "client"),
    ):
        edit = ContactEdit(None, name, cell=cell, matter=matter, role=role)
        made[name.split()[0]] = contacts.save(edit, DANA)
    rows = [
        raw_message("hello", at=NOW - 60, client=MARIA),
        raw_message("STOP", at=NOW - 30, client=TOMASZ),
    ]
    PageStore(desk.database).put(rows, NOW)
    return made


def names(rows):
    return [row.name.split()[0] for row in rows]


def table(desk, **more):
    return desk.reading.people_page(PeopleView(**more))


def ordered(desk, sort, *, down):
    return names(table(desk, sort=sort, descending=down))


def test_a_row_says_who_it_is_and_what_is_known_about_texts(desk, everybody):
    row = table(desk)[1]
    assert (row.name, row.number, row.matter, row.role) == (
        "María Delgado",
        MARIA,
        "26-0187",
        "client",
    )
    assert row.text_state is TextState.IN
    assert row.last_at == NOW - 60
    assert row.conversation_id == desk.reading.conversation_by_number(MARIA).id
    assert row.contact_id == everybody["María"]


def test_whoever_was_never_written_to_has_no_conversation_and_no_time(desk, everybody):
    row = next(row for row in table(desk) if row.contact_id == everybody["Beau"])
    assert (row.conversation_id, row.last_at, row.text_state) == (None, 0, TextState.NONE)


@pytest.mark.parametrize(
    ("sort", "up", "down"),
    [
        ("name", "Beau Ines María Tomasz Zoë", "Zoë Tomasz María Ines Beau"),
        ("matter", "Zoë Tomasz María Beau Ines", "María Tomasz Zoë Beau Ines"),
        ("cell", "Zoë Tomasz Beau María Ines", "María Beau Tomasz Zoë Ines"),
        ("texts", "María Beau Ines Zoë Tomasz", "Tomasz Beau Ines Zoë María"),
        ("last", "María Tomasz Beau Ines Zoë", "Tomasz María Beau Ines Zoë"),
        ("role", "Ines María Tomasz Zoë Beau", "Beau Zoë Ines María Tomasz"),
    ],
)
def test_every_column_sorts_both_ways_equals_by_name_and_what_is_missing_last(
    desk, everybody, sort, up, down
):
    assert ordered(desk, sort, down=False) == up.split()
    assert ordered(desk, sort, down=True) == down.split()


@pytest.fixture
def many(desk):
    """Two hundred people in the store, some with the same name, few of them with all fields."""
    chance = random.Random(7)
    states = [state.value for state in TextState]
    with desk.database.write() as connection:
        run = connection.exec_driver_sql
        for number in range(9):
            run(
                "INSERT INTO matters VALUES (?, ?, '', 'open', 'normal', '', NULL, NULL, ?)",
                (number + 1, f"26-{number}", NOW),
            )
        for number in range(200):
            name, cell = f"client {chance.randrange(60)}", f"+1813555{number:04}"
            run(
                "INSERT INTO contacts (name, role, cell, email, pronoun, time_zone, notes, "
                "matter_id, search_text, created_at, updated_at) VALUES "
                "(?, ?, ?, '', '', '', '', ?, ?, ?, ?)",
                (
                    name,
                    chance.choice(["client", "witness", ""]),
                    chance.choice([None, cell]),
                    chance.choice([None, *range(1, 10)]),
                    name,
                    NOW,
                    NOW,
                ),
            )
            if chance.random() < 0.5:
                run(
                    "INSERT OR IGNORE INTO channel_consents VALUES "
                    "(?, 'texts', ?, 'none', 'none', 0, '', '', 0, 0)",
                    (cell, chance.choice(states)),
                )
    messages = [
        raw_message("hi", at=NOW - chance.randrange(40), client=f"+1813555{n:04}")
        for n in range(0, 200, 2)
    ]
    PageStore(desk.database).put(messages, NOW)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", people.SORTS)
def test_page_by_page_gives_the_same_as_all_at_once(desk, many, sort, descending):
    view = PeopleView(sort=sort, descending=descending)
    whole = desk.reading.people_page(view, None, 1_000)
    paged, after = [], None
    while page := desk.reading.people_page(view, after, 7):
        paged += page
        after = page[-1].key
    assert len(whole) == 200
    assert paged == whole
    pairs = itertools.pairwise(whole)
    assert all(one.key.comes_before(two.key, descending=descending) for one, two in pairs)


@pytest.mark.parametrize(
    "words", ["delgado", "DELGADO maria", "0187", "(813) 555-0142", "8135550142"]
)
def test_words_find_people_by_name_matter_and_number_however_typed(desk, everybody, words):
    assert names(table(desk, words=words)) == ["María"]


def test_wildcards_of_the_store_are_only_letters_here(desk, everybody):
    assert table(desk, words="%") == []
    assert table(desk, words="_") == []


def test_a_state_and_a_role_leave_only_those_who_have_both(desk, everybody):
    assert set(names(table(desk, state=TextState.NONE))) == {"Beau", "Zoë", "Ines"}
    assert names(table(desk, state=TextState.OUT_CARRIER)) == ["Tomasz"]
    assert names(table(desk, state=TextState.NONE, role="client")) == ["Ines"]


def test_the_counts_say_all_those_opted_in_and_those_shown(desk, everybody):
    assert desk.reading.people_count(PeopleView()) == PeopleCount(5, 1, 5)
    narrowed = PeopleView(state=TextState.NONE, sort="name")
    assert desk.reading.people_count(narrowed) == PeopleCount(5, 1, 3)
    assert desk.reading.people_count(PeopleView(words="o", role="witness")) == PeopleCount(5, 1, 1)


def test_certain_rows_are_read_by_record_by_conversation_or_by_number(desk, everybody):
    talk = desk.reading.conversation_by_number(TOMASZ).id
    view = PeopleView(sort="name", descending=False)
    whose = Whose(frozenset({everybody["Beau"]}), frozenset({talk}), frozenset({MARIA}))
    whole = table(desk, sort="name", descending=False)
    assert desk.reading.people_among(view, whose) == [
        row for row in whole if row.name.split()[0] in {"Beau", "María", "Tomasz"}
    ]
    assert desk.reading.people_among(view, Whose()) == []
    out = PeopleView(state=TextState.OUT_CARRIER)
    assert names(desk.reading.people_among(out, whose)) == ["Tomasz"]


def test_rows_with_one_cell_share_its_conversation(desk, contacts, everybody):
    contacts.save(ContactEdit(None, "Rosa Delgado", cell=MARIA), DANA)
    rows = table(desk, words="delgado")
    assert names(rows) == ["María", "Rosa"]
    assert len({row.conversation_id for row in rows}) == 1


def test_the_menu_and_the_notice_of_a_number_need_no_conversation(desk, everybody):
    keys = [item.key for item in desk.reading.menu_of_number(BEAU)]
    assert keys == [item.key for item in desk.reading.menu_of_number(MARIA)]
    assert desk.reading.text_notice(BEAU).actions == ("record_consent", "request_opt_in")
    desk.consent.record_consent(
        ConsentEntry(BEAU, ConsentLevel.EXPRESS, "2026-03-04", "by phone", "Yes, text me"), DANA
    )
    assert desk.reading.text_notice(BEAU) is None
    assert table(desk, words="beau")[0].text_state is TextState.IN


def test_a_click_on_a_head_turns_its_column_and_a_new_one_starts_its_usual_way():
    view = PeopleView()
    assert (view.sort, view.descending) == ("last", True)
    assert view.sorted_by("last").descending is False
    by_name = view.sorted_by("name")
    assert (by_name.sort, by_name.descending) == ("name", False)
    assert by_name.sorted_by("name").descending is True
    assert by_name.sorted_by("last").descending is True
