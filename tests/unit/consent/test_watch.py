"""The ledger's head outside the store: kept after commits, and an alarm that stops sending."""

from contextlib import closing

import pytest

from desktop_app.models import cipher, ledger
from desktop_app.models.chain import Head
from desktop_app.models.enums import LedgerKind, OutboxState
from desktop_app.services.adapters.keyring_store import MemoryStore
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.consent.watch import LedgerWatch, WatchedLock, read_head
from desktop_app.services.errors import KeyringLocked
from desktop_app.services.events import ConversationsChanged, EventBus, SyncFinished
from desktop_app.services.messaging.sync_child import SyncChild
from desktop_app.services.records import Problem, SyncReport
from tests.store_kit import KEY, MARIA, NOW, FreeLock
from tests.unit.messaging.conftest import desk, make_sender

__all__ = ["desk"]

ENTRY = "ledger head 1"


@pytest.fixture
def keychain():
    return MemoryStore()


def watch(desk, keychain):
    return LedgerWatch(lambda: cipher.open_reader(desk.database.path, KEY), keychain, ENTRY)


def add(desk, word):
    entry = ledger.Entry(MARIA, LedgerKind.OPT_OUT_FIRM, "Dana", NOW, NOW, {"reason": word})
    with desk.database.write() as connection:
        return ledger.append(connection, entry)


def cut_tail(desk, above):
    with closing(cipher.connect(desk.database.path, KEY)) as connection:
        connection.execute("DROP TRIGGER ledger_is_kept")
        connection.execute("DELETE FROM ledger WHERE seq > ?", (above,))


def test_the_head_is_kept_and_moves_on(desk, keychain):
    seq = add(desk, "one")
    first = watch(desk, keychain)
    assert first.kept() is None
    first.keep()
    assert first.kept().seq == seq
    add(desk, "two")
    first.keep()
    assert watch(desk, keychain).kept().seq == seq + 1
    assert watch(desk, keychain).alarm() is None


@pytest.mark.expected_log("the ledger does not hold")
def test_a_removed_end_is_an_alarm_and_the_kept_head_stays(desk, keychain):
    last = add(desk, "one")
    watch(desk, keychain).keep()
    kept = keychain.get(ENTRY)
    cut_tail(desk, last - 1)
    later = watch(desk, keychain)
    assert f"entry {last} is missing" in later.alarm().why
    later.keep()
    assert keychain.get(ENTRY) == kept


@pytest.mark.expected_log("the ledger does not hold")
@pytest.mark.parametrize("column", ["actor", "happened_at"])
def test_a_changed_entry_among_the_newest_is_an_alarm_at_the_start(desk, keychain, column):
    seq = add(desk, "one")
    add(desk, "two")
    with closing(cipher.connect(desk.database.path, KEY)) as connection:
        connection.execute("DROP TRIGGER ledger_is_only_added_to")
        connection.execute(f"UPDATE ledger SET {column} = '17' WHERE seq = ?", (seq,))
    assert f"Entry {seq} is not what was recorded" in watch(desk, keychain).alarm().why


@pytest.mark.expected_log("the ledger does not hold")
def test_nothing_is_sent_while_the_alarm_stands_and_everything_can_be_read(desk, keychain):
    last = add(desk, "one")
    watch(desk, keychain).keep()
    queued = desk.queue("Hello")
    cut_tail(desk, last - 1)
    sender = make_sender(
        desk.database, desk.twilio, desk.clock, WatchedLock(desk.lock, watch(desk, keychain)),
        EventBus(),
    )  # fmt: skip
    assert sender.send_due().outcomes == []
    assert desk.twilio.posts == []
    assert desk.row(queued.outbox_id).state is OutboxState.QUEUED
    assert desk.reading.ledger_of(MARIA)


def test_a_ledger_that_holds_sends(desk, keychain):
    add(desk, "one")
    desk.queue("Hello")
    lock = WatchedLock(desk.lock, watch(desk, keychain))
    make_sender(desk.database, desk.twilio, desk.clock, lock, EventBus()).send_due()
    assert len(desk.twilio.posts) == 1


class Silent(MemoryStore):
    def get(self, entry):
        raise KeyringLocked(Problem("Your keychain is locked."))


def test_a_keychain_that_does_not_answer_stops_sending_until_it_does(desk):
    silent = watch(desk, Silent())
    assert not WatchedLock(FreeLock(), silent).acquire()
    assert silent.known_alarm is None
    silent._secrets = MemoryStore()
    assert WatchedLock(FreeLock(), silent).acquire()


def test_the_thread_keeps_the_head_after_a_change_and_at_the_end(desk, keychain, monkeypatch):
    monkeypatch.setattr("desktop_app.services.consent.watch.SETTLE_S", 0.01)
    running = watch(desk, keychain)
    running.start()
    seq = add(desk, "one")
    running.hear(ConversationsChanged(frozenset({1})))
    running.stop()
    assert running.kept().seq == seq


def test_a_round_that_brought_nothing_is_no_reason_to_look(desk, keychain):
    quiet = watch(desk, keychain)
    quiet.hear(SyncFinished(SyncReport()))
    assert not quiet._moved.is_set()
    quiet.hear(SyncFinished(SyncReport(new=1)))
    assert quiet._moved.is_set()


@pytest.mark.expected_log("the ledger does not hold")
def test_a_full_check_that_finds_something_stops_sending_too(desk, keychain):
    last = add(desk, "one")
    watch(desk, keychain).keep()
    cut_tail(desk, last - 1)
    own = watch(desk, keychain)
    consent = ConsentService(desk.database, desk.clock, EventBus(), practice=True, watch=own)
    check = consent.verify_ledger()
    assert f"entry {last} is missing" in check.problems[0]
    assert check.broken_at is None
    assert own.alarm() is not None


def test_the_state_of_the_sync_says_why_nothing_is_sent():
    why = Problem("Sending is paused.")
    child = SyncChild(
        [], lambda: None, SyncReport, EventBus(), last_synced_at=lambda: None, paused=lambda: why
    )
    assert child.state.paused is why


@pytest.mark.parametrize(
    ("kept", "head"),
    [(None, None), ("", None), ("x:y", None), ("7:", None), ("7:ab", Head(7, "ab"))],
)
def test_what_is_no_head_is_none(kept, head):
    assert read_head(kept) == head
