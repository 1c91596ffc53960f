"""Pictures somebody puts into a text: made small and bare of metadata, kept, and hosted to leave.

A picture belongs to the draft of a number until the text is queued, and survives a restart like
the words beside it. What is sent is always the copy Brieftext made, never the file as it was.
"""

from dataclasses import dataclass
from typing import Protocol

MOST_BYTES = 5 * 1024 * 1024
"""What Twilio takes for all pictures of a text together (rules.md C-16)."""
MOST_PICTURES = 10
"""What Twilio takes in one text (twilio.md)."""


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """One picture of an unsent text, as it will leave."""

    id: int
    name: str
    """The name of the file it came from, for the person who put it there; never sent."""
    media_type: str
    size: int
    """Bytes as it leaves."""
    size_before: int
    width: int
    height: int
    metadata_removed: bool
    """Whether the file said where, when or by whom it was taken."""


class OutgoingPictures(Protocol):
    """Pictures of the texts that are being written."""

    def of_draft(self, number: str) -> list[DraftPicture]:
        """The pictures put into the unsent text to this number, in order. UI thread."""

    def preview(self, picture_id: int) -> bytes:
        """A small copy of a picture (PNG or JPEG), made by our own decoder. UI thread."""

    def add(self, number: str, content: bytes, name: str) -> DraftPicture:
        """Make a picture ready to leave with the next text to this number. Network lane.

        Raises InvalidInput with one sentence where it is no JPEG, PNG or GIF, cannot be read,
        cannot be made small enough, or there are too many.
        """

    def remove(self, picture_id: int) -> None:
        """Take a picture out of the unsent text again. Serial lane."""

    def cannot_carry(self, from_number: str) -> str:
        """Why the firm's number cannot send pictures, as one sentence; empty where it can."""
