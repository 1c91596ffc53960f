"""Counted words: how likely a sentence in nobody's list asks for no more texts (rules.md A-07).

A linear model over words, word pairs and triples, and letter groups. Its weights come from texts of
our own (resources/rules/training). It only ever raises a doubt for a person to settle, and it
names the words that raised it. Loaded with the first text that needs it.
"""

import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DIGITS = re.compile(r"\d+")
_MOST_WORDS = 40
"""A longer text is read in windows of this many words."""
_OVERLAP = 8
_NAMED = 3
_GRAMS = (3, 4)
_LONG_WORD = 12


class Feature(NamedTuple):
    """Something counted, and the places of the words it was seen in."""

    name: str
    first: int
    last: int


class _Word(NamedTuple):
    said: str
    start: int
    end: int


def opt_out_words(own: Folded) -> tuple[str, ...]:
    """The words that make a request to stop likely; none where it is not."""
    parts = [(_scored(part), part) for part in _windows(read_words(own.text))]
    best, words = max(parts, default=(-math.inf, []), key=itemgetter(0))
    return _named(own, _given(words)) if best >= float(_model()["threshold"]) else ()


def score(text: str) -> float:
    """How likely, as the logarithm of the odds. For the script that makes the weights."""
    return max((_scored(part) for part in _windows(read_words(text))), default=-math.inf)


def read_words(text: str) -> list[_Word]:
    """The words and the signs that count, with their places in the folded text."""
    return [
        _Word(_plain(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)
    ]


def features(words: list[_Word]) -> Iterator[Feature]:
    """Everything counted in these words, the same for making and for using the weights."""
    said = ["^", *(word.said for word in words), "$"]
    last = len(words) - 1
    for place, word in enumerate(words):
        for name in _grams(word.said):
            yield Feature(name, place, place)
    for size in (2, 3):
        for place in range(len(said) - size + 1):
            name = f"{size}:" + " ".join(said[place : place + size])
            yield Feature(name, max(place - 1, 0), min(place + size - 2, last))
    yield Feature(f"n:{min(len(words).bit_length(), 6)}", 0, last)


def feature_names(words: list[_Word]) -> set[str]:
    """The same without the places: all that a score needs, and the quicker for it."""
    said = ["^", *(word.said for word in words), "$"]
    names = {f"n:{min(len(words).bit_length(), 6)}"}
    for word in words:
        names.update(_grams(word.said))
    names.update(f"2:{one} {two}" for one, two in pairwise(said))
    names.update(
        f"3:{one} {two} {three}" for one, two, three in zip(said, said[1:], said[2:], strict=False)
    )
    return names


@lru_cache(maxsize=4096)
def _grams(word: str) -> tuple[str, ...]:
    """The word, and the groups of letters in it."""
    padded = f"<{word[:_LONG_WORD]}>"
    groups = [
        "c:" + padded[begin : begin + size]
        for size in _GRAMS
        for begin in range(len(padded) - size + 1)
    ]
    return ("w:" + word, *groups)


def _plain(word: str) -> str:
    return _DIGITS.sub("0", _STRETCHED.sub(r"\1", word.replace("'", "")))


def _windows(words: list[_Word]) -> Iterator[list[_Word]]:
    step = _MOST_WORDS - _OVERLAP
    for begin in range(0, max(len(words) - _OVERLAP, 1), step):
        part = words[begin : begin + _MOST_WORDS]
        if part:
            yield part


def _scored(words: list[_Word]) -> float:
    weights: dict[str, int] = _model()["weights"]
    names = feature_names(words)
    total = sum(weights[name] for name in names if name in weights) / 100
    return total / math.sqrt(len(names)) + float(_model()["bias"])


def _given(words: list[_Word]) -> list[tuple[int, int, int]]:
    """What each known feature gave to the score, and where it was seen."""
    weights: dict[str, int] = _model()["weights"]
    return [
        (weights[name], words[first].start, words[last].end)
        for name, first, last in features(words)
        if name in weights
    ]


def _named(own: Folded, given: list[tuple[int, int, int]]) -> tuple[str, ...]:
    """The few parts that weighed most, without repeating any."""
    named: list[tuple[int, int]] = []
    for weight, start, end in sorted(given, reverse=True):
        apart = all(end <= other or start >= stop for other, stop in named)
        if weight > 0 and apart:
            named.append((start, end))
        if len(named) == _NAMED:
            break
    return tuple(own.quote(start, end) for start, end in sorted(named))


@cache
def _model() -> dict[str, Any]:
    return rule_data("word_model")
