"""Emoji, which carriers read as a sign of spam and which make a text dearer (rules.md C-03).

By ranges of pictures, not by Unicode's property "Emoji": that one has digits, # and © in it.
"""

import re
from typing import Final

from desktop_app.models.enums import MessageKind, Outcome
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix

RULE: Final = "C-03"
_PICTURE = (
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2b1b\u2b1c\u2b05-\u2b07\u231a\u231b"
    "\u23e9-\u23f3\u203c\u2049\u3030]"
)
_JOINED = "[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]"
EMOJI: Final = re.compile(f"(?:[0-9#*]\ufe0f?\u20e3|{_PICTURE}{_JOINED}*)+")
"""One run of them, with everything that rides on them."""
_SOME = re.compile(f"{_PICTURE[:-1]}\u20e3]")
"""One of these is in each of them, and few texts have any."""
_TYPED = re.compile(r"(?<![\w/:])(?:[:;=]['’]?-?[)(DPp|]+|<3+|[xX]D|\^_+\^)(?![\w/])")
"""The same made of letters: :-) and its kin, looked for in texts to many people only."""
_MAY_BE_TYPED = re.compile(r"[:;=<xX^]['’_\-3)(DPp|]")


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:
    """One finding for all of them, with the text without them as its fix."""
    places = emoji_in(body)
    strict = about.by_machine and about.kind is not MessageKind.SYSTEM
    if strict and _MAY_BE_TYPED.search(body):
        places = sorted([*places, *(found.span() for found in _TYPED.finditer(body))])
    if not places:
        return ()
    outcome = Outcome.HOLD if strict else Outcome.WARN
    message = "Emoji make carriers think “spam” and cut the text into shorter pieces. Remove it?"
    if len(places) > 1:
        message = message.replace("Remove it?", "Remove them?")
    fix = Fix("Remove emoji", _edits(body, places))
    first, *others = places
    return (Finding(RULE, outcome, "Emoji", message, *first, fix=fix, also=tuple(others)),)


def emoji_in(body: str) -> list[tuple[int, int]]:
    """Where they stand, those made of letters aside."""
    if body.isascii() or _SOME.search(body) is None:
        return []
    return [found.span() for found in EMOJI.finditer(body)]


def _edits(body: str, places: list[tuple[int, int]]) -> tuple[Edit, ...]:
    """Each is cut together with the blank before it, or after it where it begins a line."""
    edits: list[Edit] = []
    for start, end in places:
        begin, until = start, end
        if begin and body[begin - 1] == " ":
            begin -= 1
        elif body[until : until + 1] == " " and (begin == 0 or body[begin - 1] == "\n"):
            until += 1
        if edits and begin < edits[-1].end:
            begin = edits[-1].end
        edits.append(Edit(begin, until, ""))
    return tuple(edits)
