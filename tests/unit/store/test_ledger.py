"""The ledger can only be added to, and a change behind its back shows."""

import pytest

from desktop_app.models import cipher, ledger
from desktop_app.models.enums import LedgerKind
from desktop_app.models.errors import RowRefused, StoreError
from tests.store_kit import KEY, MARIA, NOW


def entry(word="because", **more):
    fields = {
        "number": MARIA,
        "kind": LedgerKind.OPT_OUT_FIRM,
        "actor": "Dana Whitfield",
        "happened_at": NOW,
        "recorded_at": NOW,
        "payload": {"reason": word},
    }
    return ledger.Entry(**(fields | more))


@pytest.fixture
def three(store):
    with store.write() as connection:
        ledger.append(connection, entry("one"))
        ledger.append_many(connection, [entry("two"), entry("three")])
    return store


def test_entries_are_numbered_and_chained(three):
    with three.read() as connection:
        report = ledger.verify(connection)
    assert (report.entries, report.broken_at) == (3, None)
    assert len(report.head) == 64


def test_an_empty_ledger_is_unbroken(store):
    with store.read() as connection:
        assert ledger.verify(connection) == ledger.ChainReport(0, ledger.GENESIS)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor = 'x'",
        "DELETE FROM ledger",
        "UPDATE ledger_payloads SET payload = '{}'",
        "DELETE FROM ledger_payloads WHERE seq = 1",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 1",
        "INSERT INTO ledger SELECT seq + 6, 0, 0, '', '', '', '', '', '', hash, hash FROM ledger",
        "UPDATE evidence_files SET name = 'another.pdf'",
        "DELETE FROM evidence_files",
        "DROP TABLE evidence_files",
        "DROP TRIGGER evidence_is_only_added_to",
        "ALTER TABLE evidence_files RENAME TO old",
        "DROP TABLE ledger",
        "DROP TRIGGER ledger_is_kept",
        "ALTER TABLE ledger RENAME TO old",
        "PRAGMA writable_schema = ON",
        "PRAGMA recursive_triggers = OFF",
    ],
)
def test_the_program_s_own_connection_cannot_change_the_past(three, statement):
    with pytest.raises(RowRefused), three.write() as connection:
        connection.exec_driver_sql(statement)
    with three.read() as connection:
        assert ledger.verify(connection).entries == 3


@pytest.mark.parametrize("column", ["actor", "number", "kind", "happened_at", "prev_hash"])
def test_a_change_made_with_the_guards_taken_away_is_found(three, column):
    connection = cipher.connect(three.path, KEY)
    connection.execute("DROP TRIGGER ledger_is_only_added_to")
    connection.execute(f"UPDATE ledger SET {column} = '17' WHERE seq = 2")
    connection.close()
    with three.read() as reading:
        assert ledger.verify(reading).broken_at == 2


def test_changed_evidence_is_found(three):
    connection = cipher.connect(three.path, KEY)
    connection.execute("DROP TRIGGER ledger_payload_is_only_added_to")
    connection.execute("UPDATE ledger_payloads SET payload = '{}' WHERE seq = 3")
    connection.close()
    with three.read() as reading:
        assert ledger.verify(reading).broken_at == 3


def test_a_failed_transaction_leaves_no_entry(store):
    with pytest.raises(StoreError), store.write() as connection:
        ledger.append(connection, entry())
        connection.exec_driver_sql("INSERT INTO drafts VALUES (NULL, NULL, NULL)")
    with store.read() as connection:
        assert ledger.verify(connection).entries == 0
