"""A consent recorded with its seven proof fields, its correction, and the files it rests on."""

import io
import json
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.models import cipher
from desktop_app.models.setting import put, settings
from desktop_app.services.consent.evidence import LARGEST
from desktop_app.services.consent.verifying import examine
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import ConsentLevel, ConsentProof, TextState
from tests.store_kit import KEY, MARIA, NOW, TOMASZ
from tests.unit.messaging.conftest import desk

__all__ = ["desk"]

CASE = "Case updates"
DANA = "Dana Whitfield"
PDF = b"%PDF-1.7 a scan of the intake form"


@pytest.fixture(autouse=True)
def campaign(desk):
    with desk.database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO campaigns VALUES (7, ?, 'Case', 'informational', '4 messages per month', "
            "?, NULL)",
            (CASE, NOW),
        )


def proof_words():
    return "I agree to receive text messages about my case"


def proof(**more):
    fields = {
        "number": TOMASZ,
        "level": ConsentLevel.EXPRESS,
        "captured_at": NOW - 86_400,
        "medium": "paper_form",
        "language": proof_words(),
        "action": "signed",
        "campaign": CASE,
        "ip_address": "n/a",
        "identity": "Tomasz Wolski",
    }
    return ConsentProof(**(fields | more))


def test_a_correction_carries_a_later_opt_out_not_back_to_the_day_it_is_about(desk):
    day = 86_400
    first = desk.consent.record_proof(proof(captured_at=NOW - 10 * day), DANA)
    desk.consent.opt_out_told_firm(TOMASZ, DANA, "by phone", "no more texts")
    more = {"corrects": first, "identity": "Tomasz Wolski, license seen"}
    desk.consent.record_proof(proof(captured_at=NOW - 10 * day, **more), DANA)
    assert desk.reading.ledger_as_of(TOMASZ, NOW - 5 * day)[0].state is TextState.IN
    assert desk.reading.ledger_as_of(TOMASZ, NOW)[0].state is TextState.OUT_CONTACT


def test_where_no_program_is_named_yet_the_usual_one_can_be_agreed_to(desk):
    with desk.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM campaign_consents")
        connection.exec_driver_sql("DELETE FROM campaigns")
        put(connection, settings, "firm_name", "Hartwell & Osei")
    [usual] = desk.reading.campaigns()
    with pytest.raises(InvalidInput) as refused:
        desk.consent.record_proof(proof(campaign="Newsletter"), DANA)
    assert [each.field for each in refused.value.fields] == ["campaign"]
    assert desk.reading.campaigns() == [usual]
    seq = desk.consent.record_proof(proof(campaign=usual.name), DANA)
    [made] = desk.reading.campaigns()
    assert replace(made, id=0) == usual
    assert payload(desk, seq)["campaign_id"] == made.id


def kept(desk, tmp_path, content=PDF, name="intake.pdf"):
    path = tmp_path / name
    path.write_bytes(content)
    return desk.consent.add_evidence(path, DANA)


def payload(desk, seq):
    with desk.database.read() as connection:
        statement = "SELECT payload FROM ledger_payloads WHERE seq = ?"
        return json.loads(connection.exec_driver_sql(statement, (seq,)).scalar())


def report(desk):
    with closing(desk.database.reader()) as connection:
        return examine(connection, None, whole_file=False)


def test_one_entry_keeps_all_seven_and_opens_the_conversation(desk):
    seq = desk.consent.record_proof(proof(), DANA)
    entry = desk.reading.ledger_entry(seq)
    assert (entry.line.proof.have, entry.line.proof.of) == (7, 7)
    assert [field.name for field in entry.fields] == [
        "When", "How", "What was shown and done", "Campaign", "IP address", "Phone", "Who agreed"
    ]  # fmt: skip
    words = {field.name: field.words for field in entry.fields}
    assert words["How"] == "on a paper form"
    assert words["IP address"] == "n/a"
    assert words["When"].endswith("UTC")
    assert words["What was shown and done"].startswith("“I agree to receive")
    assert payload(desk, seq)["campaign_id"] == 7
    assert desk.reading.known(TOMASZ).gate.state is TextState.IN
    assert desk.reading.known(TOMASZ).gate.level is ConsentLevel.EXPRESS
    assert report(desk).problems == ()


def log_field(row, field, empty, kept):
    return pytest.param(field, empty, kept, id=field, marks=pytest.mark.row(row))


@pytest.mark.parametrize(
    ("field", "empty", "kept"),
    [
        log_field("S2-25", "captured_at", None, ("captured_at", NOW - 86_400)),
        log_field("S2-26", "medium", "", ("medium", "paper_form")),
        log_field("S2-27", "language", "", ("words", proof_words())),
        log_field("S2-27", "action", "", ("action", "signed")),
        log_field("S2-28", "campaign", "", ("campaign", CASE)),
        log_field("S2-29", "ip_address", "", ("ip_address", "n/a")),
        log_field("S2-30", "number", "", ("phone", TOMASZ)),
        log_field("S2-31", "identity", "", ("identity", "Tomasz Wolski")),
    ],
)
def test_each_field_of_the_log_is_required_and_kept_in_the_ledger(desk, field, empty, kept):
    before = report(desk).entries
    with pytest.raises(InvalidInput) as caught:
        desk.consent.record_proof(proof(**{field: empty}), DANA)
    at = "phone" if field == "number" else field
    assert [problem.field for problem in caught.value.fields] == [at]
    assert report(desk).entries == before
    seq = desk.consent.record_proof(proof(), DANA)
    name, value = kept
    assert payload(desk, seq)[name] == value


