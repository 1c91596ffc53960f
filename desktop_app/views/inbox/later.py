"""A text for later, from the composer: asked for, kept, taken back."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.services.records import ConversationRow, Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.later_times import Wanted
from desktop_app.views.theme import Theme


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

    def _chosen(self, conversation_id: int, text: str, wanted: Wanted) -> None:
        self.wanted.emit(conversation_id, text, wanted)

    def _back(self, conversation_id: int, words: str | None) -> None:
        if words is None:
            self.too_late.emit(
                Problem(
                    tr("It can’t be taken back."),
                    tr("This text has left already, or is leaving now."),
                )
            )
        else:
            self.taken_back.emit(conversation_id, words)
