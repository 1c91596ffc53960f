"""Characters outside the GSM alphabet, which cut a text into pieces of 70 (rules.md C-04).

Curly quotes and long dashes come from word processors and are worth replacing at once. An accent is
part of how a name is spelled, so it is only spoken of where it makes the text dearer.
"""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.messaging.segments import COSTLY, count
from desktop_app.services.resources import rule_data
from desktop_app.services.rules.content.emoji import emoji_in
from desktop_app.services.rules.content.findings import Circumstances, Edit, Finding, Fix
from desktop_app.services.rules.content.invisible import invisible_in

RULE: Final = "C-04"
_ONE_TEXT = 35
"""So many characters are one text in any case: each takes two units at most."""


def check(body: str, about: Circumstances) -> tuple[Finding, ...]:  # noqa: ARG001  every check takes both
    """At most one finding, with the plain characters as its fix where there are some."""
    places = _own_places(body)
    if not places:
        return ()
    edits = tuple(Edit(at, at + 1, plain) for at in places if (plain := _plain(body[at])))
    fewer = _fewer(body, edits)
    if not fewer and all(body[at].isalpha() for at in places):
        return ()
    return (_finding(body, places, edits, fewer),)


def _finding(body: str, places: list[int], edits: tuple[Edit, ...], fewer: int) -> Finding:
    shown = " ".join(dict.fromkeys(body[at] for at in places if body[at].isprintable()))[:9].strip()
    which = f"“{shown}”" if shown else "a blank of another kind"
    message = f"With {which} a text is cut into pieces of 70 characters instead of 160."
    if fewer > 0:
        message = f"{message} Plain ones make it {fewer} {'text' if fewer == 1 else 'texts'} less."
    fix = Fix("Use plain characters", edits) if edits else None
    first, *others = places
    also = tuple((at, at + 1) for at in others)
    return Finding(
        RULE, Outcome.INFO, "Costly characters", message, first, first + 1, fix=fix, also=also
    )


def _fewer(body: str, edits: tuple[Edit, ...]) -> int:
    """How many billed texts the plain characters save."""
    if not edits or len(body) <= _ONE_TEXT:
        return 0
    plain = body
    for odd, words in {body[edit.start]: edit.words for edit in edits}.items():
        plain = plain.replace(odd, words)  # far quicker than to translate
    return count(body).segments - count(plain).segments


def _own_places(body: str) -> list[int]:
    """Without what is spoken of elsewhere: emoji and what nobody sees."""
    costly = [found.start() for found in COSTLY.finditer(body)]
    if not costly:
        return []
    spans = [*emoji_in(body), *invisible_in(body)]
    taken = {at for start, end in spans for at in range(start, end)}
    return [at for at in costly if at not in taken]


@lru_cache(maxsize=2048)
def _plain(character: str) -> str:
    """One or more characters of the GSM alphabet in its place; empty where there are none."""
    found = _table().get(character)
    if found is not None:
        return found
    plain = unicodedata.normalize("NFKD", character)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain if plain.isascii() and plain != character else ""


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = rule_data("characters")["plain"]
    return table
