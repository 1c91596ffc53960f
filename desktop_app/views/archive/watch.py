"""Follows the archive: a few small questions to the store, asked once for many changes."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.services.archive_records import HistoryProgress
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge

LOOK_AFTER_MS = 400
_FOLLOWED = frozenset({"history_pace"})


class HistoryWatch(QObject):
    """Knows how far the long read is, and sets its pace."""

    changed = Signal(object)
    """HistoryProgress."""

    def __init__(self, parent: QObject, workspace: Workspace, bridge: Bridge) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self.progress = HistoryProgress()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self.look)
        bridge.archive_changed.connect(self._archive_changed)
        bridge.setting_changed.connect(self._setting_changed)

    def look_soon(self) -> None:
        """Ask the store, once for all that changes in the next moment."""
        if not self._later.isActive():
            self._later.start()

    def look(self) -> None:
        """Ask the store."""
        self.progress = self._workspace.reading.archive.history()
        self.changed.emit(self.progress)

    def set_pace(self, pace: str) -> None:
        """Normal, slow or paused; kept over a restart, and heard by the sync process at once."""
        work = self._workspace
        self._bridge.run(lambda: work.settings.set("history_pace", pace))
        self._bridge.run(work.sync.sync_now)

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        self.set_pace("normal" if self.progress.pace == "paused" else "paused")

    def toggle_slow(self) -> None:
        """Leave more room to other programs, or as fast as it goes."""
        self.set_pace("normal" if self.progress.pace == "slow" else "slow")

    def _archive_changed(self, _ids: object) -> None:
        self.look_soon()

    def _setting_changed(self, key: str) -> None:
        if key in _FOLLOWED:
            self.look()
