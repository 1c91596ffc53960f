"""A quiet box: an icon and words that explain what something does, on the sunken ground."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class QuietBox(QFrame):
    """Says one thing; the icon repeats in shape what the words say."""

    def __init__(self, theme: Theme, icon_name: str = "", words: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("quiet")
        self._icon = Picture(theme, icon_name)
        self.words = Label(theme, words, "small", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, icon_name: str, words: str) -> None:
        """Change what it says."""
        self._icon.show_icon(icon_name, "text2")
        self.words.setText(words)

    def _restyle(self) -> None:
        well = self._theme.color("well").name()
        self.setStyleSheet(f"#quiet {{ background: {well}; border: none; border-radius: 10px; }}")
