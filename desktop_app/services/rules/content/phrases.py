"""Phrases of several words looked for in a text, all of them in one pass over its words.

A phrase is written as its words: `a|b` is a choice, `loan(s)` loan or loans, `?the` may be missing,
`_` any word, `~3` up to three words, `pay*` whatever begins so, `$`, `%`, `#` and `@` an amount,
a percentage, a number and a link. No phrase reaches over the end of a sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from desktop_app.services.rules.content.reading import END, LINK, MONEY, NUMBER, PERCENT, Word

_KINDS = {MONEY, PERCENT, NUMBER, LINK}
_SUFFIX = re.compile(r"^(.*?)\(([^()]*)\)(.*)$")


class Hit(NamedTuple):
    """A phrase found: its label, and its first and last word."""

    label: str
    first: int
    last: int


class _Step(NamedTuple):
    """One place of a phrase."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0
    """So many words of any kind may stand here."""
    any_word: bool = False

    def takes(self, word: Word) -> bool:
        if word.kind == END:
            return False
        if self.any_word or word.said in self.words or (word.kind and word.kind in self.words):
            return True
        return bool(self.beginnings) and word.said.startswith(self.beginnings)


_Labelled = tuple[str, tuple[_Step, ...]]


class Phrases:
    """Many phrases, each with a label."""

    def __init__(self, labelled: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[_Labelled]] = {}
        vocabulary: set[str] = set()
        for label, phrases in labelled.items():
            for phrase in phrases:
                steps = _steps(phrase)
                if not steps[0].words or steps[0].optional:
                    raise ValueError(f"{phrase!r} has to begin with a word")
                for step in steps:
                    vocabulary.update(step.words)
                for first in steps[0].words:
                    self._by_first.setdefault(first, []).append((label, steps))
        self.vocabulary = frozenset(vocabulary - _KINDS)
        self._followed_by = cache(self._sorted_by_second)

    def find(self, words: list[Word]) -> Iterator[Hit]:
        """Every place where a phrase begins, the longest reach of each phrase."""
        last_place = len(words) - 1
        for place, word in enumerate(words):
            following = words[place + 1] if place < last_place else _NOTHING
            for first in (word.said, word.kind) if word.kind in _KINDS else (word.said,):
                if first not in self._by_first:
                    continue
                for label, steps in self._beginning_with(first, following):
                    last = _match(words, place + 1, steps, 1)
                    if last:
                        yield Hit(label, place, last - 1)

    def _beginning_with(self, first: str, following: Word) -> Sequence[_Labelled]:
        """The phrases this word begins, hardly any that the next one rules out, in their order."""
        starts = self._by_first[first]
        if len(starts) <= _FEW or following.kind in _KINDS:
            return starts
        by_second = self._followed_by(first)
        return by_second.get(following.said, by_second[_ANYTHING])

    def _sorted_by_second(self, first: str) -> dict[str, list[_Labelled]]:
        """The phrases a word begins by the second word they may have."""
        starts = [(start, _seconds(start[1])) for start in self._by_first[first]]
        return {
            second: [
                start
                for start, may_follow in starts
                if not may_follow.isdisjoint({second, _ANYTHING})
            ]
            for second in frozenset({_ANYTHING}).union(*(may_follow for _, may_follow in starts))
        }


_NOTHING = Word(END, 0, 0, END)
"""What follows the last word."""
_ANYTHING = ""
_FEW = 3
"""So many phrases are tried sooner than sorted."""


def _seconds(steps: tuple[_Step, ...]) -> frozenset[str]:
    """The words that may stand second; anything where they cannot be told one by one."""
    if len(steps) == 1:
        return frozenset({_ANYTHING})
    second = steps[1]
    told = not (second.optional or second.gap or second.any_word or second.beginnings)
    return second.words if told else frozenset({_ANYTHING})


def _match(words: list[Word], place: int, steps: tuple[_Step, ...], step: int) -> int:
    """The place behind the last word where the rest of the phrase follows; 0 where it does not."""
    if step == len(steps):
        return place
    here = steps[step]
    if here.gap:
        for skipped in range(here.gap + 1):
            found = _match(words, place + skipped, steps, step + 1)
            if found:
                return found
            if place + skipped >= len(words) or words[place + skipped].kind == END:
                return 0
        return 0
    if place < len(words) and here.takes(words[place]):
        found = _match(words, place + 1, steps, step + 1)
        if found:
            return found
    return _match(words, place, steps, step + 1) if here.optional else 0


def _steps(phrase: str) -> tuple[_Step, ...]:
    return tuple(map(_step, phrase.split()))


@lru_cache(maxsize=4096)
def _step(written: str) -> _Step:
    if written.isalpha():
        return _Step(frozenset((written,)))
    if written == "_":
        return _Step(any_word=True)
    if written[0] == "~":
        return _Step(gap=int(written[1:]))
    choices = [choice.removeprefix("?") for choice in _choices(written)]
    optional = written[0] == "?" or "" in choices
    choices = [word for choice in choices if choice for word in _spelled(choice)]
    return _Step(
        frozenset(word for word in choices if word[-1] != "*"),
        tuple(word[:-1] for word in choices if word[-1] == "*"),
        optional,
    )


def _choices(written: str) -> list[str]:
    """Cut at the bars that stand outside of brackets."""
    if "(" not in written:
        return written.split("|")
    parts, depth = [""], 0
    for sign in written:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _spelled(choice: str) -> list[str]:
    """loan(s) is loan and loans; lend(er|ing) is lend, lender and lending."""
    found = _SUFFIX.match(choice) if "(" in choice else None
    if not found:
        return [choice]
    stem, endings, rest = found.groups()
    return [stem + rest, *(stem + ending + rest for ending in endings.split("|"))]
