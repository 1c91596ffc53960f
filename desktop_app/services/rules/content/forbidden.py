"""What carriers ban from texts, told apart from a law firm writing about it (C-07, C-08).

A firm writes all day about guns, drugs and debt. What makes an advertisement is a topic together
with an offer and without a case: each of the three is a list of phrases in forbidden.json, and
`judging` says what they come to. Where no list is enough, counted words may raise a doubt
(`advert_model`), never more than a warning.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from desktop_app.models.enums import Outcome
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content import advert_model
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.rules.content.judging import Verdict, judged
from desktop_app.services.rules.content.plain import Plain, plain
from desktop_app.services.rules.content.signals import signals

RULE: Final = "C-07"
_ADVERT: Final = "X22"
_FRAUD: Final = "X15"
_THREAT: Final = "X2"
_A_CASE: Final = 2
"""So many words of a case, and nobody asks the counted words."""


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """What carriers would filter or fine, at most one finding for each kind of content."""
    text = plain(body)
    seen = signals(body, about.domains)
    verdicts = judged(seen, about)
    if not verdicts and seen.legal < _A_CASE and advert_model.above(seen) > seen.legal:
        verdicts = [Verdict(_ADVERT, Outcome.WARN, 0, 0)]
    return tuple(_finding(text, verdict) for verdict in verdicts)


def explanation(category: str) -> str:
    """Why carriers mind, and what it may cost the firm; for who asks."""
    said = _said(category)
    return (
        f"Carriers ban texts about {said['what']} from business numbers."
        f" T-Mobile fines the firm ${said['fine']:,} for each one and may suspend the number at"
        " once; AT&T and Verizon filter or block it."
    )


def as_of() -> str:
    """The day the lists were last checked."""
    return str(rule_data("forbidden")["as_of"])


def _finding(text: Plain, verdict: Verdict) -> Finding:
    said = _said(verdict.category)
    start, end = text.span(verdict.start, verdict.end) if verdict.end else (0, 0)
    message = "".join(_words(verdict, said["what"]))
    return Finding(RULE, verdict.outcome, said["chip"], message, start, end, verdict.category)


def _words(verdict: Verdict, what: str) -> Iterator[str]:
    if verdict.category == _THREAT:
        yield "This reads like a threat or hate. Carriers ban that; say it in a letter or leave it."
    elif verdict.category == _FRAUD and verdict.refused:
        yield (
            "This names a secret number or password. It may pass, but filters watch for these"
            " words; a call is safer."
        )
    elif verdict.category == _FRAUD and verdict.asks:
        yield (
            "This asks for a secret number, password or card by text. Never do that;"
            " ask the client to call, use your portal or bring it."
        )
    elif verdict.category == _FRAUD:
        yield (
            "This reads like phishing. Carriers ban that. If it is about the client’s case,"
            " name the case and leave the link out."
        )
    elif verdict.outcome is Outcome.INFO:
        yield f"This mentions {what}. It passes because it speaks of a case."
    elif verdict.offer:
        yield f"This reads like an advertisement for {what}. Carriers ban that."
        yield " If it is about the client’s case, name the case."
    elif verdict.category == _ADVERT:
        yield "This reads like an advertisement. If it is about the client’s case, name the case."
    else:
        yield f"This mentions {what}, which carriers filter in texts to many people."
        yield " If it is about the client’s case, name the case."


@cache
def _said(category: str) -> dict[str, Any]:
    said: dict[str, Any] = rule_data("forbidden")["said"][category]
    return said
