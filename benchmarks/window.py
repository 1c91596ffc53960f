"""The real window over a real store, opened and closed as the program does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks import data, watch
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.models import cipher
from desktop_app.services.practice import constants
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.inbox.pane import ConversationPane
from desktop_app.views.main_window import MainWindow
from desktop_app.views.theme import Theme

NOBODY = "http://127.0.0.1:9/by-host"
"""A base URL at which nobody listens, for windows whose sync is never started."""
_SETTLING_MS = 300
_ANSWER = (
    "INSERT INTO messages (id, conversation_id, direction, body, at, status, author, num_media, "
    "firm_number, reason) SELECT max(max(id) + 1, unixepoch() << 6), ?, 'in', 'Thank you', "
    "unixepoch(), 'received', '', 0, '', '' FROM messages"
)
_READ = "UPDATE conversations SET last_in_at = unixepoch() WHERE id = ?"


@dataclass(frozen=True)
class OpenWindow:
    """A window with everything behind it."""

    window: MainWindow
    workspace: Workspace
    bridge: Bridge
    folder: Path

    @property
    def pane(self) -> ConversationPane:
        """Header, thread and composer of the open conversation."""
        desk = self.window.desk
        assert desk is not None
        return desk.inbox.pane

    def open_conversation(self, conversation: int) -> None:
        """As a click in the list does."""
        desk = self.window.desk
        assert desk is not None
        desk.open_conversation(conversation)

    def start(self) -> None:
        """Let the sender and the sync process begin."""
        self.bridge.run(self.workspace.running.start)


@contextmanager
def open_window(folder: Path, base_url: str) -> Iterator[OpenWindow]:
    """Show the window on a profile folder."""
    watch.application()
    theme = Theme(choice="light")
    workspace = Profile(folder, Environment(base_url, memory_secrets=True)).open()
    workspace.settings.set("undo_seconds", "off")  # what is measured starts with the click
    bridge = Bridge(workspace.events)
    window = MainWindow(theme, folder)
    try:
        window.open_workspace(workspace, bridge)
        window.show()
        watch.rest(_SETTLING_MS)
        yield OpenWindow(window, workspace, bridge, folder)
    finally:
        window.close_workspace()
        window.hide()
        bridge.close()
        workspace.running.close()
        watch.rest()
        window.deleteLater()


class Sender:
    """Types a text and presses Send, as often as it is asked to."""

    def __init__(self, opened: OpenWindow) -> None:
        self._path = opened.folder / data.STORE
        self._pane = opened.pane
        self._thread = opened.pane.thread_view
        self._watcher = watch.Watcher(self._thread.viewport())
        self._sent = 0

    def send(self) -> float:
        """Milliseconds from the click to the painted bubble, its row committed before that."""
        self._sent += 1
        self._answered()
        words = f"Text {self._sent}: the hearing is at nine, please bring the signed form."
        composer = self._pane.composer
        composer.field.setPlainText(words)
        watch.rest(20)
        return self._watcher.until_painted(
            lambda: QTest.mouseClick(composer.send, Qt.MouseButton.LeftButton),
            lambda: self._shows(words),
        )

    def _answered(self) -> None:
        """The client wrote in between: seven texts and none back are held (rules.md D-07)."""
        assert self._pane.row is not None
        store: Any = cipher.connect(self._path, constants.STORE_KEY)
        with store:
            store.execute(_ANSWER, (self._pane.row.id,))
            store.execute(_READ, (self._pane.row.id,))
        store.close()

    def _shows(self, words: str) -> bool:
        placed = self._thread.placed
        return bool(placed) and placed[-1].layout.row.body == words
