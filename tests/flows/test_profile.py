"""Opening a profile in its three ways, with a real store; and the ways it can go wrong."""

import json

import pytest

from desktop_app.composition import profile as profiles
from desktop_app.composition.environment import Environment, read_environment
from desktop_app.composition.profile import Profile
from desktop_app.models import cipher
from desktop_app.services.adapters.keyring_store import MemoryStore
from desktop_app.services.errors import (
    BrieftextError,
    InvalidInput,
    KeyMissing,
    KeyRefused,
    KeyringAbsent,
    KeyringLocked,
    NewerStore,
    NotReached,
    StoreProblem,
    WrongKey,
)
from desktop_app.services.opening import ProfileState
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.records import Problem

FIRM = "Hartwell & Osei"


@pytest.fixture
def keychain(monkeypatch):
    """One keychain for the whole test, in place of the system's."""
    kept = MemoryStore()
    monkeypatch.setattr(profiles, "KeyringStore", lambda: kept)
    return kept


@pytest.fixture
def made(tmp_path, practice, keychain):
    """A real profile: a store with a random key, connected to a loopback Twilio."""
    profile = Profile(tmp_path / "profile", Environment(practice.base_url))
    workspace = profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, FIRM, "Dana Whitfield")
    workspace.running.close()
    return profile


def same(made):
    return Profile(made.folder, made._environment)


def test_an_empty_folder_leads_to_first_run_and_a_store_to_opening(tmp_path, made):
    assert Profile(tmp_path / "none", Environment()).state() is ProfileState.EMPTY
    assert made.state() is ProfileState.PRESENT
    assert Profile(tmp_path / "x", Environment(), practice=True).state() is ProfileState.PRACTICE


def test_a_profile_opens_again_with_the_key_from_the_keychain(made):
    workspace = same(made).open()
    assert workspace.connection.describe() == (ACCOUNT_SID, KEY_SID, FIRM)
    assert workspace.reading.setting("actor_name") == "Dana Whitfield"
    assert workspace.actor == "Dana Whitfield"
    assert len(workspace.reading.firm_numbers()) == 2
    assert not workspace.practice
    workspace.reading.close()
    workspace.running.close()


def test_key_and_secret_are_in_the_keychain_and_nowhere_else(made, keychain):
    secrets = set(keychain._entries.values())
    assert KEY_SECRET in secrets
    assert len(secrets) == 2
    for file in made.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not [each for each in secrets if each.encode() in data], file
            assert not [each for each in secrets - {KEY_SECRET} if bytes.fromhex(each) in data]


def test_a_wrong_key_makes_no_store_and_no_key(tmp_path, practice, keychain):
    profile = Profile(tmp_path / "profile", Environment(practice.base_url))
    with pytest.raises(KeyRefused):
        profile.connect(ACCOUNT_SID, KEY_SID, "x" * 32, FIRM, "Dana")
    assert profile.state() is ProfileState.EMPTY
    assert keychain._entries == {}


def test_a_revoked_key_is_told_and_the_records_still_open(made, practice):
    practice.change_settings(key_works=False)
    workspace = same(made).open()
    with pytest.raises(KeyRefused):
        workspace.connection.check()
    assert workspace.reading.inbox_page() == []
    workspace.reading.close()
    workspace.running.close()


def test_no_network_makes_no_store(tmp_path, keychain):
    profile = Profile(tmp_path / "profile", Environment("http://127.0.0.1:9/by-host"))
    with pytest.raises(NotReached):
        profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, FIRM, "Dana")
    assert profile.state() is ProfileState.EMPTY


def test_a_store_whose_key_is_gone_is_never_given_a_new_one(made, keychain):
    before = (made.folder / "brieftext.db").read_bytes()
    keychain._entries.clear()
    with pytest.raises(KeyMissing, match="no longer has the key"):
        same(made).open()
    with pytest.raises(KeyMissing):
        same(made).connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, FIRM, "Dana")
    assert keychain._entries == {}
    assert (made.folder / "brieftext.db").read_bytes() == before


def test_a_store_without_its_profile_note_is_never_given_a_new_key(made, keychain):
    (made.folder / "profile.json").unlink()
    held = dict(keychain._entries)
    with pytest.raises(KeyMissing):
        same(made).open()
    assert keychain._entries == held


