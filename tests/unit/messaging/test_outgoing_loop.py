"""The thread that puts pictures up: it tells the sender, ends at once, and outlives a bug."""

import threading

import pytest

from desktop_app.services import outgoing_loop
from desktop_app.services.errors import KeyringLocked
from desktop_app.services.messaging.outgoing_hosting import IDLE, Step
from desktop_app.services.outgoing_loop import HostingLoop
from desktop_app.services.records import Problem


class Steps:
    """Takes these steps, one after the other, then nothing more."""

    def __init__(self, *steps):
        self._steps = list(steps)
        self.rested = threading.Event()

    def step(self):
        if not self._steps:
            self.rested.set()
            return IDLE
        found = self._steps.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


def run(steps):
    """How often the sender was told until nothing was left to do."""
    told = []
    loop = HostingLoop(lambda: steps, lambda: told.append(True))
    loop.start()
    loop.start()
    assert steps.rested.wait(10)
    loop.stop()
    return len(told)


def test_the_sender_is_told_when_pictures_come_up_and_when_they_cannot():
    assert run(Steps(Step(0.0), Step(0.0, lives=True), Step(0.0, failed=True))) == 2


def test_a_locked_keychain_is_waited_for(monkeypatch):
    monkeypatch.setattr(outgoing_loop, "TROUBLE_S", 0.01)
    assert run(Steps(KeyringLocked(Problem("locked")), Step(0.0, lives=True))) == 1


@pytest.mark.expected_log("putting up pictures failed: RuntimeError")
def test_a_bug_in_one_step_ends_nothing_and_tells_no_name(monkeypatch, caplog):
    monkeypatch.setattr(outgoing_loop, "BUG_S", 0.01)
    assert run(Steps(RuntimeError("photo of Maria.jpg"), Step(0.0, lives=True))) == 1
    assert "Maria" not in caplog.text


def test_a_word_wakes_it_before_its_time():
    steps = Steps()
    loop = HostingLoop(lambda: steps, lambda: None)
    loop.start()
    assert steps.rested.wait(10)
    steps.rested.clear()
    loop.wake()
    assert steps.rested.wait(outgoing_loop.IDLE_S - 1)
    loop.stop()
