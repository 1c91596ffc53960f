"""What a copy of a picture is called outside: never what its sender called it."""

import re
from datetime import datetime, tzinfo

from desktop_app.services.archive_records import PictureRow

ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "text/vcard": "vcf",
    "video/mp4": "mp4",
    "video/3gpp": "3gp",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/amr": "amr",
}
"""What a copy may be called. Everything else is a .bin, which nothing opens by a double click."""
_UNSAFE = re.compile(r"[^\w .,'’-]+")
_LONGEST_NAME = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def dated_name(picture: PictureRow, person: str, zone: tzinfo | None = None) -> str:
    """What a copy is called: "2026-03-12 Maria Delgado 1.jpg"; never a path, never a device."""
    day = datetime.fromtimestamp(picture.at, zone).date().isoformat()
    words = _UNSAFE.sub(" ", person).replace("..", " ")
    who = " ".join(words.split())[:_LONGEST_NAME].strip(" .") or "picture"
    if _RESERVED.fullmatch(who):
        who = f"_{who}"
    ending = ENDINGS.get(picture.media_type, "bin")
    return f"{day} {who} {picture.position}.{ending}"
