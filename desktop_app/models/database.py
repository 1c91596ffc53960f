"""The write side of the encrypted store: a SQLAlchemy engine with explicit transactions.

Every writer of every process takes the write lock at the start (BEGIN IMMEDIATE) and waits at most
five seconds for it, so a decision and what it is based on can never be pulled apart. SQLite commits
DDL behind pysqlite's back unless the transaction is explicit (architecture.md 11.1), so migrations
roll back whole.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import sqlcipher3.dbapi2 as driver

from desktop_app.models import cipher
from desktop_app.models.complaints import translated
from desktop_app.models.errors import StoreDamaged
from desktop_app.models.guard import deny_ledger_changes

_PAGES_BETWEEN_CHECKPOINTS = 8_000
"""32 MB of log in the sync process: checkpoints are half of what storing a page costs."""
_ASK_EVERY_S = 0.001


class Database:
    """One open store. `write` is the only way to change it.

    `rereadable` is for the sync process alone: what it writes can be read from Twilio again, so a
    commit need not wait for the disk. The order of commits holds all the same, and the next commit
    of anyone else puts everything before it on the disk too.
    """

    def __init__(self, path: Path, key: bytes, *, rereadable: bool = False) -> None:
        self.path = path
        self._key = key
        self._engine = _engine(path, key, rereadable=rereadable)
        self._suspect = False

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction that holds the write lock from its first statement.

        Raises DiskFull, StoreBusy, StoreDamaged or RowRefused; nothing is kept then. After
        StoreDamaged the next one first opens the file anew and reads it whole: what a failed write
        left in memory is not believed, and nothing is sent meanwhile (reliability.md B4).
        """
        with self._told():
            if self._suspect:
                self._verify()
            with self._engine.begin() as connection:
                yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A consistent look at the store from a worker; the write lock is never taken."""
        with self._told(), self._engine.connect() as connection:
            connection.info["reading"] = True
            try:
                yield connection
            finally:
                connection.info.pop("reading", None)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The driver's complaints as the store's own, those about the disk remembered."""
        try:
            yield
        except (sa.exc.StatementError, driver.Error) as error:
            found = translated(error)
            self._suspect |= isinstance(found, StoreDamaged)
            raise found from error

    def _verify(self) -> None:
        """Drop every connection and read the whole file through a new one."""
        self._engine.dispose()
        with closing(self.reader()) as connection:
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            bad += [row for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
        if bad:
            raise StoreDamaged(f"the file does not read back: {bad[0][0]}")
        self._suspect = False

    def reader(self) -> Any:
        """A driver connection that can only read, for the window's own thread."""
        return cipher.open_reader(self.path, self._key)

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()


def _engine(path: Path, key: bytes, *, rereadable: bool) -> sa.Engine:
    def creator() -> Any:
        connection = cipher.connect(path, key)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'NORMAL' if rereadable else 'FULL'}")
        if rereadable:
            connection.execute(f"PRAGMA wal_autocheckpoint={_PAGES_BETWEEN_CHECKPOINTS}")
        connection.execute("PRAGMA fullfsync=ON")
        deny_ledger_changes(connection)
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=creator,
        poolclass=sa.pool.QueuePool,
        pool_size=4,
        hide_parameters=True,  # an error's own words would else hold those of a text
    )

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        if connection.info.get("reading", False):
            connection.exec_driver_sql("BEGIN")
        else:
            _take_write_lock(connection)

    return engine


def _take_write_lock(connection: sa.Connection) -> None:
    """BEGIN IMMEDIATE, asking every millisecond for as long as cipher.BUSY_MS.

    SQLite's own waiting backs off to 100 ms and so loses to a sync that takes the lock page after
    page; a text somebody sends must not.
    """
    deadline = time.monotonic() + cipher.BUSY_MS / 1000
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _got_write_lock(connection, deadline):
            time.sleep(_ASK_EVERY_S)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={cipher.BUSY_MS}")


def _got_write_lock(connection: sa.Connection, deadline: float) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except sa.exc.OperationalError as error:
        if "locked" not in str(error.orig) or time.monotonic() > deadline:
            raise
        return False
    return True
