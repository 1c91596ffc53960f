"""What a text says apart from whom it is for: two reminders that differ in name and hour are one.

Names, dates, times, money, phone numbers, links and case numbers become `{x}` (rules.md D,
body_fp), so that texts can be counted as the same whoever they go to.
"""

import hashlib
import re
from functools import cache, lru_cache
from typing import Final

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.words import normal

MASK: Final = "{x}"
_MOST: Final = 1_600
"""What Twilio takes at most; nothing longer was ever sent."""
_LONG_NUMBER: Final = 4
_MIXED_NUMBER: Final = 3

_PLAIN: Final = str.maketrans("’‘“”–—áéíóúñüÁÉÍÓÚÑÜ\xa0", "''\"\"--aeiounuAEIOUNU ", "¿¡")
_BETWEEN: Final = frozenset({"at", "on", "of", "de", "el", "la", "las", "los", "th", "a"})
"""Words that join a day to an hour; between two masks they say nothing."""
_GREETING = re.compile(
    r"\W*(?:hi|hello|hey|dear|hola|good (?:morning|afternoon|evening)|buenos dias|buenas tardes"
    r"|buenas noches|estimad[oa]|querid[oa])(?: there)?(?: (?:m[rs]s?|dr|sra?)\.?)?"
    r"(?:(?: [^\W\d_][\w'.-]*){1,3}?\s*(?:[,!:;.]| - )| [^\W\d_][\w'-]*|\s*[,!:;.])"
)
_LINK = re.compile(
    r"\bhttps?:\S+|\bwww\.\S+|[\w.+-]+@[\w.-]+|\b\w[\w-]*(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?(?![\w])"
)
_LIKE_LINK = re.compile(r"[a-z]\.[a-z]{2}|https?:|@")
_NUMBERS = re.compile(
    r"(?=[\d$€£+(#])(?:[$€£] ?\d[\d,]*(?:\.\d+)?"
    r"|\+?1?[ .-]?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}\b|\+?\d{10,15}\b"
    r"|\d{1,2}(?::\d{2})? ?[ap]\.?m\b\.?|\d{1,2}:\d{2}(?!-)\b"
    r"|\d{4}-\d{2}-\d{2}\b|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b"
    r"|\d+(?:[:/-][a-z]{1,3})?[:/-](?:[a-z]{1,3}[:/-])?\d{3,}(?:[:/-]\w+)?\b|\d+:\d+(?:-\w+)+"
    r"|# ?\d+|\d[\d,]*(?:\.\d+)? (?:dollars|usd|dolares)\b)"
)
_WORD = re.compile(r"\{x\}|[^\W_]+(?:['-][^\W_]+)*")
_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=8192)
def shape(body: str, names: frozenset[str] = frozenset()) -> str:
    """The text with what varies from person to person taken out; empty where nothing is left.

    `names` are lower-case words of the names known for this recipient and matter.
    """
    text = _GREETING.sub("", _folded(body[:_MOST]), count=1)
    if _LIKE_LINK.search(text):
        text = _LINK.sub(MASK, text)
    words = _WORD.findall(_NUMBERS.sub(MASK, text))
    return " ".join(_joined(_masked(words, names)))


def body_fp(body: str, names: frozenset[str] = frozenset()) -> str:
    """The fingerprint of a text; empty for one without words."""
    said = shape(body, names).encode("utf-8", "replace")
    return hashlib.sha1(said, usedforsecurity=False).hexdigest() if said else ""


def _folded(body: str) -> str:
    """N_APP, quickly for the plain text of one line that most are."""
    text = body.translate(_PLAIN)
    return text.lower() if text.isascii() and "\n" not in text else normal(text)


def _masked(words: list[str], names: frozenset[str]) -> list[str]:
    """Each word, or the mask in its place."""
    return [
        MASK
        if word in _words("days") or word in names or _is_number(word) or _dates(words, place)
        else word
        for place, word in enumerate(words)
    ]


def _is_number(word: str) -> bool:
    """A long number, or one with letters, as courts and forms have them."""
    if word.isalpha():
        return False
    digits = len(_DIGITS.findall(word))
    return digits >= (_LONG_NUMBER if word.isdecimal() else _MIXED_NUMBER)


def _dates(words: list[str], place: int) -> bool:
    """Whether a word is the month or the day of a date: Mar 16, 5 de enero."""
    word = words[place]
    month = word in _words("months")
    if not month and not (word[0].isdigit() and len(word) <= _LONG_NUMBER):
        return False
    near = [each for each in words[max(0, place - 2) : place + 3] if each not in _BETWEEN]
    if month:
        return any(each[0].isdigit() or each == MASK for each in near)
    return any(each in _words("months") for each in near)


def _joined(words: list[str]) -> list[str]:
    """A day and its hour are one mask; what only names somebody at the start is none."""
    kept: list[str] = []
    for word in words:
        if word == MASK:
            while kept and kept[-1] in _BETWEEN and MASK in kept[-4:]:
                kept.pop()
            if not kept or kept[-1] == MASK:
                continue
        kept.append(word)
    return kept


@cache
def _words(kind: str) -> frozenset[str]:
    """Days of the week and their like, or months, in English and Spanish."""
    return frozenset(rule_data("volume")[kind])
