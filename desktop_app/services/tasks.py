"""Saying that a task is done, and taking that back."""

from desktop_app.models import task as store
from desktop_app.models.conversation import conversation_id
from desktop_app.models.database import Database
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.ports import Clock


class TaskService:
    """Implements workspace.Tasks."""

    def __init__(self, database: Database, clock: Clock, events: EventBus) -> None:
        self._database = database
        self._clock = clock
        self._events = events

    def finish(self, task_id: int, actor: str) -> None:
        """Somebody did it; who and when stay on record."""
        with self._database.write() as connection:
            store.finish(connection, task_id, actor, self._clock.now())
            row = store.read(connection, task_id)
            found = conversation_id(connection, row.number) if row is not None else None
        self._tell(found)

    def reopen(self, task_id: int) -> None:
        """It was not done after all."""
        with self._database.write() as connection:
            store.reopen(connection, task_id)
            row = store.read(connection, task_id)
            found = conversation_id(connection, row.number) if row is not None else None
        self._tell(found)

    def _tell(self, conversation: int | None) -> None:
        if conversation is not None:
            self._events.publish(ConversationsChanged(frozenset({conversation})))
