"""Spelling while typing: what is marked, what is a word of the trade or a name, which language."""

import gzip

import pytest

from desktop_app.models.enums import Origin, Outcome
from desktop_app.services.resources import resource, rule_data
from desktop_app.services.rules.content import spelling
from desktop_app.services.rules.content.dictionary import Dictionary
from desktop_app.services.rules.content.findings import Circumstances
from desktop_app.services.rules.content.spelling import check, fixes, suggestions

NOW = Circumstances()
BULK = Circumstances(origin=Origin.BULK)


@pytest.fixture(autouse=True)
def _ready():
    spelling.prepare()


def marked(body, about=NOW):
    return [body[each.start : each.end] for each in check(body, about)]


@pytest.mark.row("S1-14")
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Yuor heering is tomorow", ["heering", "tomorow"]),
        ("please recieve teh documnets", ["recieve", "teh", "documnets"]),
        ("La audencia es el juebes", ["audencia", "juebes"]),
        ("Please bring the zapatos tomorow", ["zapatos", "tomorow"]),
    ],
)
def test_misspelled_words_are_marked(body, words):
    found = check(body, NOW)
    assert [body[each.start : each.end] for each in found] == words
    assert {each.outcome for each in found} == {Outcome.INFO}
    assert {each.rule for each in found} == {"C-06"}


@pytest.mark.row("S1-14")
@pytest.mark.parametrize(
    "body",
    [
        "voir dire is Monday",
        "we filed the habeas, and a subpoena duces tecum for nguyen",
        "the qdro and the expungement are done",
        "Yuor Heering",
        "see smithlaw.com/intake, www.foo.example or jo@smithlaw.com",
        "form i-130, ch7 and 24-cv-1234 at 9am, room b12",
        "hello {first_nam}, the client's file, don't worry",
        "La audiencia es mañana, traiga los papeles y llámeme por favor",
        "la audiencia es manana, le mandamos la direccion",
        "ok thx, eta 5 min",
    ],
)
def test_names_trade_words_links_and_numbers_are_not_marked(body):
    assert marked(body) == []


def test_the_names_of_the_contact_and_the_matter_are_never_misspelled():
    assert marked("met with xochilt and tlalli") == ["xochilt", "tlalli"]
    assert marked("met with xochilt and tlalli", Circumstances(names=frozenset({"xochilt"}))) == [
        "tlalli"
    ]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("the heering and the ofice tomorow are wrnog", Outcome.WARN),
        ("heering at nine", Outcome.WARN),
        ("the heering is on the second floor of the building at nine in the morning", Outcome.INFO),
    ],
)
def test_many_misspellings_in_a_text_to_many_people_are_a_warning(body, outcome):
    assert {each.outcome for each in check(body, BULK)} == {outcome}
    assert {each.outcome for each in check(body, NOW)} == {Outcome.INFO}


@pytest.mark.row("S1-14")
def test_what_was_probably_meant_can_be_put_in_with_one_click():
    body = "the heering is tomorow"
    first, second = check(body, NOW)
    assert suggestions("heering")[0] == "hearing"
    assert fixes(second, body)[0].applied(body) == "the heering is tomorrow"
    assert first.message == "Check the spelling: “heering”."


def test_nothing_is_found_before_the_dictionaries_are_read(monkeypatch):
    monkeypatch.setattr(spelling, "_ready", {})
    assert not spelling.prepared()
    assert marked("heering tomorow") == []
    spelling.prepare()
    assert spelling.prepared()
    assert marked("heering tomorow") == ["heering", "tomorow"]


def test_no_more_than_twenty_words_are_named():
    assert len(check("qzx wvk " * 40, NOW)) == spelling.MOST


def test_a_word_is_found_by_the_whole_of_it():
    words = Dictionary("en")
    assert "hearing" in words
    assert "hearin" not in words
    assert words.rank("the") > words.rank("hearing") > words.rank("heering") == 0
    assert "mañana" in Dictionary("es")
    assert Dictionary("es").knows_without_accents("manana")


def test_the_word_lists_are_in_order_and_the_trade_words_dated():
    for language in ("en", "es"):
        data = gzip.decompress(resource("rules", "words", f"{language}.gz").read_bytes())
        lines = data.decode("utf-8").splitlines()
        assert lines == sorted(lines)
        assert len(lines) > 80_000
    assert rule_data("legal_words")["as_of"] == "2026-11-25"


def test_ordinary_texts_of_a_law_office_are_hardly_ever_marked():
    texts = resource("rules", "training", "content_ordinary.txt").read_text("utf-8").splitlines()
    wrong = [(text, marked(text)) for text in texts if marked(text)]
    assert len(wrong) <= 0.01 * len(texts), wrong
