"""Folding text for search, apart from the tables so that the reader needs no SQLAlchemy."""

import unicodedata


def fold(text: str) -> str:
    """Text as it is searched: no accents, no case."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
