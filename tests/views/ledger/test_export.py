"""Exporting evidence: where to, the wait, what was written, and what cannot be."""

import threading
from pathlib import Path

import pytest

from desktop_app.services.consent.story import ExportResult
from desktop_app.services.errors import InvalidInput
from desktop_app.services.records import FieldProblem
from desktop_app.views.ledger import export
from desktop_app.views.widgets.dialogs import MessageDialog
from tests.views.clipping import clipped
from tests.views.ledger.conftest import settle, words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PLACE = Path("/elsewhere/Evidence of Maria Delgado.zip")


@pytest.fixture
def place(page):
    """The question where to is answered with this."""
    asked = []
    page.files.new_export = lambda _parent, name: asked.append(name) or PLACE
    return asked


def exported(page, qtbot):
    with qtbot.waitSignal(page.exporting.finished) as told:
        page.head.export.click()
    return told.args[0]


def exports(workspace):
    return [act for act in workspace.consent.acts if act[0] == "export_evidence"]


def test_it_asks_for_a_place_and_exports_this_number(page, workspace, place, qtbot):
    exported(page, qtbot)
    assert place == ["Evidence 18135550142 2026-03-12"]
    assert exports(workspace) == [("export_evidence", page.number, PLACE, "Dana Whitfield")]


def test_where_no_place_is_chosen_nothing_happens(page, workspace):
    page.files.new_export = lambda _parent, _name: None
    page.head.export.click()
    assert page.head.export.isEnabled()
    assert exports(workspace) == []


def test_while_it_runs_the_button_says_so_and_waits(page, workspace, place, qtbot):
    go_on = threading.Event()
    real = workspace.consent.export_evidence
    workspace.consent.export_evidence = lambda *given: go_on.wait(10) and real(*given)
    with qtbot.waitSignal(page.exporting.finished):
        page.head.export.click()
        assert page.head.export.text() == "Checking and writing…"
        assert not page.head.export.isEnabled()
        go_on.set()
    assert page.head.export.text() == "Export evidence…"
    assert page.head.export.isEnabled()


def test_it_shows_every_file_with_its_sha_256_in_fours(page, place, qtbot):
    dialog = exported(page, qtbot)
    shown = words(dialog)
    assert "manifest.json" in "".join(shown).replace("\u200b", "")
    assert "SHA-256 " + " ".join(["0000"] * 16) in shown
    assert "SHA-256 " + " ".join(["1111"] * 16) in shown
    assert dialog.place_words.text().replace("\u200b", "") == str(PLACE)


def test_open_folder_opens_the_folder_the_zip_lies_in(page, place, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(export.QDesktopServices, "openUrl", opened.append)
    exported(page, qtbot).open_folder.click()
    assert [url.toLocalFile() for url in opened] == [str(PLACE.parent)]


def test_a_place_that_is_taken_is_refused_with_words(page, workspace, place, qtbot):
    sentence = "Evidence of Maria Delgado.zip is there already. Choose another name."
    workspace.consent.failure = InvalidInput((FieldProblem("folder", sentence),))
    page.head.export.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(MessageDialog)))
    [dialog] = page.findChildren(MessageDialog)
    assert sentence in " ".join([dialog.accessibleName(), *words(dialog)])
    assert page.head.export.isEnabled()


@pytest.mark.parametrize("percent", [80, 150, 200])
def test_no_word_of_what_was_written_is_cut(page, theme, sized, percent):
    sized(percent)
    page.resize(960, 640)
    long = "evidence/9f2c71d09f2c71d0-" + "a" * 116 + ".pdf"
    result = ExportResult(PLACE, (("verify.py", "ab" * 32), (long, "0" * 64)), 9, "1" * 64)
    dialog = export.ExportedDialog(theme, page, result)
    dialog.open()
    settle()
    assert clipped(dialog) == []
    assert page.rect().contains(dialog.card.geometry())
