"""The read-only connection of the window and of scripts, with its complaints in words.

A disk that fails while something is read ends in one plain sentence, never in a traceback.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2 as driver

from desktop_app.composition.store_words import in_words
from desktop_app.models.complaints import translated
from desktop_app.models.errors import DiskFailed, DiskFull, StoreBusy, StoreDamaged, StoreError
from desktop_app.services.errors import StoreProblem
from desktop_app.services.records import Problem

_NOT_READ = Problem(
    "Your records can’t be read just now.",
    "The disk they are on did not answer.",
    "Make sure that it is connected, then try again. Nothing was changed.",
)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except driver.Error as error:
        raise _in_words(error) from error
    except StoreError as error:
        raise in_words(error) from error


def _in_words(error: driver.Error) -> StoreProblem:
    """What a complaint means here, where only reading was tried; a mistake of ours stays one."""
    found = translated(error)
    if isinstance(found, DiskFailed) or "unable to open" in str(error).lower():
        return StoreProblem(_NOT_READ)
    if isinstance(found, StoreDamaged | StoreBusy | DiskFull):
        return in_words(found)
    raise error


class CarefulReader:
    """A driver connection for reading. Rows are fetched as they are asked for."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        with _told():
            self._connection = connect()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> "Rows":
        """Run one statement that reads."""
        with _told():
            return Rows(self._connection.execute(statement, values))

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


class Rows:
    """What a statement found."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        """All rows; read at once, because that is quicker than one by one."""
        return iter(self.fetchall())

    def fetchone(self) -> Any:
        """The next row, None at the end."""
        with _told():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        with _told():
            return list(self._cursor.fetchall())