def test_an_older_record_says_which_fields_it_lacks(desk):
    line = desk.reading.ledger_of(MARIA)[-1]
    assert (line.proof.have, line.proof.of) == (3, 7)
    assert line.proof.missing == (
        "What was shown and done", "Campaign", "IP address", "Who agreed"
    )  # fmt: skip
    shown = desk.reading.ledger_entry(line.seq).fields[2]
    assert shown.words.startswith("“")
    assert shown.missing == "what was done"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"captured_at": NOW + 86_400}, ["captured_at"]),
        ({"medium": "web_form", "ip_address": ""}, ["ip_address"]),
        ({"language": "ok"}, ["language"]),
        ({"campaign": "Newsletter"}, ["campaign"]),
        ({"level": ConsentLevel.IMPLIED}, ["level"]),
        ({"level": ConsentLevel.EXPRESS_WRITTEN, "medium": "verbal_phone"}, ["level"]),
        ({"evidence": ("0" * 64,)}, ["evidence"]),
        ({"corrects": 1}, ["corrects"]),
        ({"corrects": 99}, ["corrects"]),
        ({"identity": "", "action": ""}, ["action", "identity"]),
    ],
)
def test_a_record_with_a_hole_in_it_is_refused_at_its_fields_and_nothing_is_kept(
    desk, change, fields
):
    before = report(desk).entries
    with pytest.raises(InvalidInput) as caught:
        desk.consent.record_proof(proof(**change), DANA)
    assert [problem.field for problem in caught.value.fields] == fields
    assert report(desk).entries == before
    assert desk.reading.conversation_by_number(TOMASZ) is None


def test_a_correction_is_a_new_entry_that_names_the_old_one(desk):
    first = desk.consent.record_proof(proof(), DANA)
    old = payload(desk, first)
    second = desk.consent.record_proof(replace(proof(), identity="T. Wolski", corrects=first), DANA)
    assert payload(desk, first) == old
    assert desk.reading.ledger_entry(second).line.corrects == first
    lines = desk.reading.messages(
        desk.reading.thread_ids(desk.reading.conversation_by_number(TOMASZ).id)
    )
    assert f"corrected entry {first}" in lines[-1].body


def test_a_file_is_kept_once_named_in_the_entry_and_given_out_as_it_was(desk, tmp_path):
    file = kept(desk, tmp_path)
    again = kept(desk, tmp_path, name="the same again.pdf")
    assert again == file
    assert (file.name, file.media_type, file.size) == ("intake.pdf", "application/pdf", len(PDF))
    seq = desk.consent.record_proof(proof(evidence=(file.sha256,)), DANA)
    assert desk.reading.ledger_entry(seq).evidence == (("intake.pdf", file.sha256),)
    target = tmp_path / "copy.pdf"
    desk.consent.save_evidence(file.sha256, target)
    assert target.read_bytes() == PDF
    with pytest.raises(InvalidInput, match="already"):
        desk.consent.save_evidence(file.sha256, target)


def tamper(desk, statement):
    with closing(cipher.connect(desk.database.path, KEY)) as connection:
        connection.execute("DROP TRIGGER evidence_is_only_added_to")
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE evidence_files SET content = x'255044462d'", "was exchanged"),
        ("DELETE FROM evidence_files", "which is gone"),
    ],
)
def test_an_exchanged_or_removed_file_is_found_and_named(desk, tmp_path, statement, words):
    file = kept(desk, tmp_path)
    seq = desk.consent.record_proof(proof(evidence=(file.sha256,)), DANA)
    tamper(desk, statement)
    (problem,) = report(desk).problems
    assert problem.startswith(f"Entry {seq} rests on the file “intake.pdf”")
    assert words in problem
    with pytest.raises(BrieftextError, match="not the one that was kept"):
        desk.consent.save_evidence(file.sha256, tmp_path / "copy.pdf")


def packed(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n0", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.gif", b"GIF89a0", "image/gif"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        ("a.txt", "She said sí".encode(), "text/plain"),
        ("a.docx", packed(*WORD),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("wrong ending.gif", PDF, "application/pdf"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_what_it_holds(desk, tmp_path, name, content, media_type):
    assert kept(desk, tmp_path, content, name).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.pdf", b"MZ\x90\x00", "is a program"),
        ("scan.pdf", b"\x7fELF", "is a program"),
        ("scan.txt", b"#!/bin/sh", "is a program"),
        ("scan.pdf.exe", PDF, "is a program"),
        ("macros.docm", packed(*WORD), "is a program"),
        ("macros.docx", packed(*WORD, "word/vbaProject.bin"), "cannot be kept"),
        ("archive.zip", packed("a"), "cannot be kept"),
        ("page.html", b"<html>", "cannot be kept"),
        ("a.txt", b"\x00\x01", "cannot be kept"),
        ("a.pdf", b"", "is empty"),
        ("big.pdf", PDF + b"0" * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_no_evidence_is_refused_in_words(desk, tmp_path, name, content, words):
    with pytest.raises(InvalidInput, match=words) as caught:
        kept(desk, tmp_path, content, name)
    assert caught.value.fields[0].field == "evidence"


def test_a_name_is_made_safe_to_write_anywhere(desk):
    service = desk.consent._evidence
    assert service.add(PDF, "..\\..\\etc/pass\u202ewd\n?.pdf", DANA).name == "passwd_.pdf"
    assert service.add(PDF + b"2", "...", DANA).name == "file"


def test_a_file_that_cannot_be_read_says_so(desk, tmp_path):
    with pytest.raises(InvalidInput, match=r"gone\.pdf cannot be read"):
        desk.consent.add_evidence(tmp_path / "gone.pdf", DANA)
