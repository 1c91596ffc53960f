"""What windows and scripts learn of templates, and the calls they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desktop_app.services.rules.content.findings import Finding
from desktop_app.services.templates.merging import MergeProblem


class Purpose(StrEnum):
    """What a template is for: some of them have to say certain things."""

    GENERAL = "general"
    INVITATION = "invitation"
    """Asks a client to be texted: has to carry the link to the firm’s terms (S1-07)."""
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Template:
    """One template. `key` tells a starter text from one the firm wrote."""

    key: str
    name: str
    body: str
    purpose: Purpose = Purpose.GENERAL
    starter: bool = False
    changed: bool = False
    """Whether the firm changed a starter text."""
    note: str = ""
    """What to know before using it; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class TemplateEdit:
    """A template as somebody wants it; an empty key makes a new one."""

    key: str
    name: str
    body: str
    purpose: Purpose = Purpose.GENERAL


@dataclass(frozen=True, slots=True)
class Filled:
    """A template for one person. `blanks` are the places still to be written, in code points."""

    text: str
    blanks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said about a template while it is written.

    `example` is the text for a made-up client; the findings’ places are in it, those of `problems`
    in the template.
    """

    example: str
    problems: tuple[MergeProblem, ...]
    findings: tuple[Finding, ...]


class Templates(Protocol):
    """The firm’s templates. Reading is quick; changes are for the serial lane."""

    def all(self) -> list[Template]:
        """Every template, the starter texts first, then the firm’s own by name. UI thread."""

    def fill(self, key: str, number: str) -> Filled:
        """A template for the person behind a number. UI thread. BrieftextError where it is gone."""

    def review(self, body: str, purpose: Purpose) -> Review:
        """What is to be said about a body as it is typed. UI thread."""

    def save(self, edit: TemplateEdit, actor: str) -> str:
        """Make or change one; its key. Raises InvalidInput with one sentence a field."""

    def remove(self, key: str, actor: str) -> None:
        """Take one off the list; a starter text can be brought back."""

    def bring_back(self) -> int:
        """Every starter text as it was, the firm’s own kept; how many came back."""


def blanks_in(text: str, blanks: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where these blanks stand in a text, in order."""
    places = []
    for each in set(blanks):
        at = text.find(each)
        while at >= 0:
            places.append((at, at + len(each)))
            at = text.find(each, at + 1)
    return tuple(sorted(places))
