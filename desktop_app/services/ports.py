"""What the services need from outside, as small interfaces. Composition picks the adapters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop_app.services.records import ConnectionFacts


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One page of the message list, newest first, with the server's clock when it was read."""

    messages: list[dict[str, Any]]
    next_page_uri: str | None
    server_time: int


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """Twilio's answer to a create call that certainly happened."""

    raw: dict[str, Any]
    server_time: int


@dataclass(frozen=True, slots=True)
class Later:
    """A time at which Twilio sends by itself, through a Messaging Service; seconds UTC."""

    send_at: int
    service_sid: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the firm's Twilio account. Lives in the keyring and in memory, nowhere else."""

    account_sid: str
    key_sid: str
    secret: str

    def __repr__(self) -> str:
        """Never show the secret, whoever prints this."""
        return f"Credentials(account_sid={self.account_sid!r}, key_sid={self.key_sid!r}, secret=…)"


@dataclass(frozen=True, slots=True)
class MediaItem:
    """One picture of a text as Twilio lists it; its type is what the sender claimed."""

    sid: str
    content_type: str


@dataclass(frozen=True, slots=True)
class MediaBytes:
    """A file as it came. `content_type` is a claim, never a reason to trust it."""

    content_type: str
    content: bytes


class MediaGateway(Protocol):
    """The pictures of texts. Raises errors.GatewayError only."""

    def list_media(self, message_sid: str) -> list[MediaItem] | None:
        """The pictures of a text, in Twilio's order; None where the text is gone."""

    def fetch_media(self, message_sid: str, media_sid: str) -> MediaBytes | None:
        """The bytes of one picture; None where Twilio no longer has it. Raises MediaTooLarge."""


class TwilioGateway(Protocol):
    """The parts of Twilio's REST API that Brieftext uses. Raises errors.GatewayError only."""

    def check(self) -> ConnectionFacts:
        """Prove account and key match, and list the account's own numbers. Free of charge."""

    def list_messages(
        self,
        *,
        to: str = "",
        from_: str = "",
        since: int | None = None,
        until: int | None = None,
        page_size: int = 1000,
    ) -> MessagePage:
        """First page of the list. `since` and `until` are epoch seconds UTC, by DateSent."""

    def next_page(self, uri: str) -> MessagePage:
        """Follow a next_page_uri. Refuses a uri that leaves the host or the account."""

    def fetch_message(self, sid: str) -> PostedMessage | None:
        """One message by SID, or None where Twilio says 404."""

    def create_message(
        self,
        *,
        to: str,
        from_: str,
        body: str,
        later: Later | None = None,
        valid_s: int = 0,
        media: Sequence[str] = (),
    ) -> PostedMessage:
        """One POST on a fresh connection, never repeated by any library.

        Where it could not leave Twilio within `valid_s` seconds, Twilio drops it; 0: ten hours.
        `media` are the public addresses of its pictures, in their order.
        Raises NotReached, Throttled, Refused, KeyRefused or OutcomeUnknown (reliability.md 3.3).
        """

    def cancel_message(self, sid: str) -> dict[str, Any] | None:
        """Take back a text that lies at Twilio for later: as it is now, None where it is gone.

        A text that has left already is answered as it stands.
        """

    @property
    def requests_made(self) -> int:
        """Requests since this gateway was made, for the sync report."""


class SecretStore(Protocol):
    """Where secrets rest: the OS keyring, or a fixed set for practice. May raise KeyringProblem."""

    name: str

    def get(self, entry: str) -> str | None:
        """The secret, or None where there is no such entry."""

    def set(self, entry: str, secret: str) -> None:
        """Store and read back; a read-back that differs is a KeyringProblem."""

    def delete(self, entry: str) -> None:
        """Remove the entry; no error where there was none."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page, plain text always.

    `kind` is title, heading, text, small, quote, warning or fact; a fact has a name before it.
    """

    kind: str
    text: str
    name: str = ""


class PageWriter(Protocol):
    """Sets blocks on pages. May be called from any thread."""

    def pdf(self, title: str, blocks: Sequence[Block], foot: str) -> bytes:
        """The pages as a PDF with its fonts in it; `foot` stands on every page."""


class Clock(Protocol):
    """The time, as the program knows it."""

    def now(self) -> int:
        """Whole seconds since 1970, UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump, for waits and timeouts."""


class SenderLock(Protocol):
    """The profile's OS lock: whoever holds it is the single sender."""

    def acquire(self) -> bool:
        """Take it without waiting; False where another process has it."""

    def release(self) -> None:
        """Give it back."""
