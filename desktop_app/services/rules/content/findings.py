"""What a compose check finds, and what it has to know about the text it reads.

Every check of this package is a pure function from a text and its circumstances to findings, so
that the window, the gate and the command line say the same of the same words.
"""

from dataclasses import dataclass
from typing import Final

from desktop_app.models.enums import MessageKind, Origin, Outcome

WORST_FIRST: Final = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `words` in place of the code points from `start` up to `end`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change a person can make with one click; the edits do not overlap and are in order."""

    label: str
    edits: tuple[Edit, ...]

    def applied(self, text: str) -> str:
        """The text with the change made."""
        for edit in reversed(self.edits):
            text = text[: edit.start] + edit.words + text[edit.end :]
        return text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a text.

    `start` and `end` are offsets in Unicode code points; both 0 where the whole text is meant.
    `chip` names the matter in two to four words, `message` says what is wrong and what to do.
    """

    rule: str
    outcome: Outcome
    chip: str
    message: str
    start: int = 0
    end: int = 0
    category: str = ""
    fix: Fix | None = None
    also: tuple[tuple[int, int], ...] = ()
    """Further places of the same matter, after the first; `fix` mends them all."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Every place to mark; none where the whole text is meant."""
        return ((self.start, self.end), *self.also) if self.end else ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a check may know besides the words."""

    to: str = ""
    """E.164; empty where nobody is chosen yet."""
    country: str = "US"
    """Of the recipient, as two letters: US, CA, or whatever phonenumbers says."""
    kind: MessageKind = MessageKind.CONVERSATIONAL
    origin: Origin = Origin.MANUAL
    first: bool = False
    """Whether it is the first text to this number, or the first after 30 days of silence."""
    answers: bool = False
    """Whether the person wrote within the last 72 hours."""
    opt_out_words_due: bool = False
    """Whether the text has to say how to stop (rules.md C-11)."""
    brand: str = ""
    """The firm's name as registered; empty where none is set."""
    domains: tuple[str, ...] = ()
    """The firm's own domains."""
    phone: str = ""
    names: frozenset[str] = frozenset()
    """Lower-case words of the contact's, the matter's and the firm's names: never misspelled."""
    landline: bool = False
    """Whether the number is known to be a landline."""
    pace: Finding | None = None
    """What there is to say of how much was sent lately, whatever the words (rules.md D)."""

    @property
    def by_machine(self) -> bool:
        """Whether nobody looks at this very text before it leaves."""
        return self.origin in {Origin.AUTOMATED, Origin.BULK}


def worst(findings: tuple[Finding, ...]) -> Outcome:
    """The outcome of a text with these findings."""
    return min((found.outcome for found in findings), key=WORST_FIRST.index, default=Outcome.OK)
