"""The rule lists that came with this program: what each is for, and the day it is from."""

import json
from dataclasses import dataclass
from datetime import date

from desktop_app.services.resources import resource


@dataclass(frozen=True, slots=True)
class RuleList:
    """One file of rules. `name` is the file's; `purpose` says in words what it decides.

    `as_of` is None for a file that does not say its day; that must not keep Settings from opening.
    """

    name: str
    purpose: str
    as_of: date | None


def rule_lists() -> tuple[RuleList, ...]:
    """Every list there is, as its file says it, the newest first and those without a day last."""
    folder = resource("rules")
    found = [_read(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return tuple(sorted(found, key=lambda each: each.as_of or date.min, reverse=True))


def _read(name: str, text: str) -> RuleList:
    data = json.loads(text)
    purpose = str(data.get("for") or name.replace("_", " ").capitalize())
    return RuleList(name, purpose, _day(data.get("as_of")))


def _day(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
