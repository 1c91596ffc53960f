"""The import contracts hold, and each of them catches the violation it is there for.

A contract nobody has seen fail may guard nothing: each one is broken here on purpose, in a copy.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "Layers": ("services/contacts.py", "import desktop_app.views.theme"),
    "Services and models never import Qt": (
        "models/values.py",
        "def later():\n    from PySide6 import QtWidgets",
    ),
    "Views reach data and network": ("views/formatting.py", "import desktop_app.models.enums"),
    "Only the gateway imports the Twilio SDK": ("services/contacts.py", "import twilio"),
    "Only the keyring adapter imports keyring": ("composition/room.py", "import keyring"),
    "Only the bus of notifications imports jeepney": ("views/notify/tray.py", "import jeepney"),
    "Adapters are chosen by the composition root": (
        "services/contacts.py",
        "import desktop_app.services.adapters.system_clock",
    ),
    "Migrations are frozen": (
        "models/migrations/versions/v0001_first_store.py",
        "import desktop_app.models.contact",
    ),
    "Rules decide on what they are given": ("services/rules/gate.py", "import time"),
    "The practice firm knows nothing": (
        "services/practice/store.py",
        "import desktop_app.models.enums",
    ),
    "Composition and the sync process open no window": (
        "sync_process.py",
        "from PySide6 import QtCore",
    ),
    "Feature pages do not import each other": (
        "views/settings/page.py",
        "import desktop_app.views.inbox",
    ),
}


def lint(folder: Path) -> tuple[int, list[str]]:
    """The exit status of the linter and the contracts it found broken."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )
    return done.returncode, re.findall(r"^(.+) BROKEN\b", done.stdout, re.MULTILINE)


def declared() -> list[str]:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return re.findall(r'\[\[tool\.importlinter\.contracts\]\]\nname = "(.+)"', text)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package in a folder of its own, so that a violation can be planted."""
    folder = tmp_path_factory.mktemp("copy")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "desktop_app", folder / "desktop_app", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy):
    assert lint(copy) == (0, [])


def test_every_contract_has_a_violation_planted():
    assert {
        name for name in declared() if not any(name.startswith(key) for key in PLANTED)
    } == set()
    assert len(PLANTED) == len(declared())


@pytest.mark.parametrize("name", list(PLANTED))
def test_a_planted_violation_breaks_its_contract(copy, name):
    place, statement = PLANTED[name]
    file = copy / "desktop_app" / place
    before = file.read_text("utf-8")
    file.write_text(before + "\n\n" + statement + "\n", "utf-8")
    try:
        status, broken = lint(copy)
    finally:
        file.write_text(before, "utf-8")
    assert status != 0
    assert any(contract.startswith(name) for contract in broken), broken
