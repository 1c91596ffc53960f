"""`brieftext check`: a JSON line in, an answer a line out, no store, and 0 whatever it says."""

import io
import json

import pytest

from desktop_app.cli import main
from desktop_app.services.rules.content.check import check
from desktop_app.services.rules.content.findings import Circumstances

KEYS = {"outcome", "findings", "encoding", "segments", "characters"}


@pytest.fixture
def run(monkeypatch, capsys):
    """Gives lines to `check`: (status, the answers, what was said of errors)."""

    def run(*lines):
        said = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(said + "\n"))
        status = main(["check", "--json"])
        out, err = capsys.readouterr()
        return status, [json.loads(each) for each in out.splitlines()], err

    return run


def rules(answer):
    return {each["rule"]: each["outcome"] for each in answer["findings"]}


def test_each_line_gets_its_answer_and_the_end_is_0_whatever_it_is(run):
    status, answers, err = run(
        {"body": "See https://bit.ly/x"}, {"body": "See you at 9"}, {"body": "Great 🎉"}
    )
    assert (status, err) == (0, "")
    assert [each["outcome"] for each in answers] == ["BLOCK", "OK", "WARN"]
    assert all(set(each) == KEYS for each in answers)


def test_a_finding_has_its_place_in_code_points_and_the_text_mended(run):
    body = "🎉🎉 http://smithlaw.com"
    _, (answer,), _ = run({"body": body, "to": "+16045550142", "domains": ["smithlaw.com"]})
    (http,) = [each for each in answer["findings"] if each["rule"] == "C-02"]
    assert (http["outcome"], body[http["start"] : http["end"]]) == ("BLOCK", "http://smithlaw.com")
    assert http["fix"] == "🎉🎉 https://smithlaw.com"
    assert answer["encoding"] == "UCS-2"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"body": "Hi", "first": True, "brand": "Smith Law"}, {"C-10": "HOLD", "C-11": "HOLD"}),
        ({"body": "Hi", "origin": "bulk", "brand": "Smith Law"}, {"C-10": "BLOCK", "C-11": "HOLD"}),
        ({"body": "Hi", "origin": "automated"}, {"C-10": "INFO"}),
        ({"body": "Hi", "brand": "Smith Law"}, {}),
        ({"body": "Hi", "to": "32665"}, {"C-14": "BLOCK"}),
        ({"body": "Hi", "to": "(305) 555-2368"}, {}),
        ({"body": "http://a.org", "to": "(416) 555-0142", "domains": ["a.org"]}, {"C-02": "BLOCK"}),
        ({"body": "Reply CANCEL to cancel your appointment"}, {"A-09": "HOLD"}),
        ({"body": "My SSN is 536-90-4399"}, {"C-09": "BLOCK"}),
        ({"body": "Yuor heering is tomorow"}, {"C-06": "INFO"}),
        ({"body": "Hi", "kind": None, "origin": None, "brand": None}, {}),
    ],
)
def test_what_a_line_says_besides_its_words_counts(run, line, expected):
    _, (answer,), _ = run(line)
    assert rules(answer) == expected


def test_it_says_what_the_window_says(run):
    body = "CALL US TODAY ABOUT YOUR CASE!!! bit.ly/x 🎉"
    _, (answer,), _ = run({"body": body})
    window = check(body, Circumstances())
    assert [(each["rule"], each["message"]) for each in answer["findings"]] == [
        (each.rule, each.message) for each in window
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("not json", "not JSON"),
        ('{"text": "x"}', '"body"'),
        ('{"body": 1}', '"body"'),
        ('{"body": "x", "origin": "robot"}', "manual, scheduled, automated, bulk"),
        ('{"body": "x", "kind": "sales"}', "conversational"),
        ('{"body": "x", "first": "yes"}', "true or false"),
        ('{"body": "x", "domains": "a.org"}', "list of texts"),
        ('{"body": "x", "to": 32665}', '"to"'),
    ],
)
def test_a_line_it_cannot_read_is_named(run, line, words):
    status, answers, err = run({"body": "fine"}, line)
    assert (status, len(answers)) == (1, 1)
    assert "Line 2 can't be read" in err
    assert words in err


def test_ten_thousand_characters_are_blocked_and_counted(run):
    _, (answer,), _ = run({"body": "a" * 10_000})
    assert answer["outcome"] == "BLOCK"
    assert answer["segments"] == 66
