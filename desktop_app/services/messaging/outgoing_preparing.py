"""A file somebody picked, made into a picture that may leave: small, upright, bare of metadata.

Every file is read by the process with limits (picture_process.py), a photo of one's own too: what
came by e-mail is a stranger's. Carriers refuse what is large (twilio.md 1.7: 1 MB for pictures).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.models.outgoing import File
from desktop_app.services.errors import InvalidInput
from desktop_app.services.messaging.decoding import AS_JPEG, AS_PNG, SHOWN
from desktop_app.services.messaging.outgoing_metadata import BrokenGif, bare_gif, tells_more
from desktop_app.services.messaging.picture_fetching import Shown
from desktop_app.services.outgoing_pictures import MOST_BYTES
from desktop_app.services.records import FieldProblem
from desktop_app.services.sniffing import sniffed

MOST_OF_ONE = 1_000_000
LARGEST_FILE = 32 * 1024 * 1024
ROOM_FOR_WORDS = 8_192
"""Twilio counts the words of the text with its pictures."""
THUMBNAIL_SIDE = 480
FIELD = "pictures"

_DRAWING = 300_000
"""A PNG above this is a photo, or a drawing JPEG does better."""
_MOVING = 600_000
_PHOTO = ((1600, 85), (1600, 75), (1280, 72), (1024, 68), (800, 62), (640, 55))
"""Longest side and quality, tried one after the other until the file is small enough."""
_SMALLEST_ROOM = 60_000

Decoder = Callable[[bytes, int, int, int], Shown | None]
"""(content, longest side, what to make, quality): what the process makes of a picture."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready to leave, and whether its file said more than its pixels."""

    file: File
    metadata_removed: bool


def refused(sentence: str) -> InvalidInput:
    """One sentence about a picture that cannot go."""
    return InvalidInput((FieldProblem(FIELD, sentence),))


def prepare(content: bytes, name: str, taken: int, decode: Decoder) -> Prepared:
    """Make a picture fit to leave beside others of `taken` bytes. Raises InvalidInput."""
    kind = sniffed(content)
    if kind not in {"image/jpeg", "image/png", "image/gif"}:
        raise refused(_wrong_kind(content, name))
    if len(content) > LARGEST_FILE:
        raise refused(f"“{name}” is larger than 32 MB. Make it smaller first.")
    room = min(MOST_OF_ONE, MOST_BYTES - ROOM_FOR_WORDS - taken)
    if room < _SMALLEST_ROOM:
        raise refused(
            "The pictures of one text come to 5 MB at most. Send this one with another text."
        )
    made = _made(content, kind, room, decode)
    small = decode(made[1].thumbnail, THUMBNAIL_SIDE, SHOWN, 82) if made is not None else None
    if small is None or made is None:
        raise refused(f"“{name}” can’t be read as a picture. Save it as JPEG and try again.")
    media_type, shown = made
    file = File(
        sha256=hashlib.sha256(shown.thumbnail).hexdigest(),
        media_type=media_type,
        size=len(shown.thumbnail),
        width=shown.width,
        height=shown.height,
        content=shown.thumbnail,
        thumbnail=small.thumbnail,
    )
    return Prepared(file, tells_more(content, kind))


def _made(content: bytes, kind: str, room: int, decode: Decoder) -> tuple[str, Shown] | None:
    """The file that leaves: its media type, its bytes and its size. None where it can't be read."""
    if kind == "image/gif":
        moving = _moving(content, min(room, _MOVING), decode)
        if moving is not None:
            return "image/gif", moving
    if kind != "image/jpeg":
        drawing = decode(content, _PHOTO[0][0], AS_PNG, 0)
        if drawing is not None and len(drawing.thumbnail) <= min(room, _DRAWING):
            return "image/png", drawing
    for side, quality in _PHOTO:
        photo = decode(content, side, AS_JPEG, quality)
        if photo is None:
            return None
        if len(photo.thumbnail) <= room:
            return "image/jpeg", photo
    raise refused("This picture stays too large however it is made smaller. Crop it first.")


def _moving(content: bytes, room: int, decode: Decoder) -> Shown | None:
    """A small moving picture as it is, without its words; None where it is none."""
    try:
        bare = bare_gif(content)
    except BrokenGif:
        return None
    if bare.frames == 1 or len(bare.content) > room:
        return None
    first = decode(bare.content, THUMBNAIL_SIDE, SHOWN, 82)
    return Shown(bare.content, first.width, first.height) if first is not None else None


def _wrong_kind(content: bytes, name: str) -> str:
    if content.startswith(b"%PDF-"):
        return (
            f"“{name}” is a PDF, and many phones can’t open one from a text. Send a link to your "
            "portal instead."
        )
    if content[4:8] == b"ftyp":
        return (
            f"“{name}” is a HEIC picture or a video. Only JPEG, PNG and GIF pictures can be sent: "
            "save it as JPEG first."
        )
    return f"Only JPEG, PNG and GIF pictures can be sent, and “{name}” is none."
