"""Pages as PDF, set by Qt's own text engine: right shaping and fallback for any script.

Text is put in as text, never as HTML. Works on a worker thread; where there is no Qt application
yet, as on the command line, one without a window is made.
"""

import os
import sys
import threading
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from desktop_app.services.ports import Block
from desktop_app.services.resources import resource

FAMILY = "Inter"
DPI = 300
_MARGIN_MM = 18.0
_FOOT_PT = 28.0
_POINTS = {"title": 20.0, "heading": 12.0, "small": 8.0, "quote": 10.5, "warning": 10.5}
_SPACE_BEFORE = {"heading": 18.0, "quote": 6.0, "title": 0.0, "fact": 2.0}
"""In the engine's own pixels, 96 an inch; it scales them to the page."""
_BODY_PT, _QUOTE_INDENT = 10.0, 1
_INK, _SOFT, _ALARM = QColor("#1b1f24"), QColor("#5a6270"), QColor("#a32020")
_LINE = "\u2028"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


class PdfWriter:
    """Implements ports.PageWriter."""

    _lock = threading.Lock()
    _application: QGuiApplication | None = None
    _fonts: tuple[int, ...] = ()

    def pdf(self, title: str, blocks: Sequence[Block], foot: str) -> bytes:
        """The pages; US letter."""
        self._get_ready()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("Brieftext")
        writer.setResolution(DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.Letter),
                QPageLayout.Orientation.Portrait,
                QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
                QPageLayout.Unit.Millimeter,
            )
        )
        _paint(writer, blocks, foot)
        buffer.close()
        return bytes(content.data())

    @classmethod
    def _get_ready(cls) -> None:
        with cls._lock:
            if QGuiApplication.instance() is None:
                if not _display_is_there():
                    os.environ["QT_QPA_PLATFORM"] = "offscreen"
                cls._application = QGuiApplication(sys.argv[:1])
            if not cls._fonts:
                files = sorted(resource("fonts").glob("*.ttf"))
                cls._fonts = tuple(QFontDatabase.addApplicationFont(str(each)) for each in files)


def _display_is_there() -> bool:
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _paint(writer: QPdfWriter, blocks: Sequence[Block], foot: str) -> None:
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(_font(_BODY_PT))
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    width, height = float(writer.width()), float(writer.height()) - _pixels(_FOOT_PT)
    document.setPageSize(QSizeF(width, height))
    _fill(document, blocks)
    pages = document.pageCount()
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.translate(0, -page * height)
        document.drawContents(painter, QRectF(0, page * height, width, height))
        painter.restore()
        painter.setFont(_font(_POINTS["small"]))
        painter.setPen(_SOFT)
        place = QRectF(0, height, width, _pixels(_FOOT_PT))
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, foot)
        count = f"Page {page + 1} of {pages}"
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, count)
    painter.end()


def _fill(document: QTextDocument, blocks: Sequence[Block]) -> None:
    cursor = QTextCursor(document)
    for index, block in enumerate(blocks):
        shape = QTextBlockFormat()
        shape.setTopMargin(_SPACE_BEFORE.get(block.kind, 4.0))
        if block.kind == "quote":
            shape.setIndent(_QUOTE_INDENT)
        if index:
            cursor.insertBlock(shape)
        else:
            cursor.setBlockFormat(shape)
        if block.name:
            cursor.insertText(f"{plain(block.name)}:  ", _letters(block.kind, soft=True))
        cursor.insertText(plain(block.text), _letters(block.kind))


def _letters(kind: str, *, soft: bool = False) -> QTextCharFormat:
    letters = QTextCharFormat()
    bold = kind in {"title", "heading", "warning"}
    weight = QFont.Weight.Bold if bold else QFont.Weight.Normal
    letters.setFont(_font(_POINTS.get(kind, _BODY_PT), weight))
    ink = _ALARM if kind == "warning" else _SOFT if soft or kind == "small" else _INK
    letters.setForeground(ink)
    return letters


def _font(points: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(FAMILY)
    font.setPointSizeF(points)
    font.setWeight(weight)
    return font


def _pixels(points: float) -> float:
    return points * DPI / 72


def plain(text: str) -> str:
    """The text as it can stand on paper: what would turn or hide other letters is spelled out."""
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


def _shown(char: str) -> str:
    if char in {"\n", _LINE, "\u2029"}:
        return _LINE
    if char == "\t":
        return "    "
    if char in _TURNING or unicodedata.category(char) in {"Cc", "Cs"}:
        return f"[U+{ord(char):04X}]"
    return char
