"""Names of copies, and copies that replace nothing."""

import string
from pathlib import Path, PureWindowsPath
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.archive_records import PictureRow
from desktop_app.services.picture_names import dated_name

CHICAGO = ZoneInfo("America/Chicago")


def picture(media_type="image/jpeg", position=1):
    return PictureRow(
        1, 7, position, 2, "kept", media_type, 9_000, 640, 480, 1_773_363_960, inbound=True
    )


def test_a_copy_is_called_by_day_person_and_place():
    assert dated_name(picture(), "Maria Delgado", CHICAGO) == "2026-03-12 Maria Delgado 1.jpg"


@pytest.mark.parametrize(
    ("media_type", "ending"),
    [
        ("image/png", ".png"),
        ("application/pdf", ".pdf"),
        ("application/x-msdownload", ".bin"),
        ("text/html", ".bin"),
        ("image/svg+xml", ".bin"),
    ],
)
def test_what_could_run_gets_an_ending_that_nothing_opens(media_type, ending):
    assert dated_name(picture(media_type), "Maria", CHICAGO).endswith(ending)


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_else(person):
    name = dated_name(picture(), person, CHICAGO)
    assert Path(name).name == name == PureWindowsPath(name).name
    assert not PureWindowsPath(name).is_reserved()
    assert len(name) < 100
    assert ".." not in name
    assert not set(name) & set('<>:"/\\|?*' + "".join(map(chr, range(32))))
    assert name[0] in string.digits
