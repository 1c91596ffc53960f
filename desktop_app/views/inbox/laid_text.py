"""Plain text broken into lines. QTextLayout only: what a client writes is never markup."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

LINE_BREAK = "\u2028"


@dataclass(slots=True)
class Text:
    """A laid-out text and where it goes."""

    layout: QTextLayout
    at: QPointF
    ink: str = "text"


def text_layout(
    text: str,
    font: QFont,
    width: float,
    line_height: float,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    """Plain text broken into lines of this width, the lines `line_height` apart."""
    layout = QTextLayout(text.replace("\n", LINE_BREAK), font)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if formats:
        layout.setFormats(list(formats))
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
        y += line_height
    layout.endLayout()
    return layout


def natural_width(layout: QTextLayout) -> float:
    """How wide the widest line really is."""
    return max(
        (layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0
    )


def units(text: str) -> int:
    """How long Qt thinks a text is: an emoji counts two."""
    return len(text.encode("utf-16-le")) // 2


def styled(
    start: int, length: int, font: QFont, color: QColor, ground: QColor | None = None
) -> QTextLayout.FormatRange:
    """A part of a text in another cut and colour, and perhaps on a ground of its own."""
    piece = QTextLayout.FormatRange()
    piece.start, piece.length = start, length
    looks = QTextCharFormat()
    looks.setFont(font)
    looks.setForeground(color)
    if ground is not None:
        looks.setBackground(ground)
    piece.format = looks
    return piece
