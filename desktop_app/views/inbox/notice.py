"""Why a text did not go, above the composer, until it is closed or the next one goes."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop_app.services.records import Problem
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

RADIUS = 10


class SendNotice(QWidget):
    """Icon, what happened and what to do, a way to close it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.words = Label(theme, "", "small", "text", wrap=True, selectable=True)
        self.close_button = IconButton(theme, "x", tr("Close this note"), 16)
        self.close_button.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(Picture(theme, "circle-alert", 18, "danger"))
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, problem: Problem) -> None:
        """Show it, and have it read out at once."""
        self.words.setText(problem.sentence())
        self.setAccessibleName(problem.sentence())
        self.show()
        announce(self, problem.sentence(), at_once=True)

    def clear(self) -> None:
        """Take it away."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The danger tone."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("danger_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)

    def _restyle(self) -> None:
        self.update()
