"""A practice Twilio for tests: in this process, or in one of its own that outlives its client.

A conftest.py imports the fixtures by name:

    from tests.flows.practice_fixture import practice, practice_process  # noqa: F401
"""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST

__all__ = ["PracticeProcess", "practice", "practice_process"]

ROOT = Path(__file__).resolve().parents[2]
END_S = 20


@pytest.fixture
def practice() -> Iterator[PracticeServer]:
    """A server in memory with the whole firm; delivery and answers take no time."""
    with PracticeServer(settings=FAST) as server:
        yield server


@pytest.fixture
def practice_process(tmp_path: Path) -> Iterator["PracticeProcess"]:
    """A server as its own process, with the whole firm, which keeps its texts through a restart."""
    process = PracticeProcess(tmp_path / "practice-twilio", "--fast")
    process.start()
    yield process
    process.stop()


class PracticeProcess:
    """The practice server in a process of its own; talks to it over HTTP only."""

    def __init__(self, directory: Path, *options: str) -> None:
        self.directory = directory
        self._options = options
        self._process: subprocess.Popen[str] | None = None
        self._port = 0
        self.connection: dict[str, str] = {}

    def start(self) -> None:
        """Start it, on the port it had before if it ran before, and wait until it listens."""
        command = [sys.executable, "-m", "desktop_app.services.practice", "--port", str(self._port)]
        self._process = subprocess.Popen(
            [*command, "--dir", str(self.directory), "--until-stdin-closes", *self._options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.connection = json.loads(self._process.stdout.readline())
        self._port = int(self.origin.rpartition(":")[2])

    @property
    def base_url(self) -> str:
        """What BRIEFTEXT_TWILIO_BASE_URL takes."""
        return self.connection["base_url"]

    @property
    def origin(self) -> str:
        """The server's own address."""
        return self.base_url.removesuffix("/by-host")

    @property
    def environment(self) -> dict[str, str]:
        """What a client process needs in its environment to meet this server."""
        return {
            "BRIEFTEXT_TWILIO_BASE_URL": self.base_url,
            "BRIEFTEXT_SECRET_BACKEND": "memory",
        }

    def ask(self, method: str, what: str, values: Any = None) -> Any:
        """One request under /practice/, such as ask("POST", "inbound", {...})."""
        link = HTTPConnection("127.0.0.1", self._port, timeout=END_S)
        try:
            body = None if values is None else json.dumps(values)
            link.request(method, f"/practice/{what}", body)
            answer = link.getresponse()
            found = json.loads(answer.read())
        finally:
            link.close()
        assert answer.status == 200, found
        return found

    def inbound(self, from_number: str, body: str, to_number: str = "") -> str:
        """A client texts in; the SID of that text."""
        wanted = {"from": from_number, "body": body, "to": to_number}
        return str(self.ask("POST", "inbound", wanted)["sid"])

    def add_fault(self, **fault: Any) -> None:
        """Let a coming request go wrong (desktop_app.services.practice.faults.Fault)."""
        self.ask("POST", "faults", fault)

    def change_settings(self, **changes: Any) -> None:
        """Behave differently from now on (desktop_app.services.practice.settings.Settings)."""
        self.ask("POST", "settings", changes)

    def truth(self) -> Any:
        """Every text that really exists, who is blocked, and how many requests came in."""
        return self.ask("GET", "truth")

    def kill(self) -> None:
        """End it without a warning, as a power cut would."""
        assert self._process is not None
        self._process.kill()
        self._reap()

    def stop(self) -> int | None:
        """Ask it to end and wait; its exit status, or None where it was not running."""
        if self._process is None:
            return None
        self._process.send_signal(signal.SIGTERM)
        return self._reap()

    def restart(self) -> None:
        """End it and start it again with the same folder and port."""
        self.stop()
        self.start()

    def _reap(self) -> int:
        assert self._process is not None
        process, self._process = self._process, None
        try:
            return process.wait(END_S)
        finally:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
