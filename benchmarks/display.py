"""A screen and a session bus for whole programs, and programs watched until they are ready."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.data import ROOT

READY = "ready"
PATIENCE_S = 60.0
_GONE_S = 10.0


@dataclass(frozen=True, slots=True)
class Screen:
    """Where programs draw: the name for the result, and the environment that leads there."""

    name: str
    environment: Mapping[str, str]


@contextmanager
def screen() -> Iterator[Screen]:
    """One Xvfb with one session bus, as on a desktop; offscreen where there is no Xvfb."""
    environment = dict(os.environ)
    # An installed program has its bytecode; without it, every start would compile anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with ExitStack() as stack:
        name = "offscreen"
        environment["QT_QPA_PLATFORM"] = "offscreen"
        if shutil.which("Xvfb"):
            number = stack.enter_context(
                _says(["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24"])
            )
            name = "Xvfb"
            environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        if shutil.which("dbus-daemon"):
            address = stack.enter_context(
                _says(["dbus-daemon", "--session", "--nofork", "--print-address=1"])
            )
            name += " with a session bus"
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
        yield Screen(name, environment)


@contextmanager
def _says(command: Sequence[str]) -> Iterator[str]:
    """Run a server that says on its first line where it is."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(  # noqa: S603  a program of the system
            command, stdout=subprocess.PIPE, stderr=complaints, text=True
        )
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


def stub(*arguments: str) -> list[str]:
    """One of the windows in stubs.py, started so that nothing but it is imported."""
    return [sys.executable, str(ROOT / "benchmarks" / "stubs.py"), *arguments]


def brieftext(folder: Path) -> list[str]:
    """The program on a profile folder, through its entry point where it is installed."""
    entry = Path(sys.executable).with_name("brieftext")
    program = [str(entry)] if entry.exists() else [sys.executable, "-m", "desktop_app"]
    return [*program, "--data", str(folder)]


@contextmanager
def started(
    command: Sequence[str], environment: Mapping[str, str], ready: str = READY
) -> Iterator[tuple[int, float]]:
    """Start a program and wait until it says that it is ready; its id and the milliseconds."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  our own program
        command,
        env=dict(environment),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        _await_line(process.stdout, ready)
        yield process.pid, (time.perf_counter() - begun) * 1000
    finally:
        _end(process)
        process.stdout.close()


def _await_line(output: IO[str], ready: str) -> None:
    for line in output:
        if line.strip() == ready:
            return
    raise RuntimeError("the program ended before it was ready")


def _end(process: "subprocess.Popen[str]") -> None:
    """End the program, then wait until its own children have noticed and gone too."""
    process.terminate()
    process.wait(_GONE_S)
    deadline = time.monotonic() + _GONE_S
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
