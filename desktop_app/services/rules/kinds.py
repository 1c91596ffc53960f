"""What a text is for, whatever its sender called it (rules.md B-02).

An offer stays an offer in an informational template, so the stricter kind counts. Where it is not
clear the text goes out with a word of warning, and a typed answer to somebody who just wrote is an
answer: there the person who typed it is told, not stopped.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from desktop_app.models.enums import MessageKind, Origin
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold

RULE = "B-02"
_Part = Literal["promotional", "perhaps_promotional", "greetings", "ordinary"]
_MACHINE = frozenset({Origin.SCHEDULED, Origin.AUTOMATED, Origin.BULK})
_GREETED = frozenset({Origin.AUTOMATED, Origin.BULK})


@dataclass(frozen=True, slots=True)
class Kind:
    """What it is. `words` are the ones it rests on; `doubtful` where a person should look."""

    kind: MessageKind
    words: str = ""
    doubtful: bool = False


def classify_kind(body: str, *, asked: MessageKind, origin: Origin, answers: bool) -> Kind:
    """The kind that counts. `answers`: the person wrote within 72 hours. Total.

    `asked` is what the template, or whoever queued it, calls it.
    """
    if asked in {MessageKind.SYSTEM, MessageKind.PROMOTIONAL}:
        return Kind(asked)
    text = _without_ordinary(fold(body))
    usual = MessageKind.INFORMATIONAL if origin in _MACHINE else asked
    sells = _found(text, "promotional")
    if sells and answers and usual is MessageKind.CONVERSATIONAL:
        return Kind(usual, sells, doubtful=True)
    if sells:
        return Kind(MessageKind.PROMOTIONAL, sells)
    perhaps = _found(text, "perhaps_promotional")
    if not perhaps and origin in _GREETED:
        perhaps = _found(text, "greetings")
    return Kind(usual, perhaps, doubtful=bool(perhaps))


def _without_ordinary(text: Folded) -> Folded:
    """A settlement offer is a lawyer's daily bread and sells nothing."""
    for found in _pattern("ordinary").finditer(text.text):
        text = text.without(*found.span())
    return text


def _found(text: Folded, part: _Part) -> str:
    found = _pattern(part).search(text.text)
    return text.quote(*found.span()) if found else ""


@cache
def _pattern(part: _Part) -> "re.Pattern[str]":
    return re.compile("|".join(rule_data("kinds")[part]))
