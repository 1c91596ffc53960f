"""The window's side of the sync process: starts it, listens to it, starts it again if it dies.

Syncing in a process of its own keeps the window's longest stall at 20 ms where a thread made it 100
(performance.md).
"""

import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import IO

from desktop_app.services.errors import BrieftextError
from desktop_app.services.events import EventBus, SyncStateChanged
from desktop_app.services.messaging.sync_lines import Handover, read_event
from desktop_app.services.records import Problem, SyncReport, SyncState

log = logging.getLogger(__name__)

PATIENCE_S = 5.0
RESTART_S = 5.0


class SyncChild:
    """Implements workspace.Sync."""

    def __init__(
        self,
        command: Sequence[str],
        handover: Callable[[], Handover],
        run_here: Callable[[], SyncReport],
        events: EventBus,
        last_synced_at: Callable[[], int | None],
        paused: Callable[[], Problem | None] = lambda: None,
    ) -> None:
        self._command = list(command)
        self._handover = handover
        self._run_here = run_here
        self._events = events
        self._last_synced_at = last_synced_at
        self._paused = paused
        self._state: SyncState | None = None
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        self._active = True
        self._expected = False

    @property
    def state(self) -> SyncState:
        """As last reported; before the first report, what the store says."""
        if self._state is None:
            first = SyncState(online=True, syncing=True, last_synced_at=self._last_synced_at())
            return replace(first, paused=self._paused())
        return replace(self._state, paused=self._paused())

    def start(self) -> None:
        """Start the process and the thread that listens to it."""
        if self._thread is None:
            self._ending.clear()
            self._thread = threading.Thread(target=self._run, name="sync-ear", daemon=True)
            self._thread.start()

    def sync_now(self) -> None:
        """Ask for a round at once."""
        self._say("now")

    def set_active(self, active: bool) -> None:
        """Seconds between rounds while the window is in front, slower behind."""
        self._active = active
        self._say("active" if active else "behind")

    def stop(self) -> None:
        """End the process and wait for it, at most five seconds."""
        self._ending.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def restart(self) -> None:
        """Start the process anew, because the key or the numbers changed."""
        with self._lock:
            process = self._process
        self._expected = True
        if process is not None:
            _end(process)

    def run_round(self) -> SyncReport:
        """One whole round in this process, for scripts."""
        return self._run_here()

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                handover = self._handover()
            except BrieftextError as problem:
                self._publish_problem(problem)
                self._ending.wait(RESTART_S)
                continue
            self._listen(handover)
            if not self._expected:
                self._ending.wait(RESTART_S)
            self._expected = False

    def _listen(self, handover: Handover) -> None:
        """Start the process and pass on what it says until it ends."""
        process = subprocess.Popen(  # noqa: S603  our own program
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl+C in a terminal is for the window, which ends this
        )
        with self._lock:
            self._process = process
        if self._ending.is_set():  # asked to stop between the start and this line
            _end(process)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _write(process.stdin, handover.line())
            self.set_active(self._active)
            for line in process.stdout:
                self._hear(line)
        finally:
            with self._lock:
                self._process = None
            _end(process)
            process.stdout.close()
        if not (self._ending.is_set() or self._expected):
            log.warning("the sync process ended with %s", process.returncode)

    def _hear(self, line: str) -> None:
        event = read_event(line)
        if event is None:
            return
        if isinstance(event, SyncStateChanged):
            self._state = event.state
            event = SyncStateChanged(self.state)
        if not self._ending.is_set():
            self._events.publish(event)

    def _publish_problem(self, problem: BrieftextError) -> None:
        self._state = SyncState(
            online=False,
            syncing=False,
            last_synced_at=self._last_synced_at(),
            problem=problem.problem,
        )
        self._events.publish(SyncStateChanged(self.state))

    def _say(self, word: str) -> None:
        with self._lock:
            process = self._process
        if process is not None and process.stdin is not None:
            _write(process.stdin, word + "\n")


def _write(pipe: IO[str], text: str) -> None:
    try:
        pipe.write(text)
        pipe.flush()
    except (BrokenPipeError, ValueError):
        log.info("the sync process is gone")


def _end(process: "subprocess.Popen[str]") -> None:
    """Close its input, which it takes as the end; end it by force if it does not go."""
    if process.stdin is not None:
        try:
            process.stdin.close()
        except BrokenPipeError:
            log.info("the sync process was gone already")
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
