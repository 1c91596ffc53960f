"""The profile folder: what it holds, and opening it in one of its three ways.

A real store's key lives in the keyring under the profile's own id; that id, no secret, is all that
profile.json holds. A store without its key is never answered with a new key.
"""

import json
import secrets as randomness
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop_app.composition.environment import Environment
from desktop_app.composition.open_store import OpenStore
from desktop_app.composition.opened import Opened, open_store
from desktop_app.composition.store_words import in_words
from desktop_app.composition.stored_secrets import StoredSecrets
from desktop_app.models import cipher, store_file
from desktop_app.models.errors import StoreError
from desktop_app.models.values import new_uuid
from desktop_app.services.adapters.keyring_store import KeyringStore
from desktop_app.services.errors import KeyMissing
from desktop_app.services.opening import ProfileState
from desktop_app.services.ports import Credentials, SecretStore
from desktop_app.services.practice.constants import STORE_KEY
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace

STORE = "brieftext.db"
PROFILE = "profile.json"
LEDGER_HEAD = "ledger head"


def default_folder() -> Path:
    """Where this system keeps a program's own data for this person."""
    import platformdirs  # noqa: PLC0415  24 ms that --data does not need

    return Path(platformdirs.user_data_dir("Brieftext", appauthor=False, roaming=False))


