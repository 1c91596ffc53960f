"""The encrypted store: what it refuses, what it survives, what it never writes in clear."""

import os
import stat

import pytest
import sqlalchemy as sa

from desktop_app.models import cipher, migrate, outbox, store_file
from desktop_app.models.base import metadata
from desktop_app.models.conversation import ensure_conversation
from desktop_app.models.database import Database
from desktop_app.models.errors import (
    DiskFull,
    EngineTooOld,
    KeyDoesNotFit,
    KindDiffers,
    RowRefused,
    SchemaIsNewer,
    StoreBusy,
    UnsafeFile,
)
from tests.store_kit import KEY, MARIA, NOW


def test_the_file_is_encrypted_and_a_wrong_key_opens_nothing(store, capfd):
    with store.write() as connection:
        ensure_conversation(connection, MARIA, NOW)
    store.close()
    files = [store.path, *store.path.parent.glob("*-wal")]
    assert all(MARIA.encode() not in file.read_bytes() for file in files)
    assert not store.path.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(KeyDoesNotFit):
        cipher.connect(store.path, b"x" * 32)
    assert capfd.readouterr().err == ""


def test_a_key_of_the_wrong_length_is_refused(store):
    with pytest.raises(KeyDoesNotFit):
        cipher.connect(store.path, b"short")


def test_a_store_is_never_made_over_one_that_is_there(store):
    before = store.path.read_bytes()
    with pytest.raises(KindDiffers):
        store_file.create(store.path, KEY, kind=store_file.REAL)
    assert store.path.read_bytes() == before


def test_a_practice_store_never_opens_as_a_real_one(store):
    with pytest.raises(KindDiffers):
        store_file.prepare(store.path, KEY, kind=store_file.REAL)
    store_file.prepare(store.path, KEY, kind=store_file.PRACTICE)


def test_a_store_of_a_newer_program_is_left_alone(store):
    connection = cipher.connect(store.path, KEY)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(SchemaIsNewer):
        store_file.prepare(store.path, KEY, kind=store_file.PRACTICE)
    assert store.path.read_bytes() == before


def test_an_old_engine_is_refused():
    with pytest.raises(EngineTooOld):
        cipher.require_engine((3, 51, 2))
    cipher.require_engine((3, 51, 3))
    assert cipher.engine_version() >= cipher.FLOOR


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_file_and_folder_are_for_their_owner_alone(store):
    store.path.chmod(0o644)
    store.path.parent.chmod(0o755)
    cipher.connect(store.path, KEY).close()
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="links need no right only on POSIX")
def test_a_link_in_place_of_the_store_is_refused(store, tmp_path):
    link = tmp_path / "profile" / "other.db"
    link.symlink_to(store.path)
    with pytest.raises(UnsafeFile):
        cipher.connect(link, KEY)


def test_a_transaction_that_fails_leaves_nothing(store):
    with pytest.raises(RowRefused), store.write() as connection:
        ensure_conversation(connection, MARIA, NOW)
        connection.exec_driver_sql("INSERT INTO drafts VALUES (NULL, NULL, NULL)")
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar() == 0


def test_ddl_rolls_back_with_its_transaction(store):
    with pytest.raises(RowRefused), store.write() as connection:
        connection.exec_driver_sql("CREATE TABLE half_done (x TEXT)")
        connection.exec_driver_sql("INSERT INTO drafts VALUES (NULL, NULL, NULL)")
    assert "half_done" not in sa.inspect(store._engine).get_table_names()


def test_a_bad_number_never_reaches_a_row(store):
    with pytest.raises(RowRefused), store.write() as connection:
        ensure_conversation(connection, "813-555-0142", NOW)


def test_reading_takes_no_write_lock(store):
    with store.write() as writing:
        ensure_conversation(writing, MARIA, NOW)
        with store.read() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM conversations").scalar() == 0


def test_a_second_writer_waits_and_then_is_told(store, monkeypatch):
    monkeypatch.setattr(cipher, "BUSY_MS", 50)
    other = Database(store.path, KEY)
    with store.write() as first:
        ensure_conversation(first, MARIA, NOW)
        with pytest.raises(StoreBusy), other.write():
            pass
    other.close()


def test_a_full_disk_is_told_as_such(store):
    with pytest.raises(DiskFull), store.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for number in range(500):
            connection.exec_driver_sql(
                "INSERT INTO drafts VALUES (?, ?, 0)", (f"+1312555{number:04}", "x" * 4000)
            )
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM drafts").scalar() == 0


def test_the_window_s_reader_cannot_write(store):
    reader = store.reader()
    with pytest.raises(cipher.driver.OperationalError, match="readonly"):
        reader.execute("DELETE FROM drafts")
    reader.close()


def test_the_migrated_schema_is_the_one_the_tables_describe(store):
    inspector = sa.inspect(store._engine)
    assert outbox.outbox in metadata.sorted_tables
    for table in metadata.sorted_tables:
        stored = {column["name"]: column for column in inspector.get_columns(table.name)}
        assert set(stored) == {column.name for column in table.columns}, table.name
        required = {
            column.name
            for column in table.columns
            if not column.nullable and not column.primary_key
        }
        assert required == {
            name
            for name, column in stored.items()
            if not column["nullable"] and not table.columns[name].primary_key
        }, table.name


def test_the_newest_script_is_the_schema_the_program_knows():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "desktop_app.models:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.HEAD]


def test_a_store_is_whole_or_not_there(tmp_path, monkeypatch):
    def breaks(*_args):
        raise RuntimeError

    monkeypatch.setattr(store_file, "migrate", breaks)
    path = tmp_path / "brieftext.db"
    with pytest.raises(RuntimeError):
        store_file.create(path, KEY, kind=store_file.REAL)
    assert not path.exists()
    monkeypatch.undo()
    store_file.create(path, KEY, kind=store_file.REAL)
    assert path.exists()


def test_a_copy_of_the_store_reads_back_under_the_same_key(store, tmp_path):
    with store.write() as connection:
        ensure_conversation(connection, MARIA, NOW)
    target = tmp_path / "profile" / "copy.db"
    connection = cipher.connect(store.path, KEY)
    migrate.save_copy(connection, target, KEY)
    connection.close()
    assert not target.read_bytes().startswith(b"SQLite format 3")
    copy = cipher.connect(target, KEY)
    assert copy.execute("SELECT number FROM conversations").fetchall() == [(MARIA,)]
    copy.close()
