"""A real D-Bus for one test, with a desktop on it that the test can look at and act on."""

import json
import subprocess
import threading
from pathlib import Path

from tests.flows.keyring_session import require_tools

SYSTEM_PYTHON = "/usr/bin/python3"
PROGRAM = Path(__file__).with_name("fake_desktop.py")
PATIENCE_S = 20


class DesktopOnBus:
    """The bus, the services on it, and everything they were asked."""

    def __init__(self, **plan):
        require_tools("dbus-daemon", SYSTEM_PYTHON)
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.address = self._daemon.stdout.readline().strip()
        self.calls = []
        self._news = threading.Condition()
        self._done = 0
        self._services = subprocess.Popen(
            [SYSTEM_PYTHON, PROGRAM, json.dumps(plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"DBUS_SESSION_BUS_ADDRESS": self.address, "PATH": "/usr/bin:/bin"},
        )
        assert json.loads(self._services.stdout.readline()) == {"ready": True}
        self._ear = threading.Thread(target=self._listen, name="desktop-ear")
        self._ear.start()

    def of(self, member):
        """The values of every call of this method, in order."""
        return [call["values"] for call in self.calls if call["call"] == member]

    def asked(self, member):
        """The same, with everything in it that was asked up to now."""
        self.act(do="nothing")
        return self.of(member)

    @property
    def bubbles(self):
        """Title and body of every notification shown, in order."""
        return [(values[3], values[4]) for values in self.of("Notify")]

    def act(self, **wish):
        """Let the person at the desktop do something, and wait until it is done."""
        with self._news:
            before = self._done
            self._services.stdin.write(json.dumps(wish) + "\n")
            self._services.stdin.flush()
            assert self._news.wait_for(lambda: self._done > before, PATIENCE_S)

    def close(self):
        """End the services, then the bus."""
        self.end_services()
        self._daemon.terminate()
        self._daemon.wait(PATIENCE_S)
        self._daemon.stdout.close()

    def end_services(self):
        """The desktop's services go, the bus stays."""
        if self._services.stdin.closed:
            return
        self._services.stdin.close()
        self._services.wait(PATIENCE_S)
        self._ear.join(PATIENCE_S)
        self._services.stdout.close()

    def end_bus(self):
        """The bus goes away under everybody."""
        self._daemon.terminate()
        self._daemon.wait(PATIENCE_S)

    def _listen(self):
        for line in self._services.stdout:
            said = json.loads(line)
            with self._news:
                if "done" in said:
                    self._done += 1
                else:
                    self.calls.append(said)
                self._news.notify_all()
