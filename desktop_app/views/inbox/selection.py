"""Which part of one bubble is selected, to be copied."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout

from desktop_app.views.inbox.laid_text import LINE_BREAK, Text
from desktop_app.views.inbox.layout import RowLayout


class Selection:
    """From one character to another, in the bubble of one message."""

    def __init__(self) -> None:
        self.message_id: int | None = None
        self._from = 0
        self._to = 0

    def clear(self) -> None:
        """Nothing is selected."""
        self.message_id, self._from, self._to = None, 0, 0

    def start(self, made: RowLayout, point: QPointF) -> None:
        """The pointer went down in a bubble."""
        assert made.body is not None
        self.message_id = made.row.id
        self._from = self._to = position(made.body, point)

    def reach(self, made: RowLayout, point: QPointF) -> None:
        """The pointer was drawn to here."""
        if made.row.id == self.message_id and made.body is not None:
            self._to = position(made.body, point)

    def take_word(self, made: RowLayout, point: QPointF) -> None:
        """A double click takes the word."""
        assert made.body is not None
        at = position(made.body, point)
        layout = made.body.layout
        self.message_id = made.row.id
        word = QTextLayout.CursorMode.SkipWords
        self._to = layout.nextCursorPosition(at, word)
        self._from = layout.previousCursorPosition(self._to, word)
        word_text = _slice(layout.text(), self._from, self._to)
        self._to -= len(word_text) - len(word_text.rstrip())

    def text(self, made: RowLayout) -> str:
        """The words selected in this line."""
        if made.row.id != self.message_id or made.body is None:
            return ""
        first, last = sorted((self._from, self._to))
        return _slice(made.body.layout.text(), first, last).replace(LINE_BREAK, "\n")

    def ranges(self, made: RowLayout, ground: QColor, ink: QColor) -> list[QTextLayout.FormatRange]:
        """For painting."""
        first, last = sorted((self._from, self._to))
        if made.row.id != self.message_id or first == last:
            return []
        piece = QTextLayout.FormatRange()
        piece.start, piece.length = first, last - first
        looks = QTextCharFormat()
        looks.setBackground(ground)
        looks.setForeground(ink)
        piece.format = looks
        return [piece]


def _slice(text: str, first: int, last: int) -> str:
    """A part by Qt's positions, which count UTF-16 units."""
    units = text.encode("utf-16-le")[2 * first : 2 * last]
    return units.decode("utf-16-le", "ignore")


def position(text: Text, point: QPointF) -> int:
    """The character position nearest to a point of the line."""
    inside = point - text.at
    layout = text.layout
    chosen = layout.lineAt(0)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() <= inside.y():
            chosen = line
    return chosen.xToCursor(inside.x())
