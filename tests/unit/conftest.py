"""A pytest run inside a test, with this suite's own plug-ins, for the tests of the test bed."""

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class InnerRun:
    """How the inner run ended, what it printed, and the claims it stored."""

    status: int
    output: str
    claims: dict[str, dict[str, object]]


@pytest.fixture
def pytester_run(tmp_path):
    """Run one made-up test file under tests/conftest.py, its claims stored apart from ours."""

    def run(source: str) -> InnerRun:
        stored = tmp_path / "rows.json"
        lines = (
            "import pathlib, tests.rows_report",
            f"tests.rows_report.STORED = pathlib.Path({str(stored)!r})",
            "from tests.conftest import *",
        )
        (tmp_path / "conftest.py").write_text("\n".join(lines), "utf-8")
        (tmp_path / "test_inner.py").write_text(textwrap.dedent(source), "utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-c",
            str(ROOT / "pyproject.toml"),
        ]
        done = subprocess.run(
            [*command, f"--rootdir={tmp_path}", str(tmp_path)],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        claims = json.loads(stored.read_text("utf-8")) if stored.exists() else {}
        return InnerRun(done.returncode, done.stdout + done.stderr, claims)

    return run
