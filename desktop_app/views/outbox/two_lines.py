"""A text on two lines at most: what is left over ends in an ellipsis, and is in the tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import plain_tooltip

MOST = 2
LEAST_WIDTH = 80


class TwoLines(QWidget):
    """Painted as it is written; line breaks of the writer are spaces here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """The whole of it."""
        return self._text

    def set_text(self, text: str) -> None:
        """Another text."""
        if text != self._text:
            self._text = text
            self.setToolTip(plain_tooltip(text))
            self._restyle()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """It breaks once."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """One line or two."""
        return len(self._lines(width)) * self._theme.line_height("small")

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for both lines."""
        return QSize(self._theme.room(220), MOST * self._theme.line_height("small"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A word."""
        return QSize(LEAST_WIDTH, self._theme.line_height("small"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The lines."""
        painter = QPainter(self)
        font = self._theme.font("small")
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        high = self._theme.line_height("small")
        metrics = QFontMetrics(font)
        drop = (high - metrics.height()) // 2 + metrics.ascent()
        for at, line in enumerate(self._lines(self.width())):
            painter.drawText(QPointF(0, at * high + drop), line)

    def _lines(self, width: int) -> list[str]:
        words = " ".join(self._text.split())
        font = self._theme.font("small")
        layout = QTextLayout(words, font)
        layout.beginLayout()
        ends: list[int] = []
        while (line := layout.createLine()).isValid() and len(ends) < MOST:
            line.setLineWidth(max(width, LEAST_WIDTH))
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        if len(ends) < MOST:
            return [words]
        units = words.encode("utf-16-le")
        first = units[: 2 * ends[0]].decode("utf-16-le").rstrip()
        rest = units[2 * ends[0] :].decode("utf-16-le")
        mode = Qt.TextElideMode.ElideRight
        return [first, QFontMetrics(font).elidedText(rest, mode, max(width, LEAST_WIDTH))]

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
