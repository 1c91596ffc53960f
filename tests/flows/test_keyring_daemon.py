"""The keychain adapter against a real Secret Service: gnome-keyring in a session of its own."""

import json
import sys
from pathlib import Path

import pytest

from tests.flows.keyring_session import run_command, run_in_keyring_session, session_environment

ROOT = Path(__file__).resolve().parents[2]

# Does what its arguments say, in order, and prints one JSON line: what each gave or raised.
PROBE = """
import json, sys
from desktop_app.services.adapters.keyring_store import KeyringStore
from desktop_app.services.errors import BrieftextError

store = KeyringStore(float(sys.argv[1]))
told = []
for step in json.loads(sys.argv[2]):
    try:
        told.append(getattr(store, step[0])(*step[1:]))
    except BrieftextError as error:
        told.append([type(error).__name__, str(error)])
loaded = sorted(name for name in sys.modules if name.startswith("keyring"))
print(json.dumps({"told": told, "name": store.name, "loaded": loaded}))
"""

SECRET = "f00d" * 16


def argv(*steps, deadline=20.0):
    return [sys.executable, "-c", PROBE, str(deadline), json.dumps(steps)]


def told(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def in_session(folder, *steps, unlocked=True, deadline=20.0, **env):
    return told(
        run_in_keyring_session(
            argv(*steps, deadline=deadline),
            folder,
            unlocked=unlocked,
            env={"PYTHONPATH": str(ROOT), **env},
        )
    )


def test_a_secret_is_kept_read_back_changed_and_removed(tmp_path):
    found = in_session(
        tmp_path,
        ["get", "store key"],
        ["set", "store key", SECRET],
        ["get", "store key"],
        ["set", "store key", "später 🔑"],
        ["get", "store key"],
        ["get", "another"],
        ["delete", "store key"],
        ["get", "store key"],
        ["delete", "store key"],
    )
    assert found["told"] == [None, None, SECRET, None, "später 🔑", None, None, None, None]
    assert found["name"] == "Secret Service"


def test_a_secret_outlives_the_session_and_is_in_no_file_in_clear(tmp_path):
    in_session(tmp_path, ["set", "store key", SECRET])
    assert in_session(tmp_path, ["get", "store key"])["told"] == [SECRET]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.suffix == ".keyring" for path in files)
    assert not any(SECRET.encode() in path.read_bytes() for path in files)


def test_a_locked_keychain_is_said_to_be_locked_within_the_deadline(tmp_path):
    in_session(tmp_path, ["set", "store key", SECRET])
    steps = (["get", "store key"], ["set", "store key", "other"], ["delete", "store key"])
    locked = in_session(tmp_path, *steps, unlocked=False, deadline=1.5)
    assert [kind for kind, _ in locked["told"]] == ["KeyringLocked"] * 3
    assert all("Unlock your keychain and try again." in words for _, words in locked["told"])
    assert in_session(tmp_path, ["get", "store key"])["told"] == [SECRET]


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus"], ids=["none", "dead"])
def test_without_a_session_bus_there_is_no_keychain_and_nothing_is_written(tmp_path, address):
    env = session_environment(tmp_path, {"PYTHONPATH": str(ROOT)})
    if address:
        env["DBUS_SESSION_BUS_ADDRESS"] = address
    found = told(run_command(argv(["get", "a"], ["set", "a", SECRET]), env, 60))
    assert [kind for kind, _ in found["told"]] == ["KeyringAbsent", "KeyringAbsent"]
    assert not any(SECRET.encode() in f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())


@pytest.mark.parametrize(
    "backend",
    ["keyring.backends.null.Keyring", "keyrings.alt.file.PlaintextKeyring", "planted.Ring"],
)
def test_a_backend_named_from_outside_is_ignored(tmp_path, backend):
    config = tmp_path / "home" / ".config" / "python_keyring" / "keyringrc.cfg"
    config.parent.mkdir(parents=True)
    planted = tmp_path / "planted"
    planted.mkdir()
    (planted / "planted.py").write_text("raise SystemExit('code was loaded')", "utf-8")
    config.write_text(f"[backend]\ndefault-keyring={backend}\nkeyring-path={planted}\n", "utf-8")
    env = session_environment(
        tmp_path, {"PYTHONPATH": str(ROOT), "PYTHON_KEYRING_BACKEND": backend}
    )
    found = told(run_command(argv(["set", "a", SECRET]), env, 60))
    assert [kind for kind, _ in found["told"]] == ["KeyringAbsent"]
    assert not {"keyring.backends.null", "keyring.backends.chainer"} & set(found["loaded"])
