"""Message text is plain text everywhere: markup opens no file, proved by tracing every open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.keyring_session import require_tools

ROOT = Path(__file__).resolve().parents[2]


def opened(tmp_path, canary, *words):
    """Every line of the trace in which the canary's path is opened or looked at."""
    require_tools("strace")
    trace = tmp_path / "trace.txt"
    command = ["strace", "-f", "-qq", "-e", "trace=%file", "-s", "300", "-o", str(trace)]
    program = [sys.executable, "-m", "tests.flows.hostile_window", str(canary), *words]
    done = subprocess.run(
        [*command, *program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = trace.read_text("utf-8", "replace").splitlines()
    assert len(lines) > 100
    return [line for line in lines if str(canary) in line and "execve(" not in line]


@pytest.fixture
def canary(tmp_path):
    path = tmp_path / "canary.png"
    path.write_bytes(b"not a picture")
    return path


def test_a_label_that_takes_rich_text_would_be_seen(tmp_path, canary):
    assert opened(tmp_path, canary, "--control") != []


def test_markup_in_messages_names_and_notes_opens_nothing_anywhere(tmp_path, canary):
    assert opened(tmp_path, canary) == []
