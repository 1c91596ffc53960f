"""What happened, as typed facts, and the one bus that carries them to whoever shows them.

Published from any thread. A subscriber must return at once; the window's bridge only posts to the
UI thread.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.services.records import SyncReport, SyncState


@dataclass(frozen=True, slots=True)
class ConversationsChanged:
    """These conversations have new or changed lines; empty means: read everything again."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class TextStateChanged:
    """Whether this number may be texted changed; `by_client` when the client did it."""

    number: str
    conversation_id: int | None
    by_client: bool
    words: str


@dataclass(frozen=True, slots=True)
class ContactsChanged:
    """Contact records were made or changed."""

    ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class ArrivedText:
    """One text that a client just sent: where it is, and how long Twilio has had it.

    `age_s` is by Twilio's clock alone, so that a wrong clock in the office hides no text.
    """

    conversation_id: int
    message_id: int
    age_s: int
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class TextsArrived:
    """Texts that came in a moment ago and were not in the store before; never history."""

    texts: tuple[ArrivedText, ...]


@dataclass(frozen=True, slots=True)
class SyncStateChanged:
    """The connection to Twilio, or the sync, changed state."""

    state: SyncState


@dataclass(frozen=True, slots=True)
class SyncFinished:
    """One round ended."""

    report: SyncReport


@dataclass(frozen=True, slots=True)
class ArchiveChanged:
    """The history was read on, or pictures of these conversations were saved."""

    conversations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A declared setting has a new value."""

    key: str


Event = (
    ConversationsChanged
    | TextStateChanged
    | TextsArrived
    | ContactsChanged
    | SyncStateChanged
    | SyncFinished
    | SettingChanged
    | ArchiveChanged
)
Listener = Callable[[Event], None]


class EventBus:
    """Hands every published event to every listener, in order of subscription."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned call removes it again."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Tell every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(event)
