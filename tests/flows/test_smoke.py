"""The main job through the real window, as an installer would check it."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.flows.x_display import x_server

STORY = [
    "first run",
    "connect",
    "pick a person",
    "name them",
    "send",
    "delivered",
    "receive",
    "STOP locks the composer",
    "override refused",
    "search",
    "network off",
]


NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.fixture
def real_display():
    """The name of an X server of its own."""
    with x_server() as display:
        yield display


def check(smoke):
    assert smoke.status == 0, smoke.out + smoke.err
    report = smoke.json
    assert report["ok"]
    assert [step["name"] for step in report["steps"]] == STORY
    assert all(step["ok"] for step in report["steps"])
    pictures = [Path(step["png"]) for step in report["steps"]]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert len({picture.read_bytes() for picture in pictures}) == len(STORY)


def test_the_window_does_its_job_with_no_display(office, tmp_path):
    office.environment = NO_DISPLAY
    check(office("smoke", "--out", str(tmp_path / "pictures")))


def test_the_window_does_its_job_on_a_real_display(office, tmp_path, real_display):
    office.environment = {"DISPLAY": real_display, "QT_QPA_PLATFORM": "xcb"}
    check(office("smoke", "--out", str(tmp_path / "pictures")))


def test_with_no_display_the_window_says_so_in_one_sentence(office):
    office.environment = NO_DISPLAY
    said = office()
    assert said.status == 1
    assert "There is no display" in said.err
    assert "QT_QPA_PLATFORM=offscreen" in said.err


def test_the_window_opens_on_practice_and_says_when_it_is_ready(office):
    office.environment = {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [*office.command(), "--practice"],
        env=os.environ | office.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    line = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # what Ctrl+C in a terminal does
    _out, err = process.communicate(timeout=20)
    assert line == "Brieftext is ready\n"
    assert process.returncode == 0
    assert "Traceback" not in err
