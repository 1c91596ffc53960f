"""Whether an inbound text speaks of danger, so that a person looks at once (rules.md C-13).

Nothing answers it by itself. "Emergency motion" is a filing and rings no bell.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop_app.services.resources import rule_data
from desktop_app.services.rules.own_words import own_words

RULE = "C-13"


@dataclass(frozen=True, slots=True)
class Danger:
    """The words that speak of danger."""

    words: tuple[str, ...]
    rule: str = RULE


def speaks_of_danger(body: str) -> Danger | None:
    """The words to show in red, or None."""
    own = own_words(body)
    found = _pattern().search(own.text)
    return Danger((own.quote(found.start(), found.end()),)) if found else None


@cache
def _pattern() -> "re.Pattern[str]":
    data: dict[str, Any] = rule_data("emergency")
    return re.compile("|".join(data["words"]))
