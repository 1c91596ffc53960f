"""Characters nobody sees: zero-width ones, controls, and those that turn the writing round (C-04).

They split words that filters look for, and make a text read other than it is. A joiner inside an
emoji, or inside a script that needs it, is none of them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.content.emoji import emoji_in
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix

RULE: Final = "C-04"
TURNING: Final = "\u202a-\u202e\u2066-\u2069"
"""What overrides or embeds a direction."""
INVISIBLE: Final = (
    "\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    f"{TURNING}\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
_RUN = re.compile(f"[{INVISIBLE}]+")
_TURNS = re.compile(f"[{TURNING}]")
_JOINERS = frozenset("\u200c\u200d")
_DIRECTIONS = frozenset("\u200e\u200f\u061c")
_PLAIN_SCRIPTS = ("LATIN", "DIGIT", "GREEK", "CYRILLIC")


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """One finding for all of them, with the text without them as its fix."""
    places = invisible_in(body)
    if not places:
        return ()
    first, *others = places
    turns = any(_TURNS.search(body, *place) for place in places)
    message = (
        "Hidden characters turn the reading direction round, as in fake addresses. Remove them?"
        if turns
        else "Invisible characters in the text look like an attempt to fool filters. Remove them?"
    )
    fix = Fix("Remove them", tuple(Edit(start, end, "") for start, end in places))
    outcome = Outcome.WARN if turns else Outcome.INFO
    return (
        Finding(RULE, outcome, "Hidden characters", message, *first, fix=fix, also=tuple(others)),
    )


@lru_cache(maxsize=16)
def invisible_in(body: str) -> tuple[tuple[int, int], ...]:
    """Where they stand."""
    runs = [found.span() for found in _RUN.finditer(body)]
    emoji = emoji_in(body) if runs else []
    return tuple(run for run in runs if not _within(run, emoji) and not _needed(body, *run))


def _within(run: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= run[0] and run[1] <= end for start, end in others)


def _needed(body: str, start: int, end: int) -> bool:
    """Whether a script needs it: Persian its non-joiner, Hebrew its mark of direction."""
    run = set(body[start:end])
    around = body[max(0, start - 1) : start] + body[end : end + 1]
    foreign = any(
        c.isalpha() and not unicodedata.name(c, "").startswith(_PLAIN_SCRIPTS) for c in around
    )
    return foreign and (run <= _JOINERS or run <= _DIRECTIONS)
