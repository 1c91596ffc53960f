"""What is known of one made-up client of the firm."""

from dataclasses import dataclass
from typing import Literal

from desktop_app.services.practice.constants import LOCAL_NUMBER

Manner = Literal[
    "warm", "brief", "worried", "formal", "spanish", "silent", "stop", "help", "wrong_number"
]
"""How a person answers when texted (answers.py). `stop` answers STOP to whatever comes."""


@dataclass(frozen=True, slots=True)
class PracticeConsent:
    """When (a date like 2026-03-04), how and in which words a person agreed to texts."""

    agreed_on: str
    how: str
    words: str
    level: Literal["implied", "express", "express_written"] = "express"


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
