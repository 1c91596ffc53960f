"""What a file is, by its first bytes. What it is called or claims to be does not count."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
_RIFF, _WEBP = b"RIFF", b"WEBP"

FORMATS = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/webp": "webp"}
"""The kinds that are ever shown, and the decoder each is read with."""


def sniffed(content: bytes) -> str | None:
    """The media type of a picture that can be shown; None for everything else."""
    if content.startswith(_PNG):
        return "image/png"
    if content.startswith(_JPEG):
        return "image/jpeg"
    if content.startswith(_GIF):
        return "image/gif"
    if content.startswith(_RIFF) and content[8:12] == _WEBP:
        return "image/webp"
    return None
