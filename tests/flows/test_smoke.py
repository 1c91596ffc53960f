"""The main job through the real window, as an installer would check it."""

from pathlib import Path

import pytest

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


@pytest.fixture
def smoke(office, tmp_path):
    office.environment = {"BRIEFTEXT_TWILIO_BASE_URL": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    return office("smoke", "--out", str(tmp_path / "pictures"))


def test_the_window_does_its_job_from_first_run_to_offline(smoke):
    assert smoke.status == 0, smoke.out + smoke.err
    report = smoke.json
    assert report["ok"]
    assert [step["name"] for step in report["steps"]] == STORY
    assert all(step["ok"] for step in report["steps"])
    pictures = [Path(step["png"]) for step in report["steps"]]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert len({picture.read_bytes() for picture in pictures}) == len(STORY)
