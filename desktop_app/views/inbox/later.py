"""A text for later, from the composer: asked for, kept, taken back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.records import ConversationRow, Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.later_times import Wanted
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.inbox.later_edit import LaterEditor


class Later(QObject):
    """Asks when, hands the text on, and gives its words back where it is taken back."""

    wanted = Signal(int, str, object)
    """Conversation, words, and what was Wanted."""
    taken_back = Signal(int, str)
    """Conversation and words: into the composer again."""
    too_late = Signal(object)
    """The Problem: it has left already."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        host: QWidget,
    ) -> None:
        super().__init__(host)
        self._theme = theme
        self._workspace = workspace
        self._bridge = bridge
        self._calendar = calendar
        self._host = host

    acts = frozenset({"take_back", "edit_later", "still_send", "dont_send"})
    """What can be done with a text that waits, from its bubble."""

    def act(self, key: str, conversation_id: int, outbox_id: int) -> None:
        """Do one of them."""
        if key == "take_back":
            self.take_back(conversation_id, outbox_id)
        elif key == "edit_later":
            self.edit(outbox_id)
        elif key == "still_send":
            self.still_send(outbox_id)
        elif key == "dont_send":
            self.dont_send(conversation_id, outbox_id)

    def ask(self, row: ConversationRow, text: str) -> QWidget:
        """Ask when this text is to leave."""
        from desktop_app.views.inbox.later_dialog import LaterDialog  # noqa: PLC0415  rare

        reading = self._workspace.reading
        card = reading.contact_card(row.id)
        dialog = LaterDialog(
            self._theme,
            self._host,
            row.name,
            row.pronoun,
            card.time_zone if card is not None else "",
            self._calendar,
            from_twilio=bool(reading.setting("messaging_service_sid")),
            where=reading.sending.whereabouts(row.number),
        )
        dialog.chosen.connect(partial(self._chosen, row.id, text))
        dialog.open()
        return dialog

    def take_back(self, conversation_id: int, outbox_id: int) -> None:
        """Ask the store for a text that has not left yet."""
        self._bridge.run(
            partial(self._workspace.messaging.take_back, outbox_id),
            partial(self._back, conversation_id),
        )

    def dont_send(self, conversation_id: int, outbox_id: int) -> None:
        """A text that waited too long is not wanted any more: its words come back."""
        self._bridge.run(
            partial(self._workspace.messaging.cancel_send, outbox_id),
            partial(self._back, conversation_id),
        )

    def still_send(self, outbox_id: int) -> None:
        """A text that waited too long is still wanted."""
        self._bridge.run(partial(self._workspace.messaging.still_send, outbox_id))

    def edit(self, outbox_id: int, host: QWidget | None = None) -> "LaterEditor | None":
        """Let the words and the time of a text for later be changed; None where it has left."""
        from desktop_app.views.inbox.later_edit import LaterEditor  # noqa: PLC0415  rare

        kept = self._workspace.reading.outbox_row(outbox_id)
        row = self._workspace.reading.conversation(kept.conversation_id) if kept else None
        if kept is None or kept.send_at is None or row is None:
            self.too_late.emit(_has_left(tr("It can’t be changed any more.")))
            return None
        editor = LaterEditor(
            self._theme,
            host or self._host,
            self._workspace,
            self._bridge,
            self._calendar,
            (row, kept),
        )
        editor.open()
        return editor

    def _chosen(self, conversation_id: int, text: str, wanted: Wanted) -> None:
        self.wanted.emit(conversation_id, text, wanted)

    def _back(self, conversation_id: int, words: str | None) -> None:
        if words is None:
            self.too_late.emit(_has_left(tr("It can’t be taken back.")))
        else:
            self.taken_back.emit(conversation_id, words)


def _has_left(what: str) -> Problem:
    return Problem(what, tr("This text has left already, or is leaving now."))
