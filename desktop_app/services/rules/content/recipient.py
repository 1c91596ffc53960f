"""Whether the number can get texts at all (rules.md C-14, C-15), said beside the words."""

from functools import lru_cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.rules.recipients import RULE, parse_recipient

LANDLINE_RULE: Final = "C-15"


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """At most one finding; nothing where nobody is chosen yet."""
    if not about.to:
        return ()
    problem = _problem(about.to)
    if problem:
        return (Finding(RULE, Outcome.BLOCK, "Can’t be texted", problem),)
    if about.landline:
        outcome = Outcome.BLOCK if about.by_machine else Outcome.HOLD
        message = (
            "This is a landline. The text would be lost and still cost money. Ask for a mobile "
            "number."
        )
        return (Finding(LANDLINE_RULE, outcome, "Landline", message),)
    return ()


@lru_cache(maxsize=64)
def _problem(number: str) -> str:
    """Asked again with every letter typed, of the same number."""
    return parse_recipient(number, fictional_allowed=True).problem
