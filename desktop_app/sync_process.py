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
from desktop_app.services.consent.notices import STATE_WORDS
from desktop_app.services.errors import GatewayError, KeyRefused
from desktop_app.services.events import (
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


class SyncProcess:
    """Rounds at the right pace until the input ends."""

    def __init__(self, parts: SyncParts, words: "queue.Queue[str]", out: IO[str]) -> None:
        self._rounds = parts.rounds
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
                word = self._words.get(timeout=left)
            except queue.Empty:
                return True
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
    parts = make_rounds(handover, Path(handover.path))
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
