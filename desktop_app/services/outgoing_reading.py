"""The pictures of unsent texts as the composer reads them: on the UI thread, without SQLAlchemy."""

from collections.abc import Callable
from typing import Any, Protocol

from desktop_app.models.queries import outgoing
from desktop_app.services.numbers import format_number
from desktop_app.services.outgoing_pictures import DraftPicture


class Changing(Protocol):
    """The half that writes, on the lanes."""

    def add(self, number: str, content: bytes, name: str) -> DraftPicture:
        """Make a picture ready to leave with the next text to this number."""

    def remove(self, picture_id: int) -> None:
        """Take a picture out of the unsent text again."""


class Outgoing:
    """Implements outgoing_pictures.OutgoingPictures. `connection` gives the reader's own."""

    def __init__(self, connection: Callable[[], Any], changing: Changing) -> None:
        self._connection = connection
        self._changing = changing

    def of_draft(self, number: str) -> list[DraftPicture]:
        """The pictures put into the unsent text to this number, in order."""
        return [_picture(*row) for row in outgoing.of_draft(self._connection(), number)]

    def preview(self, picture_id: int) -> bytes:
        """A small copy of a picture, made by our own decoder."""
        return outgoing.preview(self._connection(), picture_id)

    def add(self, number: str, content: bytes, name: str) -> DraftPicture:
        """Make a picture ready to leave with the next text to this number. Raises InvalidInput."""
        return self._changing.add(number, content, name)

    def remove(self, picture_id: int) -> None:
        """Take a picture out of the unsent text again."""
        self._changing.remove(picture_id)

    def cannot_carry(self, from_number: str) -> str:
        """Why the firm's number cannot send pictures, as one sentence; empty where it can."""
        if outgoing.carries(self._connection().execute, from_number) is not False:
            return ""
        return no_pictures_from(from_number)


def _picture(*row: Any) -> DraftPicture:
    return DraftPicture(
        id=row[0],
        name=row[1],
        media_type=row[2],
        size=row[3],
        size_before=row[4],
        width=row[5],
        height=row[6],
        metadata_removed=bool(row[7]),
    )


def no_pictures_from(number: str) -> str:
    """The one sentence about a number that Twilio sends no pictures from."""
    return f"Your number {format_number(number)} can’t send pictures. Send a link instead."
