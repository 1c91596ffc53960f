"""An old store comes up to date with everything in it, and with a copy of what it was."""

import pytest
import sqlalchemy as sa

from desktop_app.models import cipher, migrate, store_file
from tests.store_kit import KEY, MARIA, NOW

OLD = "0001"


@pytest.fixture
def old_store(tmp_path, monkeypatch):
    """A store as the first release left it, with one conversation in it."""
    path = tmp_path / "profile" / "brieftext.db"
    monkeypatch.setattr(migrate, "HEAD", OLD)
    store_file.create(path, KEY, kind=store_file.REAL)
    monkeypatch.undo()
    connection = cipher.connect(path, KEY)
    connection.execute(
        "INSERT INTO conversations VALUES (7, ?, '', NULL, 'Maria', ?, 0, ?, 'in', 'received', "
        "NULL, 'hi', 5, ?, 0, 0, 1, 1)",
        (MARIA, NOW, NOW, NOW),
    )
    connection.execute(
        "INSERT INTO messages (id, conversation_id, direction, body, at, status, author, num_media,"
        " firm_number, reason) VALUES (5, 7, 'in', 'hi', ?, 'received', '', 0, '', '')",
        (NOW - 60,),
    )
    connection.close()
    return path


def test_an_old_store_keeps_its_rows_and_gets_the_new_columns(old_store):
    store_file.prepare(old_store, KEY, kind=store_file.REAL)
    connection = cipher.connect(old_store, KEY)
    assert cipher.stored_revision(connection) == migrate.HEAD
    row = connection.execute(
        "SELECT number, name, unread, pinned, muted, archived, waits_since FROM conversations"
    ).fetchall()
    assert row == [(MARIA, "Maria", 1, 0, 0, 0, NOW - 60)]
    connection.close()


def test_a_copy_of_the_old_store_is_kept_and_opens(old_store):
    store_file.prepare(old_store, KEY, kind=store_file.REAL)
    copy = cipher.connect(old_store.with_suffix(f".before-{migrate.HEAD}.db"), KEY)
    assert cipher.stored_revision(copy) == OLD
    assert copy.execute("SELECT number FROM conversations").fetchall() == [(MARIA,)]
    copy.close()


def test_a_step_that_fails_leaves_the_old_store_as_it_was(old_store):
    connection = cipher.connect(old_store, KEY)
    connection.execute("CREATE INDEX conversations_recent ON conversations (id)")
    connection.close()
    with pytest.raises(sa.exc.OperationalError, match="already exists"):
        store_file.prepare(old_store, KEY, kind=store_file.REAL)
    connection = cipher.connect(old_store, KEY)
    assert cipher.stored_revision(connection) == OLD
    columns = [row[1] for row in connection.execute("PRAGMA table_info(conversations)")]
    assert "pinned" not in columns
    connection.close()


def test_a_store_up_to_date_is_neither_copied_nor_touched(old_store):
    store_file.prepare(old_store, KEY, kind=store_file.REAL)
    before = sorted(path.name for path in old_store.parent.iterdir())
    store_file.prepare(old_store, KEY, kind=store_file.REAL)
    assert sorted(path.name for path in old_store.parent.iterdir()) == before
