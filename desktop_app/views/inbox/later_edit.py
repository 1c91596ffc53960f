"""A text for later, opened again: its words and its time, saved as one or not at all."""

from functools import partial
from uuid import uuid4

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import (
    ConversationRow,
    OutboxRow,
    Problem,
    QueueOutcome,
    Route,
    TextRequest,
)
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.later_dialog import OWN, LaterDialog
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.forms import AreaField


class LaterEditor(LaterDialog):
    """Stays open with what was typed until the new text stands in the place of the old one."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        workspace: Workspace,
        bridge: Bridge,
        calendar: Calendar,
        kept: tuple[ConversationRow, OutboxRow],
    ) -> None:
        self._person, self._kept = kept
        self._workspace = workspace
        self._bridge = bridge
        self._key = uuid4().hex
        card = workspace.reading.contact_card(self._person.id)
        self.words = AreaField(theme, tr("Text"))
        super().__init__(
            theme,
            host,
            self._person.name,
            self._person.pronoun,
            card.time_zone if card is not None else "",
            calendar,
            from_twilio=bool(workspace.reading.setting("messaging_service_sid")),
            title=tr("Edit the text to {name}", name=self._person.name),
            where=workspace.reading.sending.whereabouts(self._person.number),
        )
        self.body.insertWidget(0, self.words)
        self.words.changed.connect(self._show)
        self._fill()

    def act(self) -> str:
        """What the button says."""
        return tr("Save")

    def first_stop(self) -> QWidget:
        """The words."""
        return self.words.control

    def _fill(self) -> None:
        self.words.set_text(self._kept.body)
        self.words.area.moveCursor(QTextCursor.MoveOperation.End)
        self.when.choose(OWN)
        self.moment.show_at(self._kept.send_at or self._calendar.now())
        if self._kept.route is Route.HERE or self.why_here.isHidden():
            self.route.choose(self._kept.route)
        self.unless.setChecked(self._kept.cancel_on_reply)
        self._show()

    def _has_words(self) -> bool:
        return bool(self.words.text())

    def _choose(self) -> None:
        wanted = self.wanted()
        self.save.setEnabled(False)
        self.problem.clear()
        request = TextRequest(
            to=self._kept.to,
            body=self.words.text(),
            client_key=self._key,
            actor=self._workspace.actor,
            recipient_name=self._kept.recipient_name,
            send_at=wanted.send_at,
            route=wanted.route,
            cancel_on_reply=wanted.cancel_on_reply,
        )
        self._bridge.run(
            partial(self._workspace.messaging.edit_later, self._kept.id, request),
            self._saved,
            self._failed,
        )

    def _saved(self, outcome: QueueOutcome) -> None:
        if outcome.outbox_id is not None:
            self.dismiss()
            return
        self.show_problem(Problem(tr("Not changed."), outcome.reason))
        self._show()

    def _failed(self, error: BrieftextError) -> None:
        self.show_problem(error.problem)
        self._show()
