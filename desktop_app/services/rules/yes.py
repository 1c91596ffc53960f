"""What a lone YES answers, and what a lone CANCEL after an appointment text may have meant.

The same word confirms a sign-up, lifts a block and answers "see you at three?". Only what was asked
before tells them apart, and where that is not clear a person decides (rules.md A-05, T-02, T-03).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from desktop_app.models.enums import SenderType, TextState
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.folding import fold
from desktop_app.services.rules.words import app_keyword

RULE = "A-05"
CANCEL_RULE = "T-03"
_OUT = frozenset({TextState.OUT_CONTACT, TextState.OUT_CARRIER})


class YesMeans(StrEnum):
    """What comes of a YES."""

    OPT_IN_CONFIRM = "opt_in_confirm"
    RE_OPT_IN = "re_opt_in"
    ANSWER = "answer"
    AMBIGUOUS = "ambiguous"
    NOT_YES = "not_yes"


@dataclass(frozen=True, slots=True)
class Asked:
    """A text of the firm's that may have asked for the YES; times are seconds UTC.

    `expires_at` only where it is the request to sign up; after it the request asks nothing more.
    """

    at: int
    body: str
    sign_up: bool = False
    expires_at: int = 0


@dataclass(frozen=True, slots=True)
class Bound:
    """What the YES means, the question it answers, and the rule's part that says so."""

    means: YesMeans
    question: Asked | None = None
    rule: str = RULE
    needs_start: bool = False


@dataclass(frozen=True, slots=True)
class CancelDoubt:
    """That a CANCEL may have meant the appointment: the text it may answer, and its words."""

    asked: Asked
    words: tuple[str, ...]
    rule: str = CANCEL_RULE


def bind_yes(
    body: str,
    at: int,
    state: TextState,
    sender_type: SenderType,
    history: Iterable[Asked] = (),
) -> Bound:
    """Which question a YES answers. `history` is what the firm sent before, in any order."""
    earlier = sorted((asked for asked in history if asked.at <= at), key=lambda asked: asked.at)
    request = next((asked for asked in reversed(earlier) if asked.sign_up), None)
    latest = next((asked for asked in reversed(earlier) if _asks(asked)), None)
    lang = "es" if latest is not None and _is_spanish(latest.body) else ""
    if app_keyword(body, lang) != "yes":
        return Bound(YesMeans.NOT_YES, rule="")
    if state in _OUT:
        return _after_opt_out(sender_type, latest)
    if state is TextState.PENDING or (request and at > request.expires_at):
        return _while_pending(request, latest, at, state)
    return Bound(YesMeans.ANSWER, latest)


def _after_opt_out(sender_type: SenderType, latest: Asked | None) -> Bound:
    if sender_type is SenderType.LONG_CODE:
        return Bound(YesMeans.RE_OPT_IN, latest)
    return Bound(YesMeans.ANSWER, latest, needs_start=True)


def _while_pending(request: Asked | None, latest: Asked | None, at: int, state: TextState) -> Bound:
    if request is None:
        return Bound(YesMeans.AMBIGUOUS, latest)
    if at > request.expires_at:
        late = latest is request
        return Bound(YesMeans.AMBIGUOUS if late else YesMeans.ANSWER, latest)
    if state is not TextState.PENDING:
        return Bound(YesMeans.ANSWER, latest)
    if latest is None or latest is request:
        return Bound(YesMeans.OPT_IN_CONFIRM, request)
    # Two questions close together: nobody can tell which one this answers.
    close = latest.at - request.at < int(_data()["both_open_within_minutes"]) * 60
    return Bound(YesMeans.AMBIGUOUS if close else YesMeans.ANSWER, latest)


def cancel_doubt(body: str, at: int, history: Iterable[Asked]) -> CancelDoubt | None:
    """Whether a lone CANCEL may have meant an appointment the firm wrote of in the last days."""
    if app_keyword(body) != "opt_out" or not _cancel().search(fold(body).text):
        return None
    since = at - int(_data()["cancel"]["within_hours"]) * 3600
    for asked in sorted(history, key=lambda asked: asked.at, reverse=True):
        folded = fold(asked.body)
        found = _appointment().search(folded.text)
        if since <= asked.at <= at and found:
            return CancelDoubt(asked, (folded.quote(found.start(), found.end()),))
    return None


def _asks(asked: Asked) -> bool:
    return asked.sign_up or _question().search(fold(asked.body).text) is not None


def _is_spanish(body: str) -> bool:
    return _spanish().search(fold(body).text) is not None


@cache
def _data() -> dict[str, Any]:
    return rule_data("answers")


@cache
def _question() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["asks_for_yes"]))


@cache
def _spanish() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["spanish"]))


@cache
def _cancel() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["cancel"]["words"]))


@cache
def _appointment() -> "re.Pattern[str]":
    return re.compile("|".join(_data()["cancel"]["appointment"]))
