"""The archive as the window reads it: on the UI thread, with the reader's connection."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from desktop_app.models.queries import archive, desk
from desktop_app.services.archive_records import (
    TWILIO_KEEPS_S,
    Gap,
    GapReport,
    HistoryProgress,
    PictureCount,
    PictureRow,
)
from desktop_app.services.declared import default_of
from desktop_app.services.ports import Clock

LATE_S = 86_400
"""Pictures that are not saved after a day are said aloud: Twilio deletes media for good."""
_TELLING_S = 86_400
"""Less than a day read says nothing about how many texts there are in all."""
_GALLERY = 500


class ArchiveReading:
    """Implements workspace.ArchiveReading. `connection` gives the reader's own."""

    def __init__(self, connection: Callable[[], Any], clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def history(self) -> HistoryProgress:
        """How far the long read has come."""
        db = self._connection()
        row = archive.history(db)
        pace = desk.setting(db, "history_pace") or default_of("history_pace")
        if row is None:
            return HistoryProgress(pace=pace, pictures=self.pictures())
        read, reached_at, per_minute, started_at, finished_at = row
        keeps_from = started_at - TWILIO_KEEPS_S
        return HistoryProgress(
            started=True,
            finished_at=finished_at,
            pace=pace,
            read=read,
            expected=read if finished_at else _expected(read, reached_at, started_at, keeps_from),
            per_minute=per_minute,
            reached_at=reached_at,
            keeps_from=keeps_from,
            numbers=tuple((str(number), int(count)) for number, count in archive.numbers_read(db)),
            opt_outs=archive.opt_outs(db),
            pictures=self.pictures(),
        )

    def pictures(self) -> PictureCount:
        """How the pictures of all texts stand."""
        db = self._connection()
        counts = archive.picture_counts(db)
        kept, wanted = counts.pop("kept", 0), counts.pop("wanted", 0)
        late = archive.late_pictures(db, self._clock.now() - LATE_S) if wanted else 0
        return PictureCount(kept, wanted, sum(counts.values()), late)

    def gap_reports(self) -> list[GapReport]:
        """The comparisons with Twilio, the newest first."""
        return [_report(row) for row in archive.reports(self._connection())]

    def pictures_of(self, messages: Sequence[int]) -> dict[int, tuple[PictureRow, ...]]:
        """The pictures of these texts, by text, in their order."""
        found: dict[int, list[PictureRow]] = {}
        for row in archive.pictures(self._connection(), messages):
            found.setdefault(row[1], []).append(_picture(row))
        return {key: tuple(rows) for key, rows in found.items()}

    def pictures_with(self, conversation_id: int) -> list[PictureRow]:
        """The pictures of a conversation, the newest first; at most 500."""
        rows = archive.pictures_with(self._connection(), conversation_id, _GALLERY)
        return [_picture(row) for row in rows]

    def count_with(self, conversation_id: int) -> int:
        """How many pictures a conversation has."""
        return archive.count_with(self._connection(), conversation_id)

    def thumbnail(self, picture_id: int) -> bytes:
        """The small copy of a picture, made by our own decoder; empty where there is none."""
        return archive.thumbnail(self._connection(), picture_id)


def _expected(read: int, reached_at: int | None, started_at: int, keeps_from: int) -> int | None:
    """About how many texts there are, if the firm always wrote as much as in what was read."""
    if reached_at is None or started_at - reached_at < _TELLING_S:
        return None
    whole, done = started_at - keeps_from, started_at - max(reached_at, keeps_from)
    return max(read, round(read * whole / done))


def _report(row: Any) -> GapReport:
    kind, from_at, until_at, compared, missing, removed, found_late, finished_at = row
    return GapReport(
        kind, from_at, until_at, compared, _gaps(missing), _gaps(removed), found_late, finished_at
    )


def _gaps(text: str) -> tuple[Gap, ...]:
    return tuple(Gap(**each) for each in json.loads(text))


def _picture(row: Any) -> PictureRow:
    return PictureRow(
        id=row[0],
        message_id=row[1],
        position=row[2],
        of=row[3],
        state=row[4],
        media_type=row[5],
        size=row[6],
        width=row[7],
        height=row[8],
        at=row[9],
        inbound=bool(row[10]),
    )
