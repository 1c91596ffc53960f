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

from desktop_app.models.errors import EngineTooOld, KeyDoesNotFit, UnsafeFile

FLOOR = (3, 51, 3)
"""Older SQLite can corrupt a WAL file when two connections write (reliability.md section 0)."""

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
    finally:
        os.umask(previous_mask)
    # A wrong key would otherwise write to standard error before the exception is raised.
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
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
    except driver.OperationalError:
        return {}
    return dict(cast("list[tuple[str, str]]", rows))


def stored_revision(connection: Any) -> str | None:
    """The schema revision in the file, or None where there is no schema yet."""
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.OperationalError:
        return None
    return str(row[0]) if row else None
