"""What holds for the repository as a whole: locks, layout, size, and what must not stand in it."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "desktop_app").rglob("*.py"))


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_is_pinned_by_hash_and_no_address_is_named(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 20
    assert [block for block in blocks if "==" not in block or "--hash=sha256:" not in block] == []


def test_what_runs_is_locked_the_same_for_tests():
    def pins(name):
        return set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-test.lock")


def test_no_function_is_longer_than_a_screen_and_no_file_than_a_chapter():
    long_files = [path.name for path in SOURCES if len(path.read_text("utf-8").splitlines()) > 500]
    long_functions = [
        f"{path.name}:{node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60
    ]
    assert (long_files, long_functions) == ([], [])


def test_every_module_says_why_it_exists():
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


def test_no_exception_is_swallowed_unseen():
    """Whoever catches everything raises it again; only the lanes' last line of defence logs it."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and is_broad(node) and not ends_openly(node)
    ]
    assert found == []


def is_broad(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )


def ends_openly(handler: ast.ExceptHandler) -> bool:
    calls = [
        node.func.attr
        for node in ast.walk(handler)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler)) or bool(
        {"exception", "set_exception"} & set(calls)
    )


def test_no_registry_and_no_path_of_a_machine_stands_in_the_project():
    words = re.compile(rb"pypi\.org|pythonhosted|registry\.npmjs|/root/|/home/\w|/work/")
    here = Path(__file__)
    found = [
        path.relative_to(ROOT)
        for path in tracked()
        if path != here and path.is_file() and words.search(path.read_bytes())
    ]
    assert found == []


def test_secrets_have_no_option_of_their_own():
    """A secret never stands in an argument, where every process list shows it."""
    text = (ROOT / "desktop_app" / "cli" / "options.py").read_text("utf-8")
    assert not re.search(r'"--\w*(secret|token|password|passphrase(?!-fd))', text)


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_bundled_fonts_and_icons_keep_their_licence_beside_them(folder):
    names = {path.name.split(".")[0].upper() for path in (ROOT / "resources" / folder).iterdir()}
    assert names & {"OFL", "LICENSE"}
