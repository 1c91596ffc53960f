"""The templates as the window reads them, and what fills them for one person."""

from collections.abc import Callable
from typing import Any, Protocol

from desktop_app.models.enums import Outcome
from desktop_app.models.queries import templates as queries
from desktop_app.services.errors import BrieftextError
from desktop_app.services.numbers import format_number
from desktop_app.services.records import Problem
from desktop_app.services.rules.content.check import check
from desktop_app.services.rules.content.findings import Circumstances, Finding
from desktop_app.services.templates import merging
from desktop_app.services.templates.records import (
    Filled,
    Purpose,
    Review,
    Template,
    TemplateEdit,
    blanks_in,
)
from desktop_app.services.templates.starters import starters
from desktop_app.services.wording import Person

OWN = "own:"
_TERMS = "S1-07"
EXAMPLE = {
    "first_name": "Maria",
    "full_name": "Maria Delgado",
    "matter": "Delgado v. Bayline",
    "matter_number": "26-0187",
    "date": "December 8",
    "time": "9:00 AM",
    "place": "Courtroom 4",
    "document": "signed form",
    "deadline": "December 1",
    "link": "the portal",
    "firm": "Your firm",
    "firm_phone": "(813) 555-0100",
    "my_name": "Dana",
    "terms_link": "yourfirm.com/terms",
}
"""A made-up client, to show and check a template with."""


class Changing(Protocol):
    """The part that writes, made only when somebody changes something."""

    def save(self, edit: TemplateEdit, actor: str) -> str:
        """Make or change one; its key."""

    def remove(self, key: str, actor: str) -> None:
        """Take one off the list."""

    def bring_back(self) -> int:
        """Every starter text as it was."""


class TemplateReading:
    """Implements templates.records.Templates. `execute` runs on the reader's own connection."""

    def __init__(
        self, execute: Callable[..., Any], actor: Callable[[], str], changing: Changing
    ) -> None:
        self._execute = execute
        self._actor = actor
        self._changing = changing

    def all(self) -> list[Template]:
        """Every template, the starter texts first, then the firm's own by name."""
        rows = queries.every(self._execute)
        changed = {str(row[1]): row for row in rows if row[1]}
        theirs = [_starter(each, changed.get(each.key)) for each in starters()]
        own = [_own(row) for row in rows if not row[1]]
        return [each for each in theirs if each is not None] + own

    def fill(self, key: str, number: str) -> Filled:
        """A template for the person behind a number; BrieftextError where it is gone."""
        found = next((each for each in self.all() if each.key == key), None)
        if found is None or merging.problems(found.body):
            raise BrieftextError(
                Problem("This template can’t be used.", do="Check it in Settings, Templates.")
            )
        return _filled(found.body, self._values(number))

    def review(self, body: str, purpose: Purpose) -> Review:
        """What is to be said about a body as it is typed."""
        problems = merging.problems(body)
        if problems or not body.strip():
            return Review("", problems, ())
        real = self._values("")
        values = {**EXAMPLE, **{name: value for name, value in real.items() if value}}
        example = merging.filled(body, values)
        about = Circumstances(
            brand=values["firm"],
            phone=values["firm_phone"],
            first=True,
            opt_out_words_due=purpose is Purpose.INVITATION,
            names=frozenset(word.lower() for word in " ".join(values.values()).split()),
        )
        found = (*check(example, about), *_terms(body, real["terms_link"], purpose))
        return Review(example, (), found)

    def save(self, edit: TemplateEdit, actor: str) -> str:
        """Make or change one; its key. Raises InvalidInput with one sentence a field."""
        return self._changing.save(edit, actor)

    def remove(self, key: str, actor: str) -> None:
        """Take one off the list; a starter text can be brought back."""
        self._changing.remove(key, actor)

    def bring_back(self) -> int:
        """Every starter text as it was, the firm's own kept; how many came back."""
        return self._changing.bring_back()

    def _values(self, number: str) -> dict[str, str]:
        name, title, matter, firm, phone, terms, ours = map(
            str, queries.values(self._execute, number)
        )
        return {
            "first_name": Person(name).first if name else "",
            "full_name": name,
            "matter": title,
            "matter_number": matter,
            "firm": firm.strip(),
            "firm_phone": phone.strip() or (format_number(ours) if ours else ""),
            "my_name": self._actor(),
            "terms_link": terms.strip(),
        }


def _terms(body: str, address: str, purpose: Purpose) -> tuple[Finding, ...]:
    """An invitation says where the terms are (checklist S1-07)."""
    if purpose is not Purpose.INVITATION:
        return ()
    if "terms_link" not in merging.names(body) and (not address or address not in body):
        words = "An invitation names your terms. Put in {terms_link}."
        return (Finding(_TERMS, Outcome.WARN, "No link to your terms", words),)
    if not address:
        words = "Your terms page isn’t in Settings yet, so its link stays blank in this text."
        return (Finding(_TERMS, Outcome.WARN, "Terms page not set", words),)
    return ()


def _filled(body: str, values: dict[str, str]) -> Filled:
    text = merging.filled(body, values)
    missing = [merging.blank(each) for each in merging.names(body) if not values.get(each)]
    return Filled(text, blanks_in(text, missing))


def _starter(bundled: Template, row: Any) -> Template | None:
    if row is None:
        return bundled
    if row[5]:
        return None
    return Template(
        bundled.key, str(row[2]), str(row[3]), Purpose(row[4]), True, True, bundled.note
    )


def _own(row: Any) -> Template:
    return Template(f"{OWN}{row[0]}", str(row[2]), str(row[3]), Purpose(row[4]))
