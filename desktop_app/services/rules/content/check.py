"""Everything there is to say about a text before it leaves, worst first.

The window, the gate and the command line all ask here, so none can say other than the rest.
"""

from collections.abc import Callable
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.messaging.segments import MAX_CHARACTERS
from desktop_app.services.rules.content import (
    answers,
    blanks,
    brand,
    capitals,
    costly,
    disguises,
    emergency_texts,
    emoji,
    forbidden,
    invisible,
    links,
    opt_out_words,
    recipient,
    sensitive,
    spelling,
)
from desktop_app.services.rules.content.findings import WORST_FIRST, Circumstances, Finding
from desktop_app.services.rules.content.plain import LONGEST

TOO_LONG: Final = "21617"
"""Twilio's own number for a body that is too long."""

Check = Callable[[str, Circumstances], tuple[Finding, ...]]
CHECKS: Final[tuple[Check, ...]] = (
    recipient.check,
    blanks.check,
    sensitive.check,
    forbidden.check,
    emergency_texts.check,
    links.check,
    answers.check,
    brand.check,
    opt_out_words.check,
    emoji.check,
    disguises.check,
    invisible.check,
    costly.check,
    capitals.check,
    spelling.check,
)
"""In the order of rules.md section 0; findings of one outcome keep it."""


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """Every finding, worst first. What goes beyond the longest text there is is not read."""
    read = body[:LONGEST]
    found = [*_length(body), *(each for look in CHECKS for each in look(read, about))]
    found += [about.pace] if about.pace is not None else []
    return tuple(sorted(found, key=lambda each: WORST_FIRST.index(each.outcome)))


def _length(body: str) -> tuple[Finding, ...]:
    if len(body) <= MAX_CHARACTERS:
        return ()
    message = f"Twilio takes {MAX_CHARACTERS:,} characters at most. Shorten the text or split it."
    return (Finding(TOO_LONG, Outcome.BLOCK, "Too long", message, MAX_CHARACTERS, len(body)),)
