"""`brieftext verify` on a real encrypted store: what was done to the file is found and named."""

import shutil
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.models import cipher, evidence, ledger, store_file
from desktop_app.models.database import Database
from desktop_app.models.enums import LedgerKind
from desktop_app.services.practice.constants import STORE_KEY
from tests.flows.conftest import CommandLine
from tests.store_kit import MARIA, NOW

ENVIRONMENT = {
    "BRIEFTEXT_TWILIO_BASE_URL": "http://127.0.0.1:9/by-host",
    "BRIEFTEXT_SECRET_BACKEND": "memory",
}


def entry(word):
    return ledger.Entry(
        number=MARIA,
        kind=LedgerKind.OPT_OUT_FIRM,
        actor="Dana Whitfield",
        happened_at=NOW,
        recorded_at=NOW,
        payload={"reason": word},
    )


def add(path, *words):
    database = Database(path, STORE_KEY)
    with database.write() as connection:
        ledger.append_many(connection, [entry(word) for word in words])
    database.close()


def keep_head(folder):
    """Open the store as the program does, and close it, which keeps the ledger's head."""
    opened = Profile(folder, Environment("http://127.0.0.1:9/by-host", True)).open_parts()
    opened.room()
    alarm = opened.room()._watch.alarm()
    opened.reading.close()
    opened.workspace.running.close()
    return alarm


def tamper(path, *statements):
    with closing(cipher.connect(path, STORE_KEY)) as connection:
        for name in ("ledger_is_only_added_to", "ledger_is_kept", "ledger_payload_is_kept",
                     "ledger_payload_is_only_added_to", "evidence_is_only_added_to"):  # fmt: skip
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def firm(tmp_path):
    """A store with five entries whose head was kept."""
    command = CommandLine(tmp_path / "profile", ENVIRONMENT)
    path = command.folder / "brieftext.db"
    store_file.create(path, STORE_KEY, kind=store_file.PRACTICE)
    add(path, "one", "two", "three", "four", "five")
    assert keep_head(command.folder) is None
    return command


@pytest.fixture
def path(firm):
    return firm.folder / "brieftext.db"


def test_a_whole_store_verifies_and_says_how_many_entries_and_the_last(firm):
    said = firm("verify")
    assert said.status == 0, said.err
    assert said.json["ok"] is True
    assert said.json["problems"] == []
    assert said.json["entries"] == 5
    assert len(said.json["head"]) == 64
    assert "5 entries, unbroken" in firm("verify", options=()).out


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE ledger SET actor = 'Nobody' WHERE seq = 2"], "Entry 2 is not what was recorded"),
        (["UPDATE ledger_payloads SET payload = '{}' WHERE seq = 3"], "Entry 3 is not what"),
        (["DELETE FROM ledger_payloads WHERE seq = 3"], "Entry 3 is not what was recorded"),
        (["DELETE FROM ledger WHERE seq = 4"], "Entry 4 is not what was recorded"),
        (
            ["DELETE FROM ledger WHERE seq > 3", "DELETE FROM ledger_payloads WHERE seq > 3"],
            "entries 4 to 5 are missing. They were removed, or",
        ),
        (["DELETE FROM ledger WHERE seq = 5"], "entry 5 is missing. It was removed, or"),
        (["DELETE FROM ledger", "DELETE FROM ledger_payloads"], "entries 1 to 5 are missing"),
    ],
    ids=["row", "payload", "payload gone", "middle", "tail", "last", "everything"],
)
def test_what_was_done_to_the_ledger_is_found_and_the_entry_named(firm, path, statements, words):
    tamper(path, *statements)
    said = firm("verify")
    assert said.status == 1
    assert words in said.err
    assert said.json["ok"] is False
    assert any(words in problem for problem in said.json["problems"])


def test_an_exchanged_evidence_file_is_found_and_its_entry_named(firm, path):
    database = Database(path, STORE_KEY)
    with database.write() as connection:
        digest = evidence.keep(
            connection, b"%PDF-1", name="form.pdf", media_type="application/pdf", now=NOW,
            actor="Dana",
        )  # fmt: skip
        held = replace(entry("six"), payload={"evidence_files": f"{digest} form.pdf"})
        ledger.append(connection, held)
    database.close()
    assert firm("verify").json["ok"]
    tamper(path, "UPDATE evidence_files SET content = x'00'")
    said = firm("verify")
    assert said.status == 1
    assert "Entry 6 rests on the file “form.pdf”, which was exchanged" in said.err


def test_a_ledger_written_anew_with_fitting_seals_is_found_by_the_head_that_was_kept(firm, path):
    tamper(path, "DELETE FROM ledger WHERE seq > 3", "DELETE FROM ledger_payloads WHERE seq > 3")
    add(path, "not four", "not five", "six")
    said = firm("verify")
    assert said.status == 1
    assert "Entry 5 is not the one this computer saw there" in said.err


@pytest.mark.expected_log("the ledger does not hold")
def test_a_file_put_back_from_last_week_is_found_and_the_program_stays_readable(
    firm, path, tmp_path
):
    old = tmp_path / "last-week.db"
    with closing(cipher.connect(path, STORE_KEY)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(path, old)
    add(path, "six", "seven")
    assert keep_head(firm.folder) is None
    with closing(cipher.connect(path, STORE_KEY)) as connection:
        kept = connection.execute(
            "SELECT value FROM store_info WHERE key = 'secret ledger head'"
        ).fetchone()
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(old, path)
    with closing(cipher.connect(path, STORE_KEY)) as connection:
        # Practice keeps its secrets inside the file; a real keychain is not put back with it.
        connection.execute("UPDATE store_info SET value = ? WHERE key = 'secret ledger head'", kept)
    said = firm("verify")
    assert said.status == 1
    assert "this computer has seen entry 7: entries 6 to 7 are missing" in said.err
    assert "an older file was put back" in said.err
    opened = Profile(firm.folder, Environment("http://127.0.0.1:9/by-host", True)).open_parts()
    assert not opened.room().sender._lock.acquire()
    assert opened.reading.ledger_of(MARIA)
    assert "entries 6 to 7 are missing" in opened.workspace.sync.state.paused.why
    opened.reading.close()
    opened.workspace.running.close()
    assert firm("verify").status == 1


def test_a_copy_is_checked_without_touching_its_folder(firm, path, tmp_path):
    place = tmp_path / "downloads"
    place.mkdir(mode=0o755)
    shutil.copyfile(path, place / "copy.db")
    before, mode = sorted(p.name for p in place.iterdir()), place.stat().st_mode
    assert firm("verify", str(place / "copy.db")).json["entries"] == 5
    assert sorted(p.name for p in place.iterdir()) == before
    assert place.stat().st_mode == mode


def test_a_damaged_page_is_found(firm, path):
    with closing(cipher.connect(path, STORE_KEY)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'contacts'"
        ).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[page * 4096 - 2_000] ^= 1
    path.write_bytes(content)
    said = firm("verify")
    assert said.status == 1
    assert "The file is damaged" in said.err


@pytest.mark.parametrize("name", ["nothing", "folder", "text.txt"])
def test_what_is_no_store_and_no_export_is_refused_in_words(firm, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("no store", "utf-8")
    said = firm("verify", str(tmp_path / name))
    assert said.status == 1
    assert str(tmp_path / name) in said.err


def test_practice_verifies_from_nothing(tmp_path):
    said = CommandLine(tmp_path / "p", {})("verify", "--practice")
    assert said.status == 0, said.err
    assert said.json["entries"] > 5
