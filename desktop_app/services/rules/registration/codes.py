"""The codes of a refusal in plain words: what is meant, where to mend it (rules.md G-07)."""

from dataclasses import dataclass
from typing import Final

from desktop_app.services.rules.registration.facts import code_advice

RULE: Final = "G-07"
PAGE: Final = "https://www.twilio.com/docs/api/errors/{code}"
_TWILIO_DIGITS: Final = 5


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


def _is_twilios(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) == _TWILIO_DIGITS
