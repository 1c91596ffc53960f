"""Words of a client's, quoted in a quiet box, with the part marked that something rests on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.finding import spans
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.laid_text import styled, text_layout, units
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton

SIDE, ABOVE = 12, 8
RADIUS = 8
LEAST = 120
FOLDED_AT, FOLDED_LINES = 300, 4
"""Longer than so many characters or lines, it is folded until somebody wants to read all of it."""
WORTH_IT = 40
"""Nothing is folded for fewer characters than that."""


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


class LongQuote(QWidget):
    """Quoted words of any length: the beginning, and all of it at a click."""

    def __init__(
        self, theme: Theme, folded_at: int = FOLDED_AT, folded_lines: int = FOLDED_LINES
    ) -> None:
        super().__init__()
        self._limits = (folded_at, folded_lines)
        self._words = ""
        self._marked: tuple[str, ...] = ()
        self.open = False
        self.quote = QuotedWords(theme)
        self.fold = LinkButton(theme, "", "small_medium")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.quote)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.fold.clicked.connect(self._turn)

    def say(self, words: str, marked: Sequence[str]) -> None:
        """Quote these words, folded where they are long and what is marked shows all the same."""
        same = words == self._words
        self._words, self._marked = words, tuple(marked)
        short = _beginning(words, *self._limits)
        if not same:
            self.open = any(part not in short for part in self._marked)
        self.fold.setVisible(short != words)
        self._show()

    def text(self) -> str:
        """The words as they show."""
        return self.quote.text()

    @property
    def marked(self) -> list[str]:
        """The highlighted parts."""
        return self.quote.marked

    def _turn(self) -> None:
        self.open = not self.open
        self._show()

    def _show(self) -> None:
        short = _beginning(self._words, *self._limits)
        self.quote.say(self._words if self.open else short, self._marked)
        self.fold.setText(tr("Show less") if self.open else tr("Show all of it"))


def _beginning(words: str, most: int, lines: int) -> str:
    """The first lines, to a whole word; all of it where little would be left out."""
    short = "\n".join(words.split("\n")[:lines])[:most]
    if len(words) - len(short) < WORTH_IT:
        return words
    if len(short) == most and " " in short[most // 2 :]:
        short = short[: short.rindex(" ")]
    return short.rstrip(" .\n") + "…"
