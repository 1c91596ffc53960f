"""The thread that puts pictures up at Twilio, so that an upload holds up no text without one."""

import logging
import threading
from collections.abc import Callable

from desktop_app.models.errors import StoreError
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.outgoing_hosting import Hosting, Step

log = logging.getLogger(__name__)

IDLE_S = 5.0
"""The longest sleep: another process may queue a text with a picture."""
SHORTEST_S = 0.05
TROUBLE_S = 5.0
BUG_S = 30.0


class HostingLoop:
    """Runs the steps on a thread of its own; `then` is called when texts may leave, or cannot."""

    def __init__(self, hosting: Callable[[], Hosting], then: Callable[[], None]) -> None:
        self._make = hosting
        self._then = then
        self._work = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """There may be something to do now."""
        self._work.set()

    def stop(self) -> None:
        """End the thread after the request in flight; what is half done goes on next time."""
        self._ending.set()
        self._work.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        while not self._ending.is_set():
            self._work.wait(self._once())
            self._work.clear()

    def _once(self) -> float:
        """One step; how long to sleep after it, in seconds."""
        try:
            done = self._make().step()
        except BrieftextError as problem:
            log.info("pictures wait: %s", type(problem).__name__)
            return TROUBLE_S
        except StoreError as problem:
            log.warning("pictures wait for the store: %s", type(problem).__name__)
            return TROUBLE_S
        except Exception as bug:  # else every later picture would wait in silence
            name = type(bug).__name__
            log.exception("putting up pictures failed: %s", name, exc_info=False)  # noqa: LOG007
            return BUG_S
        return self._after(done)

    def _after(self, done: Step) -> float:
        if done.lives or done.failed:
            self._then()
        if done.wait is None:
            return IDLE_S
        return min(IDLE_S, max(SHORTEST_S, done.wait))
