"""Why there is a rule, and where it stands, for whoever asks at a finding."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from desktop_app.services.resources import rule_data


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule in words. `source` is where it stands; `checked_on` the day somebody looked."""

    rule: str
    title: str
    why: str
    source: str
    checked_on: date


def explain(rule: str, category: str = "") -> Explanation:
    """The explanation of a rule, or of one category of it. A rule nobody explained says so."""
    data = _data()
    said = data["rules"].get(rule) or data["unknown"]
    from desktop_app.services.rules.content import forbidden  # noqa: PLC0415  large

    banned = rule == forbidden.RULE and bool(category)
    day = forbidden.as_of() if banned else str(said.get("checked_on") or data["as_of"])
    return Explanation(
        rule=rule,
        title=str(said["title"]),
        why=forbidden.explanation(category) if banned else str(said["why"]),
        source=str(said["source"]),
        checked_on=date.fromisoformat(day),
    )


@cache
def _data() -> dict[str, Any]:
    return rule_data("explanations")
