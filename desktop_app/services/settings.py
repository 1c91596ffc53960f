"""The settings there are: key, default and what may stand there, in one place."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.models.database import Database
from desktop_app.models.setting import put, settings
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.records import FieldProblem


@dataclass(frozen=True, slots=True)
class Declared:
    """One setting: what it is when nobody set it, and the values it may take (empty: any text)."""

    default: str
    allowed: frozenset[str] = frozenset()


DECLARED = {
    "theme": Declared("system", frozenset({"system", "light", "dark"})),
    "actor_name": Declared(""),
    "firm_name": Declared(""),
    "account_sid": Declared(""),
    "key_sid": Declared(""),
    "account_name": Declared(""),
    "last_conversation": Declared(""),
}


def default_of(key: str) -> str:
    """What a declared setting is when nobody set it. KeyError for an undeclared one."""
    return DECLARED[key].default


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
            put(connection, settings, key, value)
        self._events.publish(SettingChanged(key))
