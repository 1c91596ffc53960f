"""Copies of pictures outside the store, and pictures made anew by the decoder."""

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.models import media
from desktop_app.models.media import Kept
from desktop_app.services.archive import ArchiveService
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.storing import PageStore
from desktop_app.services.practice.firm.pictures import form
from desktop_app.services.sniffing import sniffed
from tests.store_kit import NOW, make_store, raw_message


@pytest.fixture
def archive(tmp_path):
    database = make_store(tmp_path / "profile" / "brieftext.db")
    PageStore(database).put([raw_message("look", at=NOW, num_media="3")], NOW)
    with database.write() as connection:
        for number, content in ((1, form().data), (2, b"%PDF-1.7 a letter")):
            kept = Kept("image/png", len(content), "0" * 64)
            media.keep(connection, number, content, kept, NOW)
    made = ArchiveService(database.reader, picture_command())
    yield made
    made.close()
    database.close()


def test_a_copy_is_byte_for_byte_what_came_and_private(archive, tmp_path):
    target = tmp_path / "copy.png"
    archive.save_copy(1, target)
    assert target.read_bytes() == form().data
    assert target.stat().st_mode & 0o077 == 0


def test_a_copy_replaces_nothing(archive, tmp_path):
    target = tmp_path / "copy.png"
    target.write_text("mine")
    with pytest.raises(BrieftextError, match="name is there already"):
        archive.save_copy(1, target)
    assert target.read_text() == "mine"


def test_a_copy_follows_no_link(archive, tmp_path):
    elsewhere, target = tmp_path / "elsewhere", tmp_path / "copy.png"
    target.symlink_to(elsewhere)
    with pytest.raises(BrieftextError):
        archive.save_copy(1, target)
    assert not elsewhere.exists()


def test_a_folder_that_is_not_there_is_said(archive, tmp_path):
    with pytest.raises(BrieftextError, match="could not be saved"):
        archive.save_copy(1, tmp_path / "nowhere" / "copy.png")


def test_a_picture_that_is_not_here_yet_is_said(archive, tmp_path):
    with pytest.raises(BrieftextError, match="not saved yet"):
        archive.save_copy(3, tmp_path / "copy.png")


def test_a_picture_to_look_at_is_made_anew(archive):
    shown = archive.shown(1)
    assert sniffed(shown) == "image/jpeg"
    assert shown != form().data


def test_what_is_no_picture_is_not_shown(archive):
    assert archive.shown(2) == b""
