"""The badge in the rail: how many gauges are over their line, without the page being open."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.services.errors import BrieftextError
from desktop_app.services.reputation.records import Report
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.widgets.rail import RailItem

FIRST_MS = 20_000
"""The window's start has other things to do."""
EVERY_MS = 600_000


class ReputationWatch(QObject):
    """Looks after a change, never more often than every ten minutes."""

    def __init__(
        self, parent: QObject, workspace: Workspace, bridge: Bridge, item: RailItem
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._item = item
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.look)
        self._later.start(FIRST_MS)
        bridge.conversations_changed.connect(self._changed)

    def look(self) -> None:
        """Have the firm's first number looked at."""
        work = self._workspace
        self._bridge.run(work.reputation.look, self.take, self._failed, lane="network")

    def take(self, report: Report) -> None:
        """A new look, from here or from the page; what counts is the number texts go out from."""
        if report.numbers and report.number != report.numbers[0][0]:
            return
        self._item.set_badge(len(report.over))

    def _failed(self, _error: BrieftextError) -> None:
        """The page says what is wrong; a badge cannot."""

    def _changed(self, _ids: object) -> None:
        if not self._later.isActive():
            self._later.start(EVERY_MS)
