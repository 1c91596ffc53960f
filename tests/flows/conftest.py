"""The command line as a person or a script runs it: a process of its own, over real HTTP."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from tests.flows.practice_fixture import practice, practice_process

__all__ = ["practice", "practice_process"]


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class CommandLine:
    """`brieftext` on one profile folder with one environment."""

    folder: Path
    environment: dict[str, str]

    def __call__(self, *words, stdin="", options=("--json",)) -> Said:
        done = subprocess.run(
            [*self.command(), *words, "--data", str(self.folder), *options],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
            env=os.environ | self.environment,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def command(self) -> list[str]:
        return [sys.executable, "-m", "desktop_app"]

    def connect(self, secret=KEY_SECRET, **more) -> Said:
        account, key = more.get("account", ACCOUNT_SID), more.get("key", KEY_SID)
        return self(
            "connect",
            *("--account-sid", account, "--key-sid", key, "--firm", "Hartwell & Osei"),
            *("--name", "Dana Whitfield"),
            stdin=secret + "\n",
        )


@pytest.fixture
def office(tmp_path, practice_process):
    """A profile beside a practice Twilio that runs as a process of its own."""
    environment = {
        "BRIEFTEXT_TWILIO_BASE_URL": practice_process.base_url,
        "BRIEFTEXT_SECRET_BACKEND": "memory",
    }
    return CommandLine(tmp_path / "profile", environment)
