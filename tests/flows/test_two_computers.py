"""Two computers of a firm, each with its own store and its own processes, on one Twilio number.

What the other one sends between two reads is not seen: that window stays open.
"""

from contextlib import closing
from dataclasses import replace

import pytest

from desktop_app.models import cipher
from desktop_app.services.practice.constants import STORE_KEY
from tests.flows.test_command_line import number_of


@pytest.fixture
def computers(office, tmp_path):
    """Both connected and up to date."""
    other = replace(office, folder=tmp_path / "second")
    for each in (office, other):
        assert each.connect().status == 0
        assert each("sync").status == 0
    return office, other


def copies(practice_process, body):
    """How many texts with these words Twilio took."""
    return sum(each["body"] == body for each in practice_process.truth()["messages"])


def test_the_second_computer_is_told_that_the_first_one_sent_the_same_words(
    computers, practice_process
):
    first, second = computers
    maria, body = number_of(first, "Maria"), "Your hearing moved to Room 2204."
    assert first("send", "--to", maria, "--body", body).json["state"] == "accepted"
    assert second("sync").status == 0
    said = second("send", "--to", maria, "--body", body)
    assert said.status != 0
    assert said.json["state"] == "not_sent"
    assert said.json["reason"].startswith("Another computer sent this ")
    assert copies(practice_process, body) == 1
    assert second("send", "--to", maria, "--body", "Bring your papers.").status == 0


def test_a_paused_computer_says_so_and_keeps_the_text(computers, practice_process):
    first, _second = computers
    with closing(cipher.connect(first.folder / "brieftext.db", STORE_KEY)) as store:
        store.execute(
            "INSERT INTO settings VALUES ('sending_paused', 'on'), ('sending_paused_by', 'Noor')"
        )
    maria, body = number_of(first, "Maria"), "See you on Tuesday."
    said = first("send", "--to", maria, "--body", body, "--wait")
    assert (said.status, said.json["state"]) == (0, "queued")
    assert said.json["reason"] == "Noor paused sending."
    assert copies(practice_process, body) == 0
