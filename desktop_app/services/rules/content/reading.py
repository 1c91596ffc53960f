"""A text as words that phrases are compared with, through the tricks that hide words.

Letters spaced out, digits for letters, stretched and joined words: each is undone only where that
makes a word the rules know, so ordinary words stay as they are.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from operator import attrgetter
from typing import NamedTuple

from desktop_app.services.rules.content.plain import REMEMBERED, Plain

END = "."
MONEY, PERCENT, NUMBER, LINK = "$", "%", "#", "@"
_TOKEN = re.compile(
    r"(?P<simple>[a-z]{2,}(?=[\s,]|$))"
    r"|(?P<link>(?:https?://|www\.)[^\s<>\"]+"
    r"|(?<![\w@.])[a-z0-9][\w\-]{0,60}(?:\.[\w\-]{1,60}){0,4}\."
    r"(?:com|net|org|co|io|ly|me|info|biz|us|gg|shop|store|site|online|link|click|xyz|top|club|app"
    r"|vip|bet|cash|loan|loans|law|gov|mx|ca|cc|to|gl|im|win|live)(?![\w\-@])(?:/[^\s<>\"]*)?)"
    r"|(?P<money>[$€£] ?\d[\d,]*(?:\.\d+)?(?:k|m|mm)?\b|\b\d[\d,]*(?:\.\d+)? ?(?:dollars?|dolares"
    r"|bucks|usd|pesos)\b)"
    r"|(?P<percent>\d[\d,.]* ?(?:%|percent\b|por ciento\b)(?!\w))"
    r"|(?P<spaced>(?<![\w@$])(?:[a-z0-9@$!](?:[ .\-_*~+|]|  ?(?=\w ))){2,30}[a-z0-9@$](?![\w@$']))"
    r"|(?P<word>[a-z0-9@$!|€+*¢][\w@$!|€'*¢+.\-]*[\w$@*]|\w)"
    r"|(?P<end>[.!?;\n]+)"
    r"|(?P<sign>[^\w\s.,:;!?'\"()\-/#%&*+=<>@\[\]{}|~^$])"
)
_SWAPS = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "g",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "il",
    "€": "e",
    "+": "t",
    "¢": "c",
}
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LATIN = re.compile(r"[a-zA-Z]")
_START = attrgetter("start")
_SPLIT = re.compile(r"[.\-*_'+|!]+")
_LETTERS = re.compile(r"[a-z]+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_STRETCHED_TO_TWO = re.compile(r"([a-z])\1+")
_MOST_READINGS = 16
_LONGEST_WORD = 32
_SHORTEST_PART = 3
_SPACED_AT_LEAST = 3
_TELLING = 4
_SHORTENED = frozenset(
    {"whats", "its", "thats", "heres", "theres", "lets", "whos", "hes", "shes", "hows", "wheres"}
)


class Word(NamedTuple):
    """One word as compared and its place in the plain text; `kind` tells figures and links."""

    said: str
    start: int
    end: int
    kind: str = ""
    hidden: bool = False
    """Whether a trick hid it."""


def words(text: Plain, known: frozenset[str]) -> list[Word]:
    """The words of a text, and the ends of its sentences as words of their own."""
    found: list[Word] = []
    for token in _TOKEN.finditer(text.text):
        at = token.start()
        written = token.group()
        read = _read if len(written) <= REMEMBERED else _read_anew
        for said, start, end, kind, hidden in read(str(token.lastgroup), written, known):
            found.append(Word(said, at + start, at + end, kind, hidden))
    for at in _in_disguise(text, found):
        found[at] = found[at]._replace(hidden=True)
    return found


def _read_anew(way: str, written: str, known: frozenset[str]) -> tuple[Word, ...]:
    """The words of one token, placed from its beginning: it reads the same wherever it stands."""
    return tuple(_WAYS[way](written, known))


_read = lru_cache(maxsize=8192)(_read_anew)


def _in_disguise(text: Plain, found: list[Word]) -> Iterator[int]:
    """The words with letters of another alphabet among Latin ones."""
    written = text.folded.text
    if written == text.text:
        return
    looked_at = 0
    for odd in _FOREIGN.finditer(written):
        place = odd.start()
        if place < looked_at or odd.group() == text.text[place]:
            continue
        at = bisect_right(found, place, key=_START)
        while at and found[at - 1].end > place:
            at -= 1
            looked_at = found[at].end
            if _LATIN.search(written, found[at].start, looked_at):
                yield at


def _simple(written: str, known: frozenset[str]) -> Iterator[Word]:
    """Nothing but letters; perhaps a plural, perhaps stretched."""
    base = _singular(written, known)
    plain = base if base in known else _revealed(base, known)
    yield Word(plain, 0, len(written), hidden=plain != base)


def _figure(written: str, kind: str) -> Iterator[Word]:
    yield Word(written.replace(" ", ""), 0, len(written), kind)


def _money(written: str, _known: frozenset[str]) -> Iterator[Word]:
    return _figure(written, MONEY)


def _percent(written: str, _known: frozenset[str]) -> Iterator[Word]:
    return _figure(written, PERCENT)


def _link(written: str, _known: frozenset[str]) -> Iterator[Word]:
    yield Word(LINK, 0, len(written), LINK)


def _end(written: str, _known: frozenset[str]) -> Iterator[Word]:
    yield Word(END, 0, len(written), END)


def _sign(written: str, known: frozenset[str]) -> Iterator[Word]:
    if written in known:
        yield Word(written, 0, len(written))


def _spaced(written: str, known: frozenset[str]) -> Iterator[Word]:
    """F R E E: one word, or several run together, where the rules know all of them."""
    joined = "".join(sign for sign in written if sign.isalnum() or sign in "@$!")
    parts = _cut(joined, known) if len(joined) >= _SPACED_AT_LEAST else ()
    if parts:
        yield from (Word(part, 0, len(written), hidden=True) for part in parts)
        return
    for found in _ANY.finditer(written):
        yield Word(found.group(), *found.span(), _kind(found.group()))


_ANY = re.compile(r"[\w@$]+")


def _word(written: str, known: frozenset[str]) -> Iterator[Word]:
    said, end = _singular(written, known), len(written)
    if said in known or said.isalpha():
        plain = said if said in known else _revealed(said, known)
        yield Word(plain, 0, end, hidden=plain != said)
        return
    if said.isdigit():
        yield Word(said, 0, end, NUMBER)
        return
    whole = _revealed(said, known)
    if whole in known:
        yield Word(whole, 0, end, hidden=whole != _without_apostrophe(said))
        return
    yield from _parts(said, known)


def _singular(said: str, known: frozenset[str]) -> str:
    """A plural the rules know in the singular only."""
    return said[:-1] if said[-1] == "s" and said not in known and said[:-1] in known else said


def _parts(said: str, known: frozenset[str]) -> Iterator[Word]:
    """A word with signs in it that is no trick: buy.now, co-op, client's, $5-10."""
    place = 0
    for part in [*_JOINT.finditer(said), None]:
        until = part.start() if part else len(said)
        piece = said[place:until]
        if piece:
            plain = _revealed(piece, known)
            hidden = plain != _without_apostrophe(piece)
            yield Word(plain, place, until, _kind(plain), hidden)
        if part:
            if part.group()[0] in ".!":
                yield Word(END, *part.span(), END)
            place = part.end()