@pytest.mark.parametrize("kind", [KeyringLocked, KeyringAbsent])
def test_a_keychain_that_does_not_answer_ends_in_its_own_sentence(made, monkeypatch, kind):
    class Silent:
        def get(self, _entry):
            raise kind(Problem("The system keychain is locked."))

    monkeypatch.setattr(profiles, "KeyringStore", Silent)
    with pytest.raises(kind):
        same(made).open()


def test_no_keychain_means_no_store_in_clear(tmp_path, practice, monkeypatch):
    class Absent:
        def set(self, _entry, _secret):
            raise KeyringAbsent(Problem("There is no keychain here."))

    monkeypatch.setattr(profiles, "KeyringStore", Absent)
    profile = Profile(tmp_path / "profile", Environment(practice.base_url))
    with pytest.raises(KeyringAbsent):
        profile.connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, FIRM, "Dana")
    assert [path.name for path in profile.folder.iterdir()] == ["profile.json"]


def test_the_wrong_key_a_newer_store_and_a_damaged_file_each_say_so(made, keychain):
    entry = next(name for name in keychain._entries if name.startswith("store key"))
    key = keychain._entries[entry]
    keychain._entries[entry] = "00" * 32
    with pytest.raises(WrongKey):
        same(made).open()
    keychain._entries[entry] = key
    connection = cipher.connect(made.folder / "brieftext.db", bytes.fromhex(key))
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerStore, match="newer Brieftext"):
        same(made).open()
    (made.folder / "brieftext.db").write_bytes(b"not a store" * 1000)
    with pytest.raises(StoreProblem):
        same(made).open()


def test_real_and_practice_records_never_open_as_each_other(made, practice):
    memory = Environment(practice.base_url, memory_secrets=True)
    with pytest.raises(StoreProblem):
        Profile(made.folder, memory).open()


def test_another_account_is_refused_on_the_same_store(made):
    workspace = same(made).open()
    with pytest.raises(InvalidInput, match="belong to the account"):
        workspace.connection.connect("AC" + "0" * 32, KEY_SID, KEY_SECRET, FIRM)
    workspace.reading.close()
    workspace.running.close()


def test_what_stays_queued_is_said_at_the_end(tmp_path):
    profile = Profile(tmp_path / "practice", Environment(), practice=True)
    opened = profile.open_parts()
    work = opened.workspace
    work.sync.run_round()
    maria = work.reading.search_people("maria")[0]
    from desktop_app.services.records import TextRequest

    request = TextRequest(to=maria.number, body="Hello", client_key="k", actor="Dana")
    assert work.messaging.queue_text(request).outbox_id is not None
    opened.reading.close()
    assert work.running.close() == (
        "1 text waits here. It leaves, or asks you first, once Brieftext is open again."
    )
    assert work.running.close() == ""


def test_a_throw_away_practice_profile_goes_away(tmp_path):
    profile = Profile(tmp_path / "gone", Environment(), practice=True, throw_away=True)
    workspace = profile.open()
    assert (tmp_path / "gone" / "brieftext.db").exists()
    workspace.running.close()
    assert not (tmp_path / "gone").exists()


def test_the_environment_weakens_no_real_profile():
    address = "http://127.0.0.1:8080/by-host"
    assert read_environment({}) == Environment()
    full = {
        "BRIEFTEXT_TWILIO_BASE_URL": address,
        "BRIEFTEXT_SECRET_BACKEND": "memory",
        "BRIEFTEXT_RECONCILE_HORIZON_S": "3",
    }
    assert read_environment(full) == Environment(address, memory_secrets=True, horizon=3)
    for name in ("BRIEFTEXT_SECRET_BACKEND", "BRIEFTEXT_RECONCILE_HORIZON_S"):
        with pytest.raises(InvalidInput, match="only together with"):
            read_environment({name: full[name]})
    for name, value in (
        ("BRIEFTEXT_SECRET_BACKEND", "plaintext"),
        ("BRIEFTEXT_RECONCILE_HORIZON_S", "soon"),
        ("BRIEFTEXT_TWILIO_BASE_URL", "http://192.0.2.1/"),
    ):
        with pytest.raises(BrieftextError):
            read_environment(full | {name: value})


def test_the_profile_note_holds_an_id_and_no_secret(made):
    note = json.loads((made.folder / "profile.json").read_text("utf-8"))
    assert set(note) == {"id"}
