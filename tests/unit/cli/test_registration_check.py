"""`brieftext registration check`: a draft in, what would be refused out; no store is opened."""

import json
from dataclasses import replace

import pytest

from desktop_app.cli import main
from desktop_app.services.rules.registration.document import to_document
from desktop_app.services.rules.registration.draft import Application
from tests.unit.registration.made_up_draft import changed, draft_of


@pytest.fixture
def run(tmp_path, capsys):
    """Checks a document: (status, the answer, what was said of errors)."""

    def run(document, *options):
        path = tmp_path / "draft.json"
        content = document if isinstance(document, bytes) else json.dumps(document).encode()
        path.write_bytes(content)
        status = main(["registration", "check", str(path), *options])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_a_good_draft_has_no_problem_and_no_dates_yet(run):
    status, out, err = run(to_document(draft_of()), "--json")
    answer = json.loads(out)
    assert (status, err, answer["problems"]) == (0, "", [])
    assert answer["deadlines"]["expected_from"] is None
    assert run(to_document(draft_of()))[1] == "Nothing stops it.\n"


def test_each_problem_has_its_field_rule_outcome_words_and_code(run):
    status, out, _ = run(to_document(changed("business", ein="536-90-4399")), "--json")
    (found,) = json.loads(out)["problems"]
    assert status == 0
    assert set(found) == {"field", "rule", "outcome", "message", "code"}
    assert (found["field"], found["outcome"], found["code"]) == ("business.ein", "BLOCK", "30799")


def test_a_problem_without_a_code_has_no_empty_one(run):
    _, out, _ = run(to_document(changed("business", street="PO Box 3")), "--json")
    (found,) = json.loads(out)["problems"]
    assert set(found) == {"field", "rule", "outcome", "message"}


def test_the_dates_follow_from_what_was_sent(run):
    draft = replace(draft_of(), application=Application())
    document = to_document(draft)
    document["application"]["submitted"] = "2020-11-23"
    answer = json.loads(run(document, "--json")[1])
    assert answer["deadlines"]["expected_from"] == "2020-12-15"
    assert answer["deadlines"]["expected_to"] == "2020-12-22"
    assert "Decision expected 2020-12-15 to 2020-12-22." in run(document)[1]


def test_for_a_person_the_worst_stands_first_and_the_last_line_counts(run):
    document = to_document(changed("campaign", description="x" * 39, age_gated=True))
    lines = run(document)[1].splitlines()
    assert lines[0].startswith("BLOCK  campaign.description: It must have 40 to 4,096 characters")
    assert lines[-1] == "1 to put right before it is sent in."


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_json_is_refused_in_a_sentence(run, content):
    status, out, err = run(content)
    assert (status, out) == (1, "")
    assert err.endswith("is not a registration draft: it is not JSON.\n")
    assert "Traceback" not in err


def test_any_other_json_is_a_draft_that_can_not_be_read(run):
    status, out, _ = run([1, 2], "--json")
    assert status == 0
    assert json.loads(out)["problems"][0]["message"] == "This file holds no registration draft."


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path, capsys):
    assert main(["registration", "check", str(tmp_path / "none.json")]) == 1
    assert main(["registration", "check", str(tmp_path)]) == 1
    assert "can’t be read" in capsys.readouterr().err


def test_the_act_has_to_be_named(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["registration", "file.json"])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
