"""What this desktop offers for notifications, found after the window stands.

Where there is no service and no tray, the count in the window's title and the list are what is
left; nothing else changes.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.notify.badge import show_on_launcher
from desktop_app.views.notify.notifier import Notifier
from desktop_app.views.notify.tray import Tray
from desktop_app.views.notify.ways import NotifiedWindow, ScreenLock, Way
from desktop_app.views.theme import Theme

NO_DESKTOP = frozenset({"offscreen", "minimal", "vnc"})
"""Where Qt draws for nobody who sits there, so that nothing may be shown to a person."""
LOOK_EVERY_MS = 60_000


class Desktop:
    """The ways there are to show something, the lock, and how to hang up."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        self.ways: list[Way] = []
        self.tray: Tray | None = None
        self._ends: list[Callable[[], None]] = []
        self.lock = self._find(theme, parent)

    def _find(self, theme: Theme, parent: QObject) -> ScreenLock:
        if QGuiApplication.platformName() in NO_DESKTOP:
            return _other_lock(parent)
        lock = self._linux(parent) if sys.platform == "linux" else _other_lock(parent)
        if Tray.possible():
            self.tray = Tray(theme, parent)
            self.ways.append(self.tray)
            self._ends.append(self.tray.end)
        return lock

    def _linux(self, parent: QObject) -> ScreenLock:
        # There is no D-Bus elsewhere, and nothing that speaks it.
        from desktop_app.views.notify.bus import DesktopBus  # noqa: PLC0415
        from desktop_app.views.notify.freedesktop import FreedesktopBubbles  # noqa: PLC0415
        from desktop_app.views.notify.lock import LinuxLock  # noqa: PLC0415

        session, system = DesktopBus("SESSION", parent), DesktopBus("SYSTEM", parent)
        self._ends += [session.close, system.close]
        if session.alive:
            self.ways.append(FreedesktopBubbles(session, parent))
        return LinuxLock(session, system, parent)

    def end(self) -> None:
        """Hang up and take the icon away."""
        for end in self._ends:
            end()


def _other_lock(parent: QObject) -> ScreenLock:
    from desktop_app.views.notify.lock_elsewhere import SystemLock  # noqa: PLC0415  not on Linux

    return SystemLock(parent)


class Notifying(QObject):
    """Notifications, tray and counts of one open store, as one thing to start and to end."""

    close_asked = Signal()

    def __init__(
        self, window: NotifiedWindow, theme: Theme, workspace: Workspace, bridge: Bridge
    ) -> None:
        super().__init__(bridge)
        self._window = window
        self._desktop = Desktop(theme, self)
        self.tray = self._desktop.tray
        self.notifier = Notifier(
            window, workspace, bridge, self._desktop.ways, self._desktop.lock, parent=self
        )
        self.notifier.wishes_changed.connect(self._show_quiet)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._show_quiet)
        if self.tray is not None:
            self.tray.open_asked.connect(self._open)
            self.tray.close_asked.connect(self.close_asked)
            self.tray.quiet_asked.connect(self.notifier.ask_quiet)
            self._clock.start()
        self._show_quiet()

    def show_unread(self, count: int) -> None:
        """The count changed."""
        show_on_launcher(count)
        if self.tray is not None:
            self.tray.show_unread(count)

    def end(self) -> None:
        """Leave nothing behind on the desktop."""
        self._clock.stop()
        self.notifier.take_back_all()
        show_on_launcher(0)
        self._desktop.end()
        self.deleteLater()

    def _open(self) -> None:
        self._window.come_forward(None)

    def _show_quiet(self) -> None:
        if self.tray is not None:
            self.tray.show_quiet(self.notifier.quiet_until_words())
