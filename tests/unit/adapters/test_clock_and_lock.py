import os
import signal
import subprocess
import sys
import time

import pytest

from desktop_app.services.adapters.sender_lock import FILE_NAME, FileSenderLock
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.errors import StoreProblem

HOLDER = """
import sys
from pathlib import Path
from desktop_app.services.adapters.sender_lock import FileSenderLock
lock = FileSenderLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_process(tmp_path):
    """Another process that tries to take the lock of tmp_path and keeps it."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_one_sender_at_a_time(tmp_path, other_process):
    lock = FileSenderLock(tmp_path)
    assert lock.acquire()
    assert other_process()[1] == "False"
    lock.release()
    assert other_process()[1] == "True"
    assert not lock.acquire()


def test_the_death_of_the_sender_frees_the_lock(tmp_path, other_process):
    process, took = other_process()
    assert took == "True"
    lock = FileSenderLock(tmp_path)
    assert not lock.acquire()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert lock.acquire()
    lock.release()


def test_taking_and_giving_back_twice_changes_nothing(tmp_path):
    lock, second = FileSenderLock(tmp_path), FileSenderLock(tmp_path)
    assert lock.acquire()
    assert lock.acquire()
    assert not second.acquire()
    lock.release()
    lock.release()
    assert second.acquire()
    second.release()


def test_the_file_is_for_its_owner_only_and_stays(tmp_path):
    lock = FileSenderLock(tmp_path)
    lock.acquire()
    lock.release()
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_child_process_does_not_inherit_the_lock(tmp_path):
    lock = FileSenderLock(tmp_path)
    lock.acquire()
    assert not os.get_inheritable(lock._handle)
    lock.release()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StoreProblem, match="can’t write to its folder"):
        FileSenderLock(tmp_path / "gone").acquire()


def test_the_clock_gives_whole_seconds_and_never_runs_backwards():
    clock = SystemClock()
    before, now, after = int(time.time()), clock.now(), int(time.time())
    assert isinstance(now, int)
    assert before <= now <= after
    assert clock.monotonic() <= clock.monotonic()
