"""Keeping the inbox in order: pin, mark as unread, mute, archive, and how each can be taken back.

The Message menu does this to the open conversation, the menu of a row to the one pointed at.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.services.records import ConversationRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.widgets.menus import Entry
from desktop_app.views.widgets.toast import Toast


def order_entries(row: ConversationRow) -> list[Entry]:
    """The four acts on a conversation, as the menu of its row lists them below the person's."""
    return [_pin(row), _mark_unread(row), _mute(row), _archive(row)]


def _pin(row: ConversationRow) -> Entry:
    if row.pinned:
        return Entry("pin", tr("Unpin"), tr("Now: pinned to the top"), "pin", apart=True)
    return Entry("pin", tr("Pin"), tr("Keeps it at the top of the list"), "pin", apart=True)


def _mark_unread(row: ConversationRow) -> Entry:
    why_not = ""
    if row.unread:
        why_not = tr("It is unread already")
    elif not row.last_in_at:
        why_not = tr("{name} hasn’t written yet", name=Person(row.name).first)
    now = tr("Makes it new again, for later")
    return Entry("mark_unread", tr("Mark as unread"), now, "circle", "", not why_not, why_not)


def _mute(row: ConversationRow) -> Entry:
    if row.muted:
        return Entry("mute", tr("Unmute"), tr("Now: muted"), "bell-off")
    return Entry("mute", tr("Mute"), tr("No notices about new texts in it"), "bell-off")


def _archive(row: ConversationRow) -> Entry:
    name = Person(row.name).first
    if row.archived:
        now = tr("Now: archived until {name} writes", name=name)
        return Entry("archive", tr("Bring back"), now, "archive-restore")
    return Entry(
        "archive", tr("Archive"), tr("Puts it away until {name} writes", name=name), "archive"
    )


class ConversationActs(QObject):
    """Carries out what the entries say; a click on one that holds already takes it back."""

    marking_unread = Signal(int)
    """A conversation becomes new again: looking at it on must not make it read."""

    def __init__(self, host: QObject, workspace: Workspace, bridge: Bridge, toast: Toast) -> None:
        super().__init__(host)
        self._workspace = workspace
        self._bridge = bridge
        self._toast = toast
        self._archived = self._finished = 0

    def carry_out(self, conversation_id: int, key: str) -> None:
        """Do one of the four; keys of other entries in the same menu are not for us."""
        row = self._workspace.reading.conversation(conversation_id)
        if row is None:
            return
        messaging = self._workspace.messaging
        if key == "pin":
            self._bridge.run(lambda: messaging.pin(row.id, on=not row.pinned))
        elif key == "mute":
            self._bridge.run(lambda: messaging.mute(row.id, on=not row.muted))
        elif key == "archive":
            self._archive(row)
        elif key == "mark_unread":
            self.marking_unread.emit(row.id)
            self._bridge.run(lambda: messaging.mark_unread(row.id))

    def finish_task(self, task_id: int) -> None:
        """Somebody did what there was to do here."""
        tasks, actor = self._workspace.tasks, self._workspace.actor
        self._bridge.run(lambda: tasks.finish(task_id, actor), partial(self._task_done, task_id))

    def _task_done(self, task_id: int, _nothing: None) -> None:
        self._finished = task_id
        self._toast.say(
            tr("Done. Recorded with your name."), action=tr("Undo"), act=self._open_task_again
        )

    def _open_task_again(self) -> None:
        tasks, task_id = self._workspace.tasks, self._finished
        self._bridge.run(lambda: tasks.reopen(task_id))

    def _archive(self, row: ConversationRow) -> None:
        messaging = self._workspace.messaging
        self._bridge.run(lambda: messaging.archive(row.id, on=not row.archived))
        if row.archived:
            return
        self._archived = row.id
        self._toast.say(
            tr("Archived. It comes back when {name} writes.", name=row.name),
            icon_name="archive",
            tone="text2",
            action=tr("Undo"),
            act=self._bring_back,
        )

    def _bring_back(self) -> None:
        messaging, conversation_id = self._workspace.messaging, self._archived
        self._bridge.run(lambda: messaging.archive(conversation_id, on=False))
