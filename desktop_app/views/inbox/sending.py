"""From Send to the committed row: one key a text, and what did not go out comes back.

The words are in flight only between the click and the commit. Whatever happens in between, they end
either in the queue or in front of the person again.
"""

from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop_app.services.errors import BrieftextError
from desktop_app.services.records import (
    ConversationRow,
    OutboxState,
    Problem,
    QueueOutcome,
    TextRequest,
)
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.holding import SPARE_S, hold_seconds
from desktop_app.views.inbox.later_times import Wanted

_Key = tuple[str, str, tuple[int, ...]]
"""Number, words and pictures: what makes two presses of Send the same text."""
_KEPT = frozenset({OutboxState.QUEUED, OutboxState.POSTING, OutboxState.ACCEPTED})


class Sending(QObject):
    """Hands texts to the queue and tells what became of them."""

    queued = Signal(object, str, object)
    """The ConversationRow, the words, and the QueueOutcome."""
    kept = Signal(object)
    """A text to this ConversationRow is kept for later."""
    came_back = Signal(str, str, object)
    """The number, the words, and the Problem."""
    held = Signal(str, str, object)
    """The same, where a reason on record would let this one text out."""
    settled = Signal(str)
    """What became of a text to this number is known, whatever it is."""

    def __init__(self, workspace: Workspace, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._unsettled: dict[_Key, str] = {}

    def send(
        self,
        row: ConversationRow,
        text: str,
        wanted: Wanted | None = None,
        pictures: tuple[int, ...] = (),
    ) -> None:
        """Queue one text to this person, for now or for later.

        The same words and pictures again after a failure keep their key.
        """
        same = (row.number, text, pictures)
        key = self._unsettled.setdefault(same, uuid4().hex)
        request = TextRequest(
            to=row.number,
            body=text,
            client_key=key,
            actor=self._workspace.actor,
            recipient_name=row.name,
            hold_s=0 if wanted else self.hold_s(),
            pictures=pictures,
        )
        if wanted is not None:
            request = replace(
                request,
                send_at=wanted.send_at,
                route=wanted.route,
                cancel_on_reply=wanted.cancel_on_reply,
            )
        self._bridge.run(
            partial(self._workspace.messaging.queue_text, request),
            partial(self._done, row, same, wanted is not None),
            partial(self._failed, row.number, text),
        )

    @property
    def undo_seconds(self) -> int:
        """How long a text can be taken back; 0 where it leaves at once."""
        return hold_seconds(self._workspace.reading.setting("undo_seconds"))

    def hold_s(self) -> int:
        """How long the store holds a text back, so that it can be taken back that long."""
        return self.undo_seconds + SPARE_S if self.undo_seconds else 0

    def send_again(self, row: ConversationRow, outbox_id: int) -> None:
        """Queue the words of an outbox row once more, as a new row that names the old one."""
        self._bridge.run(
            partial(self._workspace.messaging.resend, outbox_id, self._workspace.actor),
            partial(self._again, row.number),
            partial(self._failed, row.number, ""),
        )

    def _done(self, row: ConversationRow, sent: _Key, later: bool, outcome: QueueOutcome) -> None:
        text = sent[1]
        self._unsettled.pop(sent, None)
        self.settled.emit(row.number)
        kept = outcome.outbox_id is not None and outcome.state in _KEPT
        if kept and later:
            self.kept.emit(row)
        elif kept:
            self.queued.emit(row, text, outcome)
        else:
            came_back = self.held if outcome.overridable else self.came_back
            came_back.emit(row.number, text, problem_of(outcome))

    def _again(self, number: str, outcome: QueueOutcome) -> None:
        if outcome.outbox_id is None or outcome.state not in _KEPT:
            self.came_back.emit(number, "", problem_of(outcome))

    def _failed(self, number: str, text: str, error: BrieftextError) -> None:
        self.settled.emit(number)
        self.came_back.emit(number, text, error.problem)


def problem_of(outcome: QueueOutcome) -> Problem:
    """Why a text is not in the queue."""
    return Problem(tr("Not sent."), outcome.reason or tr("The check before sending stopped it."))
