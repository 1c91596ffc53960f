"""The fields of a template: read, checked with their place, and filled in.

A field stands in braces. Those of a record are filled in by the program; the others are left as a
blank in square brackets for the person to write over, and no text leaves with a blank in it
(rules/content/blanks.py). Two braces stand for one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

RECORD_FIELDS: Final[dict[str, str]] = {
    "first_name": "First name",
    "full_name": "Full name",
    "matter": "Matter title",
    "matter_number": "Matter number",
    "firm": "Your firm’s name",
    "firm_phone": "Your firm’s phone",
    "my_name": "Your name",
    "terms_link": "Your terms page",
}
"""What the program fills in, with what a person calls it."""
WRITTEN_FIELDS: Final[dict[str, str]] = {
    "date": "Date",
    "time": "Time",
    "place": "Place",
    "document": "Document",
    "deadline": "Deadline",
    "link": "Link",
}
"""What the person writes before the text goes out."""
FIELDS: Final = RECORD_FIELDS | WRITTEN_FIELDS
_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}]*\}|\{|\}")


@dataclass(frozen=True, slots=True)
class MergeProblem:
    """What is wrong with a template, and where: offsets in code points."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template: words as they are, or the name of a field."""

    words: str = ""
    name: str = ""
    start: int = 0
    end: int = 0


def problems(body: str) -> tuple[MergeProblem, ...]:
    """Everything that is wrong with the fields, in order."""
    found = (_problem(part) for part in _parts(body) if part.name)
    return tuple(each for each in found if each is not None)


def filled(body: str, values: Mapping[str, str]) -> str:
    """The text with what is known; a field nobody can fill in is left as a blank.

    Raises ValueError where the template has a problem: check it first.
    """
    if problems(body):
        raise ValueError("a template with a broken field")
    return "".join(_filled(part, values) for part in _parts(body))


def names(body: str) -> frozenset[str]:
    """The fields a template uses."""
    return frozenset(_name(part) for part in _parts(body) if part.name)


def blank(name: str) -> str:
    """What stands in a text until somebody writes over it: [date]."""
    return f"[{FIELDS[name].lower()}]"


def _parts(body: str) -> list[Part]:
    parts: list[Part] = []
    at = 0
    for found in _TOKEN.finditer(body):
        if found.start() > at:
            parts.append(Part(body[at : found.start()]))
        sign = found.group()
        if sign in {"{{", "}}"}:
            parts.append(Part(sign[0]))
        else:
            parts.append(Part(name=sign, start=found.start(), end=found.end()))
        at = found.end()
    return [*parts, Part(body[at:])] if at < len(body) else parts


def _name(part: Part) -> str:
    return part.name[1:-1].strip().lower()


def _filled(part: Part, values: Mapping[str, str]) -> str:
    if not part.name:
        return part.words
    name = _name(part)
    return values.get(name, "").strip() or blank(name)


def _problem(part: Part) -> MergeProblem | None:
    def told(message: str) -> MergeProblem:
        return MergeProblem(part.start, part.end, message)

    if part.name == "{":
        return told(
            f"The brace at character {part.start + 1} is never closed. Close it after the field’s "
            "name, or write it twice if a brace is meant."
        )
    if part.name == "}":
        return told(
            f"The brace at character {part.start + 1} closes nothing. Take it out, or write it "
            "twice if a brace is meant."
        )
    name = _name(part)
    if name in FIELDS:
        return None
    if not name:
        return told(f"The field at character {part.start + 1} has no name. Choose one.")
    near = get_close_matches(name.replace(" ", "_"), FIELDS, n=1)
    hint = f"Did you mean {{{near[0]}}}?" if near else "Choose one from the list."
    return told(f"There is no field {part.name} (character {part.start + 1}). {hint}")
