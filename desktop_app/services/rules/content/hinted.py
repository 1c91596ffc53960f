"""Patterns that are looked for only where a part of them stands.

A pattern walks through a text character by character; whether some letters stand anywhere in it is
known far sooner. It is compiled with the first text that has them, so a window that shows no such
text never pays for it.
"""

import re
from collections.abc import Iterator
from functools import cached_property


class Hinted:
    """A pattern none of whose matches can do without one of the hints."""

    def __init__(self, pattern: str, *hints: str) -> None:
        self._written = pattern
        self._hints = hints

    @cached_property
    def pattern(self) -> "re.Pattern[str]":
        """The pattern itself, compiled when it is first needed."""
        return re.compile(self._written)

    def finditer(self, text: str) -> "Iterator[re.Match[str]]":
        """Every match, in order."""
        return self.pattern.finditer(text) if self._may_be_in(text) else iter(())

    def search(self, text: str) -> "re.Match[str] | None":
        """The first match."""
        return self.pattern.search(text) if self._may_be_in(text) else None

    def _may_be_in(self, text: str) -> bool:
        return any(hint in text for hint in self._hints)
