"""Evidence files of an entry: what is known of them, pictures shown in memory, copies in words."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from desktop_app.services.consent.story import EvidenceFile
from desktop_app.services.errors import BrieftextError, InvalidInput
from desktop_app.services.records import FieldProblem, Problem
from desktop_app.views.ledger.evidence import EvidenceCard, PictureDialog, decoded
from desktop_app.views.ledger.words import size_words
from desktop_app.views.widgets.dialogs import MessageDialog
from tests.views.clipping import clipped
from tests.views.ledger.conftest import settle, words
from tests.views.made_up_firm import at
from tests.views.made_up_ledger import FORM

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SCAN = "5c" * 32


def picture(width=60, height=40, kind="PNG"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data())


def card(page, qtbot):
    [card] = [one for one in page.panel.findChildren(EvidenceCard) if one.isVisible()]
    qtbot.waitUntil(lambda: bool(card.facts.text()))
    return card


@pytest.fixture
def form(page, qtbot):
    """The card of the intake form, a PDF."""
    page.list.select(3)
    return card(page, qtbot)


@pytest.fixture
def scan(page, workspace, qtbot):
    """Entry 3 rests on a scan, a PNG."""
    entry = workspace.reading.ledger[3]
    workspace.reading.ledger[3] = replace(entry, evidence=(("scan.png", SCAN),))
    workspace.consent.kept[SCAN] = EvidenceFile(
        SCAN, "scan.png", "image/png", 1_500_000, at(4, 14, 9), "Dana Whitfield"
    )
    workspace.consent.contents[SCAN] = picture()
    page.show_number(page.number, 3)
    return card(page, qtbot)


def dialogs(page, kind):
    return [one for one in page.window().findChildren(kind) if one.isVisible()]


def test_a_file_is_told_with_its_size_its_day_and_its_whole_hash(form):
    shown = [word.replace("\u200b", "") for word in words(form)]
    assert shown[0] == "Intake form, page 3.pdf"
    assert "Added Mar 4, 2:09 PM by Dana Whitfield · 412 KB" in shown
    assert "Stored encrypted" in shown
    assert "SHA-256 " + "9f2c 71d0 " * 7 + "0000 41ab" in shown
    assert form.copy.accessibleName() == "Save a copy of Intake form, page 3.pdf"


def test_a_pdf_can_only_be_saved_and_the_words_say_why(form):
    assert not form.view.isVisible()
    assert form.note.text().startswith("Only pictures can be viewed here. Save a copy to read")
    assert form.note.text().endswith("the copy is not encrypted.")


def test_a_picture_is_shown_inside_the_program_and_written_nowhere(page, scan, workspace, qtbot):
    scan.view.click()
    qtbot.waitUntil(lambda: bool(dialogs(page, PictureDialog)))
    [dialog] = dialogs(page, PictureDialog)
    assert dialog.picture.pixmap().size().toTuple() == (60, 40)
    assert dialog.picture.accessibleName() == "Picture scan.png"
    assert not [act for act in workspace.consent.acts if act[0] == "save_evidence"]
    dialog.close_button.click()


def test_a_picture_that_was_exchanged_is_not_shown(page, scan, workspace, qtbot):
    def exchanged(_digest):
        raise BrieftextError(Problem("This file is not the one that was kept."))

    workspace.consent.evidence_content = exchanged
    scan.view.click()
    qtbot.waitUntil(lambda: bool(dialogs(page, MessageDialog)))
    assert dialogs(page, MessageDialog)[0].accessibleName() == (
        "This file is not the one that was kept."
    )
    assert scan.view.isEnabled()


def test_a_picture_that_cannot_be_read_leads_to_a_copy_in_words(page, scan, workspace, qtbot):
    workspace.consent.contents[SCAN] = b"\x89PNG\r\n\x1a\n broken"
    scan.view.click()
    qtbot.waitUntil(lambda: bool(dialogs(page, MessageDialog)))
    assert "Save a copy" in " ".join(words(dialogs(page, MessageDialog)[0]))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_of_known_kinds_are_read(kind):
    shown = decoded(picture(kind=kind), f"image/{kind.lower()}")
    assert shown.size().toTuple() == (60, 40)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        (picture(kind="BMP"), "image/png"),
        (picture(4_001, 10), "image/png"),
        (b"", "image/png"),
    ],
)
def test_anything_else_is_never_decoded(content, media_type):
    assert decoded(content, media_type) is None


def test_a_copy_is_saved_where_it_was_asked_for_and_said_to_be_unencrypted(
    page, form, workspace, qtbot
):
    asked = []
    place = Path("/elsewhere/copy.pdf")
    page.files.new_copy = lambda _parent, name: asked.append(name) or place
    form.copy.click()
    qtbot.waitUntil(form.saved.isVisible)
    assert asked == ["Intake form, page 3.pdf"]
    assert ("save_evidence", FORM, place) in workspace.consent.acts
    said = form.saved.text().replace("\u200b", "")
    assert said == f"Saved, not encrypted: {place}"


def test_a_copy_that_cannot_be_saved_is_told(page, form, workspace, qtbot):
    sentence = "There is a file called copy.pdf already. Choose another name."
    workspace.consent.failure = InvalidInput((FieldProblem("evidence", sentence),))
    page.files.new_copy = lambda _parent, _name: Path("/elsewhere/copy.pdf")
    form.copy.click()
    qtbot.waitUntil(lambda: bool(dialogs(page, MessageDialog)))
    [dialog] = dialogs(page, MessageDialog)
    assert dialog.accessibleName() == "The copy was not saved."
    assert sentence in words(dialog)
    assert not form.saved.isVisible()


def test_a_file_that_is_gone_is_told_at_its_place(page, workspace, qtbot):
    workspace.consent.kept.clear()
    page.list.select(3)
    shown = card(page, qtbot)
    assert shown.facts.text() == "This file is not in the store any more."
    assert not shown.copy.isEnabled()


@pytest.mark.parametrize(
    ("size", "said"), [(999, "999 bytes"), (412_000, "412 KB"), (1_500_000, "1.5 MB")]
)
def test_sizes_are_said_as_people_say_them(size, said):
    assert size_words(size) == said


@pytest.mark.parametrize("percent", [80, 200])
def test_no_word_of_a_picture_is_cut(page, theme, sized, percent):
    sized(percent)
    page.resize(960, 640)
    image = QImage.fromData(picture(3_000, 4_000))
    dialog = PictureDialog(theme, page, "a" * 116 + ".png", image)
    dialog.open()
    settle()
    assert clipped(dialog) == []
    assert page.rect().contains(dialog.card.geometry())
