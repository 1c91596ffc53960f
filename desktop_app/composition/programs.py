"""How this program starts its own child processes, from source and from the bundle."""

import sys
from pathlib import Path

SYNC_VERB = "sync-process"
PICTURE_VERB = "picture-process"


def program_version() -> str:
    """This program's version, as evidence names it."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  slow import

    try:
        return version("brieftext")
    except PackageNotFoundError:
        return "from source"


def sync_command() -> list[str]:
    """The process that reads Twilio."""
    if getattr(sys, "frozen", False):
        return [sys.executable, SYNC_VERB]
    return [sys.executable, "-m", "desktop_app.sync_process"]


def picture_command() -> list[str]:
    """The process that reads pictures, apart from everything they could harm."""
    if getattr(sys, "frozen", False):
        return [sys.executable, PICTURE_VERB]
    return [sys.executable, "-m", "desktop_app.picture_process"]


def practice_command(folder: Path) -> list[str]:
    """The loopback Twilio, ending with its parent."""
    program = (
        [sys.executable, "practice-server"]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", "desktop_app.services.practice"]
    )
    return [*program, "--port", "0", "--dir", str(folder), "--until-stdin-closes"]
