"""Words written so that filters do not know them, and shouting signs (rules.md C-04).

Letters of two alphabets in one word, digits for letters, letters apart, signs three at a time. Case
numbers, form numbers, section signs and masked numbers are a law firm's daily bread and pass.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.links import links_in
from desktop_app.services.rules.content.lookalikes import lookalikes

RULE: Final = "C-04"
_REPEATED = re.compile(r"(?P<sign>[!?$*~=><#_])(?P=sign){2,}|[!?]{3,}|\.{3}!+|…!+|\${2,}")
_TWO_SIGNS = re.compile(r"[!?$*~=><#_.…][!?$*~=><#_.]")
_MASKED = re.compile(r"[-\s]?[-*#xX\d]*\d")
_TOKEN = re.compile(
    r"(?<![\w@$!.])(?:[a-zA-Z]{1,24}(?=[013457@$])|[013457@$](?=[a-zA-Z]))[\w@$!]{1,24}"
)
"""A word that begins with letters and goes on with what stands for one, or the other way round."""
_BESIDE_LETTER = re.compile(r"[013457@$](?:(?=[a-zA-Z])|(?<=[a-zA-Z][013457@$]))")
"""Stands in each of those, and is found far sooner."""
_WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]*(?![\x00-\x7f])[^\W\d_]+")
"""A word with a letter that is not one of the plain ones."""
_APART = re.compile(
    r"(?<![\w'’-])[^\W\d_](?:(?P<gap>[ _*•-])[^\W\d_](?:(?P=gap)[^\W\d_])+)(?![\w'’-])"
)
_FEWEST_APART = 4
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489]{3,}")
_FANCY = re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e\u24b6-\u24e9]+")
_SUSPECT = re.compile("[\u0250-\u1fff\u2100-\U0010ffff]")
"""Beyond Latin letters with accents and beyond quotes and dashes."""
_LETTERS_BEFORE_ZERO = re.compile(r"[a-z]{1,12}0{1,2}[a-z]{1,12}")
_FEWEST_LETTERS = 3
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
Place = tuple[int, int]


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """One finding for each way of it that is there."""
    links = [(link.start, link.end) for link in links_in(body)]
    ways = (
        (_signs(body), "Repeated signs", "Signs in a row look like spam.", "Keep one"),
        (_digits(body), "Digits for letters", "Digits for letters look like spam.", "Write it out"),
        (_apart(body), "Letters apart", "Letters with blanks between look like spam.", "Join them"),
        (
            _foreign(body),
            "Odd letters",
            "Letters that only look like plain ones get a text filtered.",
            "Use plain letters",
        ),
    )
    return tuple(
        finding
        for edits, chip, message, label in ways
        if (finding := _finding(_outside(edits, links), chip, message, label)) is not None
    )


def _finding(edits: list[Edit], chip: str, message: str, label: str) -> Finding | None:
    if not edits:
        return None
    (start, end), *others = [(edit.start, edit.end) for edit in edits]
    fix = Fix(label, tuple(edits))
    return Finding(RULE, Outcome.WARN, chip, message, start, end, fix=fix, also=tuple(others))


def _outside(edits: Iterable[Edit], links: list[Place]) -> list[Edit]:
    """An address may have in it what it likes."""
    return [
        edit
        for edit in edits
        if not any(start < edit.end and edit.start < end for start, end in links)
    ]


def _signs(body: str) -> list[Edit]:
    if _TWO_SIGNS.search(body) is None:
        return []
    found = _REPEATED.finditer(body)
    return [Edit(*each.span(), _one(each.group())) for each in found if not _masks(body, each)]


def _one(signs: str) -> str:
    """What is left of a row of signs."""
    if "!" in signs and "?" in signs:
        return "?"
    return signs[-1] if signs[0] in ".…" else signs[0]


def _masks(body: str, found: "re.Match[str]") -> bool:
    """Whether the signs stand for digits nobody should see, or for a blank to fill in."""
    if found.group()[0] not in "*#_":
        return False
    return found.group()[0] == "_" or _MASKED.match(body, found.end()) is not None


def _digits(body: str) -> list[Edit]:
    """l0an, fr33, c@sh: a word once the digits are read as letters."""
    if _BESIDE_LETTER.search(body) is None:
        return []
    edits = []
    for found in _TOKEN.finditer(body):
        said = found.group().rstrip("!")
        word = _unmasked(said)
        if word:
            edits.append(Edit(found.start(), found.start() + len(said), word))
    return edits


@lru_cache(maxsize=1024)
def _unmasked(token: str) -> str:
    """The word behind a token; empty where it is none."""
    low = token.lower()
    if low.isalpha() or low.isdecimal() or not any(map(str.isalpha, low)):
        return ""
    plain = low.translate(_leet())
    word = next((each for each in (plain, plain.replace("i", "l")) if each in _words()), "")
    if not word and sum(map(str.isalpha, low)) >= _FEWEST_LETTERS and low == token:
        word = plain if _LETTERS_BEFORE_ZERO.fullmatch(low) else ""
    return word.upper() if word and token.upper() == token and low != token else word


def _apart(body: str) -> list[Edit]:
    """F R E E; not a list of letters in their order, nor a name spelled out with hyphens."""
    edits = []
    for found in _APART.finditer(body):
        letters = "".join(c for c in found.group() if c.isalpha())
        word = letters.lower()
        spelled = found.group("gap") != " " and word not in _words()
        same_case = letters.isupper() or letters.islower()
        if len(letters) < _FEWEST_APART or spelled or not same_case or _in_order(word):
            continue
        edits.append(Edit(*found.span(), letters))
    return edits


def _in_order(letters: str) -> bool:
    return all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))


def _foreign(body: str) -> list[Edit]:
    """Words of two alphabets, words of look-alikes in a Latin text, styled letters, piled marks."""
    if _SUSPECT.search(body) is None:
        return []
    edits = [Edit(*found.span(), "") for found in _MARKS.finditer(body)]
    for found in _FANCY.finditer(body):
        plain = unicodedata.normalize("NFKC", found.group())
        if any(map(str.isalnum, plain)):
            edits.append(Edit(*found.span(), plain))
    latin = any(c.isascii() and c.isalpha() for c in body)
    for found in _WORD.finditer(body):
        plain = _plain_letters(found.group(), latin=latin)
        if plain and _FANCY.search(found.group()) is None:
            edits.append(Edit(*found.span(), plain))
    edits.sort(key=lambda edit: edit.start)
    return _apart_from_each_other(edits)


def _apart_from_each_other(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


@lru_cache(maxsize=1024)
def _plain_letters(word: str, *, latin: bool) -> str:
    """A word in plain letters where it only looks like one; empty where there is nothing odd."""
    alphabets = {found for c in word if (found := _alphabet(c))}
    table = lookalikes()
    if alphabets <= {"LATIN"}:
        odd = any(ord(c) in table for c in word)
        return word.translate(table) if odd else ""
    if "LATIN" in alphabets:
        return word.translate(table)
    whole = latin and len(word) > 1 and all(ord(c) in table for c in word)
    return word.translate(table) if whole else ""


@lru_cache(maxsize=2048)
def _alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((each for each in _ALPHABETS if name.startswith(each)), "")


@cache
def _data() -> dict[str, Any]:
    return rule_data("characters")


@cache
def _words() -> frozenset[str]:
    return frozenset(_data()["leet_words"])


@cache
def _leet() -> dict[int, str]:
    return {ord(sign): letter for sign, letter in _data()["leet"].items()}