class Profile:
    """Implements opening.Opening on one folder."""

    def __init__(
        self,
        folder: Path,
        environment: Environment,
        *,
        practice: bool = False,
        throw_away: bool = False,
    ) -> None:
        self._folder = folder
        self._environment = environment
        self._practice = practice
        self._throw_away = throw_away

    @property
    def folder(self) -> Path:
        """Where the store is."""
        return self._folder

    @property
    def _store(self) -> Path:
        return self._folder / STORE

    @property
    def _is_practice_kind(self) -> bool:
        return self._practice or self._environment.memory_secrets

    @property
    def needs_no_keyring(self) -> bool:
        """Practice stores are opened with a key that is no secret."""
        return self._is_practice_kind

    @property
    def makes_itself(self) -> bool:
        """A practice profile that is not there yet: opening it makes it."""
        return self._practice and not self._store.exists()

    def store_header(self) -> bytes:
        """The first bytes of the store file: random where it is encrypted. Empty: no file."""
        try:
            with self._store.open("rb") as handle:
                return handle.read(16)
        except OSError:
            return b""

    def state(self) -> ProfileState:
        """What the folder holds. A few file checks."""
        if self._practice:
            return ProfileState.PRACTICE
        return ProfileState.PRESENT if self._store.exists() else ProfileState.EMPTY

    def open(self) -> Workspace:
        """Get the key and open the store that is there."""
        return self.open_parts().workspace

    def open_parts(self) -> Opened:
        """The same, with the parts a script needs beside the workspace."""
        if self._practice:
            return self._practice_parts(self._folder, throw_away=self._throw_away)
        return self._opened(self.unopened())

    def unopened(self) -> OpenStore:
        """How the store that is there is reached. Nothing is opened or changed."""
        if not self._store.exists():
            raise KeyMissing(
                Problem(
                    "There is no Brieftext store here yet.",
                    f"{self._folder} holds none.",
                    "Connect Twilio first.",
                )
            )
        if self._is_practice_kind:
            return self._reached(STORE_KEY, self._inside())
        keyring = KeyringStore()
        return self._reached(self._stored_key(keyring), keyring)

    def _reached(self, key: bytes, secrets: SecretStore) -> OpenStore:
        inside = self._is_practice_kind
        return OpenStore(
            self._store,
            key,
            practice=inside,
            base_url=self._environment.base_url,
            horizon=self._environment.horizon,
            secrets=secrets,
            secret_entry="twilio" if inside else self._entry("twilio secret"),
            head_entry=LEDGER_HEAD if inside else self._entry(LEDGER_HEAD),
        )

    def connect(
        self, account_sid: str, key_sid: str, secret: str, firm: str, actor: str
    ) -> Workspace:
        """First run: check the key at Twilio, then make the store and its key, and open it."""
        return self.connect_parts(account_sid, key_sid, secret, firm, actor).workspace

    def connect_parts(
        self, account_sid: str, key_sid: str, secret: str, firm: str, actor: str
    ) -> Opened:
        """The same, with the parts a script needs. On a profile that is there: replace its key."""
        if self._store.exists():
            opened = self.open_parts()
        else:
            self._check_first(Credentials(account_sid.strip(), key_sid.strip(), secret.strip()))
            opened = self._make(actor)
        opened.workspace.connection.connect(account_sid, key_sid, secret, firm)
        if actor:
            opened.workspace.settings.set("actor_name", actor)
        return opened

    def practice(self) -> Workspace:
        """Open a practice profile with the made-up firm, starting its loopback Twilio."""
        if self._practice:
            return self.open()
        folder = Path(tempfile.mkdtemp(prefix="brieftext-practice-"))
        return self._practice_parts(folder, throw_away=True).workspace

    def _practice_parts(self, folder: Path, *, throw_away: bool) -> Opened:
        from desktop_app.composition import practice  # noqa: PLC0415  only where one practises

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / STORE
        twilio = practice.start_twilio(folder)

        def after() -> None:
            twilio.stop()
            if throw_away:
                shutil.rmtree(folder, ignore_errors=True)

        try:
            _told(lambda: _made_or_checked(path, STORE_KEY, store_file.PRACTICE))
            store = OpenStore(
                path,
                STORE_KEY,
                practice=True,
                base_url=twilio.base_url,
                horizon=self._environment.horizon,
                secrets=StoredSecrets(lambda: cipher.connect(path, STORE_KEY)),
                secret_entry="twilio",  # noqa: S106  the entry's name, no secret
                head_entry=LEDGER_HEAD,
            )
            opened = open_store(store, actor=practice.ACTOR, after=after)
            practice.seed(opened.room(), opened.workspace.events)
        except BaseException:
            after()
            raise
        return opened

    def _check_first(self, credentials: Credentials) -> None:
        from desktop_app.services.adapters.twilio_gateway import (  # noqa: PLC0415  slow import
            TwilioRestGateway,
        )

        gateway = TwilioRestGateway(credentials, self._environment.base_url)
        try:
            gateway.check()
        finally:
            gateway.close()

    def _make(self, actor: str) -> Opened:
        """A new store with a new key, the key proved to be kept before the store exists."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._environment.memory_secrets:
            _told(lambda: store_file.create(self._store, STORE_KEY, kind=store_file.PRACTICE))
            return self._opened(self._reached(STORE_KEY, self._inside()), actor)
        keyring, key = KeyringStore(), randomness.token_bytes(cipher.KEY_BYTES)
        self._remember_id()
        keyring.set(self._entry("store key"), key.hex())
        _told(lambda: store_file.create(self._store, key, kind=store_file.REAL))
        return self._opened(self._reached(key, keyring), actor)

    def _opened(self, store: OpenStore, actor: str = "") -> Opened:
        kind = store_file.PRACTICE if self._is_practice_kind else store_file.REAL
        _told(lambda: store_file.prepare(self._store, store.key, kind=kind))
        return open_store(store, actor=actor)

    def _inside(self) -> StoredSecrets:
        return StoredSecrets(lambda: cipher.connect(self._store, STORE_KEY))

    def _stored_key(self, keyring: SecretStore) -> bytes:
        entry = self._entry("store key")
        kept = keyring.get(entry) if entry else None
        if not kept:
            raise KeyMissing(
                Problem(
                    "Your records are here, but this computer no longer has the key that opens "
                    "them.",
                    f"The store in {self._folder} is whole; its key is not in the system keychain.",
                    "Put the keychain entry back, or open Brieftext as the person who set it up. "
                    "Nothing was changed.",
                )
            )
        return bytes.fromhex(kept)

    def _entry(self, what: str) -> str:
        identifier = self._profile_id()
        return f"{what} {identifier}" if identifier else ""

    def _profile_id(self) -> str:
        try:
            return str(json.loads((self._folder / PROFILE).read_text("utf-8"))["id"])
        except (OSError, ValueError, KeyError):
            return ""

    def _remember_id(self) -> None:
        if not self._profile_id():
            text = json.dumps({"id": new_uuid()})
            (self._folder / PROFILE).write_text(text, "utf-8")


def _made_or_checked(path: Path, key: bytes, kind: str) -> None:
    if path.exists():
        store_file.prepare(path, key, kind=kind)
    else:
        store_file.create(path, key, kind=kind)


def _told(act: Callable[[], None]) -> None:
    """Run a step on the store file, its complaints put in words for a person."""
    try:
        act()
    except StoreError as error:
        raise in_words(error) from error
