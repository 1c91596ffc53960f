"""The sender's thread goes on after a bug; what waits is sent once it can be."""

import threading

import pytest

from desktop_app.services import jobs
from desktop_app.services.jobs import SenderLoop
from tests.store_kit import SetClock


class Failing:
    """Fails with something nobody foresaw, then works."""

    def __init__(self):
        self.passes = 0
        self.worked = threading.Event()

    def send_due(self):
        self.passes += 1
        if self.passes == 1:
            raise RuntimeError("Hello Maria, the words of a text")
        self.worked.set()

    def next_moment(self):
        return None


@pytest.mark.expected_log("a pass of the sender failed: RuntimeError")
def test_a_bug_in_one_pass_does_not_end_the_sending_nor_tell_the_words(monkeypatch, caplog):
    monkeypatch.setattr(jobs, "BUG_S", 0.01)
    sender = Failing()
    loop = SenderLoop(lambda: sender, SetClock())
    loop.start()
    assert sender.worked.wait(10)
    loop.stop()
    assert "words of a text" not in caplog.text
