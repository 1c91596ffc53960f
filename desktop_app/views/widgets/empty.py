"""An empty place that says what will appear here, or how to get out of a filter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

MIDDLE = Qt.AlignmentFlag.AlignHCenter
WIDTH = 248


class EmptyState(QWidget):
    """Icon, heading, one sentence, at most one button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture(theme, size=28, tone="text3")
        self.heading = Label(theme, "", "heading", "text")
        self.words = Label(theme, "", "small", "text2", wrap=True)
        self.words.setAlignment(MIDDLE)
        self.button = SecondaryButton(theme, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._icon, 0, MIDDLE)
        column.addSpacing(14)
        column.addWidget(self.heading, 0, MIDDLE)
        column.addSpacing(4)
        column.addWidget(self.words, 0, MIDDLE)
        column.addSpacing(16)
        column.addWidget(self.button, 0, MIDDLE)
        column.addStretch(3)
        theme.changed.connect(self._measure)
        self._measure()

    def say(self, icon_name: str, heading: str, words: str, button: str = "") -> None:
        """Say why it is empty."""
        self._icon.show_icon(icon_name, "text3")
        self.heading.setText(heading)
        self.words.setText(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._measure()

    def _measure(self) -> None:
        """The sentence keeps all its lines, also where its place is low."""
        width = self._theme.room(WIDTH)
        self.words.setFixedWidth(width)
        self.words.setMinimumHeight(max(self.words.heightForWidth(width), 0))
