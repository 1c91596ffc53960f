"""Which promised capability is proved by which test, and did it pass?

The list is tests/rows.csv. A test claims a row with `@pytest.mark.row("S0-15")`; every run writes
what became of the claims to `.rows.json`, and `./dev rows` prints the list with it.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests" / "rows.csv"
STORED = ROOT / ".rows.json"

Claims = dict[str, dict[str, object]]
"""Test id -> {"rows": [row ids], "outcome": "passed" | "failed" | "skipped"}."""


@dataclass(frozen=True, slots=True)
class Row:
    """One capability: its id, one line in our own words, whether it is promised, or why not."""

    id: str
    text: str
    in_scope: bool
    why: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """One capability with its tests. `passed` is None where no test claims it."""

    id: str
    text: str
    in_scope: bool
    why: str
    tests: tuple[str, ...]
    passed: bool | None


def read_rows(path: Path = LIST) -> list[Row]:
    """The whole list, in its own order."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            Row(line["id"], line["text"], line["in_scope"] == "yes", line["why"])
            for line in csv.DictReader(handle)
        ]


def read_claims(path: Path = STORED) -> Claims:
    """What the last runs found; empty where none was stored or the file is not ours."""
    try:
        claims: Claims = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return claims


def results(rows: Sequence[Row], claims: Claims) -> list[RowResult]:
    """Join the list with the claims. A row passed only if every test that claims it did."""
    found: list[RowResult] = []
    for row in rows:
        tests = tuple(sorted(test for test, claim in claims.items() if row.id in claim["rows"]))
        passed = all(claims[test]["outcome"] == "passed" for test in tests) if tests else None
        found.append(RowResult(**asdict(row), tests=tests, passed=passed))
    return found


class RowsReport:
    """The pytest plug-in: refuses claims on unknown rows and stores what became of the others."""

    def __init__(self, config: pytest.Config) -> None:
        self._known = {row.id for row in read_rows()}
        self._config = config
        self._claims: Claims = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Hand each test's claims along with its report, so that they survive parallel runs."""
        for item in items:
            for mark in item.iter_markers("row"):
                for row in mark.args:
                    if row not in self._known:
                        raise pytest.UsageError(
                            f"{item.nodeid} claims {row}, not a row of {LIST.name}"
                        )
                    item.user_properties.append(("row", row))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the worst outcome over set-up, call and teardown."""
        rows = [value for key, value in report.user_properties if key == "row"]
        if not rows:
            return
        claim = self._claims.setdefault(report.nodeid, {"rows": rows, "outcome": report.outcome})
        if claim["outcome"] == "passed":
            claim["outcome"] = report.outcome

    def pytest_sessionfinish(self) -> None:
        """Store the claims: a whole run replaces what was there, a part of one adds to it."""
        if hasattr(self._config, "workerinput") or self._config.option.collectonly:
            return
        claims = self._claims if self._whole_run() else read_claims() | self._claims
        scratch = STORED.with_suffix(f".{os.getpid()}")
        scratch.write_text(json.dumps(claims, indent=1, sort_keys=True), "utf-8")
        scratch.replace(STORED)

    def _whole_run(self) -> bool:
        option = self._config.option
        return self._config.args == self._config.getini("testpaths") and not (
            option.keyword or option.markexpr or getattr(option, "lf", False)
        )


def _line(row: RowResult) -> str:
    if not row.in_scope:
        return f"{row.id}  out of scope  {row.text} ({row.why})"
    state = {None: "no test", True: "passed", False: "FAILED"}[row.passed]
    return f"{row.id}  {state}  {row.text}" + "".join(f"\n       {test}" for test in row.tests)


def _summary(found: Sequence[RowResult]) -> str:
    scope = [row for row in found if row.in_scope]
    proved = sum(row.passed is True for row in scope)
    failed = sum(row.passed is False for row in scope)
    open_rows = len(scope) - proved - failed
    return (
        f"{len(found)} rows: {proved} proved, {failed} failed, {open_rows} without a test yet, "
        f"{len(found) - len(scope)} out of scope"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the rows; with no stored run, run the tests that claim rows first."""
    parser = argparse.ArgumentParser(prog="./dev rows", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args(argv)
    if not STORED.exists():
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-m", "row"],
            cwd=ROOT,
            stdout=sys.stderr,
            check=False,
        )
    found = results(read_rows(), read_claims())
    if options.json:
        text = json.dumps({"rows": [asdict(row) for row in found]}, ensure_ascii=False)
    else:
        text = "\n".join([*map(_line, found), _summary(found)])
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
