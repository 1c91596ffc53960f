"""The other side of the process that reads pictures: starts it, asks it, gives up on it."""

import logging
import struct
import subprocess
import threading
from collections.abc import Sequence

from desktop_app.services.messaging.picture_fetching import Shown

log = logging.getLogger(__name__)

PATIENCE_S = 20.0
PICTURES_A_PROCESS = 40
"""Then a new one: what a picture left behind in memory ends with it."""
THUMBNAIL_SIDE = 480
"""How long a bubble's small picture is at most."""
SHOWN, AS_JPEG, AS_PNG = range(3)
"""What the process makes of a picture: something to look at, or a file to send."""
_ASKED = struct.Struct(">IIBB")
_HEAD = struct.Struct(">III")
_LARGEST = 64 * 1024 * 1024


class DecodingProcess:
    """Implements picture_fetching.Decode. One thread uses it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    def __call__(
        self, content: bytes, side: int = THUMBNAIL_SIDE, form: int = SHOWN, quality: int = 82
    ) -> Shown | None:
        """What the process makes of a picture (side 0: whole); None where it is broken by it."""
        process = self._running()
        fuse = threading.Timer(PATIENCE_S, process.kill)
        fuse.start()
        try:
            return self._ask(process, _ASKED.pack(len(content), side, form, quality) + content)
        except (OSError, EOFError):
            log.info("a picture could not be read and is not shown")
            self.close()
            return None
        finally:
            fuse.cancel()
            fuse.join()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._read >= PICTURES_A_PROCESS:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # decoders complain about what strangers made
                start_new_session=True,
            )
            self._read = 0
        self._read += 1
        return self._process

    def _ask(self, process: "subprocess.Popen[bytes]", asked: bytes) -> Shown | None:
        assert process.stdin is not None
        process.stdin.write(asked)
        process.stdin.flush()
        width, height, length = _HEAD.unpack(_exactly(process, _HEAD.size))
        if not length:
            return None
        if length > _LARGEST:
            raise EOFError
        return Shown(_exactly(process, length), width, height)

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what it never read is lost with it
                    log.debug("the pipe was broken already")


def _exactly(process: "subprocess.Popen[bytes]", count: int) -> bytes:
    assert process.stdout is not None
    found = process.stdout.read(count)
    if len(found) != count:
        raise EOFError
    return found
