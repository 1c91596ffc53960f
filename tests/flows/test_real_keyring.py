"""The whole program with a real keychain: the key is made once, found again, never made anew."""

import json
import sys

import pytest

from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from tests.flows.keyring_session import run_in_keyring_session


@pytest.fixture
def signed_in(tmp_path, practice_process):
    """Run `brieftext` as somebody who is signed in, their keychain kept between calls."""

    def run(*words, stdin="", unlocked=True):
        return run_in_keyring_session(
            [sys.executable, "-m", "desktop_app", *words, "--data", str(tmp_path / "profile")],
            tmp_path / "session",
            unlocked=unlocked,
            env={"BRIEFTEXT_TWILIO_BASE_URL": practice_process.base_url},
            timeout=120,
            stdin=stdin,
        )

    return run


def connect(signed_in):
    words = ("--account-sid", ACCOUNT_SID, "--key-sid", KEY_SID, "--firm", "Hartwell & Osei")
    return signed_in("connect", *words, stdin=KEY_SECRET + "\n")


def test_the_store_opens_in_a_later_session_with_the_key_the_keychain_kept(signed_in, tmp_path):
    first = connect(signed_in)
    assert first.returncode == 0, first.stderr
    report = signed_in("sync", "--json")
    assert report.returncode == 0, report.stderr
    assert json.loads(report.stdout)["new"] > 100
    doctor = signed_in("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(doctor.stdout)["checks"]}
    assert all(check["ok"] for check in checks.values()), doctor.stdout
    for file in (tmp_path / "profile").rglob("*"):
        if file.is_file():
            assert KEY_SECRET.encode() not in file.read_bytes()


def test_a_locked_keychain_opens_nothing_and_changes_nothing(signed_in, tmp_path):
    assert connect(signed_in).returncode == 0
    before = (tmp_path / "profile" / "brieftext.db").read_bytes()
    said = signed_in("sync", unlocked=False)
    assert said.returncode == 1
    assert "locked" in said.stderr
    assert (tmp_path / "profile" / "brieftext.db").read_bytes() == before


def test_a_keychain_that_lost_the_key_opens_nothing_and_makes_no_key(signed_in, tmp_path):
    assert connect(signed_in).returncode == 0
    before = (tmp_path / "profile" / "brieftext.db").read_bytes()
    (tmp_path / "session").rename(tmp_path / "old-session")
    said = signed_in("sync")
    assert said.returncode == 1
    assert "no longer has the key" in said.stderr
    assert (tmp_path / "profile" / "brieftext.db").read_bytes() == before


def test_a_file_put_back_from_before_is_found_by_the_head_in_the_keychain(signed_in, tmp_path):
    assert connect(signed_in).returncode == 0
    store = tmp_path / "profile" / "brieftext.db"
    before = store.read_bytes()
    assert signed_in("sync").returncode == 0
    whole = signed_in("verify", "--json")
    assert whole.returncode == 0, whole.stderr
    last = json.loads(whole.stdout)["entries"]
    for ending in ("-wal", "-shm"):
        store.with_name(store.name + ending).unlink(missing_ok=True)
    store.write_bytes(before)
    found = signed_in("verify", "--json")
    assert found.returncode == 1
    assert f"this computer has seen entry {last:,}" in found.stderr
    doctor = signed_in("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(doctor.stdout)["checks"]}
    assert not checks["ledger"]["ok"]
    assert checks["store"]["ok"]
