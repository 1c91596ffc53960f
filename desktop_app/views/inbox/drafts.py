"""Keeps what is typed to each number: half a second after the last key, and at once on leaving."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge

AFTER_MS = 500


class DraftKeeper(QObject):
    """The draft in the composer, and those that are still on their way to the store."""

    def __init__(self, workspace: Workspace, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._number = ""
        self._text = ""
        self._kept = ""
        self._on_the_way: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.save)

    def start(self, number: str) -> str:
        """From now on this number's draft, after the last one is saved; what it says."""
        self.save()
        self._number = number
        self._text = self._kept = self.of(number)
        return self._text

    def of(self, number: str) -> str:
        """The draft to a number, also where its last change is not committed yet."""
        waiting = self._on_the_way.get(number)
        return self._workspace.reading.draft(number) if waiting is None else waiting

    def typed(self, text: str) -> None:
        """The text is this now."""
        self._text = text
        self._timer.start()

    def save(self) -> None:
        """Hand it to the store now."""
        self._timer.stop()
        if self._number and self._text != self._kept:
            self._kept = self._text
            self.keep(self._number, self._text)

    def keep(self, number: str, text: str) -> None:
        """Store a draft."""
        self._on_the_way[number] = text
        self._bridge.run(
            partial(self._workspace.messaging.save_draft, number, text),
            partial(self._stored, number, text),
        )

    def taken(self) -> None:
        """The text is on its way out; queueing forgets the draft in the same commit."""
        self._timer.stop()
        self._text = self._kept = ""
        self._on_the_way[self._number] = ""

    def forgotten(self, number: str) -> None:
        """The store has forgotten the draft of a text that was queued."""
        if self._on_the_way.get(number) == "":
            del self._on_the_way[number]

    def _stored(self, number: str, text: str, _nothing: object) -> None:
        if self._on_the_way.get(number) == text:
            del self._on_the_way[number]
