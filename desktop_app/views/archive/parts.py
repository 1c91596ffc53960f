"""What the history's card and panel are made of: a bar, a fact in a line, a thing that is done."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

BAR = 6


class Bar(QWidget):
    """How much of something is done. The words beside it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_part(self, part: float) -> None:
        """Between 0 and 1."""
        if part != self._part:
            self._part = min(max(part, 0.0), 1.0)
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Six pixels high."""
        return QSize(80, BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Track and fill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("track"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), BAR), BAR / 2, BAR / 2)
        if self._part:
            painter.setBrush(self._theme.color("accent"))
            width = max(self.width() * self._part, BAR)
            painter.drawRoundedRect(QRectF(0, 0, width, BAR), BAR / 2, BAR / 2)

    def _restyle(self) -> None:
        self.update()


class Fact(QWidget):
    """A name at the left, what is true at the right."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.name = Label(theme, name, "small", "text2")
        self.value = Label(theme, "", "small_medium", "text", wrap=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.value, 1)

    def say(self, words: str) -> None:
        """What is true now."""
        self.value.setText(words)
        self.setAccessibleName(f"{self.name.text()}: {words}")


class Done(QWidget):
    """Whether a part is complete: a glyph, its name, and how much."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.done = False
        self._glyph = Picture(theme, "circle-dashed", 16, "text2")
        self.name = Label(theme, name, "small", "text")
        self.value = Label(theme, "", "caption", "text2", wrap=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self.name)
        row.addWidget(self.value, 1)

    def say(self, words: str, *, done: bool, wrong: bool = False) -> None:
        """How far it is; `wrong`: somebody should know."""
        self.done = done
        if wrong:
            self._glyph.show_icon("circle-alert", "warn")
        else:
            self._glyph.show_icon(*(("circle-check", "ok") if done else ("circle-dashed", "text2")))
        self.value.setText(words)
        self.setAccessibleName(f"{self.name.text()}: {words}")


class Line(QWidget):
    """A hairline between two parts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The line."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))

    def _restyle(self) -> None:
        self.update()
