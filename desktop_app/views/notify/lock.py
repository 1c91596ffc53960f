"""Whether the screen is locked, as the desktop's screen savers and the login manager say it.

A desktop that says nothing about its screen counts as not known, never as open: a name must not
stand over a locked screen. The login manager alone proves a locked screen and no open one, because
many lockers never tell it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.views.notify.bus import DesktopBus, Reply, Service, Told
from desktop_app.views.notify.deciding import Lock

SAVERS = tuple(
    Service(name, path, name)
    for name, path in (
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
        ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
        ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
        ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
    )
)
PROPERTIES = "org.freedesktop.DBus.Properties"
LOGIN_SESSION = "org.freedesktop.login1.Session"
LOGIN = Service("org.freedesktop.login1", "/org/freedesktop/login1/session/auto", PROPERTIES)


def verdict(savers: Sequence[Reply], login: Reply) -> Lock:
    """What the answers come to: any yes is a lock, a no counts only where nobody was silent."""
    said = [bool(reply.values[0]) for reply in savers if reply.good]
    if any(said) or (login.good and bool(login.values[0][1])):
        return Lock.LOCKED
    if said and not any(reply.late for reply in savers):
        return Lock.OPEN
    return Lock.UNKNOWN


class _Question:
    """One round of asking everybody; tells the verdict when the last has answered."""

    def __init__(self, done: Callable[[Lock], None]) -> None:
        self._done = done
        self._savers: list[Reply] = []
        self._login: list[Reply] = []

    def saver(self, reply: Reply) -> None:
        """A screen saver answered, or did not."""
        self._savers.append(reply)
        self._end()

    def login(self, reply: Reply) -> None:
        """The login manager answered, or did not."""
        self._login.append(reply)
        self._end()

    def _end(self) -> None:
        if len(self._savers) == len(SAVERS) and self._login:
            self._done(verdict(self._savers, self._login[0]))


class LinuxLock(QObject):
    """Implements ways.ScreenLock over the session's bus and the system's."""

    locked = Signal()

    def __init__(
        self, session: DesktopBus, system: DesktopBus, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._system = system
        for saver in SAVERS:
            session.listen(saver.interface, "ActiveChanged")
        system.listen(PROPERTIES, "PropertiesChanged", sender=LOGIN.name)
        session.told.connect(self._saver_told)
        system.told.connect(self._login_told)

    def ask(self, done: Callable[[Lock], None]) -> None:
        """Ask all of them at once; those that are not there say so at once."""
        question = _Question(done)
        for saver in SAVERS:
            self._session.call(saver, "GetActive", "", (), question.saver, start=False)
        asked = (LOGIN_SESSION, "LockedHint")
        self._system.call(LOGIN, "Get", "ss", asked, question.login, start=False)

    @Slot(object)
    def _saver_told(self, told: Told) -> None:
        if told.member == "ActiveChanged" and told.values and told.values[0]:
            self.locked.emit()

    @Slot(object)
    def _login_told(self, told: Told) -> None:
        if told.member != "PropertiesChanged" or told.values[0] != LOGIN_SESSION:
            return
        hint = told.values[1].get("LockedHint")
        if hint is not None and hint[1]:
            self.locked.emit()
