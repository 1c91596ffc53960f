"""Twilio's error codes in plain words: what happened, why, what to do. A table, not a program.

The words are dated data (resources/rules/twilio_codes.json). Twilio's own message texts are never
shown: they name request parameters, and they change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.records import Problem
from desktop_app.services.resources import rule_data

KEY_REFUSED_CODES = frozenset({10001, 20003, 20005, 20006, 20008, 20403})
"""These say that the key or the whole account is not let in, whatever was asked."""

LINK = "https://www.twilio.com/docs/errors/{code}"


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One line of the table.

    `permanent` is yes, no, maybe or until_start: whether texts to this person are worth another
    try. `tone` is red, amber or grey. `action` is the key of what helps, empty where nothing does.
    """

    problem: Problem
    permanent: str
    tone: str
    action: str


def entry_for_code(code: int) -> CodeEntry:
    """The line for a code. A code the table does not have says so, and where to read about it."""
    table = _table()
    row = table["codes"].get(str(code)) or _range_row(table, code)
    if row is None:
        return CodeEntry(_unknown(code), "maybe", "red", "open_link")
    problem = Problem(row["what"], row.get("why", ""), row.get("do", ""), code)
    return CodeEntry(problem, row["permanent"], row["tone"], row.get("action", ""))


def problem_for_code(code: int) -> Problem:
    """A Twilio error code in words."""
    return entry_for_code(code).problem


def problem_for_status(status: int) -> Problem:
    """An HTTP status that came without a code of Twilio's, in words."""
    statuses: Mapping[str, Mapping[str, str]] = _table()["statuses"]
    row = statuses.get(f"{status // 100}xx") or statuses["other"]
    return Problem(row["what"], row["why"].format(status=status), row["do"])


def as_of() -> str:
    """The day the table was last compared with Twilio's pages."""
    day: str = _table()["as_of"]
    return day


@cache
def _table() -> dict[str, Any]:
    return rule_data("twilio_codes")


def _range_row(table: Mapping[str, Any], code: int) -> Mapping[str, str] | None:
    for row in table["ranges"]:
        if row["from"] <= code <= row["to"]:
            found: Mapping[str, str] = row
            return found
    return None


def _unknown(code: int) -> Problem:
    return Problem(
        "Twilio refused this for a reason Brieftext doesn’t know.",
        "Its code is not in Brieftext’s list.",
        f"Twilio explains it at {LINK.format(code=code)}",
        code,
    )
