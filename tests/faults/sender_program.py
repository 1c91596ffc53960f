"""The window's sender without a window: the same loop, pass after pass, each a moment later.

Unlike a command it goes on after an error, so it shows what the program does with a store that just
failed under it.
"""

import argparse
import os
import sys
from pathlib import Path

from desktop_app.composition.environment import read_environment
from desktop_app.composition.profile import Profile
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.jobs import SenderLoop

SECONDS_A_PASS = 3


class SetClock(SystemClock):
    """The computer's two clocks: the wall's is `ahead` of the real time, `passed` went by."""

    ahead = 0
    passed = 0

    def now(self):
        return super().now() + SetClock.ahead

    def monotonic(self):
        return super().monotonic() + SetClock.passed


def main(arguments):
    """So many passes over a profile; a pass that failed is said on standard error."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=1)
    options = parser.parse_args(arguments)
    opened = Profile(options.data, read_environment(os.environ)).open_parts()
    room = opened.room()
    clock = SetClock()
    loop = SenderLoop(lambda: room.sender, clock)
    try:
        for _ in range(options.passes):
            sys.stdout.write(f"{loop._once()}\n")
            SetClock.ahead += SECONDS_A_PASS
            SetClock.passed += SECONDS_A_PASS
    finally:
        opened.reading.close()
        opened.workspace.running.close()
    return 0
