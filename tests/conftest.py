"""What holds for every test: no network, no stray threads, no unexpected complaints in the log.

Qt draws offscreen unless a test starts its own display, so the suite needs none.
"""

import ipaddress
import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import pytest

from tests.rows_report import RowsReport

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

THREAD_GRACE_S = 5.0
"""How long a thread that was told to stop may take before it counts as left behind."""

_started_at: WeakKeyDictionary[threading.Thread, str] = WeakKeyDictionary()
_real_start = threading.Thread.start


class NetworkForbidden(RuntimeError):
    """A test reached for the network. Not an OSError: no code under test may take it for one."""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(RowsReport(config), "rows-report")


def is_loopback(host: object) -> bool:
    """Is this the computer the test runs on? An empty host means: any local interface."""
    text = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if text == "localhost":
        return True
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Refuse every connection and look-up that would leave this computer.

    Names under .invalid fail as they do in the world (RFC 6761): "no such host" can be tested.
    """
    patch = pytest.MonkeyPatch()
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex
    real_lookup = socket.getaddrinfo

    def guard(sock: socket.socket, address: Any) -> None:
        if sock.family in {socket.AF_INET, socket.AF_INET6} and not is_loopback(address[0]):
            message = f"a test tried to connect to {address[0]}"
            raise NetworkForbidden(message)

    def connect(sock: socket.socket, address: Any) -> None:
        guard(sock, address)
        real_connect(sock, address)

    def connect_ex(sock: socket.socket, address: Any) -> int:
        guard(sock, address)
        return real_connect_ex(sock, address)

    def lookup(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if not is_loopback(host):
            try:
                ipaddress.ip_address(str(host))
            except ValueError:
                message = f"a test tried to look up {host}"
                raise NetworkForbidden(message) from None
        return real_lookup(host, *rest, **more)

    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect_ex)
    patch.setattr(socket, "getaddrinfo", lookup)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def remember_thread_starts() -> Iterator[None]:
    """Note where each thread was started, so that one left behind can be found."""

    def start(thread: threading.Thread) -> None:
        caller = sys._getframe(1)
        _started_at[thread] = f"{caller.f_code.co_filename}:{caller.f_lineno}"
        _real_start(thread)

    patch = pytest.MonkeyPatch()
    patch.setattr(threading.Thread, "start", start)
    yield
    patch.undo()


def _left_behind(before: set[threading.Thread]) -> list[threading.Thread]:
    # A thread Qt made shows up as a dummy once Python runs in it, and never goes: not ours to end.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread running, and say where it was started."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_GRACE_S
    while (left := _left_behind(before)) and time.monotonic() < deadline:
        left[0].join(0.05)
    if left:
        where = ", ".join(f"{t.name} (started at {_started_at.get(t, '?')})" for t in left)
        pytest.fail(f"threads left behind: {where}")


class _Collector(logging.Handler):
    """Keeps the complaints of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line as a reader would see it."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test that logs a warning it did not announce with the expected_log marker."""
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("expected_log")]
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    surprises = [line for line in collector.lines if not any(text in line for text in expected)]
    if surprises:
        pytest.fail("unexpected log records: " + " | ".join(surprises))


def pytest_addoption(parser):
    parser.addoption(
        "--keep-pictures",
        action="store_true",
        help="keep the screens of tests/views/window/test_pictures.py as they are now",
    )
