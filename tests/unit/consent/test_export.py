"""The evidence export: whole, readable, checked by its own script, and silent about others."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import threading
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.models import cipher
from desktop_app.services.adapters.pdf_writer import PdfWriter, plain
from desktop_app.services.consent.export import EvidenceExport
from desktop_app.services.consent.export_check import check_export, is_export
from desktop_app.services.consent.service import ConsentService
from desktop_app.services.contacts import ContactsService
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.events import EventBus
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.ports import Block
from desktop_app.services.records import (
    Channel,
    ConsentEntry,
    ConsentLevel,
    ConsentProof,
    ContactEdit,
)
from tests.store_kit import KEY, MARIA, NOW, TOMASZ, raw_message
from tests.unit.messaging.conftest import desk

__all__ = ["desk"]

DANA, PDF = "Dana Whitfield", b"%PDF-1.7 a scan of the intake form"
SYSTEM_PYTHON = shutil.which("python3") or sys.executable


class Pages:
    """ports.PageWriter that keeps what it was given."""

    def __init__(self):
        self.blocks = []

    def pdf(self, title, blocks, foot):
        self.blocks = list(blocks)
        return b"%PDF-1.4 " + foot.encode()

    @property
    def text(self):
        return "\n".join(f"{block.name} {block.text}" for block in self.blocks)


@pytest.fixture
def pages():
    return Pages()


@pytest.fixture
def consent(desk, pages):
    """Maria: agreed on paper with a scan, wrote, STOP, START; Tomasz in between."""
    export = EvidenceExport(desk.database, desk.clock, lambda: pages, "1.2.3", practice=True)
    service = ConsentService(desk.database, desk.clock, EventBus(), practice=True, export=export)
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES "
            "(7, 'Case updates', 'Case', 'informational', '4', 0, NULL)"
        )
    file = service._evidence.add(PDF, "intake.pdf", DANA)
    service.record_proof(
        ConsentProof(
            number=MARIA,
            level=ConsentLevel.EXPRESS,
            captured_at=NOW - 900,
            medium="paper_form",
            language="I agree to receive text messages about my case",
            action="signed",
            campaign="Case updates",
            ip_address="n/a",
            identity="María Delgado",
            evidence=(file.sha256,),
        ),
        DANA,
    )
    put(desk, "Your hearing moved to 9 AM", at=NOW - 800, inbound=False)
    put(desk, "STOP", at=NOW - 700)
    secret = "privileged words about Tomasz"
    service.record_consent(
        ConsentEntry(TOMASZ, ConsentLevel.EXPRESS, "2026-03-04", "intake form", f"{secret} SMS"),
        DANA,
    )
    put(desk, "START", at=NOW - 600)
    return service


def put(desk, body, **more):
    PageStore(desk.database).put([raw_message(body, **more)], NOW)


@pytest.fixture
def made(consent, tmp_path):
    place = tmp_path / "evidence of Maria"
    return consent.export_evidence(MARIA, place, DANA)


def run(place, *arguments):
    """The script as the other side runs it."""
    done = subprocess.run(
        [SYSTEM_PYTHON, "-I", str(place / "verify.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_one_call_writes_everything_and_the_shipped_script_says_it_holds(made):
    names = {name for name, _ in made.files}
    digest = hashlib.sha256(PDF).hexdigest()
    assert names == {
        "evidence.pdf", "ledger.jsonl", "verify.py", "manifest.json",
        f"evidence/{digest[:16]}-intake.pdf",
    }  # fmt: skip
    for name, sha256 in made.files:
        assert hashlib.sha256((made.place / name).read_bytes()).hexdigest() == sha256
    done = run(made.place)
    assert done.returncode == 0, done.stdout
    assert "Holds: every file is as it was" in done.stdout
    assert "DOES NOT HOLD" not in done.stdout
    assert check_export(made.place).ok
    assert check_export(made.place).head == made.head


def test_the_manifest_says_who_made_it_when_and_where_the_ledger_ends(made):
    manifest = json.loads((made.place / "manifest.json").read_text("utf-8"))
    assert manifest["made_by"] == DANA
    assert manifest["app"] == "Brieftext 1.2.3"
    assert manifest["head"] == made.head
    assert manifest["entries"] == made.entries
    assert manifest["practice"] is True
    assert set(manifest["files"]) == {name for name, _ in made.files} - {"manifest.json"}


def test_nothing_about_other_people_is_in_it(made):
    for name, _ in made.files:
        content = (made.place / name).read_bytes()
        assert b"privileged words" not in content
        assert TOMASZ.encode() not in content
    lines = [
        json.loads(line) for line in (made.place / "ledger.jsonl").read_text("utf-8").splitlines()
    ]
    opaque = [line for line in lines if "payload" not in line]
    assert [set(line) for line in opaque] == [{"seq", "prev_hash", "hash"}]
    assert len(lines) - len(opaque) == made.entries


def test_the_pages_show_the_fields_the_states_and_the_texts_in_words(made, pages):
    text = pages.text
    for words in (
        "1. When 2026",
        "2. How on a paper form",
        "5. IP address n/a",
        "7. Who agreed María Delgado",
        "File kept with it intake.pdf",
        "The firm’s text before it",
        "Your hearing moved to 9 AM",
        "Opted out of texts",
        "Practice data",
    ):
        assert words in text
    quotes = [block.text for block in pages.blocks if block.kind == "quote"]
    assert "STOP" in quotes
    assert "START" in quotes


def spoil_line(place, seq, change):
    file = place / "ledger.jsonl"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    changed = [change(line) if line["seq"] == seq else line for line in lines]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in changed if line)
    file.write_text(text + "\n", "utf-8")
    return file


def agree(place):
    """Make the manifest fit the changed files, as somebody with time would."""
    file = place / "manifest.json"
    manifest = json.loads(file.read_text("utf-8"))
    for name in manifest["files"]:
        if (place / name).exists():
            manifest["files"][name] = hashlib.sha256((place / name).read_bytes()).hexdigest()
    file.write_text(json.dumps(manifest), "utf-8")


def first_seq(place):
    return json.loads((place / "manifest.json").read_text("utf-8"))["first_seq"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: line | {"actor": "Nobody"}, "is not what was recorded"),
        (lambda line: line | {"payload": "{}"}, "is not what was recorded"),
        (lambda line: None, "is missing"),
        (lambda line: line | {"prev_hash": "0" * 63 + "1"}, "is not what was recorded"),
    ],
    ids=["actor", "payload", "removed", "link"],
)
def test_a_changed_entry_is_found_and_named_even_where_the_manifest_was_made_to_fit(
    made, change, words
):
    seq = first_seq(made.place) + 1
    spoil_line(made.place, seq, change)
    agree(made.place)
    done = run(made.place)
    assert done.returncode == 1
    assert f"Entry {seq}" in done.stdout
    assert words in done.stdout
    assert not check_export(made.place).ok


def test_a_removed_end_is_found(made):
    last = json.loads((made.place / "manifest.json").read_text("utf-8"))["last_seq"]
    spoil_line(made.place, last, lambda line: None)
    agree(made.place)
    assert f"the manifest at entry {last}" in run(made.place).stdout


def test_an_exchanged_evidence_file_is_found_and_the_entry_named(made):
    (file,) = (made.place / "evidence").iterdir()
    file.write_bytes(b"%PDF-1.7 another form")
    agree(made.place)
    found = run(made.place).stdout
    assert f"Entry {first_seq(made.place) + 1} rests on the file intake.pdf" in found
    file.unlink()
    assert "is missing" in run(made.place).stdout


@pytest.mark.parametrize("name", ["evidence.pdf", "ledger.jsonl", "verify.py"])
def test_any_changed_file_is_found(made, name):
    with (made.place / name).open("ab") as handle:
        handle.write(b"\n")
    found = check_export(made.place).problems
    assert any(f"The file {name} was changed" in problem for problem in found)


def test_a_file_that_was_put_beside_is_found(made):
    (made.place / "letter.pdf").write_bytes(PDF)
    assert "letter.pdf does not belong" in run(made.place).stdout


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"files": 3}'])
def test_a_manifest_that_is_none_is_said_in_words(made, content):
    (made.place / "manifest.json").write_text(content, "utf-8")
    done = run(made.place)
    assert done.returncode == 1
    assert "cannot be read" in done.stdout


def test_the_script_needs_python_3_8_and_nothing_else(made):
    tree = ast.parse((made.place / "verify.py").read_text("utf-8"), feature_version=(3, 8))
    imported = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    assert imported <= sys.stdlib_module_names
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_a_zip_holds_the_same_and_is_checked_as_it_is(consent, tmp_path):
    place = tmp_path / "evidence.zip"
    made = consent.export_evidence(MARIA, place, DANA)
    assert is_export(place)
    assert check_export(place).problems == ()
    with zipfile.ZipFile(place) as archive:
        assert {f"evidence/{name}" for name, _ in made.files} == set(archive.namelist())
        archive.extractall(tmp_path / "out")
    script = tmp_path / "out" / "evidence"
    assert run(script, str(place)).returncode == 0
    assert run(script).returncode == 0


@pytest.mark.parametrize("name", ["there", "there.zip"])
def test_nothing_that_is_there_is_replaced(consent, tmp_path, name):
    (tmp_path / name).write_text("mine", "utf-8")
    with pytest.raises(InvalidInput, match="is there already"):
        consent.export_evidence(MARIA, tmp_path / name, DANA)
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_an_export_that_fails_leaves_nothing_behind(consent, tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", full)
    for name in ("out", "out.zip"):
        with pytest.raises(InvalidInput, match="could not be written"):
            consent.export_evidence(MARIA, tmp_path / name, DANA)
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def full(_descriptor):
    raise OSError(28, "No space left on device")


def test_a_number_without_entries_and_a_folder_that_is_not_there_are_refused(consent, tmp_path):
    with pytest.raises(InvalidInput, match="nothing on record"):
        consent.export_evidence("+13125550119", tmp_path / "x", DANA)
    with pytest.raises(InvalidInput, match="There is no folder"):
        consent.export_evidence(MARIA, tmp_path / "gone" / "x", DANA)


def test_a_program_part_that_cannot_write_pages_says_so(desk, tmp_path):
    with pytest.raises(BrieftextError, match="cannot be exported"):
        desk.consent.export_evidence(MARIA, tmp_path / "x", DANA)


def test_a_ledger_that_does_not_hold_is_exported_and_says_so(desk, consent, pages, tmp_path):
    with closing(cipher.connect(desk.database.path, KEY)) as connection:
        connection.execute("DROP TRIGGER ledger_is_only_added_to")
        connection.execute("UPDATE ledger SET actor = 'Nobody' WHERE seq = 2")
    made = consent.export_evidence(MARIA, tmp_path / "x", DANA)
    assert "The check found: Entry 2 is not what was recorded" in pages.text
    assert not check_export(made.place).ok


BLOCKS = [
    Block("title", "Evidence"),
    Block("fact", "<b>STOP</b> العربية 日本", "Said"),
    *[Block("text", "A line that is long enough to fill a page with its copies. " * 20)] * 12,
]


def test_pages_come_out_as_a_pdf_with_its_fonts_also_on_a_thread(qapp):
    content = PdfWriter().pdf("Evidence", BLOCKS, "foot")
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") >= 2
    assert b"/FontFile2" in content
    made = []
    thread = threading.Thread(target=lambda: made.append(PdfWriter().pdf("E", BLOCKS, "foot")))
    thread.start()
    thread.join()
    assert made[0].count(b"/Type /Page\n") == content.count(b"/Type /Page\n")


def test_pages_need_no_window_system_and_no_application():
    program = (
        "from desktop_app.services.adapters.pdf_writer import PdfWriter\n"
        "from desktop_app.services.ports import Block\n"
        "print(len(PdfWriter().pdf('E', [Block('text', 'STOP')], 'foot')) > 1000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).resolve().parents[3],
        env={"PATH": "/usr/bin:/bin"},
    )
    assert done.stdout.strip() == "True", done.stderr


def test_what_turns_or_hides_letters_is_spelled_out():
    assert plain("a\u202eb\x07\tc\nd") == "a[U+202E]b[U+0007]    c\u2028d"


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_script_has_an_answer_for_whatever_a_file_holds(data):
    wanted = st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode))
    with TemporaryDirectory() as folder:
        for name in ("manifest.json", "ledger.jsonl"):
            (Path(folder) / name).write_bytes(data.draw(wanted))
        assert not check_export(Path(folder)).ok


def test_the_email_channel_is_on_the_pages_with_its_entries_and_the_script_still_holds(
    desk, consent, pages, tmp_path
):
    address = "maria.d@example.com"
    people = ContactsService(desk.database, desk.clock, EventBus())
    people.save(ContactEdit(None, "Maria Delgado", cell=MARIA, email="Maria.D@example.com"), DANA)
    before = consent.export_evidence(MARIA, tmp_path / "before", DANA)
    assert "Email Not turned off" in pages.text
    consent.opt_out_by_firm(address, DANA, "shared inbox", Channel.EMAIL)
    made = consent.export_evidence(MARIA, tmp_path / "after", DANA)
    assert f"Email {address}" in pages.text
    assert "Email Opted out by firm, since" in pages.text
    assert "Email turned off by the firm" in pages.text
    assert "shared inbox" in pages.text
    assert made.entries == before.entries + 1
    assert run(made.place).returncode == 0
    assert check_export(made.place).problems == ()


def test_without_an_address_the_pages_say_so(made, pages):
    assert "Email No address on record" in pages.text
