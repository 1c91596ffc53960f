"""Which start of which computer an attempt belongs to, for reading it after an interruption."""

import os
from functools import cache
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@cache
def this_boot() -> str:
    """An id of the computer's current start; empty where the system gives none."""
    try:
        return _BOOT.read_text("ascii").strip()
    except OSError:
        return ""


def this_process() -> int:
    """The process id."""
    return os.getpid()
