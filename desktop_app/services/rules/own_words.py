"""What a person says in a text themself: no reaction, quote, forward, footer of ours, signature.

A phone turns a thumbs-up into a text that repeats ours, "Reply STOP" included. None of that is the
person's own word, so nothing may be concluded from it (rules.md A-07, T-26, T-27).
"""

import re
from functools import cache, lru_cache
from typing import Any

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import Folded, fold

LONGEST = 1_600
"""Twilio carries no longer text; what goes beyond is not read."""
_SCARE_QUOTES = 2
"""Fewer quoted words than this are emphasis, not somebody else's sentence."""
_DOUBLE = re.compile(r'"([^"\n]{1,500})"')
_SINGLE = re.compile(r"(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){3,500})'(?!\w)")
_QUOTED_LINE = re.compile(r"(?m)^[ ]*>[^\n]*")
_DELIMITER = re.compile(r"\n[ ]*[-–—_]{2,}[ ]*(?=\n|$)")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8)
def own_words(body: str) -> Folded:
    """The folded text with everything blanked that is not the person's own; never raises."""
    folded = fold(body[:LONGEST])
    if is_reaction(folded):
        return folded.without(0, len(folded.text))
    for cut in (_forwarded(), _DELIMITER):
        found = cut.search(folded.text)
        if found:
            folded = folded.without(found.start(), len(folded.text))
    folded = _blank(folded, _QUOTED_LINE)
    folded = _blank(folded, _signature())
    folded = _without_quotes(folded)
    return _blank(folded, _footer())


def is_reaction(folded: Folded) -> bool:
    """A tapback as phones write it, or nothing but pictures and signs."""
    if not _WORD.search(folded.text):
        return True
    return _reaction().match(folded.text.strip(" \n")) is not None


def _without_quotes(folded: Folded) -> Folded:
    for marks in (_DOUBLE, _SINGLE):
        for found in list(marks.finditer(folded.text)):
            around = folded.text[: found.start()] + folded.text[found.end() :]
            words = len(_WORD.findall(found.group(1)))
            mine = _said_by_me().search(folded.text[max(0, found.start() - 40) : found.start()])
            if words >= _SCARE_QUOTES and _WORD.search(around) and not mine:
                folded = folded.without(found.start(), found.end())
    return folded


def _blank(folded: Folded, pattern: "re.Pattern[str]") -> Folded:
    for found in list(pattern.finditer(folded.text)):
        folded = folded.without(found.start(), found.end())
    return folded


@cache
def _data() -> dict[str, Any]:
    return rule_data("not_own_words")


@cache
def _reaction() -> "re.Pattern[str]":
    verbs, pictured = "|".join(_data()["reactions"]), "|".join(_data()["pictured"])
    return re.compile(
        rf'(?:(?:{verbs}) ?:? ?["\'][\s\S]*|(?:{verbs}) (?:{"|".join(_data()["things"])})\.?$'
        rf'|[^\w"]+ ?(?:{pictured}) ?["\'][\s\S]*)'
    )


@cache
def _forwarded() -> "re.Pattern[str]":
    return re.compile("(?m)^[ ]*(?:" + "|".join(_data()["forwarded"]) + ")")


@cache
def _signature() -> "re.Pattern[str]":
    return re.compile("(?m)^[ ]*(?:" + "|".join(_data()["signatures"]) + ")[^\n]*")


@cache
def _footer() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["footers"]))


@cache
def _said_by_me() -> "re.Pattern[str]":
    return re.compile(r"(?:" + "|".join(_data()["said_by_me"]) + r")[ ,:]*$")
