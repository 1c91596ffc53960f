"""What every way of showing a notification has in common."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop_app.views.notify.deciding import Bubble, Lock


class Way(Protocol):
    """One way to show notifications: the desktop's own service, or the tray icon."""

    @property
    def clicked(self) -> SignalInstance:
        """Somebody clicked a notification; carries its key."""

    @property
    def shown(self) -> SignalInstance:
        """A notification is on screen; carries the bubble."""

    @property
    def refused(self) -> SignalInstance:
        """A notification could not be shown this way; carries the bubble."""

    def show_bubble(self, bubble: Bubble) -> None:
        """Show it, in place of an earlier one with the same key. `shown` or `refused` follows."""

    def take_back(self, key: str) -> None:
        """Take a notification off the screen, where that is possible."""

    def take_back_all(self) -> None:
        """Take every notification off the screen, where that is possible."""


class ScreenLock(Protocol):
    """Knows whether the screen is locked."""

    @property
    def locked(self) -> SignalInstance:
        """The screen was locked just now."""

    def ask(self, done: Callable[[Lock], None]) -> None:
        """Find out and say so, within half a second."""


class NotifiedWindow(Protocol):
    """What notifications need of the window."""

    def conversation_in_sight(self) -> int | None:
        """The conversation a person in front of the window sees now."""

    def come_forward(self, conversation_id: int | None) -> None:
        """Come to the front, at this conversation where there is one."""
