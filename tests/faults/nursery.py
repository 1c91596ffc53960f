"""A warm parent that forks one child a command, so that hundreds of kills cost one start.

`python -m tests.faults.nursery` loads the program without Qt, then reads one JSON order a line from
its standard input. A child runs the program's own command line (or the sender alone) and really
dies when it is killed; one that is `held` waits first, so that strace can be attached to it.
"""

import gc
import json
import os
import select
import signal
import sys
import traceback
from contextlib import suppress

from desktop_app.cli import main as command_line
from desktop_app.composition import opened
from tests.faults import sender_program
from tests.faults.naive import naive_client
from tests.faults.sender_program import SetClock

CRASHED = 70


def _run(order):
    """In the child: become the program, do the command, leave with its status."""
    os.environ.update(order["environment"])
    SetClock.ahead, SetClock.passed = order["ahead"], order["passed"]
    opened.SystemClock = SetClock
    jobs = {"cli": command_line, "sender": sender_program.main, "naive": naive_client}
    try:
        status = jobs[order.get("job", "cli")](order["arguments"])
    except SystemExit as end:
        status = int(end.code or 0)
    except BaseException:  # noqa: BLE001  whatever it is, the harness has to see it
        traceback.print_exc()
        status = CRASHED
    sys.stdout.flush()
    sys.stderr.flush()
    return status


class Nursery:
    """Forks, lets go, and buries."""

    def __init__(self):
        self._gates = {}

    def fork(self, order):
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(reading)
            self._gates[pid] = writing
            if not order.get("held"):
                self.go({"pid": pid})
            return {"pid": pid}
        self._become_child(order, writing)
        os.read(reading, 1)
        os.close(reading)
        os._exit(_run(order))

    def _become_child(self, order, writing):
        for gate in [*self._gates.values(), writing]:
            with suppress(OSError):
                os.close(gate)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        for number, end in ((1, ".out"), (2, ".err")):
            os.dup2(os.open(order["out"] + end, flags, 0o600), number)

    def go(self, order):
        os.write(self._gates[order["pid"]], b"g")
        return {}

    def wait(self, order):
        """Bury a child. One with `kill_after` seconds is killed then, if it still lives."""
        if order.get("kill_after") is not None:
            ending = os.pidfd_open(order["pid"])
            if not select.select([ending], [], [], order["kill_after"])[0]:
                os.kill(order["pid"], signal.SIGKILL)
            os.close(ending)
        _, status = os.waitpid(order["pid"], 0)
        os.close(self._gates.pop(order["pid"]))
        return {"status": os.waitstatus_to_exitcode(status)}

    def end(self):
        """Nobody stays behind."""
        for pid in list(self._gates):
            os.kill(pid, signal.SIGKILL)
            self.wait({"pid": pid})


def serve():
    """Orders until the input ends."""
    gc.collect()
    gc.freeze()
    nursery = Nursery()
    said = os.fdopen(os.dup(1), "w")
    said.write(json.dumps({"ready": os.getpid(), "qt": "PySide6" in sys.modules}) + "\n")
    said.flush()
    orders = os.fdopen(os.dup(0), "r")
    try:
        for line in orders:
            order = json.loads(line)
            said.write(json.dumps(getattr(nursery, order["do"])(order)) + "\n")
            said.flush()
    finally:
        nursery.end()


if __name__ == "__main__":
    serve()
