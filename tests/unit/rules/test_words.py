"""Keywords in two layers: what the network acts on, and what a reasonable reader would."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.words import (
    app_keyword,
    as_of,
    carrier_keyword,
    classify,
    may_be_keyword,
    normal,
)

LONG, FREE = "long_code", "toll_free"
BOTH = (LONG, FREE)
APP = rule_data("keywords")["app"]
APP_WORDS = [(word, kind) for kind in ("opt_out", "opt_in", "yes", "help") for word in APP[kind]]
EVERY_WORD = sorted(
    {word for word, _ in APP_WORDS}
    | {
        word
        for sets in rule_data("keywords")["carrier"].values()
        for words in sets.values()
        for word in words
    }
)


# the carrier's layer

CARRIER = {
    LONG: {
        "opt_out": "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT",
        "opt_in": "START UNSTOP",
        "yes": "YES",
        "help": "HELP INFO",
    },
    FREE: {"opt_out": "STOP ARRET", "opt_in": "START UNSTOP NONARRET", "help": "HELP INFO"},
}
CARRIER_CASES = [
    (sender, word, kind)
    for sender, sets in CARRIER.items()
    for kind, words in sets.items()
    for word in words.split()
]


@pytest.mark.parametrize(("sender", "word", "kind"), CARRIER_CASES)
def test_each_carrier_word_works_in_any_case_with_spaces_around(sender, word, kind):
    for body in (word, word.lower(), word.title(), f"  {word}\n"):
        assert carrier_keyword(body, sender) == kind


@pytest.mark.parametrize(
    ("body", "sender", "kind"),
    [
        ("STOP", LONG, "opt_out"),
        ("stop", LONG, "opt_out"),
        (" Quit ", LONG, "opt_out"),
        ("revoke", LONG, "opt_out"),
        ("yes", LONG, "yes"),
        ("INFO", LONG, "help"),
        ("STOP PLEASE", LONG, None),
        ("please cancel", LONG, None),
        ("STOP.", LONG, None),
        ("QUIT", FREE, None),
        ("YES", FREE, None),
    ],
)
def test_the_examples_of_the_carrier_rule(body, sender, kind):
    assert carrier_keyword(body, sender) == kind


@given(
    st.sampled_from(CARRIER_CASES),
    st.text(min_size=1).filter(lambda text: text.strip()),
    st.booleans(),
)
def test_anything_else_in_the_text_means_the_network_does_nothing(case, extra, before):
    sender, word, _ = case
    body = f"{extra} {word}" if before else f"{word} {extra}"
    assert carrier_keyword(body, sender) is None


@pytest.mark.parametrize("body", ["ſtop", "quıt", "ＳＴＯＰ", "s\u200btop", "", "   "])
def test_look_alikes_are_not_the_networks_words(body):
    assert carrier_keyword(body, LONG) is None


def test_a_kind_of_sender_the_program_does_not_offer_has_no_carrier_words():
    assert carrier_keyword("STOP", "short_code") is None
    assert classify("STOP", "short_code").layer == "app"


# the app's layer


@pytest.mark.parametrize(
    "body",
    [
        "STOP!!",
        "“Stop”",
        "Stop 🙏",
        "opt-out",
        "Opt Out",
        "Stop all",
        "Unsubscribe\nSent from my iPhone",
        "ALTO",
        "¡Basta!",
        "S\u200bTOP",
        "no más",
        "NO MAS",
        "remove me",
        "Unsubscribe me.",
        "ＳＴＯＰ",
        "S\u00adT\u00adO\u00adP",
        "\u202estop\u202c",
        "stop ✋🏽",
        "stop \u2764\ufe0f",
        "st\ufe0fop",
        "opt_out",
        "stop - all",
        "...stop...",
        "(STOP)",
        "Stop\n- Maria",
        "Stop\n— Maria Lopez",
        "Stop\n\nGet Outlook for iOS",
        "Stop\r\n\r\nSent from Yahoo Mail",
        "Stop\n--\nMaria Lopez\n(813) 555-0142",
        "Parar\nEnviado desde mi iPhone",
        "\n\nstop\n\n",
    ],
)
def test_what_any_reader_takes_for_an_opt_out_is_one(body):
    assert app_keyword(body) == "opt_out"


@pytest.mark.parametrize(
    "body",
    [
        "The hearing will end at 3",
        "I quit my job last week",
        "Cancel Tuesday",
        "stop by the office?",
        "Yes I can make it",
        "para",
        "fin",
        "no",
        "",
        "🙏",
        "stopp",
        "nonstop",
        "don't stop",
        "stop 1",
        "stop\nby the office",
        "Sent from my iPhone",
        "Reply STOP to opt out",
        "si",
    ],
)
def test_ordinary_words_are_no_keyword(body):
    assert app_keyword(body) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Start!", "opt_in"),
        ("unstop", "opt_in"),
        ("yes!", "yes"),
        ("Help?", "help"),
        ("ayuda", "help"),
    ],
)
def test_the_other_sets_are_read_the_same_way(body, kind):
    assert app_keyword(body) == kind


@pytest.mark.parametrize("body", ["sí", "Sí.", "si"])
def test_a_spanish_yes_counts_only_where_the_question_was_spanish(body):
    assert app_keyword(body, "es-MX") == "yes"
    assert app_keyword(body, "en") is None


def test_the_app_honours_every_word_the_networks_honour():
    for sender, word, kind in CARRIER_CASES:
        if word != "NONARRET":  # French Canada, toll-free only: it lifts what ARRET blocked there
            assert app_keyword(word) == kind, (sender, word)


@given(
    st.sampled_from(APP_WORDS),
    st.sampled_from([str.lower, str.upper, str.title, str.swapcase]),
    st.text(st.sampled_from(" .!?,;:\"'“”‘’()…🙏✋👍\u200b\ufeff\u00ad*_-"), max_size=6),
    st.text(st.sampled_from(" .!?,;:\"'“”‘’()…🙏✋👍\u200b\ufeff\u00ad*_-"), max_size=6),
)
def test_case_and_decoration_never_change_the_meaning(case, change, before, after):
    word, kind = case
    assert app_keyword(f"{before}{change(word)}{after}") == kind


@given(st.text())
def test_no_text_is_too_odd_to_read(body):
    assert normal(normal(body)) == normal(normal(normal(body)))
    for sender in BOTH:
        found = classify(body, sender)
        assert (found.result == "none") == (found.strength is None)


# classify: both layers as one answer


@pytest.mark.parametrize(
    ("body", "sender", "result", "layer", "rule"),
    [
        ("STOP", LONG, "opt_out", "carrier", "A-01"),
        ("STOP", FREE, "opt_out", "carrier", "A-01"),
        ("QUIT", LONG, "opt_out", "carrier", "A-01"),
        ("QUIT", FREE, "opt_out", "app", "A-02"),
        ("STOP!!", LONG, "opt_out", "app", "A-02"),
        ("opt out", FREE, "opt_out", "app", "A-02"),
        ("YES", LONG, "yes", "carrier", "A-01"),
        ("YES", FREE, "yes", None, "A-02"),
        ("yes!", LONG, "yes", None, "A-02"),
        ("START", FREE, "opt_in", "carrier", "A-01"),
        ("HELP", LONG, "help", "carrier", "A-01"),
        ("ayuda", LONG, "help", "app", "A-02"),
    ],
)
def test_the_answer_names_the_layer_and_the_rule(body, sender, result, layer, rule):
    found = classify(body, sender)
    assert (found.result, found.layer, found.rule) == (result, layer, rule)
    assert found.strength == "keyword"


@pytest.mark.parametrize("sender", BOTH)
def test_what_is_no_keyword_has_neither_strength_nor_layer_nor_rule(sender):
    found = classify("What time is court?", sender)
    assert (found.result, found.strength, found.layer, found.rule) == ("none", None, None, "")


@given(
    st.sampled_from(EVERY_WORD),
    st.text("!?.,;:'\"()*-_~ \n", max_size=6),
    st.text("!?.,;:'\"()*-_~ \n", max_size=6),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_the_quick_look_never_passes_over_a_keyword(word, before, behind, case):
    body = before + case(word) + behind
    found = [classify(body, sender).result for sender in BOTH]
    assert may_be_keyword(body) or found == ["none", "none"]


def test_the_quick_look_spares_plain_texts():
    assert not may_be_keyword("The hearing will end at 3")
    assert not may_be_keyword("")
    assert may_be_keyword("S\u200bTOP")
    assert may_be_keyword("Stop by the office?")


def test_the_word_lists_are_dated():
    assert as_of() == "2026-11-22"


def test_reading_keywords_loads_neither_store_nor_network():
    probe = (
        "import sys\n"
        "from desktop_app.services.rules.words import classify\n"
        "classify('STOP', 'long_code')\n"
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'requests', 'phonenumbers')))"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False, timeout=60).returncode == 0


@given(st.text(alphabet=st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=40))
def test_a_plain_text_is_compared_as_one_with_a_mark_too_many_is(body):
    # An invisible character changes nothing, but takes the longer way through the folding.
    assert normal(body) == normal(body + "\u200b")
