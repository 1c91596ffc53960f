"""Inside a D-Bus session of its own: the accessibility bus, the program, and what a reader gets.

Run by test_screen_reader.py; prints the accessible tree as JSON.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("read_screen.py")
SETTLE_S = 2


def main() -> int:
    """Start everything, read, end everything."""
    bus = subprocess.Popen([LAUNCHER, "--launch-immediately"], stderr=subprocess.DEVNULL)
    program = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--practice", "--data", sys.argv[1]],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
    )
    try:
        program.stdout.readline()
        time.sleep(SETTLE_S)
        return subprocess.run([SYSTEM_PYTHON, READER], timeout=60, check=False).returncode
    finally:
        program.terminate()
        bus.terminate()
        program.wait(20)
        bus.wait(20)


if __name__ == "__main__":
    sys.exit(main())
