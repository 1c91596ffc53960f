"""A real X server for one test."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.flows.keyring_session import require_tools


@contextmanager
def x_server() -> Iterator[str]:
    """Its display. The number is its own choice, because any fixed one may be taken."""
    require_tools("Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)
