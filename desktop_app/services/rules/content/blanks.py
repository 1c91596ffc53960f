"""Blanks of a template that nobody filled in: a text never leaves with one in it."""

import re

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.findings import Circumstances, Finding

RULE = "TEMPLATE"
BLANKS = frozenset(
    {
        "first name",
        "full name",
        "matter title",
        "matter number",
        "your firm’s name",
        "your firm’s phone",
        "your name",
        "your terms page",
        "date",
        "time",
        "place",
        "document",
        "deadline",
        "link",
    }
)
"""As services/templates/merging.py leaves them; a test holds the two together."""
_BRACKETS = re.compile(r"\[([^\[\]{}\n]{1,40})\]")
_FIELD = re.compile(r"\{[a-z_]{1,40}\}")


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  as every check
    """A finding for the first blank, with the places of all of them."""
    places = [
        found.span() for found in _BRACKETS.finditer(body) if found.group(1).lower() in BLANKS
    ]
    places = sorted([*places, *(found.span() for found in _FIELD.finditer(body))])
    if not places:
        return ()
    start, end = places[0]
    message = f"{body[start:end]} is not filled in yet. Write what belongs there, or take it out."
    return (
        Finding(RULE, Outcome.BLOCK, "Not filled in", message, start, end, also=tuple(places[1:])),
    )
