"""Whether a sentence in somebody's own words asks for no more texts (rules.md A-07).

Phrases decide `strong`, and only where a whole clause is one: "stop texting me" is, "tell him to
stop texting me" is not. What stands in no list is left to the counted words of word_model, which
can raise no more than `probable`. Every answer quotes the words it rests on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from desktop_app.services.resources import rule_data
from desktop_app.services.rules import word_model
from desktop_app.services.rules.folding import Folded
from desktop_app.services.rules.own_words import own_words

Strength = Literal["strong", "probable", "none"]

RULE = "A-07"
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;\n]+|[,:()–—\-]|\"")
_STOPS = frozenset(".!?;\n")
_PAUSES = frozenset(',:()–—-"')
_STRETCHED = re.compile(r"(.)\1{2,}")
_LONGEST_CLAUSE = 24
"""Words; nobody asks to be left alone in a longer clause that says nothing else."""


@dataclass(frozen=True, slots=True)
class Natural:
    """How surely a text asks for no more texts, the words that say so, and what found them."""

    strength: Strength
    words: tuple[str, ...] = ()
    rule: str = RULE
    found_by: Literal["phrases", "model", ""] = ""


NOTHING = Natural("none", rule="")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Some words in a row, as compared, and where they stand in the folded text."""

    said: str
    start: int
    end: int


def natural_opt_out(body: str) -> Natural:
    """Read a text that is no keyword. Total: any text has an answer."""
    own = own_words(body)
    if not own.text.strip():
        return NOTHING
    found = _by_phrases(own)
    if found.strength != "none":
        return found
    guess = word_model.opt_out_words(own)
    return Natural("probable", guess, found_by="model") if guess else NOTHING


def strong_opt_out(body: str) -> Natural:
    """Only what phrases call strong, without asking the model: quick enough for a first sync."""
    if not _hint().search(body):
        return NOTHING
    found = _by_phrases(own_words(body))
    return found if found.strength == "strong" else NOTHING


def _by_phrases(own: Folded) -> Natural:
    sentences = list(_sentences(own.text))
    whole = _Clause(
        " ".join(each.said for sentence in sentences for each in sentence), 0, len(own.text)
    )
    short = len(whole.said.split()) <= _LONGEST_CLAUSE
    if short and _phrases("strong_alone").fullmatch(whole.said):
        return _found(own, "strong", whole)
    reported = _reported().search(whole.said) is not None
    for clause in _clauses(sentences):
        if _phrases("strong").fullmatch(clause.said):
            return _found(own, "probable" if reported else "strong", clause)
    if short and _phrases("probable_alone").fullmatch(whole.said):
        return _found(own, "probable", whole)
    if not reported:
        for clause in _clauses(sentences):
            if _phrases("probable").fullmatch(clause.said):
                return _found(own, "probable", clause)
    return NOTHING


def _found(own: Folded, strength: Strength, clause: _Clause) -> Natural:
    return Natural(strength, (own.quote(clause.start, clause.end),), found_by="phrases")


def _clauses(sentences: list[list[_Clause]]) -> Iterator[_Clause]:
    """Every piece by itself, then each whole sentence."""
    for pieces in sentences:
        yield from (each for each in pieces if len(each.said.split()) <= _LONGEST_CLAUSE)
        said = " ".join(each.said for each in pieces)
        if len(pieces) > 1 and len(said.split()) <= _LONGEST_CLAUSE:
            yield _Clause(said, pieces[0].start, pieces[-1].end)


def _sentences(text: str) -> Iterator[list[_Clause]]:
    """The text cut at full stops into sentences, and those at pauses and joining words."""
    pieces: list[_Clause] = []
    words: list[str] = []
    start = end = 0
    for token in _TOKEN.finditer(text):
        sign = token.group()
        word = _spelled(sign)
        if sign[0] in _STOPS or sign in _PAUSES or word in _cuts():
            if words:
                pieces.append(_Clause(_joined(" ".join(words)), start, end))
                words = []
            if sign[0] in _STOPS and pieces:
                yield pieces
                pieces = []
            continue
        start = start if words else token.start()
        end = token.end()
        words.append(word)
    if words:
        pieces.append(_Clause(_joined(" ".join(words)), start, end))
    if pieces:
        yield pieces


def _spelled(token: str) -> str:
    plain = _STRETCHED.sub(r"\1", token.replace("'", ""))
    return str(_data()["spellings"].get(plain, plain))


def _joined(said: str) -> str:
    padded = f" {said} "
    for apart, together in _data()["joined"]:
        padded = padded.replace(f" {apart} ", f" {together} ")
    return padded.strip()


def as_of() -> str:
    """The day the phrases were last checked."""
    return str(_data()["as_of"])


@cache
def _data() -> dict[str, Any]:
    return rule_data("natural")


@cache
def _cuts() -> frozenset[str]:
    return frozenset(_data()["cuts"])


@cache
def _phrases(kind: str) -> "re.Pattern[str]":
    """One pattern for a set: courtesies, a phrase, courtesies. Atomic, so it never runs wild."""
    lead, tail = (
        "|".join(sorted(_data()[part], key=len, reverse=True)) for part in ("lead", "tail")
    )
    cores = "|".join(_data()[kind])
    for name, meant in reversed(list(_data()["macros"].items())):
        cores = cores.replace(f"<{name}>", meant)
    return re.compile(rf"(?>(?:{lead}) )*+(?:{cores})(?> (?:{tail}))*+")


@cache
def _reported() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["reported"]))


@cache
def _hint() -> "re.Pattern[str]":
    """Without one of these no phrase is strong; looked for in the text as written."""
    return re.compile("|".join(_data()["hints"]), re.IGNORECASE)
