"""Words that are in no dictionary: a note while typing, a warning in bulk (C-06).

The dictionaries are read by `prepare`, away from the window's thread; until then nothing is found.
English or Spanish is decided by which of the two knows more of the words. Names are not judged:
whatever begins with a capital is passed over.
"""

import re
from functools import cache, lru_cache
from typing import Any, Final

from desktop_app.models.enums import Origin, Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.dictionary import ACCENTS, Dictionary
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.plain import LONGEST, REMEMBERED
from desktop_app.services.rules.content.spanish import is_form

RULE: Final = "C-06"
MOST: Final = 20
"""So many words are named; a text with more is in a language we have no words of."""
SUGGESTED: Final = 4
_CHIP: Final = "Check spelling"
_MANY: Final = 3
_SHARE: Final = 0.15
_SHORTEST: Final = 3
_LONGEST_WORD: Final = 24
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CHUNK: Final = re.compile(r"\S+")
_FIELD: Final = re.compile(r"\{[^{}\n]{0,60}\}")
_HOST: Final = re.compile(r"[a-z0-9-]\.[a-z]{2,6}(?:[/:?#]|[^\w]*$)")
_NOT_IN_WORDS: Final = re.compile(r"\d|[@#\\]|://|^www\.|/\S*/")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_PARTS: Final = ("legal", "everyday", "names", "spanish")
_ready: dict[str, Dictionary] = {}


def prepare() -> None:
    """Read the dictionaries; some tenths of a second, for a lane."""
    for language in ("en", "es"):
        if language not in _ready:
            _ready[language] = Dictionary(language, _legal())


def prepared() -> bool:
    """Whether words can be judged yet."""
    return len(_ready) == len(("en", "es"))


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """One note for each word nobody knows; warnings where many people get many of them."""
    if not prepared():
        return ()
    words = _lower_case(body[:LONGEST])
    language = _language(tuple(word for word, _ in words))
    unknown = [
        (word, place)
        for word, place in words
        if word not in about.names and not _known(language, word)
    ]
    many = len(unknown) >= _MANY or len(unknown) > _SHARE * len(words)
    outcome = Outcome.WARN if many and about.origin is Origin.BULK else Outcome.INFO
    return tuple(_finding(body, place, len(word), outcome) for word, place in unknown[:MOST])


@lru_cache(maxsize=256)
def suggestions(word: str) -> tuple[str, ...]:
    """What was probably meant, the likeliest first; none before `prepare`. A few milliseconds."""
    sought = word.lower().replace("’", "'")
    if not prepared() or len(sought) > _LONGEST_WORD:
        return ()
    ranked = [
        (-_ready[language].rank(near), near)
        for language in ("en", "es")
        for near in _ready[language].near(sought)
    ]
    return tuple(dict.fromkeys(near for _, near in sorted(ranked)))[:SUGGESTED]


def fixes(finding: Finding, body: str) -> tuple[Fix, ...]:
    """The changes to offer for one finding, asked for when somebody looks at it."""
    word = body[finding.start : finding.end]
    return tuple(
        Fix(f"Change to “{near}”", (Edit(finding.start, finding.end, near),))
        for near in suggestions(word)
    )


def _lower_case(body: str) -> list[tuple[str, int]]:
    """The words to judge and where they begin."""
    read = _FIELD.sub(lambda found: " " * len(found.group()), body) if "{" in body else body
    return [
        (word, chunk.start() + place)
        for chunk in _CHUNK.finditer(read)
        for word, place in _words_in(chunk.group())
    ]


def _words_in(chunk: str) -> tuple[tuple[str, int], ...]:
    return _kept_words(chunk) if len(chunk) <= REMEMBERED else _words_of(chunk)


def _words_of(chunk: str) -> tuple[tuple[str, int], ...]:
    """The words to judge in something without blanks; most of what is typed was seen before."""
    if _is_no_word(chunk):
        return ()
    return tuple(
        (found.group(), found.start())
        for found in _WORD.finditer(chunk)
        if _SHORTEST <= len(found.group()) <= _LONGEST_WORD and found.group().islower()
    )


_kept_words = lru_cache(maxsize=8192)(_words_of)


def _is_no_word(chunk: str) -> bool:
    """A link, an address, a number or a tag."""
    if chunk.isalpha():
        return False
    return bool(_NOT_IN_WORDS.search(chunk) or ("." in chunk and _HOST.search(chunk)))


def _language(words: tuple[str, ...]) -> str:
    """Spanish where fewer words are unknown in it; most texts tell after a word or two."""
    unknown = sum(not _known("en", word) for word in words)
    for word in words if unknown else ():
        unknown -= not _known("es", word)
        if not unknown:
            return "en"
    return "es" if unknown else "en"


@lru_cache(maxsize=16384)
def _known(language: str, word: str) -> bool:
    plain = word.replace("’", "'")
    words = _ready[language]
    if plain in words or _POSSESSIVE.sub("", plain) in words:
        return True
    if language != "es":
        return False
    bare = plain.translate(ACCENTS)
    return words.knows_without_accents(bare) or is_form(
        bare, lambda base: base in words or words.knows_without_accents(base)
    )


def _finding(body: str, start: int, length: int, outcome: Outcome) -> Finding:
    word = body[start : start + length]
    return Finding(RULE, outcome, _CHIP, f"Check the spelling: “{word}”.", start, start + length)


@cache
def _legal() -> frozenset[str]:
    """Words of the trade, of phones and offices, and names as thumbs type them."""
    data: dict[str, Any] = rule_data("legal_words")
    return frozenset(word for part in _PARTS for line in data[part] for word in line.split())
