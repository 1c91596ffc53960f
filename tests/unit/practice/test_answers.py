"""Clients answer when texted, each in their own way and when their time has come."""

import pytest

from desktop_app.services.practice.firm import roster
from desktop_app.services.practice.firm.answers import answer_to
from tests.unit.practice.caller import MARIA

BY_NAME = {person.name: person for person in roster()}
BEAU = BY_NAME["Beau Thibodeaux"].number


def bodies(call, number):
    return [each["body"] for each in call.listed(From=number)]


def test_an_answer_comes_seconds_after_delivery(server, call):
    call.sent(body="Can you come in on Tuesday at 2:00 PM?")
    server.advance(5)
    assert bodies(call, MARIA) == []
    server.advance(12)
    assert bodies(call, MARIA) == ["Tuesday at 2:00 PM works for me. Thank you!"]


def test_an_answer_to_come_is_no_text_yet(server, call):
    call.sent()
    truth = server.truth()
    assert (len(truth["messages"]), truth["answers_to_come"]) == (1, 1)


def test_several_texts_in_a_row_get_one_answer(server, call):
    for body in ("Hi Maria.", "One more thing.", "That was all."):
        call.sent(body=body)
    server.advance(60)
    assert len(bodies(call, MARIA)) == 1


def test_beau_answers_stop_and_the_network_blocks_him_from_then_on(server, call):
    call.sent(to=BEAU)
    server.advance(2)
    assert call.text(to=BEAU).status == 201
    server.advance(30)
    assert bodies(call, BEAU) == ["STOP"]
    assert call.text(to=BEAU).code == 21610


def test_nobody_answers_what_never_arrived(server, call):
    server.change_settings(lines={MARIA: "landline"})
    call.sent()
    server.advance(3600)
    assert bodies(call, MARIA) == []


def test_answers_can_be_switched_off(server, call):
    server.change_settings(answers=False)
    call.sent()
    server.advance(3600)
    assert bodies(call, MARIA) == []


def test_an_answer_can_bring_a_picture(server, call):
    call.sent(body="Do you have a photo of the bumper?")
    server.advance(30)
    assert [each["num_media"] for each in call.listed(From=MARIA)] == ["1"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Maria Delgado", "Deposition prep is Tuesday. Reply YES to confirm.", "YES"),
        ("Maria Delgado", "Is this still your address?", "Yes, that’s right."),
        ("Maria Delgado", "The papers need your signature, please sign", "I will get that to you"),
        ("Maria Delgado", "Thank you for coming", "You’re welcome"),
        ("Maria Delgado", "We filed it", "Ok, thank you for letting me know."),
        ("Marcus Reed", "Did you get the letter?", "yes"),
        ("Marcus Reed", "Reply YES to confirm", "Yes"),
        ("James Okafor", "Court is Monday at 9:00 AM", "Ok, Monday at 9:00 AM. Do I need"),
        ("James Okafor", "Text YES to confirm", "YES"),
        ("Grace Kim", "Reply YES to confirm", "YES"),
        ("Luis Ferrer", "Reply YES to confirm", "YES"),
        ("Luis Ferrer", "Su cita es el lunes a las 9:00 a.m.", "Sí, ahí estaré. Gracias."),
        ("Luis Ferrer", "¿Recibió la carta?", "Sí, claro."),
        ("Luis Ferrer", "Responda SÍ para confirmar.", "SÍ"),
        ("Grace Kim", "Mr. Osei can call at 4:00 PM", "Confirmed for 4:00 PM. Kind regards."),
        ("Tomasz Nowak", "Hello again", "STOP"),
        ("Patrick Dunne", "Court is on Monday", "HELP"),
        ("Ray Kowalczyk", "Hello Mr. Kowalczyk", "Wrong number, I don’t know any Dana."),
    ],
)
def test_each_client_answers_in_their_own_manner(name, text, expected):
    answer = answer_to(BY_NAME[name].number, text, 0)
    assert answer is not None
    assert answer.body.startswith(expected)


def test_who_never_looks_at_the_phone_does_not_answer():
    assert answer_to(BY_NAME["Walter Brandt"].number, "Hello?", 0) is None


def test_a_number_outside_the_roster_is_somebody_too():
    assert answer_to("+13125550198", "Are you there?", 0) is not None


@pytest.mark.parametrize("person", roster(), ids=lambda person: person.name)
def test_no_ordinary_answer_is_a_keyword_by_accident(person):
    if person.on_text in {"stop", "help"}:
        return
    for earlier in range(4):
        for text in ("Hello", "Is that right?", "Court is Monday at 9:00 AM", "Thank you", "Sign"):
            answer = answer_to(person.number, text, earlier)
            assert (
                answer is None
                or answer.body.upper() not in {"STOP", "END", "CANCEL", "YES"}
                or (person.on_text == "brief")
            )
