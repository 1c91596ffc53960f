"""The ledger's last entry, kept beside the store's key and held against the ledger.

Whoever can write the file can cut its newest entries off, or put last week's file back, and every
hash in it still fits. Only something outside the file can tell. The ledger is committed first and
the head is kept a moment later: a head that lags is fine, a ledger behind its head is an alarm,
and then nothing is sent (reliability.md 3.7).
"""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

from desktop_app.models import chain, file_check
from desktop_app.models.chain import Head
from desktop_app.models.queries import ledger as queries
from desktop_app.services.consent.verifying import broken_words, end_problems
from desktop_app.services.errors import KeyringProblem
from desktop_app.services.events import Event, SettingChanged, SyncFinished, SyncStateChanged
from desktop_app.services.ports import SecretStore, SenderLock
from desktop_app.services.records import Problem

log = logging.getLogger(__name__)

SETTLE_S = 2.0
"""How long commits may follow one another before the keychain is told, once, of the last."""
NEWEST = 200
"""How many of the newest entries are read whole at the start; `verify` reads them all."""

_WHAT = "Sending is paused: the consent ledger is not what it was."
_DO = (
    "Put the right file back, or restore the newest backup. You can read everything meanwhile; "
    "“brieftext verify” checks again."
)


class LedgerWatch:
    """Knows whether the ledger may be trusted, and keeps its head. Safe from several threads."""

    def __init__(self, connect: Callable[[], Any], secrets: SecretStore, entry: str) -> None:
        self._connect = connect
        self._secrets = secrets
        self._entry = entry
        self._lock = threading.RLock()
        self._checked = False
        self._alarm: Problem | None = None
        self._kept: Head | None = None
        self._moved = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def kept(self) -> Head | None:
        """The head as the keychain has it; None where it has none yet. May raise KeyringProblem."""
        return read_head(self._secrets.get(self._entry)) if self._entry else None

    def alarm(self) -> Problem | None:
        """Why nothing may be sent, or None. The first call looks, later ones remember.

        Raises KeyringProblem where the keychain does not answer: not known is not all right.
        """
        with self._lock:
            if not self._checked:
                self._look()
            return self._alarm

    @property
    def known_alarm(self) -> Problem | None:
        """The alarm as far as anybody looked; never waits."""
        return self._alarm

    def raise_alarm(self, why: str) -> None:
        """A full check found something: nothing is sent from now on."""
        self._checked = True
        self._alarm = Problem(_WHAT, why, _DO)

    def _look(self) -> None:
        kept = self.kept()
        with closing(self._connect()) as connection:
            found = _start_problem(connection, kept)
        self._kept, self._checked = kept, True
        if found:
            log.error("the ledger does not hold: %s", found)
            self.raise_alarm(found)

    def hear(self, event: Event) -> None:
        """Something changed: look in a moment whether the ledger grew. Returns at once."""
        if isinstance(event, SyncFinished) and not (event.report.new or event.report.opt_outs):
            return
        if not isinstance(event, SyncStateChanged | SettingChanged):
            self._moved.set()

    def keep(self) -> None:
        """Keep the head if it moved, unless the ledger lacks the one that is kept."""
        with self._lock:
            if self.alarm() is not None or not self._entry:
                return
            with closing(self._connect()) as connection:
                head = queries.head(connection)
                whole = self._kept is None or not end_problems(connection, self._kept)
            if whole and head.seq and head != self._kept:
                self._secrets.set(self._entry, f"{head.seq}:{head.hash}")
                self._kept = head

    def start(self) -> None:
        """Keep the head from a thread of its own from now on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="ledger-head", daemon=True)
            self._thread.start()
            self._moved.set()

    def stop(self) -> None:
        """End the thread and keep the head a last time."""
        self._ending.set()
        self._moved.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._try_to_keep()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._moved.wait()
            self._ending.wait(SETTLE_S)
            if self._ending.is_set():
                return
            self._moved.clear()
            self._try_to_keep()

    def _try_to_keep(self) -> None:
        try:
            self.keep()
        except KeyringProblem as problem:
            log.info("the ledger's head was not kept: %s", type(problem).__name__)
        except file_check.Unreadable as problem:
            log.info("the ledger could not be read: %s", problem)


class WatchedLock:
    """The sender's lock, not to be had while the ledger does not hold. Implements SenderLock."""

    def __init__(self, lock: SenderLock, watch: LedgerWatch) -> None:
        self._lock = lock
        self._watch = watch

    def acquire(self) -> bool:
        """Take it, unless the ledger raises an alarm or nobody can say whether it holds."""
        try:
            if self._watch.alarm() is not None:
                return False
        except KeyringProblem as problem:
            log.info("sending waits for the keychain: %s", type(problem).__name__)
            return False
        return self._lock.acquire()

    def release(self) -> None:
        """Give it back."""
        self._lock.release()


def read_head(kept: str | None) -> Head | None:
    """A head as it was kept; None for nothing, or for something that is no head."""
    seq, _, digest = (kept or "").partition(":")
    return Head(int(seq), digest) if seq.isdecimal() and digest else None


def _start_problem(connection: Any, kept: Head | None) -> str:
    """The first sentence about what does not hold, without reading a long ledger whole."""
    try:
        found = end_problems(connection, kept)
        if found:
            return found[0]
        first = max(0, queries.head(connection).seq - NEWEST)
        before = Head(first, queries.hash_at(connection, first))
        report = chain.check(queries.whole_entries(connection, above=first), after=before)
        return broken_words(report.broken_at)
    except file_check.Unreadable as error:
        return f"The ledger cannot be read: {error}."
