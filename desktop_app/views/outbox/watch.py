"""What the window says of the Outbox wherever one is: the badge of the rail, and that it waits."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.widgets.banner import BannerArea, Notice
from desktop_app.views.widgets.rail import RailItem

LOOK_AFTER_MS = 150
NOTICE = "sending_paused"


class OutboxWatch(QObject):
    """Two small questions to the store, asked once for many changes."""

    def __init__(
        self,
        parent: QObject,
        workspace: Workspace,
        bridge: Bridge,
        item: RailItem,
        banner: BannerArea,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._bridge = bridge
        self._item = item
        self._banner = banner
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self.look)
        bridge.conversations_changed.connect(self._changed)
        bridge.setting_changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """How many texts need somebody, and whether any wait because sending is paused."""
        reading = self._workspace.reading
        self._item.set_badge(reading.asking_count())
        if reading.setting("sending_paused") != "on":
            self._banner.clear_notice(NOTICE)
            return
        who = reading.setting("sending_paused_by")
        words = tr("{who} paused sending.", who=who) if who else tr("Sending is paused.")
        count = reading.queued_count()
        if count:
            waits = tr("1 text waits.") if count == 1 else tr("{n} texts wait.", n=count)
            words = f"{words} {waits}"
        self._banner.show_notice(
            NOTICE, Notice("circle-pause", "warn", words, tr("Resume sending"))
        )

    def resume(self) -> None:
        """Let the texts go on."""
        work = self._workspace
        self._bridge.run(lambda: work.messaging.pause_sending(on=False, actor=work.actor))

    def _changed(self, _what: object) -> None:
        if not self._later.isActive():
            self._later.start()
