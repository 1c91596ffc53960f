"""The texts of a sign-up to the letter: the request for YES and the welcome (rules.md B-04, B-06).

What is registered with the carriers is exactly what goes out, so the words are made here and
nowhere else, and what is missing in them is said before anything is sent.
"""

import re
from dataclasses import dataclass

from desktop_app.services.records import FieldProblem
from desktop_app.services.rules.consent_record import valid_frequency
from desktop_app.services.rules.optin_texts import Program

REQUEST_DAYS = 7
"""So long a request for YES waits; then it is as if nobody had asked (B-06)."""
ASK_AGAIN_DAYS = 30
"""So long after a request that ran out nobody asks again (B-06)."""
SHORTEST, LONGEST = 20, 320
_DESCRIPTION = re.compile(r"[A-Za-z][A-Za-z-]{1,19}")
_NAME_LENGTHS = range(2, 41)


@dataclass(frozen=True, slots=True)
class TextCheck:
    """One thing a sign-up text has to say, and whether it does."""

    what: str
    ok: bool


def program_problems(program: Program, firm: str) -> tuple[FieldProblem, ...]:
    """What cannot be used about a program, one sentence a field."""
    said = {
        "name": _name_problem(program.name.strip(), firm),
        "description": _description_problem(program.description.strip()),
        "frequency": _frequency_problem(program.frequency.strip()),
    }
    return tuple(FieldProblem(field, words) for field, words in said.items() if words)


def text_checks(text: str, firm: str, *, asks: bool) -> tuple[TextCheck, ...]:
    """What carriers look for in such a text; `asks` where it is the request for YES."""
    low = text.casefold()
    checks = [
        TextCheck("Names the firm", bool(firm.strip()) and firm.strip().casefold() in low),
        TextCheck("Fees", "msg&data rates may apply" in low),
        TextCheck("How often", _says_how_often(text)),
        TextCheck("HELP and STOP", "HELP" in text and "STOP" in text),
    ]
    if asks:
        checks.insert(0, TextCheck("Asks for YES", "Text YES" in text))
    return (*checks, TextCheck("20 to 320 characters", SHORTEST <= len(text) <= LONGEST))


def _name_problem(name: str, firm: str) -> str:
    if not firm.strip():
        return "The firm has no name yet. Enter it in Settings first."
    if firm.strip().casefold() not in name.casefold():
        return f"The name must have “{firm.strip()}” in it, so that clients know who writes."
    if len(name) not in _NAME_LENGTHS:
        return "The name may have 2 to 40 characters."
    return "Leave braces out of the name." if set(name) & set("{}") else ""


def _description_problem(word: str) -> str:
    if word.casefold() in {"alert", "alerts"}:
        return "“Alerts” already follows. Say what about: Case, Account, News."
    if not _DESCRIPTION.fullmatch(word):
        return "One single word of letters, like Case, Account or News."
    return ""


def _frequency_problem(frequency: str) -> str:
    if set(frequency) & set("{}"):
        return "Leave braces out of it."
    verdict = valid_frequency(frequency)
    return "" if verdict.ok else verdict.message


def _says_how_often(text: str) -> bool:
    sentences = re.split(r"(?<=[.!]) ", text)
    return any(valid_frequency(sentence).ok for sentence in sentences)
