"""A text as rules compare it, with the way back to the words that were really written.

Capitals, accents, invisible characters and full-width letters change no meaning, so rules look past
them; but a decision quotes the person, so every folded character knows where it came from.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = frozenset({"Cf", "Cc", "Mn", "Me"})
_RUN = re.compile(r"[ -~]+|[^ -~]")
"""Plain characters together, every other alone."""
_STRAIGHT = str.maketrans("‘’‚‛´`“”„‟«»…", "''''''\"\"\"\"\"\".")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` to compare, and for each of its characters the place in `body` it came from."""

    body: str
    text: str
    places: Sequence[int]

    def quote(self, start: int, end: int) -> str:
        """What the person wrote between two places of `text`."""
        if start >= end:
            return ""
        return self.body[self.places[start] : self.places[end - 1] + 1].strip()

    def without(self, start: int, end: int) -> "Folded":
        """The same with that part blanked; every place stays where it was."""
        return Folded(
            self.body, self.text[:start] + " " * (end - start) + self.text[end:], self.places
        )


@lru_cache(maxsize=16)
def fold(body: str) -> Folded:
    """The text without what changes no meaning. A line break stays one."""
    if body.isascii() and body.isprintable():
        return Folded(body, body.lower().replace("`", "'"), range(len(body)))
    text: list[str] = []
    places: list[int] = []
    for found in _RUN.finditer(body):
        said = found.group()
        if said.isascii() and said.isprintable():
            text.append(said.lower().replace("`", "'"))
            places.extend(range(*found.span()))
        else:
            plain = _plain(said)
            text.append(plain)
            places.extend([found.start()] * len(plain))
    return Folded(body, "".join(text), places)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in "\n\r\t\v\f\x85\u2028\u2029":
        return " " if character == "\t" else "\n"
    wide = unicodedata.normalize("NFKC", character.translate(_STRAIGHT)).translate(_STRAIGHT)
    letters = unicodedata.normalize("NFD", wide.casefold())
    return "".join(c for c in letters if unicodedata.category(c) not in _DROPPED)
