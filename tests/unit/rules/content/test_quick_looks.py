"""What is looked at first, so that most texts are done with soon, never hides anything."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.services.rules.content import sensitive
from desktop_app.services.rules.content.emoji import EMOJI, emoji_in
from desktop_app.services.rules.content.hinted import Hinted
from desktop_app.services.rules.content.links import links_in
from desktop_app.services.rules.content.numbers import begins_like_a_card
from desktop_app.services.rules.content.opt_out_words import says_how_to_stop
from desktop_app.services.rules.content.plain import REMEMBERED, plain
from desktop_app.services.rules.content.reading import words

HINTED = [
    each
    for value in vars(sensitive).values()
    for each in (value if isinstance(value, tuple) else (value,))
    if isinstance(each, Hinted)
]
KNOWN = frozenset({"free", "loan", "loans", "glock", "no", "interest", "viagra"})


def said(body, known=KNOWN):
    return [(word.said, word.hidden) for word in words(plain(body), known)]


def written(body):
    return [body[word.start : word.end] for word in words(plain(body), KNOWN)]


def test_the_patterns_that_are_hinted_at_are_those_of_the_sensitive_matters():
    assert len(HINTED) == 18


@pytest.mark.parametrize("hinted", HINTED, ids=lambda each: each.pattern.pattern[:30])
def test_whatever_a_pattern_matches_has_one_of_its_hints_in_it(hinted):
    @settings(max_examples=40, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(hinted.pattern))
    def holds(text):
        assert hinted.search(text)
        assert [each.span() for each in hinted.finditer(text)] == [
            each.span() for each in hinted.pattern.finditer(text)
        ]

    holds()


def test_without_a_hint_nothing_is_found():
    assert Hinted(r"\d+", "number").search("12") is None
    assert list(Hinted(r"\d+", "number").finditer("12")) == []


def test_cards_begin_as_the_networks_publish_it():
    ranges = [(3400, 3499), (3600, 3899), (3000, 3059), (4000, 4999), (5100, 5599)]
    ranges += [(6011, 6011), (6440, 6499), (6500, 6599), (2221, 2720), (3528, 3589)]
    for digits in map("".join, product("0123456789", repeat=4)):
        known = any(first <= int(digits) <= last for first, last in ranges)
        assert begins_like_a_card(digits) is known, digits


@pytest.mark.parametrize("word", sorted(word for word in KNOWN if len(word) > 3))
@pytest.mark.parametrize("gap", [" ", ".", "-", "_"])
def test_a_word_written_letter_by_letter_is_read_as_that_word(word, gap):
    assert said(gap.join(word)) == [(word, True)]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("f r 3 3", "free"),
        ("l 0 @ n", "loan"),
        ("g 1 o c k", "glock"),
        ("f r e e e e", "free"),
        ("l o o o a n", "loan"),
        ("l o ! a n s", "loans"),
    ],
)
def test_letters_apart_that_are_digits_or_stretched_are_read_too(body, word):
    assert said(body) == [(word, True)]


def test_words_run_together_with_gaps_are_taken_apart():
    assert [word for word, _ in said("n o i n t e r e s t l o a n")] == [
        "n",
        "o",
        "interest",
        "loan",
    ]


def test_letters_of_another_alphabet_hide_only_the_word_they_stand_in():
    assert said("a frее loan – no") == [
        ("a", False),
        ("free", True),
        ("loan", False),
        ("no", False),
    ]


def test_a_token_reads_the_same_wherever_it_stands_and_however_long_it_is():
    long = "-".join(["loan"] * REMEMBERED)
    assert said(long) == [("loan", False)] * REMEMBERED
    assert written(f"so {long}")[1:] == ["loan"] * REMEMBERED
    assert written("buy.now loan, buy.now") == ["buy", ".", "now", "loan", "buy", ".", "now"]


def test_the_words_that_stop_are_found_behind_many_others():
    assert says_how_to_stop("stop " * 300 + "and so on. Reply STOP to opt out.")
    assert not says_how_to_stop("Stop by our office. We never stop. " * 40)


def test_each_link_is_found_once_whatever_stands_around_it():
    body = 'see "http://a.com/x"b.com and <c.com>d.net, (e.org).'
    assert [link.host for link in links_in(body)] == ["a.com", "b.com", "c.com", "d.net", "e.org"]
    assert [body[link.start : link.end] for link in links_in(body)] == [
        "http://a.com/x",
        "b.com",
        "c.com",
        "d.net",
        "e.org",
    ]


@given(st.text(st.sampled_from("1#a \ufe0f\u20e3☀👍\u200d‼〰é"), max_size=12))
def test_looking_for_pictures_first_finds_the_same_emoji(body):
    assert emoji_in(body) == [found.span() for found in EMOJI.finditer(body)]