_JOINT = re.compile(r"[.!]+|[\-*+|_]+")


def _kind(said: str) -> str:
    return NUMBER if said[:1].isdigit() else ""


@lru_cache(maxsize=8192)
def _revealed(said: str, known: frozenset[str]) -> str:
    """The word the rules know behind a disguise, or the same without its apostrophe."""
    bare = _without_apostrophe(said)
    if bare in known or len(bare) > _LONGEST_WORD:
        return bare
    for reading in _readings(bare):
        if reading in known:
            return reading
    return bare


def _without_apostrophe(said: str) -> str:
    if "'" not in said:
        return said
    joined = said.replace("'", "")
    return joined[:-1] if said.endswith("'s") and joined not in _SHORTENED else joined


def _readings(said: str) -> Iterator[str]:
    """What a word may stand for, nearest first."""
    bases = [said]
    joined = _SPLIT.sub("", said)
    if joined != said and len(joined) >= _SPACED_AT_LEAST:
        bases.append(joined)
    for base in bases:
        yield base
        if len(base) >= _TELLING and not base.isalpha() and _LETTERS.search(base):
            yield from _unswapped(base)
        shorter = _STRETCHED.sub(r"\1\1", base)
        if shorter != base:
            yield shorter
            yield _STRETCHED_TO_TWO.sub(r"\1", base)


def _unswapped(said: str) -> Iterator[str]:
    """Digits and signs read as letters: w33d, gl0ck, ca$h."""
    choices = [_SWAPS.get(sign, sign) for sign in said]
    for count, letters in enumerate(product(*choices)):
        if count == _MOST_READINGS:
            return
        yield "".join(letters)


def _cut(joined: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known words a run of letters is made of, longest first, and the letters between them.

    Nothing where no known word of four letters is among them: initials are no trick.
    """
    parts: list[str] = []
    place = longest = 0
    stretched = _STRETCHED.search(joined) is not None
    while place < len(joined):
        end, read = place + 1, joined[place]
        if stretched or _may_begin(joined[place:], known):
            end, read = _longest_at(joined, place, known)
        parts.append(read)
        longest = max(longest, len(read) if end > place + 1 else 0)
        place = end
    return tuple(parts) if longest >= min(_TELLING, len(joined)) else ()


def _longest_at(joined: str, place: int, known: frozenset[str]) -> tuple[int, str]:
    for end in range(min(len(joined), place + _LONGEST_WORD), place + _SHORTEST_PART - 1, -1):
        read = _revealed(joined[place:end], known)
        if read in known:
            return end, read
    return place + 1, joined[place]


def _may_begin(letters: str, known: frozenset[str]) -> bool:
    """Whether a known word may begin here; where none does, nobody has to try every length."""
    return any(
        _is_beginning(part[:_SHORTEST_PART], known) for part in {letters, letters.replace("!", "")}
    )


@lru_cache(maxsize=8192)
def _is_beginning(part: str, known: frozenset[str]) -> bool:
    """Whether a known word begins so, each sign read as itself or as the letters it stands for."""
    choices = (sign + _SWAPS.get(sign, "") for sign in part)
    return any("".join(read) in _beginnings(known) for read in product(*choices))


@lru_cache(maxsize=2)
def _beginnings(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_SHORTEST_PART] for word in known)


_WAYS = {
    "simple": _simple,
    "link": _link,
    "money": _money,
    "percent": _percent,
    "spaced": _spaced,
    "word": _word,
    "end": _end,
    "sign": _sign,
}
