"""What became of a text, above the composer, until it is closed or the next one goes."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.services.records import Problem
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, LinkButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

RADIUS = 10


class SendNotice(QWidget):
    """Icon, what happened and what to do, a way past it where there is one, a way to close it."""

    acted = Signal()
    """The way past it was chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._ground = "danger_soft"
        self._icon = Picture(theme, "circle-alert", 18, "danger")
        self.words = Label(theme, "", "small", "text", wrap=True, selectable=True)
        self.close_button = IconButton(theme, "x", tr("Close this note"), 16)
        self.close_button.clicked.connect(self.clear)
        self.way = LinkButton(theme, "", "small_medium")
        self.way.clicked.connect(self._go)
        self.way.hide()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.words)
        said.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(said, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, problem: Problem, way: str = "") -> None:
        """Show it, and have it read out at once. `way` names the way past it."""
        self.way.setText(way)
        self.way.setVisible(bool(way))
        self._show(problem.sentence(), "circle-alert", "danger", at_once=True)

    def say_note(self, words: str) -> None:
        """Say that something went well which shows nowhere else."""
        self.way.hide()
        self._show(words, "circle-check", "ok", at_once=False)

    def _show(self, words: str, icon: str, tone: str, *, at_once: bool) -> None:
        self._ground = f"{tone}_soft"
        self._icon.show_icon(icon, tone)
        self.words.setText(words)
        self.setAccessibleName(words)
        self.update()
        self.show()
        announce(self, words, at_once=at_once)

    def _go(self) -> None:
        self.clear()
        self.acted.emit()

    def clear(self) -> None:
        """Take it away."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The tone of what it says."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._ground))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)

    def _restyle(self) -> None:
        self.update()
