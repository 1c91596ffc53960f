"""Opening the encrypted file with the driver alone, before anything heavier is loaded.

The first paint of the window needs Qt and this module only: SQLAlchemy costs a third of a second
to import (performance.md). Every connection is keyed with the raw 256-bit key, so opening costs no
key derivation.
"""

import os
import stat
from pathlib import Path
from typing import Any, cast

import sqlcipher3.dbapi2 as driver

from desktop_app.models.errors import (
    DiskFailed,
    DiskFull,
    EngineTooOld,
    KeyDoesNotFit,
    StoreBusy,
    StoreDamaged,
    StoreError,
    UnsafeFile,
)

FLOOR = (3, 51, 3)
"""Older SQLite can corrupt a WAL file when two connections write (reliability.md section 0)."""

_NO_ROOM = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"})
"""The second is what a full disk says as a store is opened; its words are those of a bad disk."""

KEY_BYTES = 32
BUSY_MS = 5_000


def engine_version() -> tuple[int, ...]:
    """The version of the SQLite inside the encryption library."""
    return tuple(int(part) for part in str(driver.sqlite_version).split("."))


def require_engine(version: tuple[int, ...] | None = None) -> None:
    """Refuse to open anything with a SQLite older than the floor."""
    found = version or engine_version()
    if found < FLOOR:
        raise EngineTooOld(".".join(map(str, found)))


def guard_file(path: Path) -> None:
    """Refuse links, repair loose modes: folder 0700, file 0600 (reliability.md B15)."""
    folder = path.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
        if path.is_symlink():
            raise UnsafeFile(f"{path} is a link")
        if os.name == "posix" and path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise UnsafeFile(str(folder)) from error


def connect(path: Path, key: bytes, *, must_exist: bool = True) -> Any:
    """A keyed driver connection in autocommit mode.

    Raises KeyDoesNotFit for a wrong key or a foreign file.
    """
    require_engine()
    if len(key) != KEY_BYTES:
        raise KeyDoesNotFit("the key has the wrong length")
    guard_file(path)
    if must_exist and not path.is_file():
        raise UnsafeFile(f"{path} is not there")
    previous_mask = os.umask(0o077)
    try:
        connection = driver.connect(
            str(path), check_same_thread=False, isolation_level=None, timeout=BUSY_MS / 1000
        )
    except driver.OperationalError as error:
        raise of_the_disk(error) from error
    finally:
        os.umask(previous_mask)
    # A wrong key would otherwise write to standard error before the exception is raised.
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.OperationalError as error:  # the disk or another program, not the key
        connection.close()
        raise of_the_disk(error) from error
    except driver.DatabaseError as error:
        connection.close()
        raise KeyDoesNotFit(path.name) from error
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def open_reader(path: Path, key: bytes) -> Any:
    """A connection that can only read, for the window's own thread."""
    connection = connect(path, key)
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-16000")
    return connection


def stored_info(connection: Any) -> dict[str, str]:
    """The store's own facts: kind, id, account. Empty for a file with no schema."""
    try:
        rows = connection.execute("SELECT key, value FROM store_info").fetchall()
    except driver.DatabaseError as error:
        _only_a_missing_table(error)
        return {}
    return dict(cast("list[tuple[str, str]]", rows))


def stored_revision(connection: Any) -> str | None:
    """The schema revision in the file, or None where there is no schema yet."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.DatabaseError as error:
        _only_a_missing_table(error)
        return None
    return str(row[0]) if row else None


def is_of_the_disk(error: BaseException) -> bool:
    """Whether the file's surroundings are to blame: the disk, or another program."""
    return any(words in str(error).lower() for words in ("full", "locked", "disk i/o"))


def of_the_disk(error: BaseException) -> StoreError:
    """What an OperationalError of the driver says about the file's surroundings."""
    text = str(error).lower()
    if "full" in text:
        return DiskFull(text)
    if "disk i/o" in text:
        return DiskFailed(text)
    if "unable to open" in text:
        return UnsafeFile(text)
    return StoreBusy(text) if "locked" in text else StoreDamaged(text)


def _only_a_missing_table(error: driver.DatabaseError) -> None:
    """A disk that does not answer must not pass for a store without a schema."""
    if "no such table" not in str(error):
        raise of_the_disk(error) from error
