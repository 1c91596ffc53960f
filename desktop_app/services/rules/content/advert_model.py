"""How likely a text in nobody's list is an advertisement, a lure or a threat.

Counted words, as in word_model, and beside them what the lists did find: offers, topics, words of a
case. The weights come from texts of ours (resources/rules/training). A doubt, and never more.
"""

import math
from functools import cache, lru_cache
from typing import Any

from desktop_app.services.resources import rule_data
from desktop_app.services.rules import word_model
from desktop_app.services.rules.content.plain import REMEMBERED
from desktop_app.services.rules.content.reading import LINK, MONEY
from desktop_app.services.rules.content.signals import Signals

_FEWEST_WORDS = 4
_WINDOW, _STEP = 40, 32
_MOST = 3


def above(seen: Signals) -> float:
    """How far above the threshold; positive for an advertisement."""
    return likelihood(words_of(seen), seen) - float(_model()["threshold"])


def words_of(seen: Signals) -> float:
    """The score of the words alone, counted once for a text."""
    if seen.likely is None:
        seen.likely = word_score(seen.folded)
    return seen.likely


def likelihood(counted: float, seen: Signals) -> float:
    """The score of the words weighed together with what the lists found."""
    weights: list[float] = _model()["signals"]
    values = signal_values(counted, seen)
    return sum(weight * value for weight, value in zip(weights, values, strict=True))


def signal_values(counted: float, seen: Signals) -> list[float]:
    """What is weighed, the constant last; the same for making and for using the weights."""
    topics = {label for label in seen.by if label.startswith(("topics:", "hard:", "mentionable:"))}
    kinds = {word.kind for word in seen.words}
    return [
        counted,
        min(seen.strong, _MOST),
        min(seen.hints, _MOST),
        seen.weak,
        min(len(topics), 2),
        min(seen.legal, _MOST),
        min(seen.perhaps_legal, _MOST),
        LINK in kinds,
        MONEY in kinds,
        bool(seen.of("fraud:bait")),
        bool(seen.of("fraud:reported")),
        1.0,
    ]


def word_score(text: str) -> float:
    """How likely by the words alone, as the logarithm of the odds."""
    words = [
        word
        for chunk in text.split()
        for word in (_kept_words if len(chunk) <= REMEMBERED else word_model.read_words)(chunk)
    ]
    if len(words) < _FEWEST_WORDS:
        return -math.inf
    weights: dict[str, int] = _model()["weights"]
    best = -math.inf
    for begin in range(0, max(len(words) - (_WINDOW - _STEP), 1), _STEP):
        names = word_model.feature_names(words[begin : begin + _WINDOW])
        total = sum(filter(None, map(weights.get, names))) / 100
        best = max(best, total / math.sqrt(len(names)) + float(_model()["bias"]))
    return best


_kept_words = lru_cache(maxsize=8192)(word_model.read_words)
"""The counted words of something without blanks; most of what is typed was seen before."""


@cache
def _model() -> dict[str, Any]:
    return rule_data("advert_model")
