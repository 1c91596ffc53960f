"""What a window may ask about texts that wait, and about what stands in their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop_app.services.messaging.outbox_records import LostNumber
    from desktop_app.services.records import QueueOutcome, TextRequest
    from desktop_app.services.rules.zones import Whereabouts


class SendingReading(Protocol):
    """What stands in the way of texts. Read on the UI thread, a millisecond each."""

    def lost_numbers(self) -> list[LostNumber]:
        """Numbers Twilio no longer sends from, as far as texts wait for them."""

    def is_landline(self, number: str) -> bool:
        """Whether a number is a landline, by what Twilio looked up or by what a network said."""

    def whereabouts(self, number: str) -> Whereabouts:
        """On which clocks somebody may live, by record and number (rules.md E-03)."""


class SendingReads(Protocol):
    """The part of workspace.Reading that is told here."""

    @property
    def sending(self) -> SendingReading:
        """What stands in the way of texts."""


class WaitingTexts(Protocol):
    """The part of workspace.Messaging about texts that wait. Serial lane."""

    def edit_later(self, outbox_id: int, request: TextRequest) -> QueueOutcome:
        """Put a new text for later in the place of one that has not left, in one commit.

        To whom it goes stays as it was. The gate is asked about the new words; where it says no, or
        the old text has left, nothing changes and the outcome says why.
        """

    def still_send(self, outbox_id: int) -> bool:
        """A person wants a text sent that waited too long; False where nobody is asked any more."""
