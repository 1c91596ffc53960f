"""Is this computer in order? Every answer is looked up now, none is assumed."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from desktop_app.composition.profile import Profile
from desktop_app.models import cipher
from desktop_app.services.adapters.keyring_store import KeyringStore
from desktop_app.services.errors import BrieftextError
from desktop_app.services.opening import ProfileState
from desktop_app.services.resources import resource

if TYPE_CHECKING:
    from desktop_app.composition.room import Room

FONTS = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")
CLOCK_MAY_DIFFER_S = 120
_PLAIN_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    detail: str


def examine(profile: Profile) -> list[Check]:
    """Look at everything; the store and the account only where there are any."""
    checks = [_versions(), _engine(), _fonts(), _keyring(profile)]
    if profile.state() is ProfileState.PRESENT:
        checks += [_encryption(profile), *_account(profile)]
    else:
        checks.append(Check("store", ok=True, detail="none in this profile yet"))
    return checks


def _versions() -> Check:
    names = ("brieftext", "PySide6-Essentials", "sqlcipher3", "SQLAlchemy", "twilio")
    found = [f"{name} {_version(name)}" for name in names]
    return Check(
        "versions", ok=True, detail=f"Python {platform.python_version()}, {', '.join(found)}"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "from source"


def _engine() -> Check:
    found = cipher.engine_version()
    shown, floor = ".".join(map(str, found)), ".".join(map(str, cipher.FLOOR))
    return Check(
        "database engine", found >= cipher.FLOOR, f"SQLite {shown}, at least {floor} needed"
    )


def _fonts() -> Check:
    missing = [name for name in FONTS if not resource("fonts", name).is_file()]
    return Check(
        "fonts", not missing, f"missing: {', '.join(missing)}" if missing else "Inter, 4 cuts"
    )


def _keyring(profile: Profile) -> Check:
    if profile.needs_no_keyring:
        return Check("system keychain", ok=True, detail="not needed for practice data")
    return _asked("system keychain", _keychain_name)


def _keychain_name() -> str:
    """The keychain's name, after it really answered."""
    keyring = KeyringStore()
    keyring.get("doctor looks whether you answer")
    return f"{keyring.name} answers"


def _encryption(profile: Profile) -> Check:
    header = profile.store_header()
    ok = bool(header) and header != _PLAIN_HEADER
    return Check("encryption", ok, "the file is encrypted" if ok else "the file is not encrypted")


def _account(profile: Profile) -> list[Check]:
    try:
        opened = profile.open_parts()
    except BrieftextError as problem:
        return [Check("store", ok=False, detail=str(problem))]
    try:
        work = opened.workspace
        return [
            Check("store", ok=True, detail="opens with its key"),
            _ledger(opened.room()),
            _asked("connection", lambda: f"{len(work.connection.check().numbers)} numbers found"),
            _clock(opened.room().clock_difference),
        ]
    finally:
        opened.reading.close()
        opened.workspace.running.close()


def _ledger(room: "Room") -> Check:
    report, kept = room.verify_ledger(), room.kept_head()
    if report.problems:
        return Check("ledger", ok=False, detail=" ".join(report.problems))
    last = f"the last one seen was entry {kept.seq:,}" if kept else "no last one kept yet"
    return Check("ledger", ok=True, detail=f"{report.entries:,} entries, unbroken; {last}")


def _clock(difference: Callable[[], int]) -> Check:
    try:
        seconds = difference()
    except BrieftextError as problem:
        return Check("clock", ok=True, detail=f"not compared with Twilio's: {problem.problem.what}")
    close = abs(seconds) <= CLOCK_MAY_DIFFER_S
    return Check("clock", close, f"{abs(seconds)} s from Twilio's")


def _asked(name: str, ask: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=ask())
    except BrieftextError as problem:
        return Check(name, ok=False, detail=str(problem))
