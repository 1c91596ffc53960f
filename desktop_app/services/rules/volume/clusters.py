"""Which texts are nearly the same: the same shape, or nine of ten words shared (rules.md D-05R).

Two sets of words that share that much must share one of their rarest words, so only texts with a
rare word in common are ever held against each other; thousands of texts take well under a second.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

ALIKE: Final = 0.85
"""Jaccard index of the words from which on two texts count as one."""


def largest_cluster(shapes: Sequence[str]) -> list[int]:
    """The places of the texts in the largest group of near-identical ones, the earliest if tied.

    Texts without words belong to none. Groups grow by nearness: a text is in where any one is near.
    """
    groups = clusters(shapes)
    return max(groups, key=lambda group: (len(group), -group[0]), default=[])


def clusters(shapes: Sequence[str]) -> list[list[int]]:
    """Every group, as places in the order given."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, said in enumerate(shapes):
        if said:
            places[said].append(place)
    different = list(places)
    joined = _Joined(len(different))
    words = [frozenset(each.split()) for each in different]
    for one, other in _near(words):
        joined.join(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(different):
        groups[joined.root(number)] += places[each]
    return [sorted(group) for group in groups.values()]


def _near(words: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    """Every pair near enough. Each is only held against those that are no longer than it."""
    often = Counter(word for each in words for word in each)
    ranked = [sorted(each, key=lambda word: (often[word], word)) for each in words]
    with_word: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(words)), key=lambda n: len(words[n])):
        size = len(words[number])
        least = ceil(ALIKE * size)
        seen: set[int] = set()
        for word in ranked[number][: size - least + 1]:
            for other in with_word[word]:
                if other not in seen and len(words[other]) >= least:
                    seen.add(other)
                    if alike(words[number], words[other]):
                        yield other, number
            with_word[word].append(number)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words count as the same text."""
    shared = len(one & other)
    return shared >= ALIKE * (len(one) + len(other) - shared)


class _Joined:
    """Which numbers belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, number: int) -> int:
        """The one that stands for a group."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        self._above[self.root(one)] = self.root(other)
