"""The fields of a template: filled in, left as blanks, or wrong with their place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.rules.content.blanks import BLANKS
from desktop_app.services.templates import merging

MARIA = {"first_name": "Maria", "firm": "Smith Law"}


def test_fields_of_a_record_are_filled_in():
    assert merging.filled("{firm}: Hi {first_name}.", MARIA) == "Smith Law: Hi Maria."


def test_a_field_is_found_whatever_its_case_and_room():
    assert merging.filled("{ First_Name }", MARIA) == "Maria"


def test_what_is_not_known_is_left_as_a_blank_to_write_over():
    assert merging.filled("On {date}, {full_name}.", MARIA) == "On [date], [full name]."


def test_two_braces_stand_for_one():
    assert merging.filled("{{not a field}} {firm}", MARIA) == "{not a field} Smith Law"


@pytest.mark.parametrize(
    ("body", "start", "end", "said"),
    [
        ("Hi {frist_name}", 3, 15, "Did you mean {first_name}?"),
        ("Hi {first name}", 3, 15, "Did you mean {first_name}?"),
        ("Hi {zzzz}", 3, 9, "Choose one from the list."),
        ("Hi {first_name", 3, 4, "The brace at character 4 is never closed."),
        ("Hi first_name}", 13, 14, "The brace at character 14 closes nothing."),
        ("Hi {}", 3, 5, "The field at character 4 has no name."),
        ("{{firm} {firm}", 6, 7, "The brace at character 7 closes nothing."),
    ],
)
def test_a_wrong_field_is_named_with_its_place(body, start, end, said):
    (problem,) = merging.problems(body)
    assert (problem.start, problem.end) == (start, end)
    assert said in problem.message


def test_every_wrong_field_is_named():
    assert [each.start for each in merging.problems("{a} {firm} {b}")] == [0, 11]


def test_a_broken_template_is_never_filled_in():
    with pytest.raises(ValueError, match="broken"):
        merging.filled("Hi {nobody}", MARIA)


def test_every_blank_it_can_leave_is_one_the_gate_stops():
    assert {merging.blank(name)[1:-1] for name in merging.FIELDS} == BLANKS


@given(st.text(alphabet="{}ab _firm", max_size=60))
def test_any_text_is_either_filled_in_or_has_a_problem_inside_it(body):
    found = merging.problems(body)
    for each in found:
        assert 0 <= each.start < each.end <= len(body)
    if not found:
        merging.filled(body, MARIA)


@given(st.text(max_size=60))
def test_words_with_doubled_braces_come_back_as_they_were(words):
    body = words.replace("{", "{{").replace("}", "}}")
    assert merging.problems(body) == ()
    assert merging.filled(body, {}) == words
