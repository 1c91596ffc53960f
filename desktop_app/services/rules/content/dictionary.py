"""The words of a language: whether there is such a word, and which ones are nearly the same.

The words stay as they lie in the file, cut into blocks by their first three letters, which takes
some 2 MB a language instead of 25 and loads in pieces, so that the window goes on painting
meanwhile.
"""

import gzip
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from desktop_app.services.resources import resource

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz'áéíñóúü"
_RANKS: Final = frozenset(range(ord("A"), ord("Z") + 1))
_PREFIX: Final = 3
_PIECE: Final = 1 << 16
ACCENTS: Final = str.maketrans("áéíñóúü", "aeinouu")


class Dictionary:
    """The words of one language, from its file."""

    def __init__(self, language: str, more: frozenset[str] = frozenset()) -> None:
        self._more = more
        self._blocks: dict[str, bytes] = {}
        self._by_plain: dict[str, bytes] = {}
        self._load(language)

    def __contains__(self, word: str) -> bool:
        return self.rank(word) > 0

    def rank(self, word: str) -> int:
        """How common a word is; 0 where there is no such word."""
        if word in self._more:
            return 1
        return _rank(self._blocks.get(word[:_PREFIX], b""), word)

    def knows_without_accents(self, word: str) -> bool:
        """Whether it is a word as thumbs type it: manana."""
        return _rank(self._by_plain.get(word[:_PREFIX], b""), word) > 0

    def near(self, word: str) -> list[str]:
        """Words one slip away, the likeliest first."""
        ranked = {each: self.rank(each) for each in _one_slip(word)}
        known = [each for each, rank in ranked.items() if rank]
        return sorted(known, key=lambda each: (-ranked[each], each))

    def _load(self, language: str) -> None:
        """Read piece by piece: each step is short, so other threads get their turn."""
        gathered: dict[str, list[str]] = {}
        plain: dict[str, list[str]] = {}
        for line in _lines(language):
            gathered.setdefault(line[:_PREFIX], []).append(line)
            if not line.isascii():
                bare = line.translate(ACCENTS)
                plain.setdefault(bare[:_PREFIX], []).append(bare)
        self._blocks = {key: _block(lines) for key, lines in gathered.items()}
        self._by_plain = {key: _block(lines) for key, lines in plain.items()}


@lru_cache(maxsize=4)
def dictionary(language: str, more: frozenset[str] = frozenset()) -> Dictionary:
    """The words of a language, read once."""
    return Dictionary(language, more)


def _lines(language: str) -> Iterator[str]:
    with gzip.open(resource("rules", "words", f"{language}.gz"), "rt", encoding="utf-8") as file:
        while lines := file.readlines(_PIECE):
            for line in lines:
                yield line.rstrip("\n")


def _block(lines: list[str]) -> bytes:
    return ("\n" + "\n".join(lines)).encode()


def _rank(block: bytes, word: str) -> int:
    """The letter behind the word tells; 1 for A."""
    sought = f"\n{word}".encode()
    place = block.find(sought)
    while place >= 0:
        behind = place + len(sought)
        if behind < len(block) and block[behind] in _RANKS:
            return block[behind] - ord("A") + 1
        place = block.find(sought, place + 1)
    return 0


def _one_slip(word: str) -> set[str]:
    """What the word becomes with a letter left out, swapped, changed or put in."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {before + after[1:] for before, after in parts if after}
    swapped = {
        before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1
    }
    changed = {before + sign + after[1:] for before, after in parts if after for sign in _LETTERS}
    put_in = {before + sign + after for before, after in parts for sign in _LETTERS}
    return (left_out | swapped | changed | put_in) - {word}
