"""The icon beside the clock: what is unread, quiet for a while, and the way back to the window.

It shows while the program runs and keeps nothing alive: closing the window ends the program as it
does without a tray. Where the desktop has no notification service, the icon shows notifications.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from desktop_app.views.i18n import tr
from desktop_app.views.notify.badge import badged_icon
from desktop_app.views.notify.deciding import Bubble
from desktop_app.views.theme import Theme

SHOWN_MS = 8_000
QUIET = (
    ("hour", "Do not disturb for 1 hour"),
    ("morning", "Do not disturb until tomorrow 8:00 AM"),
    ("off", "End do not disturb"),
)


class Tray(QObject):
    """Implements ways.Way; only where there is a tray (`Tray.possible()`)."""

    clicked = Signal(str)
    shown = Signal(object)
    refused = Signal(object)
    open_asked = Signal()
    quiet_asked = Signal(str)
    """hour, morning or off."""
    close_asked = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self._quiet = ""
        self._last = ""
        self.icon = QSystemTrayIcon(self)
        self.actions: dict[str, QAction] = {}
        self.menu = self._make_menu()
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._message_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.icon.show()

    @staticmethod
    def possible() -> bool:
        """Whether this desktop has a tray now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_unread(self, count: int) -> None:
        """Draw the count on the icon and say it in its tooltip."""
        if count != self._count:
            self._count = count
            self._restyle()

    def show_quiet(self, until: str) -> None:
        """Say until when nobody is disturbed; empty where notifications are shown."""
        self._quiet = until
        self.actions["off"].setEnabled(bool(until))
        self._say()

    def show_bubble(self, bubble: Bubble) -> None:
        """Show it as the icon's own message: one at a time, and a click is the newest's."""
        if not QSystemTrayIcon.supportsMessages():
            self.refused.emit(bubble)
            return
        self._last = bubble.key
        self.icon.showMessage(bubble.title, bubble.body, badged_icon(self._theme, 0), SHOWN_MS)
        self.shown.emit(bubble)

    def take_back(self, key: str) -> None:
        """A message of the icon goes by itself; from now on a click on it leads nowhere old."""
        if key == self._last:
            self._last = ""

    def take_back_all(self) -> None:
        """The same for whichever shows."""
        self._last = ""

    def end(self) -> None:
        """Take the icon away."""
        self.icon.hide()
        self.menu.deleteLater()

    def _make_menu(self) -> QMenu:
        menu = QMenu()
        self._add(menu, "open", tr("Open Brieftext")).triggered.connect(self._open)
        menu.addSeparator()
        for key, words in QUIET:
            asked = partial(self._ask_quiet, key)
            self._add(menu, key, tr(words)).triggered.connect(asked)
        self.actions["off"].setEnabled(False)
        menu.addSeparator()
        self._add(menu, "close", tr("Close Brieftext")).triggered.connect(self._close)
        return menu

    def _add(self, menu: QMenu, key: str, words: str) -> QAction:
        self.actions[key] = menu.addAction(words)
        return self.actions[key]

    def _open(self) -> None:
        self.open_asked.emit()

    def _close(self) -> None:
        self.close_asked.emit()

    def _ask_quiet(self, key: str, _checked: bool = False) -> None:
        self.quiet_asked.emit(key)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # On a Mac a click opens the menu, and that is all it does.
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()

    def _message_clicked(self) -> None:
        self.clicked.emit(self._last)

    def _restyle(self) -> None:
        self.icon.setIcon(badged_icon(self._theme, self._count))
        self._say()

    def _say(self) -> None:
        parts = ["Brieftext"]
        if self._count:
            parts.append(tr("{count} unread", count=self._count))
        if self._quiet:
            parts.append(tr("do not disturb until {time}", time=self._quiet))
        self.icon.setToolTip(" · ".join(parts))
