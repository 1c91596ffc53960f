"""The keychain adapter's own part: deadline, read-back, words. The real one is in tests/flows."""

import subprocess
import sys
import threading

import pytest
from keyring import errors
from secretstorage.exceptions import (
    LockedException,
    PromptDismissedException,
    SecretServiceNotAvailableException,
)

from desktop_app.services.adapters import keyring_store
from desktop_app.services.adapters.keyring_store import KeyringStore, MemoryStore, service_name
from desktop_app.services.errors import KeyringAbsent, KeyringLocked, KeyringProblem


class Keychain:
    """A well-behaved keychain; `fails` is raised by every call."""

    def __init__(self, fails=None):
        self.kept, self.fails, self.threads = {}, fails, set()

    def _called(self):
        self.threads.add(threading.current_thread())
        if self.fails:
            raise self.fails

    def get_password(self, service, name):
        self._called()
        return self.kept.get((service, name))

    def set_password(self, service, name, secret):
        self._called()
        self.kept[service, name] = secret

    def delete_password(self, service, name):
        self._called()
        del self.kept[service, name]


@pytest.fixture
def use(monkeypatch):
    """Make the store find this keychain."""

    def found(keychain, deadline=10.0):
        monkeypatch.setattr(keyring_store, "_usable", lambda: (keychain, "a keychain"))
        return KeyringStore(deadline)

    return found


def test_each_secret_is_an_entry_of_its_own_under_the_programs_name(use):
    keychain = Keychain()
    store = use(keychain)
    store.set("store key", "k")
    store.set("twilio key", "t")
    assert keychain.kept == {("Brieftext", "store key"): "k", ("Brieftext", "twilio key"): "t"}
    assert (store.get("store key"), store.get("other"), store.name) == ("k", None, "a keychain")


def test_windows_gets_a_service_of_its_own_for_each_secret():
    assert service_name("store key", "win32") == "Brieftext store key"
    assert {service_name("a", p) for p in ("linux", "darwin")} == {"Brieftext"}


def test_no_call_runs_on_the_callers_thread_or_keeps_the_program_alive(use):
    keychain = Keychain()
    use(keychain).get("store key")
    (thread,) = keychain.threads
    assert thread is not threading.current_thread()
    assert thread.daemon


def test_a_keychain_that_never_answers_is_said_to_be_locked(use):
    answer = threading.Event()
    keychain = Keychain()
    keychain._called = lambda: answer.wait(60)
    store = use(keychain, deadline=0.1)
    for call in (lambda: store.get("a"), lambda: store.set("a", "b"), lambda: store.delete("a")):
        with pytest.raises(
            KeyringLocked, match=r"didn’t answer.*Unlock your keychain and try again"
        ):
            call()
    answer.set()


def test_a_keychain_unlocked_later_works_without_a_restart(use):
    keychain = Keychain(fails=errors.KeyringLocked())
    store = use(keychain)
    with pytest.raises(KeyringLocked):
        store.get("a")
    keychain.fails = None
    store.set("a", "b")
    assert store.get("a") == "b"


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (errors.NoKeyringError(), KeyringAbsent),
        (errors.KeyringLocked(), KeyringLocked),
        (errors.InitError(), KeyringLocked),
        (errors.PasswordSetError("s3cr3t"), KeyringProblem),
        (errors.KeyringError(), KeyringProblem),
        (PromptDismissedException(), KeyringLocked),
        (LockedException(), KeyringLocked),
        (SecretServiceNotAvailableException(), KeyringProblem),
        (OSError("bus is gone"), KeyringProblem),
    ],
)
def test_what_the_keychain_raises_becomes_a_plain_sentence(use, raised, kind):
    with pytest.raises(KeyringProblem) as caught:
        use(Keychain(fails=raised)).set("a", "b")
    assert type(caught.value) is kind
    assert "s3cr3t" not in str(caught.value)


def test_a_bug_stays_a_bug(use):
    with pytest.raises(ZeroDivisionError):
        use(Keychain(fails=ZeroDivisionError())).get("a")


@pytest.mark.parametrize("kept", ["", "cut", None])
def test_a_secret_that_reads_back_differently_is_refused(use, kept):
    keychain = Keychain()
    keychain.get_password = lambda service, name: kept
    with pytest.raises(KeyringProblem, match="did not keep"):
        use(keychain).set("a", "cut off")


def test_removing_what_is_not_there_is_no_error(use):
    keychain = Keychain()
    use(keychain).delete("a")
    assert keychain.kept == {}


def test_a_document_is_no_secret(use):
    keychain = Keychain()
    with pytest.raises(ValueError, match="longer than a keychain entry"):
        use(keychain).set("a", "x" * 201)
    assert keychain.kept == {}


def test_memory_keeps_what_it_is_told_and_starts_with_what_it_is_given():
    given = {"a": "1"}
    store = MemoryStore(given)
    store.set("b", "2")
    store.delete("a")
    store.delete("a")
    assert (store.get("a"), store.get("b"), given) == (None, "2", {"a": "1"})


def test_making_the_store_does_not_load_keyring_yet():
    probe = (
        "import sys\n"
        "from desktop_app.services.adapters.keyring_store import KeyringStore\n"
        "KeyringStore()\n"
        "sys.exit('keyring' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", probe], check=False, timeout=60).returncode == 0
