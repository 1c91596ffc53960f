"""Whether a text would have people text where they should call 911 (rules.md C-13).

Closures and court news may go by text; where life is at stake a text may come late or not at all.
What clients write in danger is read by rules/emergency.py.
"""

import re
from functools import cache
from typing import Any, Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.rules.content.plain import Plain, plain
from desktop_app.services.rules.emergency import RULE

__all__ = ["RULE", "check"]
_BEFORE = 24
_MAY_BE: Final = re.compile(
    r"911|9-1-1|emergenc|danger|police|sheriff|ambulance|paramedic|respond|closed|fire"
)


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """At most one finding: the invitation, else a word of care."""
    text = plain(body)
    if _MAY_BE.search(text.text) is None:
        return ()
    for found in _instead().finditer(text.text):
        before = text.text[max(0, found.start() - _BEFORE) : found.start()]
        if _negated().search(before) is None:
            message = "Never ask people to text you in an emergency. Tell them to call 911."
            return (_finding(Outcome.BLOCK, "Emergency by text", message, text, found),)
    found_notice = _notice().search(text.text)
    if found_notice is None:
        return ()
    message = "Texts can come late or get lost. Where it matters, call as well."
    return (_finding(Outcome.INFO, "Emergency words", message, text, found_notice),)


def _finding(
    outcome: Outcome, chip: str, message: str, text: Plain, found: "re.Match[str]"
) -> Finding:
    return Finding(RULE, outcome, chip, message, *text.span(*found.span()))


@cache
def _data() -> dict[str, Any]:
    return rule_data("emergency_texts")


@cache
def _instead() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["instead"]))


@cache
def _notice() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["notice"]))


@cache
def _negated() -> "re.Pattern[str]":
    return re.compile(str(_data()["negated"]))
