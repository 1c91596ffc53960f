"""Where words stand in a text, in its own letters, however they are written."""

import pytest

from desktop_app.services.finding import folded, spans


def parts(text, words):
    return [text[at : at + size] for at, size in spans(text, folded(words))]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Está aquí, esta vez", "esta", ["Está", "esta"]),
        ("e\u0301tude", "etude", ["e\u0301tude"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("the ﬁle", "file", ["ﬁle"]),
        ("🙂🙂 don’t", "don't", ["don’t"]),
        ("two\nlines", "two lines", ["two\nlines"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ΟΔΟΣ οδος", "οδος", ["ΟΔΟΣ", "οδος"]),
        ("nothing", "some", []),
        ("anything", "", []),
    ],
)
def test_words_are_shown_as_they_were_written(text, words, shown):
    assert parts(text, words) == shown
