"""Changing a declared setting."""

from collections.abc import Callable

from desktop_app.models.database import Database
from desktop_app.models.setting import put, settings
from desktop_app.services.declared import DECLARED
from desktop_app.services.errors import InvalidInput
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.records import FieldProblem


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
