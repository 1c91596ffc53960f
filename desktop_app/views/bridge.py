"""The one place where worker threads meet Qt.

Work goes out on a lane and its result comes back to the UI thread; what services publish on their
bus comes back as signals. Nothing else in the views knows that there are threads.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import (
    ArchiveChanged,
    ContactsChanged,
    ConversationsChanged,
    Event,
    EventBus,
    SettingChanged,
    SyncFinished,
    SyncStateChanged,
    TextsArrived,
    TextStateChanged,
)

Lane = Literal["serial", "network"]
T = TypeVar("T")

NETWORK_WORKERS = 3
"""Calls that may wait for Twilio or the keyring at the same time."""

BROKEN = "Something in Brieftext went wrong. Nothing typed is lost. The log says what happened."

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Landing:
    """Where the result of one piece of work goes."""

    future: "Future[Any]"
    done: Callable[[Any], None] | None
    failed: Callable[[BrieftextError], None] | None


def _receiver_lives(call: Callable[..., None]) -> bool:
    """Whether the widget behind a bound method still exists on the C++ side."""
    inner = call.func if isinstance(call, partial) else call
    receiver = getattr(inner, "__self__", None)
    return not isinstance(receiver, QObject) or isValid(receiver)


class Lanes(QObject):
    """Two ways off the UI thread: `serial` keeps the order, `network` may wait a long time.

    Usable before any store is open, so that first run and opening never block the window.
    """

    broken = Signal(str)
    """A bug showed itself; the sentence to show."""
    refused = Signal(object)
    """A Problem that nobody else took, to be shown by whoever owns the window."""
    _landed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._lanes: dict[str, ThreadPoolExecutor] = {
            "serial": ThreadPoolExecutor(1, "serial-lane"),
            "network": ThreadPoolExecutor(NETWORK_WORKERS, "network-lane"),
        }
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[BrieftextError], None] | None = None,
        lane: Lane = "serial",
    ) -> None:
        """Do `work` on a lane; hand its result or its expected failure back on the UI thread.

        `done` and `failed` are bound methods of widgets (or partials of them); they are dropped
        where the widget is gone by then. After `close` nothing is taken any more.
        """
        if self._closed:
            return
        future = self._lanes[lane].submit(work)
        future.add_done_callback(partial(self._post, done, failed))

    def close(self) -> None:
        """Finish what the serial lane still has, drop unstarted network calls, end the threads."""
        self._closed = True
        self._lanes["serial"].shutdown(wait=True)
        self._lanes["network"].shutdown(wait=True, cancel_futures=True)

    def _post(
        self,
        done: Callable[[Any], None] | None,
        failed: Callable[[BrieftextError], None] | None,
        future: "Future[Any]",
    ) -> None:
        if not future.cancelled():
            self._landed.emit(_Landing(future, done, failed))

    @Slot(object)
    def _land(self, landing: _Landing) -> None:
        error = landing.future.exception()
        if error is None:
            if landing.done is not None and _receiver_lives(landing.done):
                landing.done(landing.future.result())
        elif not isinstance(error, BrieftextError):
            _log.error("work on a lane failed", exc_info=error)
            self.broken.emit(BROKEN)
        elif landing.failed is None:
            self.refused.emit(error.problem)
        elif _receiver_lives(landing.failed):
            landing.failed(error)


class Bridge(Lanes):
    """The lanes of an open store, and its events as signals that always fire on the UI thread."""

    conversations_changed = Signal(object)
    """frozenset of conversation ids; empty means: read everything again."""
    text_state_changed = Signal(object)
    """TextStateChanged."""
    texts_arrived = Signal(object)
    """A tuple of ArrivedText."""
    contacts_changed = Signal(object)
    """frozenset of contact ids."""
    sync_state_changed = Signal(object)
    """SyncState."""
    sync_finished = Signal(object)
    """SyncReport."""
    setting_changed = Signal(str)
    """The key of the setting."""
    archive_changed = Signal(object)
    """frozenset of conversation ids with pictures saved; the history may have been read on."""
    _heard = Signal(object)

    def __init__(self, events: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = events.subscribe(self._hear)

    def close(self) -> None:
        """Stop listening, then close the lanes."""
        self._unsubscribe()
        super().close()

    def _hear(self, event: Event) -> None:
        if isValid(self):
            self._heard.emit(event)

    @Slot(object)
    def _tell(self, event: Event) -> None:
        match event:
            case ConversationsChanged(ids):
                self.conversations_changed.emit(ids)
            case TextStateChanged():
                self.text_state_changed.emit(event)
            case TextsArrived(texts):
                self.texts_arrived.emit(texts)
            case ContactsChanged(ids):
                self.contacts_changed.emit(ids)
            case SyncStateChanged(state):
                self.sync_state_changed.emit(state)
            case SyncFinished(report):
                self.sync_finished.emit(report)
            case SettingChanged(key):
                self.setting_changed.emit(key)
            case ArchiveChanged(ids):
                self.archive_changed.emit(ids)
