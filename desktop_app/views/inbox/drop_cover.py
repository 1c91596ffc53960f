"""Over the conversation while something is dragged across it: what letting go would do."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

INSET = 16
RADIUS = 12


class DropCover(QWidget):
    """Says whose text the pictures would go into, or why they would not."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._welcome = True
        self.words = Label(theme, "", "body_medium", "text", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._icon = Picture(theme, "image", 24)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * INSET, 2 * INSET, 2 * INSET, 2 * INSET)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self._icon)
        row.addWidget(self.words, 4)
        row.addStretch(1)
        # The pointer with what it carries stays with the page below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._restyle)
        self.hide()

    def say(self, words: str, *, welcome: bool) -> None:
        """Lie over everything and say it."""
        self._welcome = welcome
        self._icon.show_icon("image" if welcome else "ban", "accent_text" if welcome else "danger")
        self.words.setText(words)
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The page, faded, and a frame of dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.color("surface"))
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        token = "accent_text" if self._welcome else "danger"
        painter.setPen(QPen(self._theme.color(token), 2, Qt.PenStyle.DashLine))
        inset = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        painter.drawRoundedRect(inset, RADIUS, RADIUS)

    def _restyle(self) -> None:
        self.update()
