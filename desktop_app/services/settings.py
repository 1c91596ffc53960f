"""Changing a declared setting."""

from collections.abc import Callable

from desktop_app.models.database import Database
from desktop_app.models.enums import Outcome
from desktop_app.models.setting import get, put, settings
from desktop_app.services.declared import DECLARED
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.records import FieldProblem
from desktop_app.services.rules.help_text import check_help_text
from desktop_app.services.rules.recipients import parse_recipient


def refused(key: str, value: str, firm: str) -> tuple[FieldProblem, ...]:
    """What keeps a value from being stored: a HELP answer, or an own phone that is no number."""
    if key == "own_phone":
        problem = parse_recipient(value, fictional_allowed=True).problem if value else ""
        return (FieldProblem(key, problem),) if problem else ()
    if key != "help_text":
        return ()
    found = [each for each in check_help_text(value, firm) if each.outcome is Outcome.HOLD]
    return (FieldProblem(key, " ".join(each.message for each in found)),) if found else ()


class SettingsService:
    """Implements workspace.Settings."""

    def __init__(self, database: Callable[[], Database], events: EventBus) -> None:
        self._database = database
        self._events = events

    def set(self, key: str, value: str) -> None:
        """Change one setting. KeyError for an undeclared key, InvalidInput for a bad value."""
        declared = DECLARED[key]
        if declared.allowed and value not in declared.allowed:
            choices = ", ".join(sorted(declared.allowed))
            raise InvalidInput((FieldProblem(key, f"Choose one of: {choices}."),))
        with self._database().write() as connection:
            problems = refused(key, value, get(connection, settings, "firm_name"))
            if problems:
                raise InvalidInput(problems)
            put(connection, settings, key, value)
        self._events.publish(SettingChanged(key))
