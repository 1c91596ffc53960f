"""The child process that reads Twilio, so that the window never waits for it.

Everything it needs comes as the first line of its standard input; single words follow (now, active,
behind). The end of that input, which the end of its parent brings, ends it. It reports on standard
output, one JSON object a line.
"""

import os
import queue
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from desktop_app.composition.sync_parts import SyncParts, make_rounds
from desktop_app.models import archive
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.errors import GatewayError, KeyRefused, Throttled
from desktop_app.services.events import (
    ArchiveChanged,
    ConversationsChanged,
    Event,
    SyncFinished,
    SyncStateChanged,
    TextsArrived,
    TextStateChanged,
)
from desktop_app.services.messaging.pace import between_rounds
from desktop_app.services.messaging.storing import Stored
from desktop_app.services.messaging.sync_lines import event_line, read_handover
from desktop_app.services.outside import take_word
from desktop_app.services.records import SyncState

_END = ""
_TROUBLE_WAIT_S = 30.0
"""How long the archive is left alone after Twilio did not answer it; the rounds find out more."""
_A_MOMENT = 0.001
_NEVER = float("inf")


class SyncProcess:
    """Rounds at the right pace until the input ends."""

    def __init__(self, parts: SyncParts, words: "queue.Queue[str]", out: IO[str]) -> None:
        self._rounds = parts.rounds
        self._history, self._rereading = parts.rounds.history, parts.rounds.rereading
        self._pictures = parts.pictures
        self._not_before = 0.0
        self._pictures_next = False
        self._clock = parts.clock
        self._database = parts.database
        with self._database.read() as connection:
            self._seen, _ = take_word(connection, -1)
        self._words = words
        self._out = out
        self._active = True
        self._failures = 0
        self._key_refused = False
        self._last: int | None = None

    def run(self) -> None:
        """Round after round."""
        while True:
            self._round()
            wait = between_rounds(
                active=self._active, failures=self._failures, key_refused=self._key_refused
            )
            if not self._wait(wait):
                return

    def _round(self) -> None:
        self._report(SyncState(online=not self._failures, syncing=True, last_synced_at=self._last))
        try:
            report = self._rounds.run(self._stored)
            self._first_page()
        except GatewayError as error:
            self._failures += 1
            self._key_refused = isinstance(error, KeyRefused)
            wait = between_rounds(
                active=self._active, failures=self._failures, key_refused=self._key_refused
            )
            self._report(
                SyncState(
                    online=False,
                    syncing=False,
                    last_synced_at=self._last,
                    problem=error.problem,
                    next_try_at=self._clock.now() + wait,
                    key_refused=self._key_refused,
                )
            )
            return
        self._failures, self._key_refused = 0, False
        self._last = self._clock.now()
        self._pass_on_outside_changes()
        self._say(SyncFinished(report))
        self._report(SyncState(online=True, syncing=False, last_synced_at=self._last))

    def _first_page(self) -> None:
        """A first round has the newest page of the history in it."""
        with self._database.read() as connection:
            begun = archive.history(connection) is not None
        if not begun and self._reads_history():
            self._read_history()

    def _reads_history(self) -> bool:
        return self._history.pace() != "paused" and not self._history.finished()

    def _read_history(self) -> None:
        self._stored(self._history.step())
        self._say(ArchiveChanged())

    def _work(self) -> float:
        """One piece of work on the archive; how many seconds until there is more."""
        now = self._clock.monotonic()
        if self._failures or now < self._not_before:
            return _NEVER
        try:
            return self._piece()
        except GatewayError as error:
            wait = error.retry_after if isinstance(error, Throttled) else _TROUBLE_WAIT_S
            self._not_before = self._clock.monotonic() + wait
            self._history.rest()
            return _NEVER

    def _piece(self) -> float:
        """A page of the history, a text's pictures, or the daily look, whatever is due."""
        reading = self._reads_history()
        wait = self._history.wait_s(self._history.pace()) if reading else _NEVER
        if not wait and not self._pictures_next:
            self._pictures_next = True
            self._read_history()
            return 0.0
        self._pictures_next = False
        if not reading:
            self._history.rest()
        changed = self._pictures.step(new_only=self._history.pace() == "paused")
        if changed is not None:
            self._say(ArchiveChanged(changed))
            return 0.0
        if self._history.finished() and self._rereading.due():
            looked = self._rereading.run(progress=self._stored)
            self._say(ArchiveChanged(frozenset(looked.conversations)))
            return 0.0
        return wait

    def _stored(self, stored: Stored) -> None:
        for number, conversation, state in stored.states:
            self._say(
                TextStateChanged(number, conversation, by_client=True, words=STATE_WORDS[state])
            )
        if stored.conversations:
            self._say(ConversationsChanged(frozenset(stored.conversations)))
        if stored.arrived:
            self._say(TextsArrived(tuple(stored.arrived)))

    def _pass_on_outside_changes(self) -> None:
        with self._database.read() as connection:
            self._seen, changed = take_word(connection, self._seen)
        if changed is not None:
            self._say(ConversationsChanged(changed))

    def _report(self, state: SyncState) -> None:
        self._say(SyncStateChanged(state))

    def _say(self, event: Event) -> None:
        self._out.write(event_line(event))
        self._out.flush()

    def _wait(self, seconds: float) -> bool:
        """Sleep until the next round is due or asked for; False when the window is gone."""
        deadline = self._clock.monotonic() + seconds
        while (left := deadline - self._clock.monotonic()) > 0:
            try:
                word = self._words.get(timeout=max(min(self._work(), left), _A_MOMENT))
            except queue.Empty:
                continue
            if word == _END:
                return False
            if word == "now":
                return True
            self._active = word == "active"
            pace = between_rounds(
                active=self._active, failures=self._failures, key_refused=self._key_refused
            )
            deadline = min(deadline, self._clock.monotonic() + pace)
        return True


def _lines(descriptor: int) -> Iterator[str]:
    """Lines past Python's own buffer: a thread that waits in it would hold its lock at the end."""
    rest = b""
    while chunk := os.read(descriptor, 65_536):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.decode() for line in whole)


def _listen(lines: Iterator[str], words: "queue.Queue[str]") -> None:
    for line in lines:
        words.put(line)
    words.put(_END)


def main() -> int:
    """Read the handover, then sync until the input ends."""
    lines = _lines(sys.stdin.fileno())
    first = next(lines, "")
    if not first:  # whoever started this was gone before it said anything
        return 0
    handover = read_handover(first)
    parts = make_rounds(handover, Path(handover.path), history_apart=True)
    words: queue.Queue[str] = queue.Queue()
    ear = threading.Thread(target=_listen, args=(lines, words), daemon=True)
    ear.start()
    try:
        SyncProcess(parts, words, sys.stdout).run()
    except BrokenPipeError:
        return 0
    finally:
        parts.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
