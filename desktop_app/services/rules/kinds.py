"""What a text is for, whatever its sender called it (rules.md B-02).

An offer stays an offer in an informational template, so the stricter kind counts. Where it is not
clear the text goes out with a word of warning: so do prices and discounts that belong to a case,
written for one person. A typed answer to somebody who just wrote is an answer: there the person who
typed it is told, not stopped.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from desktop_app.models.enums import MessageKind, Origin
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold

RULE = "B-02"
_Part = Literal[
    "promotional", "offers", "ours", "theirs", "perhaps_promotional", "greetings", "ordinary"
]
_MACHINE = frozenset({Origin.SCHEDULED, Origin.AUTOMATED, Origin.BULK})
_GREETED = frozenset({Origin.AUTOMATED, Origin.BULK})
"""Origins of texts that nobody wrote for this one person."""


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
    offers = "" if sells else _found(text, "offers")
    if offers and origin not in _GREETED and _of_somebody_else(body, text):
        return Kind(usual, offers, doubtful=True)
    sells = sells or offers
    if sells and answers and usual is MessageKind.CONVERSATIONAL:
        return Kind(usual, sells, doubtful=True)
    if sells:
        return Kind(MessageKind.PROMOTIONAL, sells)
    perhaps = _found(text, "perhaps_promotional")
    if not perhaps and origin in _GREETED:
        perhaps = _found(text, "greetings")
    return Kind(usual, perhaps, doubtful=bool(perhaps))


def _of_somebody_else(body: str, text: Folded) -> bool:
    """Whether a discount or a price is part of a case rather than the firm's own offer.

    A surety who wants 10% off the bail advertises nothing; whoever typed it is told, not stopped.
    """
    from desktop_app.services.rules.content.signals import signals  # noqa: PLC0415  rarely needed

    if _found(text, "ours"):
        return False
    return bool(_found(text, "theirs")) or signals(body).legal > 0


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
