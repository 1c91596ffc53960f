"""The sender's thread: sleeps until something is due, someone presses Send, or it all ends."""

import logging
import threading
from collections.abc import Callable

from desktop_app.models.errors import StoreError
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.ports import Clock

log = logging.getLogger(__name__)

IDLE_S = 5.0
"""The longest sleep: another process may queue a text, and clocks jump."""
SHORTEST_S = 0.25
PAINT_FIRST_S = 0.04
"""The bubble of a text just sent is painted before its sending takes the processor."""
TROUBLE_S = 5.0
BUG_S = 30.0
"""Not at once again: what failed once may fail at every pass."""


class SenderLoop:
    """Runs one sender on its own thread."""

    def __init__(self, sender: Callable[[], Sender], clock: Clock) -> None:
        self._make = sender
        self._clock = clock
        self._work = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """There is something to do now."""
        self._work.set()

    def stop(self) -> None:
        """End the thread after the POST in flight, if there is one."""
        self._ending.set()
        self._work.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._ending.is_set():
            if self._work.wait(self._once()):
                self._ending.wait(PAINT_FIRST_S)
            self._work.clear()

    def _once(self) -> float:
        """One pass; how long to sleep after it, in seconds."""
        try:
            sender = self._make()
            sender.send_due()
            return self._until(sender.next_moment())
        except BrieftextError as problem:
            log.info("sending waits: %s", type(problem).__name__)
        except StoreError as problem:
            log.warning("sending waits for the store: %s", type(problem).__name__)
        except Exception as bug:  # else every later text would wait in silence
            name = type(bug).__name__  # without the trace, which may hold the words of a text
            log.exception("a pass of the sender failed: %s", name, exc_info=False)  # noqa: LOG007
            return BUG_S
        return TROUBLE_S

    def _until(self, moment: float | None) -> float:
        if moment is None:
            return IDLE_S
        return min(IDLE_S, max(SHORTEST_S, moment - self._clock.now()))
