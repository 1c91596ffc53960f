"""The child process that reads pictures strangers sent, so that a hostile one harms nothing.

It has no key, no store and no network in its hands: bytes come in on standard input, a small
picture goes out on standard output. Memory, time and files are limited; a picture that breaks it is
saved and not shown.
"""

import struct
import sys
from typing import IO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import (
    QColorSpace,
    QImage,
    QImageIOHandler,
    QImageReader,
    QImageWriter,
    QPainter,
)

from desktop_app.services.sniffing import FORMATS, sniffed

LARGEST_PIXELS = 25_000_000
LARGEST_OWN_PIXELS = 130_000_000
"""A photo of one's own is never unfolded whole: it is read at the size it is sent in."""
LARGEST_SIDE = 20_000
ALLOCATION_MB = 128
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_S = 120
"""For all pictures of one process; whoever asks starts another now and then."""
_MOST_IN = 32 * 1024 * 1024
_QUALITY = 82
SHOWN, AS_JPEG, AS_PNG = range(3)
"""What is made of a picture: something to look at, or a file to send."""
_ASKED = struct.Struct(">IIBB")
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


def made_anew(
    content: bytes, side: int, form: int = SHOWN, quality: int = _QUALITY
) -> tuple[bytes, int, int] | None:
    """A copy no longer than `side` (0: whole), and how large the picture is upright.

    None for what is not shown. A copy to be sent says its own size, and nothing about its maker.
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
    own = form != SHOWN and kind == "image/jpeg" and side > 0
    if not _fits(size, LARGEST_OWN_PIXELS if own else LARGEST_PIXELS):
        return None
    if 0 < side < max(size.width(), size.height()):
        inner = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(inner.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    if form != SHOWN:
        plain = _plain(image, through=form == AS_PNG)
        coded = _file(plain, "png" if form == AS_PNG else "jpeg", quality)
        return (coded, plain.width(), plain.height()) if coded else None
    turned = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    upright = size.transposed() if turned else size
    coded = _coded(image)
    return (coded, upright.width(), upright.height()) if coded else None


def _fits(size: QSize, pixels: int) -> bool:
    width, height = size.width(), size.height()
    return 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and width * height <= pixels


def _plain(image: QImage, *, through: bool) -> QImage:
    """The same pixels in an image of their own: no words, no profile, no resolution beside them."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    alpha = through and image.hasAlphaChannel()
    form = QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32
    plain = QImage(image.size(), form)
    plain.fill(Qt.GlobalColor.transparent if alpha else Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    return plain


def _coded(image: QImage) -> bytes:
    """The small picture as a file: PNG where one can see through it, JPEG otherwise."""
    return _file(image, "png" if image.hasAlphaChannel() else "jpeg", _QUALITY)


def _file(image: QImage, form: str, quality: int) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(form.encode()))
    if form == "jpeg":
        writer.setQuality(quality)
    if not writer.write(image):
        return b""
    return bytes(out.data().data())


def serve(inlet: IO[bytes], outlet: IO[bytes]) -> None:
    """Answer one picture after the other until the input ends."""
    while len(head := inlet.read(_ASKED.size)) == _ASKED.size:
        length, side, form, quality = _ASKED.unpack(head)
        content = inlet.read(length) if length <= _MOST_IN else b""
        if len(content) != length:
            return
        found = made_anew(content, side, form, quality)
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
