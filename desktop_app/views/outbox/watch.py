"""What the window says of the Outbox wherever one is: the badge of the rail, and that it waits."""

from PySide6.QtCore import QObject, QTimer

from desktop_app.services.numbers import format_number
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.widgets.banner import BannerArea, Notice
from desktop_app.views.widgets.rail import RailItem

LOOK_AFTER_MS = 150
NOTICE, LOST = "sending_paused", "number_lost"


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
        """How many texts need somebody, whether any wait for a number or because of a pause."""
        reading = self._workspace.reading
        self._item.set_badge(reading.asking_count())
        self._look_for_lost()
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

    def _look_for_lost(self) -> None:
        """A number Twilio no longer sends from keeps its texts here, and says so everywhere."""
        lost = self._workspace.reading.sending.lost_numbers()
        if not lost:
            self._banner.clear_notice(LOST)
            return
        number = format_number(lost[0].number)
        words = tr("Twilio no longer sends texts from {number}.", number=number)
        count = sum(each.waiting for each in lost)
        waits = tr("1 text waits.") if count == 1 else tr("{n} texts wait.", n=count)
        notice = Notice("circle-alert", "danger", f"{words} {waits}", tr("Check numbers"))
        self._banner.show_notice(LOST, notice)

    def resume(self) -> None:
        """Let the texts go on."""
        work = self._workspace
        self._bridge.run(lambda: work.messaging.pause_sending(on=False, actor=work.actor))

    def _changed(self, _what: object) -> None:
        if not self._later.isActive():
            self._later.start()
