"""The program's own parts over a kept store, as the benches need them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks import data
from desktop_app.models import cipher
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.practice import constants
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import ConversationRow
from desktop_app.views.formatting import Calendar
from desktop_app.views.inbox.thread import Thread
from desktop_app.views.theme import Theme

ACTOR = "Dana Whitfield"


@contextmanager
def raw_reader(folder: Path) -> Iterator[Any]:
    """A read-only connection like the program's own."""
    connection = cipher.open_reader(folder / data.STORE, constants.STORE_KEY)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def reading(folder: Path) -> Iterator[StoreReading]:
    """The window's read side."""
    made = StoreReading(
        lambda: cipher.open_reader(folder / data.STORE, constants.STORE_KEY),
        SystemClock(),
        practice=True,
    )
    try:
        yield made
    finally:
        made.close()


def thread(read: StoreReading) -> Thread:
    """The real conversation view."""
    return Thread(Theme(choice="light"), read, Calendar(), ACTOR)


def row(read: StoreReading, conversation: int) -> ConversationRow:
    """An inbox line that must be there."""
    found = read.conversation(conversation)
    assert found is not None
    return found
