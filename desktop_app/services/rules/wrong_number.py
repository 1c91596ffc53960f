"""Whether a text says that the number is somebody else's (rules.md A-08).

More than an opt-out: whoever writes this never agreed to anything, and may have read what was meant
for a client. "They put the wrong number on the report" is a case fact and says nothing of the kind.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold
from desktop_app.services.rules.own_words import own_words

RULE = "A-08"
_SENTENCE = re.compile(r"[^.!?;,\n]+")
_SPACES = re.compile(r"[^\w']+")
_NAME = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """That it is one, by which words."""

    words: tuple[str, ...]
    rule: str = RULE


def wrong_number(body: str, name: str = "") -> WrongNumber | None:
    """The words that say so, or None. `name` is the contact's: "this isn't John" needs a John."""
    own = own_words(body)
    if _meant_for_another().search(own.text):
        return None
    for sentence in _SENTENCE.finditer(own.text):
        words = _SPACES.sub(" ", sentence.group().replace("'", "")).strip()
        if any(pattern.search(words) for pattern in _patterns(_names(name))):
            return WrongNumber((_quote(own, sentence),))
    return None


def _quote(own: Folded, sentence: "re.Match[str]") -> str:
    return own.quote(sentence.start(), sentence.end())


def _names(name: str) -> tuple[str, ...]:
    return tuple(_NAME.findall(fold(name).text))


@cache
def _data() -> dict[str, Any]:
    return rule_data("wrong_number")


@cache
def _patterns(names: tuple[str, ...]) -> tuple["re.Pattern[str]", ...]:
    parts = [re.compile("|".join(_data()["anyone"]))]
    if names:
        wanted = "(?:" + "|".join(re.escape(name) for name in names) + ")"
        parts.append(re.compile("|".join(_data()["by_name"]).replace("<name>", wanted)))
    return tuple(parts)


@cache
def _meant_for_another() -> "re.Pattern[str]":
    """A client who wrote to us by mistake says the same words of their own text."""
    return re.compile("|".join(_data()["own_mistake"]))
