"""What the numbers page needs of Twilio, as interfaces. Composition picks the adapters."""

from typing import Protocol

from desktop_app.services.firm_numbers.records import (
    AccountNumbers,
    LineFacts,
    Portability,
    Service,
)


class NumberGateway(Protocol):
    """Messaging Services and registrations. Raises errors.GatewayError only."""

    def read(self) -> AccountNumbers:
        """Everything the account has about its numbers. Free of charge."""

    def make_service(self, name: str) -> Service:
        """A new service whose numbers keep their own setting for texts that come in."""

    def keep_inbound(self, service_sid: str, *, on: bool) -> None:
        """Whether the numbers of a service keep their own setting for texts that come in."""

    def add_number(self, service_sid: str, number_sid: str) -> None:
        """Put a number into a service."""

    def remove_number(self, service_sid: str, number_sid: str) -> None:
        """Take a number out of a service."""

    def delete_service(self, service_sid: str) -> None:
        """Delete a service that has no numbers."""


class LineGateway(Protocol):
    """What Twilio knows of other people's numbers. Raises errors.GatewayError only."""

    def look_up(self, number: str, *, line_type: bool) -> LineFacts:
        """Whether a number can exist, free of charge; its kind of line, which costs money."""

    def portability(self, number: str) -> Portability:
        """Whether a number can be moved to this account. Free of charge."""
