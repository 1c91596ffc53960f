"""What a check of a registration finds: one thing at one field."""

from dataclasses import dataclass
from typing import Final

from desktop_app.models.enums import Outcome
from desktop_app.services.rules.call_to_action import Finding

WORST_FIRST: Final = tuple(Outcome)
STOPS: Final = frozenset({Outcome.BLOCK, Outcome.HOLD})
"""With one of these nothing is sent in."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` as the document names it, like campaign.samples[1]; `code` Twilio's, where known."""

    field: str
    rule: str
    outcome: Outcome
    message: str
    code: str = ""

    @property
    def stops(self) -> bool:
        """Whether the registration may not be sent in before this is put right."""
        return self.outcome in STOPS

    def document(self) -> dict[str, str]:
        """As scripts read it; no code where none is known."""
        told = {
            "field": self.field,
            "rule": self.rule,
            "outcome": str(self.outcome),
            "message": self.message,
        }
        return told | ({"code": self.code} if self.code else {})


@dataclass(frozen=True, slots=True)
class At:
    """Makes the problems of one field under one rule."""

    field: str
    rule: str

    def block(self, message: str, code: str = "") -> Problem:
        """It would be refused."""
        return Problem(self.field, self.rule, Outcome.BLOCK, message, code)

    def hold(self, message: str, code: str = "") -> Problem:
        """Somebody has to do something first."""
        return Problem(self.field, self.rule, Outcome.HOLD, message, code)

    def warn(self, message: str, code: str = "") -> Problem:
        """It may be refused."""
        return Problem(self.field, self.rule, Outcome.WARN, message, code)

    def info(self, message: str, code: str = "") -> Problem:
        """Good to know."""
        return Problem(self.field, self.rule, Outcome.INFO, message, code)


def wording_code(found: Finding) -> str:
    """The one code for what a sign-up wording lacks, where a check of it has two."""
    codes = found.code.split(", ")
    second = (found.check == "SH4" and found.short == ("how often",)) or (
        found.check == "SH6" and "how to STOP" in found.short
    )
    return codes[-1] if second else codes[0]


def worst_first(problems: list[Problem]) -> tuple[Problem, ...]:
    """Those that stop it before those that do not; else in the order of the fields."""
    return tuple(sorted(problems, key=lambda each: WORST_FIRST.index(each.outcome)))


def is_under(field: str, part: str) -> bool:
    """Whether a field is this one or stands below it."""
    return field == part or field.startswith((f"{part}.", f"{part}["))
