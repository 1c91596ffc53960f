"""How well free words are read, on texts the rules and the model were not made from.

The texts in unseen/ were written before the model and never used to make it. `tricky` are clients
who want something else stopped: an eviction, a marriage, an ex.
"""

import json
import random
import re
from pathlib import Path

import pytest

from desktop_app.services.resources import resource
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.meaning import understand
from resources.rules.training import make_model

UNSEEN = Path(__file__).parent / "unseen"


def lines(name):
    return UNSEEN.joinpath(f"{name}.txt").read_text("utf-8").splitlines()


def strengths(name):
    found = [(text, understand(text, "long_code")) for text in lines(name)]
    return [(text, each.strength if each.result == "opt_out" else None) for text, each in found]


def bare(text):
    return re.sub(r"[\W_]+", " ", fold(text).text).strip()


def test_there_are_enough_unseen_texts_and_half_of_the_ordinary_ones_are_tricky():
    assert len(set(lines("revocations"))) >= 300
    assert len(set(lines("ordinary") + lines("tricky"))) >= 700
    assert len(set(lines("tricky"))) >= 350


def test_at_least_95_in_100_free_requests_to_stop_are_caught():
    found = strengths("revocations")
    missed = [text for text, strength in found if strength is None]
    assert len(missed) <= 0.05 * len(found), f"missed {len(missed)} of {len(found)}: {missed}"


def test_at_most_2_in_100_ordinary_texts_are_held():
    found = strengths("ordinary") + strengths("tricky")
    held = [text for text, strength in found if strength is not None]
    assert len(held) <= 0.02 * len(found), f"held {len(held)} of {len(found)}: {held}"


def test_no_ordinary_text_is_taken_for_a_sure_request():
    found = strengths("ordinary") + strengths("tricky")
    assert [text for text, strength in found if strength in {"strong", "keyword"}] == []


def test_no_unseen_text_is_among_those_the_model_was_made_from():
    made_from = {bare(text) for text in make_model.all_texts()}
    unseen = [text for name in ("revocations", "ordinary", "tricky") for text in lines(name)]
    assert [text for text in unseen if bare(text) in made_from] == []


def test_the_same_training_texts_give_the_same_weights():
    chance = [random.Random(3), random.Random(3)]
    few = [("stop texting me", 1), ("see you at 3", 0), ("no more texts", 1), ("ok thanks", 0)]
    first, second = (make_model.learn(list(few), each) for each in chance)
    assert first == second
    assert len(make_model.all_texts()) > 3_000


def test_the_weights_are_small_dated_and_say_where_they_come_from():
    file = resource("rules", "word_model.json")
    model = json.loads(file.read_text("utf-8"))
    assert file.stat().st_size < 1_000_000
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", model["as_of"])
    assert (model["rule"], bool(model["sources"])) == ("A-07", True)


@pytest.mark.parametrize("name", ["revocations", "ordinary", "tricky"])
def test_every_answer_names_words_that_stand_in_the_text(name):
    for text in lines(name):
        found = understand(text, "long_code")
        assert all(words and words in text for words in found.words), text
        assert bool(found.words) == (found.result != "none"), text
        assert bool(found.rule) == (found.result != "none"), text
