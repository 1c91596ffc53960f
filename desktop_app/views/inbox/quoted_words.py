"""Words of a client's, quoted in a quiet box, with the part marked that something rests on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.services.finding import spans
from desktop_app.views.inbox.laid_text import styled, text_layout, units
from desktop_app.views.theme import Theme

SIDE, ABOVE = 12, 8
RADIUS = 8
LEAST = 120


class QuotedWords(QWidget):
    """Painted as plain text: whatever a client wrote is never markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = ""
        self._marks: list[tuple[int, int]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def say(self, words: str, marked: Sequence[str]) -> None:
        """Quote these words; every one of `marked` in them is highlighted."""
        self._words = f"“{words}”"
        found = (span for part in marked for span in spans(words, part))
        self._marks = sorted((start + 1, length) for start, length in found)
        self.setAccessibleName(self._words)
        self._restyle()

    def text(self) -> str:
        """The words as they show."""
        return self._words

    @property
    def marked(self) -> list[str]:
        """The highlighted parts."""
        return [self._words[start : start + length] for start, length in self._marks]

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """As many lines as the words need."""
        lines = self._laid(width).lineCount()
        return lines * self._theme.line_height("body") + 2 * ABOVE

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A few words a line are enough."""
        return QSize(2 * LEAST, self.heightForWidth(2 * LEAST))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The height follows the width."""
        return QSize(LEAST, self._theme.line_height("body") + 2 * ABOVE)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setPen(self._theme.color("text"))
        self._laid(self.width()).draw(painter, QPointF(SIDE, ABOVE))

    def _laid(self, width: int) -> QTextLayout:
        theme = self._theme
        mark = partial(
            styled,
            font=theme.font("body_strong"),
            color=theme.color("text"),
            ground=theme.color("highlight"),
        )
        formats = [
            mark(units(self._words[:start]), units(self._words[start : start + length]))
            for start, length in self._marks
        ]
        return text_layout(
            self._words,
            theme.font("body"),
            max(width - 2 * SIDE, 1),
            theme.line_height("body"),
            formats=formats,
        )

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
