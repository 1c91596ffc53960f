"""Texts in their undo seconds: sent a moment ago, in the queue, and not on their way yet.

The store holds each of them back by itself, so that they leave also where the window dies. The
count on screen is the window's own and a little shorter: what the bar shows can still be undone.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.services.records import ConversationRow, OutboxState, QueueOutcome
from desktop_app.services.workspace import Messaging, Workspace
from desktop_app.views.bridge import Bridge

SPARE_S = 1
"""The store counts whole seconds and may be up to one early; so much longer it holds a text."""
LEASE_S = 60
"""How long the store holds a text while the count stands still; asked for anew before it ends."""
RENEW_MS = 20_000
TICK_SPARE_MS = 5
"""A tick comes a little after the second is over, never before."""


@dataclass(slots=True)
class HeldText:
    """One text that can still be taken back, with whom it was meant for."""

    outbox_id: int
    message_id: int
    conversation_id: int
    number: str
    name: str
    body: str
    due: float
    left: float = 0.0
    """Seconds it still had when the count was stopped."""


def hold_seconds(setting: str) -> int:
    """What the setting `undo_seconds` means: 0 where it is off."""
    return int(setting) if setting.isdecimal() else 0


class Holding(QObject):
    """Counts down, stops the count, takes back the newest text or lets it go at once."""

    changed = Signal()
    """Another text, another second, or none any more."""
    began = Signal()
    """A text more can be taken back."""
    taken_back = Signal(object)
    """The HeldText that will not be sent."""
    too_late = Signal(object)
    """The HeldText that had left before it could be taken back."""

    def __init__(
        self,
        workspace: Workspace,
        bridge: Bridge,
        parent: QObject,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._clock = clock
        self._texts: list[HeldText] = []
        self._paused = False
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self.look)
        self._renew = QTimer(self)
        self._renew.setInterval(RENEW_MS)
        self._renew.timeout.connect(self._lease)

    # What can be seen --------------------------------------------------------------------------

    @property
    def newest(self) -> HeldText | None:
        """The text that undo takes back; None where none waits."""
        return self._texts[-1] if self._texts else None

    @property
    def count(self) -> int:
        """How many texts can be taken back."""
        return len(self._texts)

    @property
    def paused(self) -> bool:
        """Whether the count stands still."""
        return self._paused

    @property
    def message_ids(self) -> frozenset[int]:
        """The lines of those texts."""
        return frozenset(text.message_id for text in self._texts)

    @property
    def seconds_left(self) -> int:
        """Whole seconds in which the newest can still be taken back, begun ones included."""
        if not self._texts:
            return 0
        return max(math.ceil(self._left(self._texts[-1], self._clock())), 0)

    # What is done ------------------------------------------------------------------------------

    def add(self, row: ConversationRow, body: str, outcome: QueueOutcome, seconds: int) -> None:
        """A text was queued that waits this long."""
        if outcome.outbox_id is None or outcome.message_id is None or seconds < 1:
            return
        text = HeldText(
            outbox_id=outcome.outbox_id,
            message_id=outcome.message_id,
            conversation_id=row.id,
            number=row.number,
            name=row.name,
            body=body,
            due=self._clock() + seconds,
            left=float(seconds),
        )
        self._texts.append(text)
        if self._paused:
            self._lease()
        self._tell()
        self.began.emit()

    def pause(self) -> None:
        """Stop the count of every text, as long as somebody is busy with them."""
        if self._paused or not self._texts:
            return
        now = self._clock()
        for text in self._texts:
            text.left = self._left(text, now)
        self._paused = True
        self._lease()
        self._renew.start()
        self._tell()

    def resume(self) -> None:
        """Let the rest of the seconds run."""
        if not self._paused:
            return
        self._paused = False
        self._renew.stop()
        now = self._clock()
        for text in self._texts:
            text.due = now + text.left
            self._hold(text, math.ceil(text.left) + SPARE_S)
        self._tell()

    def undo(self, kept: str) -> None:
        """Take the newest back. `kept` is what was typed to that person since."""
        text = self._take_newest()
        if text is None:
            return
        self._bridge.run(
            partial(_take_back, self._workspace.messaging, text, kept),
            partial(self._undone, text),
        )

    def send_now(self) -> None:
        """Let the newest go, and before it those to the same person: order matters."""
        newest = self.newest
        if newest is not None:
            self._release([text for text in self._texts if text.number == newest.number])

    def let_all_go(self) -> None:
        """The window closes: what was sent is sent."""
        self._release(list(self._texts))

    def look(self) -> None:
        """A second is over: let go what is due, show the rest."""
        if self._paused:
            return
        now = self._clock()
        self._release([text for text in self._texts if text.due <= now])

    def conversations_changed(self, ids: frozenset[int]) -> None:
        """Forget what a STOP, another process or the sender took out of our hands."""
        touched = [text for text in self._texts if not ids or text.conversation_id in ids]
        gone = [text for text in touched if not self._waits(text)]
        if gone:
            self._texts = [text for text in self._texts if text not in gone]
            self._tell()

    # Inside ------------------------------------------------------------------------------------

    def _waits(self, text: HeldText) -> bool:
        row = self._workspace.reading.outbox_row(text.outbox_id)
        return row is not None and row.state is OutboxState.QUEUED and not row.tried_at

    def _left(self, text: HeldText, now: float) -> float:
        return text.left if self._paused else text.due - now

    def _take_newest(self) -> HeldText | None:
        if not self._texts:
            return None
        text = self._texts.pop()
        self._tell()
        return text

    def _release(self, texts: list[HeldText]) -> None:
        for text in texts:
            self._texts.remove(text)
            self._bridge.run(partial(self._workspace.messaging.send_now, text.outbox_id))
        self._tell()

    def _lease(self) -> None:
        for text in self._texts:
            self._hold(text, LEASE_S)

    def _hold(self, text: HeldText, seconds: int) -> None:
        self._bridge.run(
            partial(self._workspace.messaging.hold_send, text.outbox_id, seconds),
            partial(self._held, text),
        )

    def _held(self, text: HeldText, held: bool) -> None:
        if not held and text in self._texts:
            self._texts.remove(text)
            self._tell()

    def _undone(self, text: HeldText, body: str | None) -> None:
        if body is None:
            self.too_late.emit(text)
        else:
            self.taken_back.emit(text)

    def _tell(self) -> None:
        if not self._texts:
            self._paused = False
            self._renew.stop()
        self._schedule()
        self.changed.emit()

    def _schedule(self) -> None:
        if not self._texts or self._paused:
            self._tick.stop()
            return
        now = self._clock()
        newest = self._texts[-1].due - now
        to_next_second = newest - math.ceil(newest) + 1
        nearest = min(min(text.due for text in self._texts) - now, to_next_second)
        self._tick.start(max(math.ceil(nearest * 1000), 0) + TICK_SPARE_MS)


def _take_back(messaging: Messaging, text: HeldText, kept: str) -> str | None:
    """One piece of work: between the undo and the draft nothing else is committed."""
    body = messaging.undo_send(text.outbox_id)
    if body is not None:
        both = "\n".join(words for words in (body, kept) if words.strip())
        messaging.save_draft(text.number, both)
    return body
