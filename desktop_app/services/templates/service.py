"""Changing templates: what is kept is checked first, so that every template on the list can go."""

from desktop_app.models import template as store
from desktop_app.models.database import Database
from desktop_app.models.enums import Outcome
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.messaging.segments import MAX_CHARACTERS
from desktop_app.services.ports import Clock
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.services.templates.reading import OWN, TemplateReading
from desktop_app.services.templates.records import TemplateEdit
from desktop_app.services.templates.starters import starter

LONGEST_NAME = 60


class TemplateService:
    """Implements templates.reading.Changing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def save(self, edit: TemplateEdit, actor: str) -> str:
        """Make or change one; its key. Raises InvalidInput with one sentence a field."""
        name, body = " ".join(edit.name.split()), edit.body.strip()
        with self._database.write() as connection:
            reading = TemplateReading(connection.exec_driver_sql, str, self)
            others = {each.name.casefold() for each in reading.all() if each.key != edit.key}
            problems = [*_name(name, others), *_body(reading, edit, body)]
            if problems:
                raise InvalidInput(tuple(problems))
            values = {
                "name": name,
                "body": body,
                "purpose": str(edit.purpose),
                "removed": False,
                "actor": actor,
                "updated_at": self._clock.now(),
            }
            if not edit.key:
                return f"{OWN}{store.add(connection, starter='', **values)}"
            if starter(edit.key) is not None:
                row = store.row_of_starter(connection, edit.key)
                if row is None:
                    store.add(connection, starter=edit.key, **values)
                else:
                    store.change(connection, row, **values)
            elif not store.change(connection, _row(edit.key), **values):
                raise _gone()
        return edit.key

    def remove(self, key: str, actor: str) -> None:
        """Take one off the list; a starter text can be brought back."""
        with self._database.write() as connection:
            bundled = starter(key)
            if bundled is None:
                store.remove(connection, _row(key))
                return
            values = {
                "name": bundled.name,
                "body": bundled.body,
                "purpose": str(bundled.purpose),
                "removed": True,
                "actor": actor,
                "updated_at": self._clock.now(),
            }
            row = store.row_of_starter(connection, key)
            if row is None:
                store.add(connection, starter=key, **values)
            else:
                store.change(connection, row, **values)

    def bring_back(self) -> int:
        """Every starter text as it was, the firm's own kept; how many came back."""
        with self._database.write() as connection:
            return store.bring_back(connection)


def _name(name: str, others: set[str]) -> list[FieldProblem]:
    if not name:
        return [FieldProblem("name", "Give it a name, so that you find it again.")]
    if len(name) > LONGEST_NAME:
        return [FieldProblem("name", f"Shorten the name to {LONGEST_NAME} characters.")]
    if name.casefold() in others:
        return [FieldProblem("name", "There is a template with this name already.")]
    return []


def _body(reading: TemplateReading, edit: TemplateEdit, body: str) -> list[FieldProblem]:
    if not body:
        return [FieldProblem("body", "Write the text first.")]
    if len(body) > MAX_CHARACTERS:
        return [
            FieldProblem("body", f"Shorten the text to {MAX_CHARACTERS:,} characters or fewer.")
        ]
    review = reading.review(body, edit.purpose)
    blocked = [each.message for each in review.findings if each.outcome is Outcome.BLOCK]
    words = [each.message for each in review.problems] + blocked
    return [FieldProblem("body", words[0])] if words else []


def _row(key: str) -> int:
    digits = key.removeprefix(OWN)
    if not key.startswith(OWN) or not digits.isdecimal():
        raise _gone()
    return int(digits)


def _gone() -> BrieftextError:
    return BrieftextError(
        Problem("This template is gone.", do="Somebody removed it. Save yours as a new one.")
    )
