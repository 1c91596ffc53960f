"""`brieftext verify`: this profile's store, another store file, or an export.

Nothing here is opened for writing, and nothing needs a window, an account or the network.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from desktop_app.composition.opened import watch_over
from desktop_app.composition.profile import STORE, Profile
from desktop_app.models import cipher
from desktop_app.models.errors import KeyDoesNotFit
from desktop_app.services.consent.export_check import check_export, is_export
from desktop_app.services.consent.verifying import StoreReport, examine
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem


def verify(profile: Profile, target: Path | None) -> StoreReport:
    """Check the target, or the profile's own store where there is none."""
    if target is None:
        return check_store(profile)
    if not target.exists():
        raise _cannot(f"There is nothing at {target}.")
    if is_export(target):
        return check_export(target)
    if target.is_dir() and (target / STORE).is_file():
        return _check_copy(profile, target / STORE)
    if target.is_file():
        return _check_copy(profile, target)
    raise _cannot(f"{target} is neither an export of Brieftext nor one of its stores.")


def check_store(profile: Profile) -> StoreReport:
    """Check the store the profile opens."""
    store = profile.unopened()
    kept = watch_over(store).kept()
    with closing(cipher.open_reader(store.path, store.key)) as connection:
        return examine(connection, kept, whole_file=True)


def _check_copy(profile: Profile, file: Path) -> StoreReport:
    """Check a file with this profile's key, on a copy: a foreign folder is left as it is."""
    if file.resolve() == (profile.folder / STORE).resolve():
        return check_store(profile)
    store = profile.unopened()
    kept = watch_over(store).kept()
    with tempfile.TemporaryDirectory(prefix="brieftext-verify-") as folder:
        copy = Path(folder) / STORE
        for ending in ("", "-wal"):
            beside = file.with_name(file.name + ending)
            if beside.is_file():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        try:
            connection = cipher.open_reader(copy, store.key)
        except KeyDoesNotFit:
            raise _cannot(
                f"{file} does not open with this profile’s key, or it is no store of Brieftext."
            ) from None
        with closing(connection):
            return examine(connection, kept, whole_file=True)


def _cannot(sentence: str) -> InvalidInput:
    return InvalidInput((FieldProblem("target", sentence),))
