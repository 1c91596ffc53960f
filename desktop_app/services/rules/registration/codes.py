"""The codes of a refusal in plain words: what is meant, where to mend it (rules.md G-07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.registration.draft import Rejection
from desktop_app.services.rules.registration.facts import code_advice
from desktop_app.services.rules.registration.problems import Problem, is_under

RULE: Final = "G-07"
PAGE: Final = "https://www.twilio.com/docs/api/errors/{code}"
_TWILIO_DIGITS: Final = 5
_COUNTS: Final = frozenset({Outcome.BLOCK, Outcome.HOLD, Outcome.WARN})


@dataclass(frozen=True, slots=True)
class Advice:
    """`field` to mend, empty where none is; `again`: it may be sent in again. `link` may be empty.

    For a code nobody has put in words, `what` is what the reviewer wrote.
    """

    code: str
    what: str
    do: str
    field: str = ""
    again: bool = True
    known: bool = True
    link: str = ""


def advice(code: str, their_words: str = "") -> Advice:
    """What a code means. Never a guess: an unknown one keeps the reviewer’s own words."""
    number = code.strip()
    link = PAGE.format(code=number) if _is_twilios(number) else ""
    found = code_advice().get(number)
    if found is None:
        words = their_words.strip() or "The reviewer gave a code that is not in our list."
        return Advice(number, words, "Ask support what to change.", known=False, link=link)
    return Advice(number, found["what"], found["do"], found["field"], found["again"], link=link)


@dataclass(frozen=True, slots=True)
class ToFix:
    """One point of a rejection. `fixed`: the draft says nothing against its field any more.

    None where no field is known, so only a person can say.
    """

    advice: Advice
    fixed: bool | None


def to_fix(rejection: Rejection, problems: Sequence[Problem]) -> tuple[ToFix, ...]:
    """What reviewers named, each with whether it is put right since."""
    points = [advice(code, rejection.words) for code in dict.fromkeys(rejection.codes)]
    return tuple(ToFix(each, _is_fixed(each.field, problems)) for each in points)


def _is_fixed(field: str, problems: Sequence[Problem]) -> bool | None:
    if not field:
        return None
    return not any(each.outcome in _COUNTS and is_under(each.field, field) for each in problems)


def _is_twilios(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) == _TWILIO_DIGITS
