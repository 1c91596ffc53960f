"""The palette's search: people by name, matter or number, however it is typed."""

import re
from typing import Any

from desktop_app.models.contact_text import fold
from desktop_app.models.enums import TextState
from desktop_app.models.queries import people as people_queries
from desktop_app.services.numbers import format_number
from desktop_app.services.records import PersonHit

_NUMBER_LIKE = re.compile(r"[\d\s().+-]+")
_LOCAL_NUMBER = 7


def people(connection: Any, typed: str, limit: int) -> list[PersonHit]:
    """The best hits first; for nothing typed, the people last opened."""
    words = words_of(typed)
    if not words:
        return [_hit(row, words) for row in people_queries.recent(connection, limit)]
    return [_hit(row, words) for row in people_queries.search(connection, words, limit)]


def words_of(typed: str) -> list[str]:
    """What to look for, folded; a phone number in any writing is one word of digits."""
    folded = fold(typed).strip()
    digits = re.sub(r"\D", "", folded)
    if _NUMBER_LIKE.fullmatch(folded) and len(digits) >= _LOCAL_NUMBER:
        return [digits]
    return folded.replace("(", " ").replace(")", " ").split()


def _hit(row: Any, words: list[str]) -> PersonHit:
    number = str(row[2])
    name = str(row[3]) or format_number(number)
    matter = f"Matter {row[4]}" if row[4] else ""
    parts = (matter, str(row[5]), format_number(number) if number and row[3] else "")
    return PersonHit(
        conversation_id=row[0],
        contact_id=row[1],
        number=number,
        title=name,
        detail=" · ".join(part for part in parts if part),
        text_state=TextState(row[6]),
        unread=bool(row[7]),
        spans=_spans(name, words),
    )


def _spans(title: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the title; letters fold one to one except for a few ligatures."""
    folded = fold(title)
    if len(folded) != len(title):
        return ()
    found = ((folded.find(word), len(word)) for word in words)
    return tuple(sorted((at, at + size) for at, size in found if at >= 0))
