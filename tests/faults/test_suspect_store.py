"""After a disk error the store is a suspect: opened anew, read whole, and only then written."""

import pytest
import sqlcipher3.dbapi2 as driver

from desktop_app.composition.lazily import Lazily
from desktop_app.models import cipher
from desktop_app.models.errors import DiskFull, KeyDoesNotFit, StoreDamaged
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.errors import KeyringLocked, StoreProblem
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.sender import Sender
from desktop_app.services.messaging.service import MessagingService
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    OutboxState,
    Problem,
    TextRequest,
)
from tests.store_kit import MARIA, FreeLock, ScriptedTwilio, SetClock, make_store


@pytest.fixture
def database(tmp_path):
    made = make_store(tmp_path / "profile" / "brieftext.db")
    yield made
    made.close()


def fail(database, words):
    with database.write():
        raise driver.OperationalError(words)


def note(database, words):
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES (?, '1')", (words,))


def spoil(path):
    """Turn bytes over in the middle of every page but the first."""
    content = bytearray(path.read_bytes())
    for place in range(4096 + 2000, len(content), 4096):
        content[place] ^= 0xFF
    path.write_bytes(content)


def test_a_store_that_reads_back_whole_is_written_again(database):
    with pytest.raises(StoreDamaged):
        fail(database, "disk I/O error")
    note(database, "after")
    assert database._suspect is False


def test_a_store_that_does_not_read_back_is_not_written_again(database):
    note(database, "before")
    with pytest.raises(StoreDamaged):
        fail(database, "disk I/O error")
    database.close()
    spoil(database.path)
    for _ in range(2):
        with pytest.raises((StoreDamaged, KeyDoesNotFit)):
            note(database, "after")


def test_a_read_that_fails_says_so_in_the_stores_own_words(database):
    with pytest.raises(StoreDamaged), database.read():
        raise driver.OperationalError("disk I/O error")
    assert database._suspect is True


def test_a_full_disk_leaves_no_suspicion(database):
    with pytest.raises(DiskFull):
        fail(database, "database or disk is full")
    assert database._suspect is False


class FullDisk:
    """A service whose store has no room left."""

    practice = True

    def queue_text(self, request):
        raise DiskFull(request)


def test_a_window_hears_in_words_that_nothing_was_saved():
    """So it gives the text back to the composer, as after every other refusal."""
    messaging = Lazily(FullDisk)
    with pytest.raises(StoreProblem, match="Nothing was saved: the disk is full"):
        messaging.queue_text("Hello Maria")
    assert messaging.practice is True


class Answering:
    """A connection whose every statement ends in this error."""

    def __init__(self, error):
        self._error = error

    def execute(self, *_):
        raise self._error


@pytest.mark.parametrize("ask", [cipher.stored_info, cipher.stored_revision])
def test_a_disk_that_does_not_answer_does_not_pass_for_an_empty_store(ask):
    with pytest.raises(StoreDamaged):
        ask(Answering(driver.OperationalError("disk I/O error")))
    with pytest.raises(StoreDamaged):
        ask(Answering(driver.DatabaseError("database disk image is malformed")))
    assert not ask(Answering(driver.OperationalError("no such table: store_info")))


def test_a_keychain_that_is_locked_as_a_text_leaves_keeps_the_text_in_the_queue(database):
    clock, bus = SetClock(), EventBus()
    twilio = ScriptedTwilio(clock)
    unlocked = []

    def gateway():
        if not unlocked:
            raise KeyringLocked(Problem("The keychain is locked."))
        return twilio

    sender = Sender(database, gateway, clock, FreeLock(), bus, practice=True)
    work = MessagingService(database, sender, clock, bus, practice=True, wake=lambda: None)
    consent = ConsentService(database, clock, bus, practice=True)
    entry = ConsentEntry(MARIA, ConsentLevel.EXPRESS, "2026-03-04", "intake form", "Text me")
    consent.record_consent(entry, "Dana Whitfield")
    with database.write() as connection:
        mark = ("inbound_read_at", str(clock.now()))
        connection.exec_driver_sql("INSERT INTO sync_marks VALUES (?, ?)", mark)
    row = work.queue_text(TextRequest(MARIA, "Hello Maria", "key", "Dana Whitfield")).outbox_id
    with pytest.raises(KeyringLocked):
        sender.send_due()
    reading = StoreReading(database.reader, clock, practice=True)
    assert reading.outbox_row(row).state is OutboxState.QUEUED
    unlocked.append(True)
    sender.send_due()
    assert reading.outbox_row(row).state is OutboxState.ACCEPTED
    assert len(twilio.posts) == 1
    reading.close()
