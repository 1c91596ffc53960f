"""Words a text asks to be answered with that mean something else to the networks (A-09)."""

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.rules.reserved import reserved_word_traps


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """One finding for each such word."""
    return tuple(
        Finding(
            trap.rule,
            Outcome(trap.outcome),
            "Reserved word",
            trap.message,
            trap.start,
            trap.end,
        )
        for trap in reserved_word_traps(body)
    )
