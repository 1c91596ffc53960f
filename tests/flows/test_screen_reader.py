"""The real accessibility bus: a screen reader finds people, messages and controls in words."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.keyring_session import require_tools
from tests.flows.screen_session import LAUNCHER, SYSTEM_PYTHON
from tests.flows.x_display import x_server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """Everything the program tells a screen reader, with the practice firm open."""
    require_tools("dbus-run-session", LAUNCHER, SYSTEM_PYTHON, "Xvfb")
    folder = tmp_path_factory.mktemp("practice")
    with x_server() as display:
        done = subprocess.run(
            [
                "dbus-run-session",
                "--",
                sys.executable,
                "-m",
                "tests.flows.screen_session",
                str(folder),
            ],
            cwd=ROOT,
            env=os.environ
            | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "BRIEFTEXT_TWILIO_BASE_URL": ""},
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    # The accessibility registry talks on the same output, before us.
    return list(flat(json.loads(done.stdout.splitlines()[-1])))


def flat(node):
    """Every (role, name) of a tree. A hidden button is there and is not said."""
    if node["shown"] or "button" not in node["role"]:
        yield node["role"], node["name"]
    for each in node["inside"]:
        yield from flat(each)


def names(tree, role):
    return [name for kind, name in tree if kind == role]


def test_a_message_is_an_item_with_author_text_time_and_state(tree):
    said = names(tree, "list item")
    ours = re.compile(r"You, .*\d?\d:\d\d [AP]M, (sent|delivered|not delivered)")
    assert [words for words in said if ours.match(words)], said
    theirs = re.compile(r"[A-Z]\w+.*, .*\d?\d:\d\d [AP]M: ")
    assert [words for words in said if theirs.match(words) and not words.startswith("You")], said


def test_a_person_in_the_list_is_one_sentence_with_the_consent_in_words(tree):
    said = " | ".join(name for _, name in tree)
    assert re.search(r"James Okafor, texts opted in, unread, last message from him", said), said


def test_every_button_has_a_name(tree):
    buttons = [(role, name) for role, name in tree if "button" in role]
    assert len(buttons) > 5
    assert [role for role, name in buttons if not name.strip()] == []
    assert any(name.startswith("More actions for ") for _, name in buttons)


def test_the_text_field_says_to_whom_it_writes(tree):
    assert any(re.match(r"Text to .+, \(\d{3}\) 555-01\d\d", name) for _, name in tree)
