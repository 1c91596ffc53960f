"""Whether a text of the firm's tells people to answer with a word the networks act on (A-09).

"Reply CANCEL to cancel your appointment" takes a client off every text who only wanted another day.
Saying how to stop or to get help is what these words are for, and passes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold

RULE = "A-09"
_Kind = Literal["out", "help", "in"]
_SENTENCE = re.compile(r"[^.!?;\n]+")


@dataclass(frozen=True, slots=True)
class Trap:
    """A reserved word asked for with another purpose; places are characters of the body."""

    word: str
    start: int
    end: int
    message: str
    rule: str = RULE
    outcome: str = "HOLD"


def reserved_word_traps(body: str) -> list[Trap]:
    """Every word a client would be asked to send that does something else than the text says."""
    folded = fold(body)
    return [
        _trap(folded, sentence.start() + start, sentence.start() + end)
        for sentence in _SENTENCE.finditer(folded.text)
        for start, end in _traps_in(folded, sentence)
    ]


def _traps_in(folded: Folded, sentence: "re.Match[str]") -> Iterator[tuple[int, int]]:
    """Each word asked for in one sentence whose purpose is not its own."""
    said = sentence.group()
    for found in _asked().finditer(said):
        start, end = found.span("word")
        written = folded.quote(sentence.start() + start, sentence.start() + end)
        marked = written.isupper() or '"' in found.group()
        if not marked and found.group("verb") not in _data()["plain_verbs"]:
            continue
        # A safe word may open a list: "Reply YES to confirm or CANCEL to cancel".
        if found.group("word") in _kinds() and not _is_its_purpose(said, found):
            yield start, end
        yield from _more_in(folded, sentence, found.end(), found.group("word"))


def _more_in(
    folded: Folded, sentence: "re.Match[str]", begin: int, begun_with: str
) -> Iterator[tuple[int, int]]:
    """Further words of the same list: "YES to confirm, CANCEL to cancel"."""
    said = sentence.group()
    for found in _further().finditer(said, begin):
        start, end = found.span("word")
        written = folded.quote(sentence.start() + start, sentence.start() + end)
        # In a list of answers "CANCEL to cancel" means the appointment.
        answer = begun_with in _safe() and found.group("word") not in _data()["bare"]
        own = _is_its_purpose(said, found) and not answer
        if written.isupper() and not own:
            yield start, end


def _is_its_purpose(said: str, found: "re.Match[str]") -> bool:
    kind = _kinds()[found.group("word")]
    rest = said[found.end("word") :].lstrip("\" ')")
    if _purpose(kind).match(rest):
        return True
    # STOP alone, with nothing said of what for, is the usual notice.
    bare = not rest.strip(" \"'),:") and not _condition().search(said[: found.start()])
    return bare and found.group("word") in _data()["bare"]


def _trap(folded: Folded, start: int, end: int) -> Trap:
    word = folded.quote(start, end).strip("\"'“”‘’").upper()
    kind = _kinds().get(word.lower(), "out")
    message = str(_data()["say"][kind]).replace("{word}", word)
    return Trap(word, folded.places[start], folded.places[end - 1] + 1, message)


@cache
def _data() -> dict[str, Any]:
    return rule_data("reserved_words")


@cache
def _kinds() -> dict[str, _Kind]:
    kinds: tuple[_Kind, ...] = ("out", "help", "in")
    return {word: kind for kind in kinds for word in _data()[kind]}


@cache
def _safe() -> tuple[str, ...]:
    return tuple(word.lower() for word in _data()["safe"])


@cache
def _words() -> str:
    return "|".join(sorted(_kinds(), key=len, reverse=True))


@cache
def _asked() -> "re.Pattern[str]":
    verbs = "|".join(_data()["verbs"])
    between = "|".join(_data()["between"])
    words = "|".join([_words(), *_safe()])
    return re.compile(
        rf"\b(?P<verb>{verbs})(?: (?:{between}))? ?:? ?[\"'(]?(?P<word>{words})\b[\"')]?"
    )


@cache
def _further() -> "re.Pattern[str]":
    return re.compile(rf"(?:,|\bor\b|\band\b|\bo\b|\by\b|/) ?[\"'(]?(?P<word>{_words()})\b[\"')]?")


@cache
def _purpose(kind: _Kind) -> "re.Pattern[str]":
    return re.compile("|".join(_data()["purposes"][kind]))


@cache
def _condition() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["conditions"]))
