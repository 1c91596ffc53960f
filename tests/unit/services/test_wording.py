"""How a sentence names a person."""

import pytest

from desktop_app.services.wording import Person, sentence


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Maria Delgado", "Maria"),
        ("Dr. Anita Desai", "Dr. Desai"),
        ("Mr. Brandt", "Mr. Brandt"),
        ("Dr.", "Dr."),
        ("(312) 555-0118", "(312) 555-0118"),
        ("", ""),
    ],
)
def test_a_person_is_called_as_people_are(name, first):
    assert Person(name).first == first


def test_with_no_pronoun_on_record_the_name_stands_in():
    who = Person("Sam Ito")
    assert (who.subject, who.object, who.possessive) == ("Sam", "Sam", "their")
    assert who.verb("wants", "want") == "wants"


def test_a_pronoun_on_record_is_used():
    assert Person("Sam Ito", "they").verb("wants", "want") == "want"
    assert (Person("Sam", "he").object, Person("Sam", "she").possessive) == ("him", "her")
    assert sentence("she wrote") == "She wrote"
