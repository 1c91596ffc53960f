"""The counter says characters, texts, and what makes it more."""

import pytest

from desktop_app.views.counting import count_words, straight


def test_it_counts_characters_and_texts():
    assert count_words("a" * 138).words == "138 characters · 1 text"
    assert count_words("a").words == "1 character · 1 text"
    assert count_words("a" * 161).words == "161 characters · 2 texts"


def test_a_curly_quote_that_makes_it_two_is_named():
    counted = count_words("It’s " + "a" * 100)
    assert counted.words == "105 characters · 2 texts, because of the curly quote"


def test_a_curly_quote_that_costs_nothing_is_left_alone():
    counted = count_words("It’s fine")
    assert counted.words == "9 characters · 1 text"


def test_an_emoji_is_named():
    counted = count_words("🙂 " + "a" * 100)
    assert counted.words.endswith(", because of the emoji")


def test_a_letter_outside_the_alphabet_is_named():
    assert count_words("ł" + "a" * 100).words.endswith(", because of the letter ł")


def test_beside_an_emoji_the_quote_is_not_what_makes_it_longer():
    counted = count_words("It’s 🙂 " + "a" * 100)
    assert counted.words.endswith(", because of the emoji")


def test_more_than_a_text_can_have_is_a_problem_with_its_size():
    assert count_words("a" * 1600).problem == ""
    assert count_words("a" * 1612).problem == "A text can have 1,600 characters. Take out 12."


@pytest.mark.parametrize(
    ("curly", "plain"),
    [("“Yes”", '"Yes"'), ("it’s", "it's"), ("9–5", "9-5"), ("wait…", "wait..."), ("é", "é")],
)
def test_straight_characters_replace_the_typographic_ones(curly, plain):
    assert straight(curly) == plain
