"""The practice server as one object: start it, talk to it, ask it what really happened."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from desktop_app.services.practice import constants
from desktop_app.services.practice.account import PracticeAccount
from desktop_app.services.practice.clock import PracticeClock
from desktop_app.services.practice.faults import Fault
from desktop_app.services.practice.http_forms import LoggedRequest
from desktop_app.services.practice.http_server import LoopbackServer
from desktop_app.services.practice.settings import Settings
from desktop_app.services.practice.texts import PastText, Picture


class PracticeServer:
    """A loopback Twilio with the made-up firm behind it (interfaces.md).

    With a `directory` its texts, blocks and clock live in practice.db there and survive; without
    one they live in memory. Its methods do what the requests under /practice/ do, from any thread.
    """

    def __init__(
        self,
        directory: Path | None = None,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        settings: Settings | None = None,
        clock: PracticeClock | None = None,
        with_firm: bool = True,
    ) -> None:
        self.account = PracticeAccount(
            directory, settings or Settings(), clock or PracticeClock(), with_firm=with_firm
        )
        try:
            self._http = LoopbackServer(self.account, host, port)
        except (OSError, ValueError, OverflowError):
            self.account.close()
            raise
        self._stopped = False

    def start(self) -> Self:
        """Begin to answer, on threads of its own."""
        self._http.start()
        return self

    def stop(self) -> None:
        """Close every connection, end every thread, let the file go. Harmless a second time."""
        if not self._stopped:
            self._stopped = True
            self._http.stop()
            self.account.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._http.server_port

    @property
    def origin(self) -> str:
        """The server's own address: requests under /practice/ start here."""
        return f"http://{self._http.server_name}:{self.port}"

    @property
    def base_url(self) -> str:
        """What BRIEFTEXT_TWILIO_BASE_URL takes: every Twilio host follows as a path part."""
        return self.origin + constants.BY_HOST.rstrip("/")

    def connection(self) -> dict[str, str]:
        """What a client needs to connect."""
        return {
            "base_url": self.base_url,
            "account_sid": constants.ACCOUNT_SID,
            "key_sid": constants.KEY_SID,
            "key_secret": constants.KEY_SECRET,
        }

    # What /practice/ does

    def inbound(
        self, from_number: str, body: str, to_number: str = "", pictures: tuple[Picture, ...] = ()
    ) -> str:
        """A client texts in; the SID of that text."""
        return self.account.inbound(from_number, body, to_number, pictures).sid

    def advance(self, seconds: float) -> float:
        """Let time pass; the time it is then."""
        return self.account.advance(seconds)

    def change_settings(self, **changes: Any) -> Settings:
        """Behave differently from now on (settings.Settings)."""
        return self.account.change_settings(**changes)

    def set_block(self, client: str, firm: str, *, blocked: bool = True) -> None:
        """Let the carrier block or free a pair of numbers without any text being seen."""
        self.account.set_block(client, firm, blocked=blocked)

    def add_fault(self, fault: Fault) -> None:
        """Let a coming request go wrong."""
        self._http.faults.add(fault)

    def clear_faults(self) -> None:
        """From now on nothing goes wrong."""
        self._http.faults.clear()

    def truth(self) -> dict[str, Any]:
        """Every text that really exists, who is blocked, and how many requests came in."""
        return self._http.admin.truth()

    def requests(self) -> list[LoggedRequest]:
        """The last requests to Twilio's resources, oldest first."""
        return self._http.log.lines()

    def load(self, past: Iterable[PastText]) -> int:
        """Take over many finished texts at once; how many they were."""
        return self.account.load(past)
