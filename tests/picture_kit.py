"""Pictures to send, with all that their files can say about whoever took them."""

import random
import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

WHERE = b"GPS 28.5383 N 81.3792 W Canon of Dana Whitfield"


def encoded(image, form, quality=95):
    """An image as a file."""
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(form.encode()))
    writer.setQuality(quality)
    assert writer.write(image)
    return bytes(out.data().data())


def noise(width, height):
    """An image no format makes small."""
    pixels = random.Random(7).randbytes(width * height * 4)
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def drawing(width, height, colour="#3366cc"):
    """An image of one colour, its upper half white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    for y in range(height // 2):
        for x in range(width):
            image.setPixelColor(x, y, QColor("white"))
    return image


def jpeg(width=200, height=100, *, turned=False, tells=True, image=None):
    """A photo; `turned`: its file says that it has to be turned by a quarter."""
    plain = encoded(image or drawing(width, height), "jpeg")
    if not tells:
        return plain
    return plain[:2] + exif(6 if turned else 1) + comment() + plain[2:]


def exif(orientation):
    """An EXIF part with an orientation and words about the place."""
    entry = struct.pack("<HHII", 0x0112, 3, 1, orientation)
    words = struct.pack("<HHII", 0x010E, 2, len(WHERE), 8 + 2 + 24 + 4)
    directory = struct.pack("<H", 2) + words + entry + b"\0\0\0\0"
    tiff = b"II*\0" + struct.pack("<I", 8) + directory + WHERE
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def comment():
    """A JPEG comment."""
    return b"\xff\xfe" + struct.pack(">H", len(WHERE) + 2) + WHERE


def png(width=200, height=100, *, image=None):
    """A drawing with words in its file."""
    plain = encoded(image or drawing(width, height), "png")
    data = b"Author\0" + WHERE
    words = struct.pack(">I", len(data)) + b"tEXt" + data
    words += struct.pack(">I", zlib.crc32(b"tEXt" + data))
    return plain[:33] + words + plain[33:]


_FRAME = b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00"
_CONTROL = b"!\xf9\x04\x04\x0a\x00\x00\x00"
_LOOP = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


def gif(frames=2):
    """A GIF of one pixel, moving where it has two frames, with words and foreign blocks."""
    head = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    words = b"!\xfe" + bytes([len(WHERE)]) + WHERE + b"\0"
    foreign = b"!\xff\x0bXMP DataXMP" + bytes([len(WHERE)]) + WHERE + b"\0"
    return head + words + _LOOP + foreign + (_CONTROL + _FRAME) * frames + b";" + WHERE
