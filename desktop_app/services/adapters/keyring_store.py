"""The operating system's keychain: the one place that imports keyring.

A locked Secret Service can wait for its prompt for ever, so every call runs on a thread of its own
with a deadline. Which keychain is used is decided by a fixed list here: keyring's own choice reads
PYTHON_KEYRING_BACKEND and keyringrc.cfg, which may name a file in clear or even load code.
"""

import importlib
import logging
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from desktop_app.services.errors import KeyringAbsent, KeyringLocked, KeyringProblem
from desktop_app.services.records import Problem

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Brieftext"
DEADLINE_S = 10.0
LONGEST_SECRET = 200
"""Windows keeps at most 2,560 bytes an entry; ours are keys, not documents."""

_WINDOWS = ("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager")
_MACOS = ("keyring.backends.macOS", "Keyring", "macOS Keychain")
_SECRET_SERVICE = ("keyring.backends.SecretService", "Keyring", "Secret Service")
"""gnome-keyring and KWallet both speak this."""

_LOCKED = Problem(
    "Your keychain is locked.",
    "Brieftext keeps the key to your records in it.",
    "Unlock your keychain and try again.",
)
_SILENT = Problem(
    "Your keychain didn’t answer.",
    "It is most likely locked, or its question stands behind another window.",
    "Unlock your keychain and try again.",
)
_ABSENT = Problem(
    "This computer has no keychain that Brieftext can use.",
    "The key to your records has to rest in one; Brieftext never writes it into a file.",
    "Install or start one (on Linux gnome-keyring or KWallet), sign in again and try again.",
)
_FAILED = Problem(
    "The keychain could not do what it was asked.",
    "It gave no reason that helps.",
    "Unlock your keychain and try again.",
)
_NOT_KEPT = Problem(
    "The keychain did not keep what was stored.",
    "Reading it back gave something else, so nothing was locked with it.",
    "Check the keychain and try again.",
)


class KeyringStore:
    """ports.SecretStore on the system's keychain. Safe to use from several threads."""

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self.name = "system keychain"
        self._deadline_s = deadline_s
        self._backend: Any = None

    def get(self, entry: str) -> str | None:
        """The secret, or None where there is no such entry."""
        return self._within_deadline(lambda: self._read(entry))

    def set(self, entry: str, secret: str) -> None:
        """Store and read back; a read-back that differs is a KeyringProblem."""
        if len(secret) > LONGEST_SECRET:
            raise ValueError(f"a secret for {entry} is longer than a keychain entry may be")
        self._within_deadline(lambda: self._write(entry, secret))

    def delete(self, entry: str) -> None:
        """Remove the entry; no error where there was none."""
        self._within_deadline(lambda: self._remove(entry))

    def _read(self, entry: str) -> str | None:
        found: str | None = self._open().get_password(service_name(entry), entry)
        return found

    def _write(self, entry: str, secret: str) -> None:
        self._open().set_password(service_name(entry), entry, secret)
        if self._read(entry) != secret:
            raise KeyringProblem(_NOT_KEPT)

    def _remove(self, entry: str) -> None:
        if self._read(entry) is None:
            return
        self._open().delete_password(service_name(entry), entry)

    def _open(self) -> Any:
        """The keychain, found once and kept for the next call."""
        if self._backend is None:
            self._backend, self.name = _usable()
        return self._backend

    def _within_deadline(self, call: Callable[[], T]) -> T:
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(_translated(call))
            except Exception as error:  # noqa: BLE001  carried to the caller, who judges it
                answer.set_exception(error)

        # Not a pool: its threads would be waited for when the program ends, and one that hangs in
        # a locked keychain never ends. A daemon thread dies with the program.
        threading.Thread(target=run, name="keychain", daemon=True).start()
        try:
            return answer.result(self._deadline_s)
        except TimeoutError:
            log.info("the keychain did not answer within %s seconds", self._deadline_s)
            raise KeyringLocked(_SILENT) from None


class MemoryStore:
    """ports.SecretStore in memory: for practice and tests, where nothing secret is kept."""

    def __init__(self, entries: Mapping[str, str] | None = None) -> None:
        self.name = "memory"
        self._entries = dict(entries or {})

    def get(self, entry: str) -> str | None:
        """The secret, or None where there is no such entry."""
        return self._entries.get(entry)

    def set(self, entry: str, secret: str) -> None:
        """Keep it until the program ends."""
        self._entries[entry] = secret

    def delete(self, entry: str) -> None:
        """Forget it."""
        self._entries.pop(entry, None)


def service_name(entry: str, platform: str = sys.platform) -> str:
    """The name the keychain shows.

    Windows has one entry a service: with two of one name keyring moves the first in two steps,
    and a crash in between would lose a key. There each secret has a service of its own.
    """
    return f"{SERVICE} {entry}" if platform == "win32" else SERVICE


def _usable() -> tuple[Any, str]:
    """The one keychain this system has, and its name."""
    module, kind, label = {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _SECRET_SERVICE)
    backend_class = getattr(importlib.import_module(module), kind)
    if not backend_class.viable:
        raise KeyringAbsent(_ABSENT)
    backend = backend_class()
    if sys.platform == "win32":
        backend.persist = "local machine"  # keyring's default roams with the Windows profile
    return backend, label


def _translated(call: Callable[[], T]) -> T:
    """Run on the keychain's thread, with what keyring raises turned into our own words."""
    from keyring import errors  # noqa: PLC0415  takes 80 ms, and only this thread needs it

    try:
        return call()
    except errors.NoKeyringError:
        raise KeyringAbsent(_ABSENT) from None
    except (errors.KeyringLocked, errors.InitError):
        raise KeyringLocked(_LOCKED) from None
    except errors.KeyringError:
        raise KeyringProblem(_FAILED) from None
    except _bus_errors() as error:
        if type(error).__name__ in {"PromptDismissedException", "LockedException"}:
            raise KeyringLocked(_LOCKED) from None
        raise KeyringProblem(_FAILED) from None


def _bus_errors() -> tuple[type[Exception], ...]:
    """What the Secret Service's own libraries raise past keyring, where they were loaded at all."""
    kinds = (
        getattr(sys.modules.get("secretstorage.exceptions"), "SecretStorageException", OSError),
        getattr(sys.modules.get("jeepney.wrappers"), "DBusErrorResponse", OSError),
    )
    return (OSError, *kinds)
