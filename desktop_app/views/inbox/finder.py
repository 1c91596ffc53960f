"""Looks for words in a conversation, a few milliseconds at a time, from its newest line on."""

import time
from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.services.finding import folded
from desktop_app.services.workspace import Reading

SLICE_S = 0.006
"""The window answers between two slices; reading one piece can come on top of it."""
PIECE = 100
NEWEST = 64


class Finder(QObject):
    """The lines that have the words, newest first, and the one shown."""

    changed = Signal()
    arrived = Signal(object)
    """The search stands at this line now (an id, which needs more than 32 bits)."""

    def __init__(self, reading: Reading, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        self._conversation = 0
        self._near: int | None = None
        self._below: int | None = None
        self._newest = 0
        self.words = ""
        self.hits: list[int] = []
        self.at = -1
        self.done = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    def start(self, conversation_id: int, words: str, near: int | None) -> None:
        """Look for words; the first hit shown is at a line or above it, where there is one."""
        self.stop()
        self._conversation, self._near = conversation_id, near
        self.words = folded(words).strip()
        newest = self._reading.thread_ids(conversation_id, 1)
        self._newest = newest[0] if newest else 0
        if self.words and newest:
            self.done = False
            self._work()
        else:
            self.changed.emit()

    def stop(self) -> None:
        """Forget everything."""
        self._timer.stop()
        self._below, self.words, self.hits, self.at, self.done = None, "", [], -1, True

    def step(self, *, older: bool) -> None:
        """Go to the next older or newer hit; round at the ends once everything is read."""
        if not self.hits:
            return
        wanted = self.at + (1 if older else -1)
        if 0 <= wanted < len(self.hits) or self.done:
            self._go(wanted % len(self.hits))

    def refresh(self) -> None:
        """Lines may have come at the end."""
        if not self.words:
            return
        found, _rest = self._reading.find(self._conversation, self.words, None, NEWEST)
        came = [message_id for message_id in found if message_id > self._newest]
        if came:
            self._newest = came[0]
            self.hits[:0] = came
            self.at += len(came) if self.at >= 0 else 0
            self.changed.emit()

    def drop(self, message_id: int) -> None:
        """This line is gone."""
        self.hits.remove(message_id)
        self.at = min(self.at, len(self.hits) - 1)
        self.changed.emit()

    def _work(self) -> None:
        until = time.perf_counter() + SLICE_S
        while not self.done and time.perf_counter() < until:
            found, self._below = self._reading.find(
                self._conversation, self.words, self._below, PIECE
            )
            self.hits += found
            self.done = self._below is None
        if not self.done:
            self._timer.start(0)
        if self.at < 0:
            self._choose()
        self.changed.emit()

    def _choose(self) -> None:
        """The newest hit that is not below what is in view; at the end, the newest of all."""
        near = self._near if self._near is not None else self._newest
        first = bisect_left(self.hits, -near, key=lambda message_id: -message_id)
        if first < len(self.hits):
            self._go(first)
        elif self.done and self.hits:
            self._go(0)

    def _go(self, at: int) -> None:
        self.at = at
        self.arrived.emit(self.hits[at])
        self.changed.emit()
