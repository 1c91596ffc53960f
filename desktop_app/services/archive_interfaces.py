"""What a window may ask of the archive: the long read, what is missing, the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_app.services.archive_records import (
        GapReport,
        HistoryProgress,
        PictureCount,
        PictureRow,
    )


class ArchiveReading(Protocol):
    """How much of Twilio's history is here, what is missing, and the pictures."""

    def history(self) -> HistoryProgress:
        """How far the long read has come."""

    def pictures(self) -> PictureCount:
        """How the pictures of all texts stand."""

    def gap_reports(self) -> list[GapReport]:
        """The comparisons with Twilio, the newest first."""

    def pictures_with(self, conversation_id: int) -> list[PictureRow]:
        """The pictures of a conversation, the newest first; at most 500."""

    def count_with(self, conversation_id: int) -> int:
        """How many pictures a conversation has."""

    def thumbnail(self, picture_id: int) -> bytes:
        """The small copy of a picture, made by our own decoder; empty where there is none."""


class Archive(Protocol):
    """What works on pictures and takes a while. Network lane."""

    def shown(self, picture_id: int, side: int = 0) -> bytes:
        """A picture made anew by the decoder, no longer than `side` (0: whole); empty if it can’t.

        What a stranger sent is never read in the window’s own process.
        """

    def save_copy(self, picture_id: int, target: Path) -> None:
        """Write a picture as it came, not encrypted. Replaces nothing. Raises BrieftextError."""
