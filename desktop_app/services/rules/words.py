"""What an inbound text means when it is one word: STOP, START, YES, HELP and their kin.

Two layers (rules.md A-00 to A-02). The carrier's takes the whole trimmed message and nothing else,
because that is what the network itself acts on. The app's takes what a reasonable reader would,
whatever the case, punctuation, emoji or signature around the word. The words are dated data.
"""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from desktop_app.services.resources import rule_data

Result = Literal["opt_out", "opt_in", "help", "yes", "join", "wrong_number", "none"]
Layer = Literal["carrier", "app"]

_QUOTES = str.maketrans("‘’‚‛“”„‟«»", '\'\'\'\'""""""')
_INVISIBLE = frozenset({"Cf", "Cc"})
_MARKS = frozenset({"Mn", "Me"})
"""Accents, and the variation selectors and keycaps that ride on another character."""
_DELIMITER = re.compile(r"[-–—_]{2,}")
"""The line above a signature, as mail programs write it."""
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_GAPS = re.compile(r"[\s_-]+")
_FIRST_WORD = re.compile(r"[A-Za-z0-9]+")
_ORDER: tuple[Result, ...] = ("opt_out", "opt_in", "yes", "help")


@dataclass(frozen=True, slots=True)
class Classified:
    """What a text is. `layer` says who acts on it: the network itself, or only this program."""

    result: Result
    strength: Literal["keyword", "strong", "probable"] | None = None
    layer: Layer | None = None
    rule: str = ""


NOTHING = Classified("none")


def classify(body: str, sender_type: str, lang: str = "") -> Classified:
    """The keyword this text is, if it is one. `sender_type` is long_code or toll_free.

    `rule` is the one that recognised it. A lone YES to a long code lifts a block at the carrier;
    to a toll-free number nothing acts on it, so it has no layer.
    """
    carrier = carrier_keyword(body, sender_type)
    if carrier is not None:
        return Classified(carrier, "keyword", "carrier", "A-01")
    app = app_keyword(body, lang)
    if app is None:
        return NOTHING
    return Classified(app, "keyword", None if app == "yes" else "app", "A-02")


def may_be_keyword(body: str) -> bool:
    """Whether it is worth looking closer: a quick no for the plain texts of a first sync.

    Never a no for a keyword: what is not plain ASCII is always looked at.
    """
    return may_start_with(body, _first_words())


def may_start_with(body: str, words: Container[str]) -> bool:
    """Whether a text begins with one of these lower-case words, or it cannot be told quickly."""
    if not body.isascii():
        return True
    first = _FIRST_WORD.search(body)
    return first is not None and first.group().lower() in words


def carrier_keyword(body: str, sender_type: str) -> Result | None:
    """What the network acts on by itself: a single word, in any case, trimmed and nothing else."""
    word = body.strip()
    if not word.isascii():  # Python would upper-case a long s or a dotless i into a keyword
        return None
    return _carrier_words().get(sender_type, {}).get(word.upper())


def app_keyword(body: str, lang: str = "") -> Result | None:
    """What a reader takes as the keyword, whatever stands around it."""
    word = normal(body)
    if lang.startswith("es") and word in _data()["app"]["yes_spanish"]:
        return "yes"
    return _app_words().get(word)


def normal(body: str) -> str:
    """The text as the app compares it (rules.md N_APP): folded, undecorated, without signature."""
    lines = [line.strip() for line in _comparable(body).splitlines()]
    said = _without_signature([line for line in lines if line])
    return _GAPS.sub(" ", _EDGES.sub("", " ".join(said)))


def as_of() -> str:
    """The day the word lists were last checked."""
    return str(_data()["as_of"])


def _comparable(body: str) -> str:
    if body.isascii() and body.isprintable():  # most texts: nothing in them to fold but capitals
        return body.lower()
    text = unicodedata.normalize("NFKC", body)
    text = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE or c in "\n\t\r")
    return _folded(text.translate(_QUOTES))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if unicodedata.category(c) not in _MARKS)


def _without_signature(lines: list[str]) -> list[str]:
    """What was written above the signature; the first line is never one."""
    for place, line in enumerate(lines[1:], start=1):
        if _DELIMITER.fullmatch(line):
            lines = lines[:place]
            break
    while len(lines) > 1 and _signature().fullmatch(lines[-1]):
        lines = lines[:-1]
    return lines


@cache
def _data() -> dict[str, Any]:
    return rule_data("keywords")


@cache
def _carrier_words() -> dict[str, dict[str, Result]]:
    return {
        sender: {word: result for result in _ORDER for word in sets[result]}
        for sender, sets in _data()["carrier"].items()
    }


@cache
def _app_words() -> dict[str, Result]:
    sets = _data()["app"]
    return {word: result for result in _ORDER for word in sets[result]}


@cache
def _first_words() -> frozenset[str]:
    """The first word of every keyword there is, whoever acts on it."""
    carrier = [word.lower() for sets in _carrier_words().values() for word in sets]
    spanish = _data()["app"]["yes_spanish"]
    return frozenset(word.split()[0] for word in [*_app_words(), *carrier, *spanish])


@cache
def _signature() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["signatures"]))
