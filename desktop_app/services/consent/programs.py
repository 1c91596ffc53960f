"""The programs of texts people agree to, and who agreed to which (rules.md B-08).

Consent is given for one program and never moves to another. Where the firm has named none, people
agree to its usual texts about their case; that program is written down when it is first used.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desktop_app.models import sign_up as store
from desktop_app.models.campaign import campaign_consents, campaigns
from desktop_app.models.enums import ConsentLevel, MessageKind
from desktop_app.models.setting import get, settings
from desktop_app.services.consent.records import usual_campaign
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem
from desktop_app.services.rules.optin import program_problems
from desktop_app.services.rules.optin_texts import Program

_LEVELS = tuple(ConsentLevel)
UNMADE = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """A program somebody can agree to. `id` is 0 where it is not written down yet."""

    id: int
    name: str
    description: str
    frequency: str
    promotional: bool

    @property
    def label(self) -> str:
        """Its whole name: Hartwell & Osei Case."""
        return f"{self.name} {self.description}"


def offered(connection: Connection) -> list[Offered]:
    """The firm's programs, the oldest first; the usual one where it has none."""
    table = campaigns
    rows: Any = connection.execute(
        select(table).where(table.c.ended_at.is_(None)).order_by(table.c.id)
    )
    found = [
        Offered(
            int(row.id),
            row.name,
            row.description,
            row.frequency,
            row.kind is MessageKind.PROMOTIONAL,
        )
        for row in rows
    ]
    if found:
        return found
    return [_unwritten(get(connection, settings, "firm_name"))]


def _unwritten(firm: str) -> Offered:
    """The usual program of a firm that has not written one down."""
    named = usual_campaign(firm)
    return Offered(UNMADE, named.name, named.description, named.frequency, promotional=False)


def by_words(connection: Connection) -> dict[str, Offered]:
    """The programs by their whole name, and by the short one where that means one program only."""
    every = offered(connection)
    short = [each.name for each in every]
    known = {each.name: each for each in every if short.count(each.name) == 1}
    return known | {each.label: each for each in every}


def kept(connection: Connection, program: Offered, now: int) -> int:
    """The number of a program, written down if this is the first use of it."""
    if program.id != UNMADE:
        return program.id
    return store.add_campaign(connection, program.name, program.description, program.frequency, now)


def usual(connection: Connection, now: int) -> int | None:
    """What people agree to where nothing else is said: the oldest that promotes nothing.

    None while nobody has said what the firm is called; a program has its name in it.
    """
    every = [each for each in offered(connection) if not each.promotional]
    program = every[0] if every else _unwritten(get(connection, settings, "firm_name"))
    return kept(connection, program, now) if program.name.strip() else None


def add(connection: Connection, program: Program, now: int, *, promotional: bool) -> int:
    """A new program, its number. Raises InvalidInput with one sentence a field."""
    name, word = " ".join(program.name.split()), program.description.strip()
    problems = program_problems(program, get(connection, settings, "firm_name"))
    if any(each.name == name and each.description == word for each in offered(connection)):
        taken = "There is a program with this name and word already. Choose another word."
        problems = (*problems, FieldProblem("description", taken))
    if problems:
        raise InvalidInput(problems)
    kind = MessageKind.PROMOTIONAL if promotional else MessageKind.INFORMATIONAL
    return store.add_campaign(connection, name, word, program.frequency.strip(), now, kind)


def agree(
    connection: Connection, number: str, program_id: int, level: ConsentLevel, now: int, seq: int
) -> None:
    """A person agreed to a program. A weaker word later takes nothing back."""
    table = campaign_consents
    held = connection.execute(
        select(table.c.level).where(table.c.number == number, table.c.campaign_id == program_id)
    ).scalar_one_or_none()
    strongest = max(level, held or ConsentLevel.NONE, key=_LEVELS.index)
    store.agree(connection, number, program_id, strongest, now, seq)
