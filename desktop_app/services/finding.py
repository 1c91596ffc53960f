"""Finding words inside a text whatever their accents, case or quotes, and where they stand in it.

Letters are folded one at a time, so that a place in the folded text can be traced back to the text
as it was written.
"""

import unicodedata

_QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}


class _Fold(dict[int, str]):
    """A table for str.translate that works out a letter when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_letter(chr(code))
        return folded


def _folded_letter(letter: str) -> str:
    if letter.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", _QUOTES.get(letter, letter))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


_FOLD = _Fold()


def folded(text: str) -> str:
    """Text as it is searched."""
    return text.translate(_FOLD)


def spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where these folded words stand in a text: start and length in its own letters."""
    if not words:
        return ()
    whole = folded(text)
    at = whole.find(words)
    if at < 0:
        return ()
    source = [place for place, letter in enumerate(text) for _ in _FOLD[ord(letter)]]
    found: list[tuple[int, int]] = []
    while at >= 0:
        first, last = source[at], source[at + len(words) - 1]
        found.append((first, last + 1 - first))
        at = whole.find(words, at + len(words))
    return tuple(found)
