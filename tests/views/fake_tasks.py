"""Tasks of the made-up firm: done and opened again at once."""

from desktop_app.services.events import ConversationsChanged


class FakeTasks:
    """Implements workspace.Tasks."""

    def __init__(self, reading, events):
        self._reading = reading
        self._events = events
        self.done = []
        self._gone = {}

    def finish(self, task_id, actor):
        self.done.append((task_id, actor))
        tasks = self._reading.open_tasks
        self._gone[task_id] = next(task for task in tasks if task.id == task_id)
        tasks.remove(self._gone[task_id])
        self._tell(task_id)

    def reopen(self, task_id):
        self._reading.open_tasks.append(self._gone[task_id])
        self._tell(task_id)

    def _tell(self, task_id):
        row = self._reading.conversation_by_number(self._gone[task_id].number)
        self._events.publish(ConversationsChanged(frozenset({row.id})))
