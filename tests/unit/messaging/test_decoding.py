"""Pictures strangers sent, read by the real process: what is shown, and what breaks nothing."""

import struct
import zlib

import pytest

from desktop_app.composition.programs import picture_command
from desktop_app.services.messaging import decoding
from desktop_app.services.messaging.decoding import THUMBNAIL_SIDE, DecodingProcess
from desktop_app.services.practice.firm.pictures import car, form
from desktop_app.services.sniffing import sniffed

pytestmark = pytest.mark.skipif(
    not hasattr(__import__("os"), "fork"), reason="limits are tested where they exist"
)


@pytest.fixture
def decoder():
    made = DecodingProcess(picture_command())
    yield made
    made.close()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, rows=None, colour=2):
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    line = b"\0" + bytes(width * {0: 1, 2: 3, 6: 4}[colour])
    data = zlib.compress(line * (height if rows is None else rows), 1)
    end = chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + end


def test_a_small_copy_is_made_and_the_size_of_the_whole_is_kept(decoder):
    found = decoder(png(1600, 1200))
    assert (found.width, found.height) == (1600, 1200)
    assert sniffed(found.thumbnail) == "image/jpeg"
    small = decoder(found.thumbnail, 0)
    assert (small.width, small.height) == (THUMBNAIL_SIDE, 360)


def test_a_picture_one_can_see_through_stays_so(decoder):
    assert sniffed(decoder(png(60, 60, colour=6)).thumbnail) == "image/png"


def test_the_whole_picture_can_be_asked_for(decoder):
    whole = decoder(png(1600, 1200), 0)
    assert decoder(whole.thumbnail, 0).width == 1600


def test_the_pictures_of_practice_are_shown(decoder):
    assert (decoder(car().data).width, decoder(form().data).height) == (160, 160)


GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def test_a_gif_is_shown_whatever_hangs_on_behind_it(decoder):
    found = decoder(GIF + b"<html><script>alert(1)</script></html>PK\x03\x04")
    assert (found.width, found.height) == (1, 1)
    assert b"script" not in found.thumbnail


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"%PDF-1.7",
        b"II*\0 a tiff",
        b"GIF89a<html>",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 400,
        png(60_000, 60_000, rows=1),
        png(5_001, 5_001, rows=1),
        png(20_001, 3, rows=1),
        b"\xff\xd8\xff\xe0" + b"\0" * 4_000,
        b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 400,
    ],
    ids=range(11),
)
def test_what_is_no_honest_picture_is_not_shown_and_the_next_one_is(decoder, content):
    assert decoder(content) is None
    assert decoder(car().data) is not None


def test_a_process_that_dies_costs_one_picture(decoder):
    assert decoder(car().data) is not None
    decoder._process.kill()
    decoder._process.wait()
    assert decoder(car().data) is None
    assert decoder(car().data) is not None


def test_a_process_that_says_nothing_is_ended(monkeypatch):
    monkeypatch.setattr(decoding, "PATIENCE_S", 0.2)
    silent = DecodingProcess(["sleep", "60"])
    assert silent(car().data) is None
    silent.close()


def test_the_process_gives_up_memory_files_and_core_dumps(decoder):
    decoder(car().data)
    from pathlib import Path

    limits = Path(f"/proc/{decoder._process.pid}/limits").read_text()
    found = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert found["Max file size"] == "0"
    assert found["Max core file size"] == "0"
    assert int(found["Max address space"]) <= 2 * 1024**3
    assert int(found["Max cpu time"]) <= 300


def test_a_process_does_not_live_for_ever(decoder, monkeypatch):
    monkeypatch.setattr(decoding, "PICTURES_A_PROCESS", 2)
    seen = set()
    for _ in range(5):
        decoder(GIF)
        seen.add(decoder._process.pid)
    assert len(seen) == 3
