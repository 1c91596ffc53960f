"""Keeping that somebody accepted the rules of use."""

from desktop_app.models.database import Database
from desktop_app.models.setting import get, put, settings
from desktop_app.services.acceptance import SETTING, accepting
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.ports import Clock


class AcceptanceService:
    """Implements acceptance.Acceptance."""

    def __init__(self, database: Database, clock: Clock, events: EventBus) -> None:
        self._database = database
        self._clock = clock
        self._events = events

    def accept(self, actor: str) -> None:
        """Name, version and time, in one commit."""
        with self._database.write() as connection:
            stored = get(connection, settings, SETTING)
            put(connection, settings, SETTING, accepting(stored, actor, self._clock.now()))
        self._events.publish(SettingChanged(SETTING))
