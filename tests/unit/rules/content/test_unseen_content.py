"""How well adverts are told from a law office's own texts, on texts no rule was made from.

The texts of content_unseen were written first, together with part of the training texts, and parted
from them by a hash before there was any rule. Lists and model were then made from the other part
and from further texts; of the unseen ones only the totals were looked at, about eighteen times, and
four ordinary texts were seen in a failure's message, so the figures here are somewhat tuned. The
first look, before any of that, found 129 of the 139 adverts, warned of 7 of the 248 ordinary texts
and blocked 3 of them; now 134 are found and 120 blocked, 8 ordinary ones are warned of, two of them
because they tell clients not to text a number, and 2 are blocked.

Both parts have one author, so texts of strangers do worse. First looks at fresh batches found 48 of
115 and 66 of 130 adverts written to be oblique, 46 of 51, 52 of 60, 43 of 60, and 28 of 30 plain
ones; of ordinary texts they blocked 3 of 124, 1 of 108, 13 of 115 nasty ones, 0 of 60, 1 of 102.
"""

import json
import random
import re
from pathlib import Path

import pytest

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import resource
from desktop_app.services.rules.content import forbidden, sensitive
from desktop_app.services.rules.content.findings import Circumstances, worst
from desktop_app.services.rules.folding import fold
from resources.rules.training import make_advert_model, make_model

UNSEEN = Path(__file__).parents[1] / "content_unseen"
NOW = Circumstances()


def lines(name):
    return UNSEEN.joinpath(f"{name}.txt").read_text("utf-8").splitlines()


def outcomes(name):
    """Without the texts: whoever sees which ones failed can no longer measure with them."""
    return [
        worst((*forbidden.check(text, NOW), *sensitive.check(text, NOW))) for text in lines(name)
    ]


def bare(text):
    return re.sub(r"[\W_]+", " ", fold(text).text).strip()


def test_there_are_enough_texts_to_measure_with_and_more_to_learn_from():
    assert len(set(lines("ordinary"))) >= 240
    assert len(set(lines("adverts"))) >= 135
    assert len(set(make_advert_model.lines("content_ordinary.txt"))) >= 600
    assert len(set(make_advert_model.lines("content_adverts.txt"))) >= 400


def test_at_least_95_in_100_unseen_adverts_lures_and_threats_are_found():
    found = outcomes("adverts")
    missed = sum(outcome in {Outcome.OK, Outcome.INFO} for outcome in found)
    assert missed <= 0.05 * len(found), f"missed {missed} of {len(found)}"


def test_at_least_85_in_100_unseen_adverts_are_blocked():
    found = outcomes("adverts")
    blocked = found.count(Outcome.BLOCK)
    assert blocked >= 0.85 * len(found), f"blocked {blocked} of {len(found)}"


def test_at_most_7_in_200_unseen_ordinary_texts_are_warned_of():
    found = outcomes("ordinary")
    warned = found.count(Outcome.WARN) + found.count(Outcome.HOLD)
    assert warned <= 0.035 * len(found), f"warned {warned} of {len(found)}"


def test_at_most_1_in_100_unseen_ordinary_texts_is_blocked():
    found = outcomes("ordinary")
    blocked = found.count(Outcome.BLOCK)
    assert blocked <= 0.01 * len(found), f"blocked {blocked} of {len(found)}"


@pytest.mark.parametrize("name", ["ordinary", "tricky"])
def test_what_clients_write_is_hardly_ever_taken_for_an_advert(name):
    """The texts of unseen/ are other people's: nothing here was made from them."""
    folder = UNSEEN.with_name("unseen")
    texts = folder.joinpath(f"{name}.txt").read_text("utf-8").splitlines()
    found = [(worst(forbidden.check(text, NOW)), text) for text in texts]
    assert [text for outcome, text in found if outcome is Outcome.BLOCK] == []
    warned = [text for outcome, text in found if outcome is Outcome.WARN]
    assert len(warned) <= 0.01 * len(texts), warned


def test_no_unseen_text_is_among_those_the_model_was_made_from():
    made_from = {
        bare(text)
        for name in ("content_adverts.txt", "content_ordinary.txt")
        for text in make_advert_model.lines(name)
    }
    unseen = [text for name in ("adverts", "ordinary") for text in lines(name)]
    assert [text for text in unseen if bare(text) in made_from] == []


def test_the_same_texts_give_the_same_weights():
    few = [("buy guns now, 20% off", 1), ("see you in court at 3", 0), ("free spins for you", 1)]
    few.append(("bring the lease and your ID", 0))
    first, second = (make_model.learn(list(few), random.Random(3)) for _ in range(2))
    assert first == second
    values = [([1.0, 1.0], 1), ([-1.0, 1.0], 0)]
    weights = make_advert_model.weighed(values)
    assert weights[0] > 0
    assert make_advert_model.weighed(values) == weights


def test_the_weights_are_small_dated_and_say_where_they_come_from():
    file = resource("rules", "advert_model.json")
    model = json.loads(file.read_text("utf-8"))
    assert file.stat().st_size < 1_000_000
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", model["as_of"])
    assert (model["rule"], bool(model["sources"])) == ("C-07", True)
