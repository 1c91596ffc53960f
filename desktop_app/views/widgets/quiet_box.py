"""A quiet box: an icon and words that explain what something does, on the sunken ground."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.ground import paint_ground
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.picture import Picture


class QuietBox(QFrame):
    """Says one thing; the icon repeats in shape what the words say."""

    def __init__(self, theme: Theme, icon_name: str = "", words: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._icon = Picture(theme, icon_name)
        self.words = Label(theme, words, "small", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        theme.changed.connect(self.update)

    def say(self, icon_name: str, words: str) -> None:
        """Change what it says."""
        self._icon.show_icon(icon_name, "text2")
        self.words.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground, which stands off from a popup as it does from a page."""
        over = self.parentWidget()
        while over is not None and not isinstance(over, Overlay):
            over = over.parentWidget()
        paint_ground(self, self._theme.color("sunken" if over is None else "well"))
