"""The child process that reads pictures strangers sent, so that a hostile one harms nothing.

It has no key, no store and no network in its hands: bytes come in on standard input, a small
picture goes out on standard output. Memory, time and files are limited; a picture that breaks it is
saved and not shown.
"""

import struct
import sys
from typing import IO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from desktop_app.services.sniffing import FORMATS, sniffed

LARGEST_PIXELS = 25_000_000
LARGEST_SIDE = 20_000
ALLOCATION_MB = 128
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_S = 120
"""For all pictures of one process; whoever asks starts another now and then."""
_MOST_IN = 32 * 1024 * 1024
_QUALITY = 82
_ASKED = struct.Struct(">II")
_HEAD = struct.Struct(">III")


def limit() -> None:
    """Give up what a picture has no need of."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def made_anew(content: bytes, side: int) -> tuple[bytes, int, int] | None:
    """A copy no longer than `side` (0: whole), and how large the picture is upright.

    None for what is not shown.
    """
    kind = sniffed(content)
    if kind is None:
        return None
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(FORMATS[kind].encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    if not _fits(size):
        return None
    if 0 < side < max(size.width(), size.height()):
        inner = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(inner.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    upright = size.transposed() if turned else size
    coded = _coded(image)
    return (coded, upright.width(), upright.height()) if coded else None


def _fits(size: QSize) -> bool:
    width, height = size.width(), size.height()
    return (
        0 < width <= LARGEST_SIDE
        and 0 < height <= LARGEST_SIDE
        and width * height <= LARGEST_PIXELS
    )


def _coded(image: QImage) -> bytes:
    """The small picture as a file: PNG where one can see through it, JPEG otherwise."""
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    through = image.hasAlphaChannel()
    writer = QImageWriter(out, QByteArray(b"png" if through else b"jpeg"))
    if not through:
        writer.setQuality(_QUALITY)
    if not writer.write(image):
        return b""
    return bytes(out.data().data())


def serve(inlet: IO[bytes], outlet: IO[bytes]) -> None:
    """Answer one picture after the other until the input ends."""
    while len(head := inlet.read(_ASKED.size)) == _ASKED.size:
        length, side = _ASKED.unpack(head)
        content = inlet.read(length) if length <= _MOST_IN else b""
        if len(content) != length:
            return
        found = made_anew(content, side)
        thumbnail, width, height = found or (b"", 0, 0)
        outlet.write(_HEAD.pack(width, height, len(thumbnail)) + thumbnail)
        outlet.flush()


def main() -> int:
    """Limit this process, then read pictures."""
    QImageReader.setAllocationLimit(ALLOCATION_MB)
    QImageReader.supportedImageFormats()  # loads the decoders before files are out of reach
    limit()
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
