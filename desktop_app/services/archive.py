"""Pictures made fit to be looked at, and copies of them outside the store."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop_app.models.queries import archive
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.decoding import DecodingProcess
from desktop_app.services.records import Problem


class ArchiveService:
    """Implements workspace.Archive. Network lane: several workers, one decoder."""

    def __init__(self, reader: Callable[[], Any], command: list[str]) -> None:
        self._reader = reader
        self._decoder = DecodingProcess(command)
        self._lock = threading.Lock()

    def shown(self, picture_id: int, side: int = 0) -> bytes:
        """A picture made anew by the decoder, no longer than `side` (0: whole)."""
        content = self._content(picture_id)
        with self._lock:
            found = self._decoder(content, side)
        return found.thumbnail if found is not None else b""

    def save_copy(self, picture_id: int, target: Path) -> None:
        """Write a picture as it came. Replaces nothing, and follows no link."""
        content = self._content(picture_id)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            with os.fdopen(os.open(target, flags | getattr(os, "O_BINARY", 0), 0o600), "wb") as out:
                out.write(content)
        except FileExistsError as error:
            raise BrieftextError(
                Problem("A file of that name is there already.", "", "Choose another name.")
            ) from error
        except OSError as error:
            raise BrieftextError(
                Problem("The picture could not be saved.", error.strerror or "", "")
            ) from error

    def _content(self, picture_id: int) -> bytes:
        with closing(self._reader()) as connection:
            content = archive.content(connection, picture_id)
        if content is None:
            raise BrieftextError(
                Problem("This picture is not saved yet.", "", "Brieftext keeps trying.")
            )
        return content

    def close(self) -> None:
        """End the decoder."""
        with self._lock:
            self._decoder.close()
