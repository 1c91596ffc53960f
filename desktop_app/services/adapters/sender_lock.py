"""Who may send: the one process that holds a lock of the operating system on PROFILE/sender.lock.

The lock belongs to the open file, so the death of the process releases it, however it died. The
file itself is never removed: a second process could otherwise lock a file nobody else sees.
"""

import os
import sys
from pathlib import Path

from desktop_app.services.errors import StoreProblem
from desktop_app.services.records import Problem

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


FILE_NAME = "sender.lock"


class FileSenderLock:
    """ports.SenderLock on a file of the profile folder."""

    def __init__(self, profile: Path) -> None:
        self._path = profile / FILE_NAME
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Take it without waiting; False where another process has it."""
        if self._handle is not None:
            return True
        handle = self._open()
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give it back; nothing happens where it was not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreProblem(
                Problem(
                    f"Brieftext can’t write to its folder {self._path.parent}.",
                    f"The system says: {error.strerror}.",
                    "Check that the folder is there and that you may write to it.",
                )
            ) from error
