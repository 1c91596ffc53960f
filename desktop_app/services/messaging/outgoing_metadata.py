"""What a picture's file says beside its pixels: where, when and by whom it was taken.

JPEG and PNG are written anew from their pixels, which leaves all of it behind; a moving GIF is
copied block by block, without the blocks that hold words.
"""

import struct
from collections.abc import Iterator

_JPEG_TELLS = frozenset({0xE1, 0xED, 0xFE})
"""EXIF and XMP, IPTC, comments."""
_PNG_TELLS = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
_START_OF_SCAN, _WITHOUT_LENGTH = 0xDA, frozenset({0x01, *range(0xD0, 0xDA)})
_PNG_HEAD = 8

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_CONTROL, _WORDS, _COMMENT, _APPLICATION = 0xF9, 0x01, 0xFE, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_GIF_HEAD, _IMAGE_HEAD = 13, 10
_HAS_TABLE, _TABLE_SIZE = 0x80, 0x07


class BrokenGif(ValueError):
    """The file ends before it should, or has a block nobody knows."""


def tells_more(content: bytes, media_type: str) -> bool:
    """Whether a file holds more than its picture."""
    if media_type == "image/jpeg":
        return any(marker in _JPEG_TELLS for marker in _jpeg_markers(content))
    if media_type == "image/png":
        return any(kind in _PNG_TELLS for kind in _png_chunks(content))
    try:
        return len(bare_gif(content).content) < len(content)
    except BrokenGif:
        return True


def _jpeg_markers(content: bytes) -> Iterator[int]:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  what every marker starts with
        marker = content[at + 1]
        yield marker
        if marker == _START_OF_SCAN:
            return
        if marker in _WITHOUT_LENGTH or marker == 0xFF:  # noqa: PLR2004  padding
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = _PNG_HEAD
    while at + 8 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8]
        at += 12 + length


class Gif:
    """A GIF without its words, and how many pictures follow each other in it."""

    def __init__(self, content: bytes, frames: int) -> None:
        self.content = content
        self.frames = frames


def bare_gif(content: bytes) -> Gif:
    """The same moving picture without comments and foreign blocks. Raises BrokenGif."""
    if len(content) < _GIF_HEAD:
        raise BrokenGif
    at = _GIF_HEAD + _table(content[10])
    kept, frames = [content[:at]], 0
    while at < len(content) and content[at] != _TRAILER:
        end = _block_end(content, at)
        if _is_kept(content, at):
            kept.append(content[at:end])
        frames += content[at] == _IMAGE
        at = end
    if at >= len(content) or not frames:
        raise BrokenGif
    return Gif(b"".join([*kept, bytes([_TRAILER])]), frames)


def _table(flags: int) -> int:
    return 3 * 2 ** ((flags & _TABLE_SIZE) + 1) if flags & _HAS_TABLE else 0


def _block_end(content: bytes, at: int) -> int:
    if content[at] == _EXTENSION:
        return _after_parts(content, at + 2)
    if content[at] == _IMAGE and at + _IMAGE_HEAD <= len(content):
        return _after_parts(content, at + _IMAGE_HEAD + _table(content[at + 9]) + 1)
    raise BrokenGif


def _after_parts(content: bytes, at: int) -> int:
    """Behind a row of parts, each with its length before it; an empty one ends the row."""
    while at < len(content):
        length = content[at]
        at += 1 + length
        if not length:
            return at
    raise BrokenGif


def _is_kept(content: bytes, at: int) -> bool:
    if content[at] == _IMAGE:
        return True
    label = content[at + 1]
    if label == _APPLICATION:
        return content[at + 3 : at + 14] in _LOOPS
    return label == _CONTROL
