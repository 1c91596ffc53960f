"""What is known of one made-up client of the firm."""

from dataclasses import dataclass
from typing import Literal

from desktop_app.services.practice.constants import LOCAL_NUMBER

Manner = Literal[
    "warm", "brief", "worried", "formal", "spanish", "silent", "stop", "help", "wrong_number"
]
"""How a person answers when texted (answers.py). `stop` answers STOP to whatever comes."""


@dataclass(frozen=True, slots=True)
class PracticeProgram:
    """A program of texts the firm offers; its name is the firm's and this word."""

    word: str
    frequency: str
    promotional: bool = False


@dataclass(frozen=True, slots=True)
class PracticeConsent:
    """When (a date like 2026-03-04), how and in which words a person agreed to texts.

    With a scan (its file name) it is a whole proof: `action` is what the person did on paper.
    """

    agreed_on: str
    how: str
    words: str
    level: Literal["implied", "express", "express_written"] = "express"
    action: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True)
class PracticeClient:
    """One person of the roster. Numbers are E.164; `number` is the cell, which gets the texts."""

    name: str
    number: str
    matter_number: str
    matter_title: str
    role: str = "client"
    pronoun: str = ""
    time_zone: str = "America/Chicago"
    email: str = ""
    home: str = ""
    work: str = ""
    notes: str = ""
    consent: PracticeConsent | None = None
    firm_opt_out: bool = False
    firm_number: str = LOCAL_NUMBER
    on_text: Manner = "warm"
    line: str = "mobile"

    @property
    def first_name(self) -> str:
        """What Dana calls them."""
        words = self.name.split()
        return f"{words[0]} {words[-1]}" if words[0] == "Dr." else words[0]
