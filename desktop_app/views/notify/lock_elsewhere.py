"""Whether the screen is locked on Windows and macOS, asked of the system itself.

Written by the systems' descriptions and never run by our tests; whatever goes wrong in there counts
as not known, and then a notification names nobody.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.views.notify.deciding import Lock

SWITCH_DESKTOP = 0x0100
UTF8 = 0x08000100


class SystemLock(QObject):
    """Implements ways.ScreenLock.

    It cannot tell the moment of locking: these systems hide what stands in their list over a locked
    screen by a setting of their own.
    """

    locked = Signal()

    def ask(self, done: Callable[[Lock], None]) -> None:
        """A call of some microseconds."""
        try:
            done(_state())
        except (OSError, AttributeError, ctypes.ArgumentError):
            done(Lock.UNKNOWN)


def _state() -> Lock:
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _mac()
    return Lock.UNKNOWN


def _windows() -> Lock:
    """While the screen is locked, the desktop that takes input is not this person's."""
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
    user.OpenInputDesktop.restype = ctypes.c_void_p
    user.CloseDesktop.argtypes = [ctypes.c_void_p]
    desktop = user.OpenInputDesktop(0, False, SWITCH_DESKTOP)
    if not desktop:
        return Lock.LOCKED
    user.CloseDesktop(desktop)
    return Lock.OPEN


def _mac() -> Lock:
    """The window server's own note about the session has this entry only while it is locked."""
    core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    graphics = ctypes.CDLL(ctypes.util.find_library("ApplicationServices"))
    graphics.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.restype = ctypes.c_void_p
    core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
    core.CFDictionaryContainsKey.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    core.CFRelease.argtypes = [ctypes.c_void_p]
    session = graphics.CGSessionCopyCurrentDictionary()
    if not session:
        return Lock.UNKNOWN
    key = core.CFStringCreateWithCString(None, b"CGSSessionScreenIsLocked", UTF8)
    held = bool(core.CFDictionaryContainsKey(session, key))
    core.CFRelease(key)
    core.CFRelease(session)
    return Lock.LOCKED if held else Lock.OPEN
