"""Requests to stop in free words, and what never is one (rules.md A-07, traps T-04, T-08, T-26)."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.services.resources import rule_data
from desktop_app.services.rules import word_model
from desktop_app.services.rules.emergency import speaks_of_danger
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.meaning import understand
from desktop_app.services.rules.natural import as_of, natural_opt_out, strong_opt_out
from desktop_app.services.rules.own_words import own_words
from desktop_app.services.rules.wrong_number import wrong_number

STRONG = """STOP PLEASE
please stop
please stop texting me
Don't text me anymore
take me off your list
I want to opt out
no more texts please
I no longer wish to receive these messages
I revoke my consent to receive texts
I told you guys to stop texting me
deje de mandarme mensajes
no me mande más mensajes
please stop texting me, email is enough
ＳＴＯＰ texting me
S\u200btop texting me
I told you "stop texting me"
I can’t talk. Stop texting me.""".splitlines()
PROBABLE = """please cancel
cancel please
end please
leave me alone
lose my number
not interested
stop calling me
how do I unsubscribe?
this is spam
déjeme en paz""".splitlines()
NONE = """My ex won't stop texting me
Tell him to stop texting me
They told me to stop messaging the witness
He said don't contact me again, is that a threat?
The stop sign was red
My doctor told me to stop taking the medicine
Don't text me at work, use this after 5
I opted out of the class settlement
Should I opt out of the settlement?
take my name off the deed
What happens at the end of the month?
Can I reply STOP to the other texts?
Im not interested in mediation
is this a spam or really you?
stop the foreclosure please!
please cancel my 3pm
I revoke my power of attorney
Please text my wife instead
The hearing will end at 3
I quit my job last week
stop by the office?""".splitlines()
NOT_OWN = [
    'Loved "Smith Law: hearing moved. Reply STOP to opt out"',
    "Liked “Smith Law: Reply STOP to opt out”",
    "Disliked “STOP”",
    "Emphasized “please stop texting me”",
    "Reacted 😂 to “no more texts”",
    "Removed a like from “please stop texting me”",
    "👍 to “please stop texting me”",
    "\u200b👍\u200b to “\u200aplease stop texting me\u200a”",
    "❤️ a “no me mande más mensajes”",
    "Le gustó “no me mande más mensajes”",
    "Le encantó “Responda ALTO para no recibir mensajes”",
    "Reaccionó con 👍 a “no más mensajes”",
    "🙏",
    "👍👍",
    "Fwd: please stop texting me",
    "> please stop texting me\nok see you at 3",
    "On Mon, Nov 2, 2026 at 9:00 AM Dana wrote:\nplease stop texting me",
    'He wrote "stop texting me" last night',
    "Reply STOP to opt out",
    "See you then\n--\nplease stop texting me",
]


@pytest.mark.parametrize("body", STRONG)
def test_a_plain_request_to_stop_is_sure(body):
    found = natural_opt_out(body)
    assert (found.strength, found.rule) == ("strong", "A-07")
    assert found.words
    assert all(words in body for words in found.words)
    assert strong_opt_out(body) == found


@pytest.mark.parametrize("body", PROBABLE)
def test_what_may_be_a_request_is_left_to_a_person(body):
    assert natural_opt_out(body).strength == "probable"
    assert strong_opt_out(body).strength == "none"


@pytest.mark.parametrize("body", NONE + NOT_OWN)
def test_what_is_about_something_else_or_not_ones_own_word_is_none(body):
    assert natural_opt_out(body).strength == "none"


@pytest.mark.row("S0-07")
@pytest.mark.parametrize("sender", ["long_code", "toll_free"])
def test_stop_please_is_not_the_networks_word_but_an_opt_out_here(sender):
    found = understand("STOP PLEASE", sender)
    assert (found.result, found.strength, found.layer) == ("opt_out", "strong", "app")
    assert understand("STOP", sender).layer == "carrier"


@pytest.mark.parametrize("word", ["stop", "quit", "unsubscribe"])
def test_a_keyword_over_a_signature_is_one_to_us_and_not_to_the_network(word):
    found = understand(f"{word}\nSent from my iPhone", "long_code")
    assert (found.result, found.strength, found.layer) == ("opt_out", "keyword", "app")


def test_the_model_raises_a_doubt_and_never_more():
    found = natural_opt_out(
        "seriously how many of these robo texts will i get, shut it off for my phone"
    )
    assert (found.strength, found.found_by) == ("probable", "model")
    assert found.words


WRONG = ["Wrong number", "You have the wrong person", "Número equivocado", "sorry, wrong number"]
RIGHT = [
    "They put the wrong number on the police report",
    "I gave you the wrong number for the adjuster, it is 555-0199",
    "the wrong person was arrested",
    "You have the wrong date on the form",
    "you have the wrong address for me",
    "Sorry wrong number, meant to text my sister",
]


@pytest.mark.parametrize("body", [*WRONG, "This is not Maria's number"])
def test_a_stranger_says_that_the_number_is_theirs(body):
    found = understand(body, "long_code")
    assert (found.result, found.rule) == ("wrong_number", "A-08")
    assert found.words[0] in body


@pytest.mark.parametrize("body", RIGHT)
def test_a_wrong_number_in_a_case_is_no_stranger(body):
    assert wrong_number(body, "John Smith") is None


def test_a_name_counts_only_where_it_is_the_contacts():
    assert wrong_number("this isn't John", "John Smith") is not None
    assert wrong_number("this isn't John", "Maria Delgado") is None
    assert wrong_number("this isn't John") is None
    assert wrong_number("No soy María", "Maria Delgado") is not None


@pytest.mark.parametrize("body", ["help me he is here", "I want to hurt myself", "suicide"])
def test_danger_is_named(body):
    assert understand(body, "long_code").result == "emergency"


@pytest.mark.parametrize("body", ["emergency motion filed", "emergency custody hearing"])
def test_a_filing_is_no_danger(body):
    assert speaks_of_danger(body) is None


@given(st.text(), st.text(max_size=12))
@example("\ud800 stop texting me", "\x00")
@example("İ" * 50, "ſ")
def test_no_text_is_too_odd_to_understand(body, name):
    for sender in ("long_code", "toll_free"):
        found = understand(body, sender, name=name)
        assert bool(found.rule) == (found.result != "none")
    assert len(own_words(body).text) == len(own_words(body).places)


@pytest.mark.timeout(30)
@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        ["please ", "stop ", "hey guys ", "no ", "'", '"', "i told you ", "all of the "]
    ),
    st.sampled_from([" texting me", "", " he said", '"', " x"]),
)
def test_the_longest_text_of_one_word_repeated_is_read_at_once(part, end):
    body = (part * 1_600)[:1_600] + end
    assert understand(body, "long_code").result in {"none", "opt_out", "wrong_number"}


@given(
    st.sampled_from(STRONG[:8]), st.sampled_from([str.upper, str.lower, str.title, str.swapcase])
)
def test_capitals_change_nothing(body, change):
    assert natural_opt_out(change(body)).strength == "strong"


@pytest.mark.parametrize("name", ["natural", "not_own_words", "wrong_number", "emergency"])
def test_phrases_are_dated_data_with_their_sources(name):
    data = rule_data(name)
    assert data["as_of"] >= "2026-11-25"
    assert data["rule"]
    assert data["sources"]
    assert as_of()


@given(st.text(max_size=200))
def test_scores_and_quotes_count_the_same_features(body):
    words = word_model.read_words(fold(body).text)
    if words:
        assert {each.name for each in word_model.features(words)} == word_model.feature_names(words)


def test_the_weights_are_read_only_when_a_text_needs_them():
    probe = (
        "import sys\n"
        "from desktop_app.services.rules import meaning, word_model\n"
        "meaning.understand('STOP', 'long_code')\n"
        "sys.exit(word_model._model.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False, timeout=60).returncode == 0
