"""Whether a text shouts (rules.md C-05). The names of courts, agencies and cases do not count."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.links import links_in

RULE: Final = "C-05"
IN_A_ROW = 3
"""So many capital words after another shout."""
_COUNTS_FROM = 3
"""A shorter word of capitals is an initial or a state, and neither counts nor ends a row."""
_LETTERS_AT_LEAST = 20
_CAPTION_REACH = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’&][^\W\d_]+)*")
_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩА-Я"
_ROW = re.compile(rf"\b[{_UPPER}]{{3,}}\b(?:[^a-zß-öø-ÿ]*?\b[{_UPPER}]{{3,}}\b){{2}}")
"""At least a row of capital words, allowed ones among them: most texts have none."""
_ROMAN = re.compile(r"[IVXLCDM]+")
_BACK = 6
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n][\"'”’)]*)\s*$")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    shouts: bool
    short: bool


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """At most one finding, with the same words in small letters as its fix."""
    if _ROW.search(body) is None and 2 * sum(map(str.isupper, body)) <= _letters(body):
        return ()
    words = _words(body, about)
    shouting = [word for row in _rows(words) for word in row]
    if not shouting and _mostly(words):
        shouting = [word for word in words if word.shouts]
    if not shouting:
        return ()
    message = "Capital letters look like shouting and get filtered. Write normally."
    fix = Fix("Write normally", tuple(_edit(body, word, about) for word in shouting))
    first, *others = _joined(body, shouting)
    return (
        Finding(RULE, Outcome.WARN, "All capitals", message, *first, fix=fix, also=tuple(others)),
    )


def _letters(body: str) -> int:
    return sum(map(str.isalpha, body))


def _words(body: str, about: Circumstances) -> list[_Word]:
    links = [(link.start, link.end) for link in links_in(body)]
    found = [
        each
        for each in _WORD.finditer(body)
        if not any(start <= each.start() < end for start, end in links)
    ]
    caption = _captions([each.group() for each in found])
    return [
        _Word(
            each.start(),
            each.end(),
            each.group(),
            shouts=place not in caption and _shouts(each.group(), about),
            short=len(each.group()) < _COUNTS_FROM and each.group().isupper(),
        )
        for place, each in enumerate(found)
    ]


def _shouts(word: str, about: Circumstances) -> bool:
    return (
        len(word) >= _COUNTS_FROM
        and word.isupper()
        and word not in _allowed()
        and not _ROMAN.fullmatch(word)
        and not {part.casefold() for part in re.split(r"['’&]", word)} <= about.names
        and word.casefold() not in about.names
    )


def _captions(words: list[str]) -> set[int]:
    """The places of the capital words around the "v." of a case's name, or after its "In re"."""
    marks = _caption_marks()
    found: set[int] = set()
    for place, word in enumerate(words):
        if word.upper() not in marks or (word.upper() == "V" and len(word) > 1):
            continue
        both = word.upper() in {"V", "VS"}
        reach = range(place - _CAPTION_REACH if both else place, place + _CAPTION_REACH + 1)
        found.update(at for at in reach if 0 <= at < len(words) and (both or word.isupper()))
    return found


def _rows(words: list[_Word]) -> list[list[_Word]]:
    """Each row of capital words that is long enough; allowed and short ones do not end it."""
    rows: list[list[_Word]] = [[]]
    for word in words:
        if word.shouts:
            rows[-1].append(word)
        elif word.text.isupper() and rows[-1]:
            rows[-1].extend([word] if word.text in _small() else [])
        else:
            rows.append([])
    return [row for row in rows if sum(word.shouts for word in row) >= IN_A_ROW]


def _mostly(words: list[_Word]) -> bool:
    """Whether more than half of the letters are capitals, allowed words left out of both."""
    letters = [
        letter
        for word in words
        if word.shouts or not word.text.isupper() or word.short
        for letter in word.text
        if letter.isalpha()
    ]
    capitals = sum(map(str.isupper, letters))
    return len(letters) >= _LETTERS_AT_LEAST and 2 * capitals > len(letters)


def _joined(body: str, words: list[_Word]) -> list[tuple[int, int]]:
    """The places to mark: words that follow each other are one."""
    places: list[tuple[int, int]] = []
    for word in words:
        if places and not any(map(str.islower, body[places[-1][1] : word.start])):
            places[-1] = (places[-1][0], word.end)
        else:
            places.append((word.start, word.end))
    return places


def _edit(body: str, word: _Word, about: Circumstances) -> Edit:
    plain = word.text.lower()
    if _SENTENCE_BEGINS.search(body[max(0, word.start - _BACK) : word.start]):
        plain = plain[:1].upper() + plain[1:]
    if word.text in _days() or plain in about.names:
        plain = word.text.capitalize()
    return Edit(word.start, word.end, plain)


@cache
def _data() -> dict[str, Any]:
    return rule_data("capitals")


@cache
def _allowed() -> frozenset[str]:
    return frozenset(_data()["allowed"])


@cache
def _caption_marks() -> frozenset[str]:
    return frozenset(_data()["caption"])


@cache
def _small() -> frozenset[str]:
    """Short words that shout with those around them."""
    return frozenset(_data()["small"])


@cache
def _days() -> frozenset[str]:
    return frozenset(_data()["days"])
