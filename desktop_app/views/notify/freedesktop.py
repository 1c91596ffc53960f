"""Notifications through the desktop's own service (org.freedesktop.Notifications) on Linux."""

import os
from functools import partial
from html import escape

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.views.i18n import tr
from desktop_app.views.notify.bus import DesktopBus, Reply, Service, Told
from desktop_app.views.notify.deciding import Bubble

INTERFACE = "org.freedesktop.Notifications"
SERVER = Service(INTERFACE, "/org/freedesktop/Notifications", INTERFACE)
SIGNALS = ("ActionInvoked", "NotificationClosed", "ActivationToken")
SHOW_PATIENCE_S = 5.0
"""The bus may have to start the service first."""
AS_THE_DESKTOP_LIKES = -1


class FreedesktopBubbles(QObject):
    """Implements ways.Way: one bubble a key, and a click that comes back."""

    clicked = Signal(str)
    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, bus: DesktopBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._keys: dict[int, str] = {}
        self._taken_back = 0
        self._markup = True  # until the service says otherwise: an escaped text loads nothing
        bus.told.connect(self._told)
        for member in SIGNALS:
            bus.listen(INTERFACE, member, sender=INTERFACE)
        bus.call(SERVER, "GetCapabilities", "", (), self._able, patience_s=SHOW_PATIENCE_S)

    def show_bubble(self, bubble: Bubble) -> None:
        """Show it, in the place of the one with the same key."""
        ids = [number for number, key in self._keys.items() if key == bubble.key]
        values = (
            "Brieftext",
            max(ids, default=0),
            "brieftext",
            bubble.title,
            self._body(bubble.body),
            ["default", tr("Open")],
            # The sound is ours to make or not, by the person's setting.
            {
                "category": ("s", "im.received"),
                "desktop-entry": ("s", "brieftext"),
                "suppress-sound": ("b", True),
            },
            AS_THE_DESKTOP_LIKES,
        )
        done = partial(self._answered, bubble, self._taken_back)
        self._bus.call(SERVER, "Notify", "susssasa{sv}i", values, done, patience_s=SHOW_PATIENCE_S)

    def take_back(self, key: str) -> None:
        """Close the bubbles of this key."""
        for number in [number for number, own in self._keys.items() if own == key]:
            del self._keys[number]
            self._bus.call(SERVER, "CloseNotification", "u", (number,))

    def take_back_all(self) -> None:
        """Close every bubble, those included that the service has not numbered yet."""
        self._taken_back += 1
        for key in set(self._keys.values()):
            self.take_back(key)

    def _body(self, words: str) -> str:
        return escape(words, quote=False) if self._markup else words

    def _able(self, reply: Reply) -> None:
        if reply.good:
            self._markup = "body-markup" in reply.values[0]

    def _answered(self, bubble: Bubble, taken_back: int, reply: Reply) -> None:
        if reply.good and taken_back != self._taken_back:  # the screen was locked meanwhile
            self._bus.call(SERVER, "CloseNotification", "u", reply.values)
        elif reply.good:
            self._keys[int(reply.values[0])] = bubble.key
            self.shown.emit(bubble)
        else:
            self.refused.emit(bubble)

    @Slot(object)
    def _told(self, told: Told) -> None:
        number = told.values[0] if told.values else None
        if told.interface != INTERFACE or number not in self._keys:
            return
        if told.member == "ActivationToken":
            # What lets a window come to the front on Wayland; Qt takes it from here.
            os.environ["XDG_ACTIVATION_TOKEN"] = told.values[1]
        elif told.member == "NotificationClosed":
            del self._keys[number]
        elif told.member == "ActionInvoked":
            self.clicked.emit(self._keys[number])
