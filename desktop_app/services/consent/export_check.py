"""Checking an evidence export with the very script that is shipped in every one of them."""

import runpy
import zipfile
from pathlib import Path

from desktop_app.services.consent.verifying import StoreReport
from desktop_app.services.resources import resource

MANIFEST = "manifest.json"


def script() -> Path:
    """The stand-alone script. It lies with the resources, because it is copied, not imported."""
    return resource("export", "verify.py")


def is_export(place: Path) -> bool:
    """Whether this looks like an export: a folder or a zip with a manifest."""
    if place.is_dir():
        return (place / MANIFEST).is_file()
    if not zipfile.is_zipfile(place):
        return False
    with zipfile.ZipFile(place) as archive:
        return any(name.split("/")[-1] == MANIFEST for name in archive.namelist())


def check_export(place: Path) -> StoreReport:
    """What the script finds."""
    problems, manifest = runpy.run_path(str(script()))["check"](str(place))
    entries, head = manifest.get("entries"), manifest.get("head")
    return StoreReport(entries if isinstance(entries, int) else 0, str(head or ""), tuple(problems))
