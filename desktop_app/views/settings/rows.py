"""Rows of a settings card: a word at the left, what it is, and at most one act at the right."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label

LABEL_WIDTH = 84


class Rule(QWidget):
    """A hairline between rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class SettingsCard(Card):
    """A card with its heading."""

    def __init__(self, theme: Theme, heading: str) -> None:
        super().__init__(theme)
        self.theme = theme
        self.setAccessibleName(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 18)
        self.column.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.addWidget(Label(theme, heading, "heading", "text"))
        self.head.addStretch(1)
        self.column.addLayout(self.head)

    def add_row(self, label: str, value: QWidget, act: QWidget | None = None) -> None:
        """One line, with a hairline above all but the first."""
        if self.column.count() > 1:
            self.column.addWidget(Rule(self.theme))
        row = QHBoxLayout()
        name = Label(self.theme, label, "small", "text2")
        name.setFixedWidth(LABEL_WIDTH)
        row.addWidget(name)
        row.addWidget(value, 1)
        if act is not None:
            row.addWidget(act)
        self.column.addLayout(row)
