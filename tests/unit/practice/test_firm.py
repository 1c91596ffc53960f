"""The made-up firm: people who could exist, numbers that cannot, and a past that adds up."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from desktop_app.services.practice import constants
from desktop_app.services.practice.firm import roster
from desktop_app.services.practice.firm.episodes import EPISODES, LIVES
from desktop_app.services.practice.firm.history import history
from desktop_app.services.practice.firm.pictures import car, form, placeholder
from desktop_app.services.practice.firm.threads import THREADS
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST

PEOPLE = {person.name: person for person in roster()}
FICTION = re.compile(r"\+1\d{3}55501\d\d|\+447700900\d{3}")
NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC).timestamp()


@pytest.fixture(scope="module")
def past():
    threads = defaultdict(list)
    for text in history(NOW):
        threads[text.client].append(text)
    return {name: threads[person.number] for name, person in PEOPLE.items()}


def test_the_firm_has_about_forty_clients_in_many_places():
    assert 38 <= len(PEOPLE) == len(roster()) <= 45
    assert len({person.number[2:5] for person in roster()}) > 12
    assert len({person.time_zone for person in roster()}) >= 5
    assert sum(person.on_text == "spanish" for person in roster()) >= 4
    assert {person.pronoun for person in roster()} >= {"she", "he", "they"}


def test_every_number_is_kept_for_fiction_and_belongs_to_one_person():
    numbers = [
        number
        for person in roster()
        for number in (person.number, person.home, person.work)
        if number
    ] + [constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER]
    assert len(numbers) == len(set(numbers))
    assert [number for number in numbers if not FICTION.fullmatch(number)] == []


@pytest.mark.parametrize(
    "number",
    [constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER]
    + [person.number for person in roster() if person.number.startswith("+1")],
)
def test_every_number_has_an_area_code_that_exists(number):
    assert phonenumbers.is_valid_number(phonenumbers.parse(number))


@pytest.mark.parametrize("person", roster(), ids=lambda person: person.name)
def test_every_client_is_complete_enough_to_be_a_contact(person):
    assert re.fullmatch(r"2[56]-\d{4}", person.matter_number)
    assert person.matter_title
    assert ZoneInfo(person.time_zone)
    assert person.email == "" or person.email.endswith("example.com")
    if person.consent:
        assert date.fromisoformat(person.consent.agreed_on) < date(2026, 11, 1)
        assert person.consent.how
        assert person.consent.words


def test_who_never_agreed_was_never_texted(past):
    for person in roster():
        if person.consent is None:
            assert past[person.name] == []


def test_the_past_is_several_hundred_texts_in_order_and_over():
    texts = history(NOW)
    assert 400 <= len(texts) <= 800
    assert all(one.at <= other.at for one, other in pairwise(texts))
    assert texts[-1].at < NOW
    assert NOW - texts[0].at < 70 * 86_400


@pytest.mark.parametrize("hour", [0, 4, 9, 23])
@pytest.mark.parametrize("day", [21, 22, 23, 30])
def test_no_text_lies_in_the_future_whatever_day_the_firm_is_founded(day, hour):
    now = datetime(2026, 11, day, hour, 30, tzinfo=UTC).timestamp()
    by_client = defaultdict(list)
    for text in history(now):
        by_client[text.client].append(text.at)
    for times in by_client.values():
        assert all(one < other for one, other in pairwise(times))
        assert times[-1] < now


def test_nothing_is_left_to_fill_in(past):
    for texts in past.values():
        for text in texts:
            assert not re.search(r"[{}\[\]|]", text.body)
            assert text.body or text.pictures
            assert len(text.body) <= 320


def test_the_first_text_of_the_firm_names_it_and_says_how_to_stop(past):
    for name, texts in past.items():
        ours = [text for text in texts if not text.inbound]
        if ours:
            assert "Hartwell & Osei" in ours[0].body, name
            assert "STOP" in ours[0].body, name


def test_the_firm_never_texts_before_8_or_after_21_where_the_client_lives(past):
    for name, texts in past.items():
        zone = ZoneInfo(PEOPLE[name].time_zone)
        for text in texts:
            if not text.inbound:
                assert 8 <= datetime.fromtimestamp(text.at, zone).hour < 21, (name, text.body)


def test_everybody_written_about_exists():
    assert set(THREADS) | set(LIVES) <= set(PEOPLE)
    assert {life.split()[0] for lives in LIVES.values() for life in lives.split(", ")} == set(
        EPISODES
    )


def test_the_past_holds_what_a_trainee_should_meet(past):
    def bodies(name):
        return [text.body for text in past[name]]

    def errors(name):
        return {text.error for text in past[name]}

    assert bodies("Maria Delgado").index("STOP") + 1 == bodies("Maria Delgado").index("START")
    assert bodies("Tomasz Nowak")[-1] == "STOP"
    assert "UNSTOP" in bodies("Joanna Bielski")
    assert "HELP" in bodies("Patrick Dunne")
    assert bodies("Dan Fischer")[-1].startswith("please stop texting me")
    assert 30007 in errors("Kevin O’Rourke")
    assert errors("Harold Benning") == {30006}
    assert 30003 in errors("Nadia Petrov")
    kinds = {p.content_type for texts in past.values() for text in texts for p in text.pictures}
    assert kinds == {"image/jpeg", "image/png"}


def test_about_six_conversations_wait_for_an_answer_today(past):
    waiting = [
        name
        for name, texts in past.items()
        if texts and texts[-1].inbound and NOW - texts[-1].at < 4 * 3600
        if texts[-1].body != "STOP"
    ]
    assert 5 <= len(waiting) <= 8


def test_the_network_knows_of_the_keywords_in_the_past():
    with PracticeServer(settings=FAST) as server:
        assert server.truth()["blocked"] == [
            [PEOPLE["Tomasz Nowak"].number, constants.LOCAL_NUMBER]
        ]


def test_the_firm_opted_one_client_out_itself():
    assert [person.name for person in roster() if person.firm_opt_out] == ["Gordon Pell"]


def test_some_clients_are_texted_from_the_toll_free_number(past):
    senders = {text.firm for texts in past.values() for text in texts}
    assert senders == {constants.LOCAL_NUMBER, constants.TOLL_FREE_NUMBER}


def test_the_pictures_are_what_they_claim_to_be():
    assert car().data.startswith(b"\xff\xd8\xff")
    assert car().data.endswith(b"\xff\xd9")
    for picture in (form(), placeholder()):
        assert picture.data.startswith(b"\x89PNG\r\n\x1a\n")
        assert b"IEND" in picture.data[-12:]
