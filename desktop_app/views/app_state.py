"""How the program stands, in one banner and at the foot of the rail.

Offline, a refused key, sending paused because the ledger does not hold, a number that is not
registered, practice data, people who wait: what these say is decided here; what their buttons do is
up to the desk.
"""

import time

from PySide6.QtCore import QObject, QTimer

from desktop_app.services.firm_numbers.move_words import reminder
from desktop_app.services.numbers import format_number
from desktop_app.services.records import FirmNumber, Registration, SyncState
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import format_time
from desktop_app.views.i18n import tr
from desktop_app.views.waiting import LOOK_AFTER_MS, LOOK_EVERY_MS, TOO_LONG_S, waiting_notice
from desktop_app.views.widgets.banner import BannerArea, Notice
from desktop_app.views.widgets.rail import RailState

READ_NUMBERS_EVERY_MS = 6 * 3_600_000


class AppState(QObject):
    """Keeps banner and rail true while things change."""

    def __init__(
        self,
        parent: QObject,
        workspace: Workspace,
        bridge: Bridge,
        banner: BannerArea,
        foot: RailState,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._banner = banner
        self._foot = foot
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look_who_waits)
        self._clock.start()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LOOK_AFTER_MS)
        self._later.timeout.connect(self.look_who_waits)
        self._bridge = bridge
        self._daily = QTimer(self)
        self._daily.setInterval(READ_NUMBERS_EVERY_MS)
        self._daily.timeout.connect(self._read_numbers)
        self._daily.start()
        bridge.sync_state_changed.connect(self._show_sync)
        bridge.conversations_changed.connect(self._conversations_changed)
        bridge.setting_changed.connect(self._setting_changed)

    def show_all(self, *, can_leave_practice: bool) -> None:
        """Say how everything stands at the start."""
        self._show_practice(can_leave=can_leave_practice)
        self._show_registration()
        self._show_sync(self._workspace.sync.state)
        self.look_who_waits()

    def _conversations_changed(self, _ids: object) -> None:
        self._later.start()

    def _setting_changed(self, _key: str) -> None:
        self._show_registration()

    def _read_numbers(self) -> None:
        """A window that stays open for days hears of a registration too."""
        self._bridge.run(self._workspace.numbers.read_if_old, lane="network")

    def look_who_waits(self) -> None:
        """Name whoever waits too long for an answer, or take the banner away."""
        now = int(time.time())
        notice = waiting_notice(self._workspace.reading.waiting(now - TOO_LONG_S), now)
        if notice is None:
            self._banner.clear_notice("waiting")
        else:
            self._banner.show_notice("waiting", notice)

    def _show_practice(self, *, can_leave: bool) -> None:
        if self._workspace.practice:
            words = tr("Practice data. Nothing is sent.")
            action = tr("Leave practice") if can_leave else ""
            self._banner.show_notice("practice", Notice("info", "accent", words, action))

    def _show_registration(self) -> None:
        """A number known not to be registered: said before anybody writes a text in vain."""
        numbers = self._workspace.reading.firm_numbers()
        if numbers and numbers[0].registration is Registration.NOT_APPROVED:
            words = tr(
                "Texting from {number} waits for registration: you can read, and answer by phone.",
                number=format_number(numbers[0].number),
            )
            self._banner.show_notice(
                "registration", Notice("hourglass", "warn", words, tr("Open Numbers"))
            )
        else:
            self._banner.clear_notice("registration")
        self._show_lost(numbers)
        self._show_move()

    def _show_lost(self, numbers: list[FirmNumber]) -> None:
        """A service that throws away what clients send comes before everything else."""
        if not any(number.loses_texts for number in numbers):
            self._banner.clear_notice("lost_texts")
            return
        words = tr("Texts from your clients are being lost at Twilio.")
        notice = Notice("circle-alert", "danger", words, tr("Open Numbers"))
        self._banner.show_notice("lost_texts", notice)

    def _show_move(self) -> None:
        """A number that moves and that nobody looked after for some days."""
        words = reminder(self._workspace.reading.number_moves(), int(time.time()))
        if not words:
            self._banner.clear_notice("move")
            return
        notice = Notice("phone-incoming", "warn", words, tr("Open Numbers"))
        self._banner.show_notice("move", notice)

    def _show_sync(self, state: SyncState) -> None:
        self._show_offline(state)
        self._show_key(state)
        self._show_paused(state)
        self._foot.show_state(*_rail_words(state))

    def _show_offline(self, state: SyncState) -> None:
        if state.online or state.key_refused or state.problem is None:
            self._banner.clear_notice("offline")
            return
        words = tr("Offline – reading local records.")
        if state.last_synced_at is not None:
            when = format_time(state.last_synced_at)
            words = tr("Offline – reading local records; last synced {time}", time=when)
        self._banner.show_notice("offline", Notice("cloud-off", "warn", words, tr("Try now")))

    def _show_key(self, state: SyncState) -> None:
        if not state.key_refused:
            self._banner.clear_notice("key_refused")
            return
        words = tr("Twilio refused the key. Someone may have changed it.")
        notice = Notice("circle-alert", "danger", words, tr("Fix the key"))
        self._banner.show_notice("key_refused", notice)

    def _show_paused(self, state: SyncState) -> None:
        """Nothing goes out although Twilio answers: said with the reason and the way on."""
        if state.paused is None:
            self._banner.clear_notice("paused")
            return
        self._banner.show_notice("paused", Notice("hand", "danger", state.paused.sentence()))


def _rail_words(state: SyncState) -> tuple[str, str, str, str]:
    """Icon, tone, word and detail for the foot of the rail."""
    if state.key_refused:
        return "circle-alert", "danger", tr("Key refused"), tr("Twilio no longer takes this key.")
    if state.paused is not None:
        return "hand", "danger", tr("Sending paused"), state.paused.sentence()
    if state.online:
        when = format_time(state.last_synced_at) if state.last_synced_at else ""
        return (
            "circle-check",
            "ok",
            tr("Online"),
            tr("Last synced {time}", time=when) if when else "",
        )
    if state.problem is not None:
        return "cloud-off", "warn", tr("Offline"), state.problem.sentence()
    return "circle-dashed", "text2", tr("Connecting"), tr("Reading what is new at Twilio.")
