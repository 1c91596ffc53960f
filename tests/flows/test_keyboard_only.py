"""A day's work by keyboard alone, on a real X server: find, read, reply, undo, send, opt out.

The keys come from outside the program, as they would from a keyboard; what they did is read with
the command line from the same store.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop_app.models import cipher
from desktop_app.services.practice.constants import STORE_KEY
from tests.flows.keyring_session import require_tools
from tests.flows.x_display import x_server

ROOT = Path(__file__).resolve().parents[2]
JAMES = "+13125550129"
REPLY = "Yes, it goes to the new address."
PATIENCE_S = 30
A_MOMENT_S = 0.1


class Keyboard:
    """The program on a display of its own, and the keys that are pressed at it."""

    def __init__(self, display, folder):
        self._environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "BRIEFTEXT_TWILIO_BASE_URL": "",
        }
        self._folder = folder
        self.complaint = ""
        self._program = subprocess.Popen(
            self._command(), cwd=ROOT, env=self._environment, stdout=subprocess.PIPE, text=True
        )
        assert "ready" in self._program.stdout.readline()
        window = self._xdotool("search", "--sync", "--onlyvisible", "--name", "Brieftext").split()
        self._xdotool("windowfocus", "--sync", window[0])

    def press(self, *keys):
        """One key after the other, none before the window has taken the last."""
        for key in keys:
            self._xdotool("key", key)
            time.sleep(A_MOMENT_S)

    def write(self, words):
        """Letter by letter."""
        self._xdotool("type", "--delay", "15", words)
        time.sleep(A_MOMENT_S)

    def ask(self, *verb):
        """What the command line says of the same store, line by line."""
        done = subprocess.run(
            self._command(*verb, "--json"),
            cwd=ROOT,
            env=self._environment | {"DISPLAY": ""},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        self.complaint = done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def until(self, ready):
        """Wait for something to become so, with what the command line says."""
        end = time.monotonic() + PATIENCE_S
        while not ready():
            assert time.monotonic() < end, (self.ask("outbox", "--all"), self.complaint)
            time.sleep(2 * A_MOMENT_S)

    def close(self):
        """Ctrl+Q; the status the program ends with."""
        self.press("ctrl+q")
        status = self._program.wait(PATIENCE_S)
        self._program.stdout.close()
        return status

    def end(self):
        """Whatever happened."""
        if self._program.poll() is None:
            self._program.kill()
            self._program.wait(PATIENCE_S)
            self._program.stdout.close()

    def _command(self, *verb):
        program = [sys.executable, "-m", "desktop_app"]
        return [*program, *verb, "--practice", "--data", str(self._folder)]

    def _xdotool(self, *words):
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        return done.stdout


@pytest.fixture
def keyboard(tmp_path):
    require_tools("xdotool", "Xvfb")
    with x_server() as display:
        keyboard = Keyboard(display, tmp_path / "practice")
        yield keyboard
        keyboard.end()


def states(keyboard):
    return [row["state"] for row in keyboard.ask("outbox", "--all") if row["to"] == JAMES]


def texts(keyboard):
    return keyboard.ask("status", JAMES)[0]["channels"]["texts"]


def store_of(folder):
    return cipher.connect(folder / "brieftext.db", STORE_KEY)


def long_to_undo(folder):
    """The most there is to take a text back in: a busy machine is slow to say what is queued."""
    store = store_of(folder)
    store.execute(
        "INSERT INTO settings (key, value) VALUES ('undo_seconds', '20') "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
    )
    store.close()


def has_written(folder):
    """Whether what James wrote is read: a text to somebody unread is a first one, and held."""
    store = store_of(folder)
    sql = "SELECT 1 FROM conversations WHERE number = ? AND last_in_at > 0 AND last_out_id > 0"
    found = store.execute(sql, (JAMES,)).fetchone()
    store.close()
    return found is not None


def test_find_reply_undo_send_and_opt_out_without_a_mouse(keyboard, tmp_path):
    folder = tmp_path / "practice"
    long_to_undo(folder)
    keyboard.until(lambda: has_written(folder))
    keyboard.press("ctrl+k")
    keyboard.write("okafor")
    keyboard.press("ctrl+Return")
    keyboard.write(REPLY)
    keyboard.press("ctrl+Return")
    keyboard.until(lambda: states(keyboard) == ["queued"])
    keyboard.press("ctrl+z")
    keyboard.until(lambda: states(keyboard) == ["cancelled"])
    keyboard.press("ctrl+Return")  # undo put the words back where they were
    keyboard.until(lambda: states(keyboard) == ["cancelled", "accepted"])
    assert keyboard.ask("outbox", "--all")[-1]["body"] == REPLY

    keyboard.press("ctrl+period", "Down", "Down", "Return")
    keyboard.press("space", "Tab", "Tab")  # James asked; by phone; what was said
    keyboard.write("Please stop the texts")
    keyboard.press("Tab", "Tab", "Return")
    keyboard.until(lambda: texts(keyboard)["state"] == "out_contact")
    assert texts(keyboard)["may_send"] is False
    assert keyboard.close() == 0
