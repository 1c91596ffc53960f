"""Rows of a settings card: a word at the left, what it is, and at most one act at the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label

LABEL_WIDTH = 84
BESIDE_UP_TO = 1.3
"""With text larger than this an act has no room beside its value."""


class Rule(QWidget):
    """A hairline between rows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """One pixel."""
        QPainter(self).fillRect(self.rect(), self._theme.color("line"))


class RowName(Label):
    """The word at the left: all of them as wide, so that what they name stands in one column."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, "small", "text2")

    def _restyle(self) -> None:
        super()._restyle()
        self.setFixedWidth(self._theme.room(LABEL_WIDTH))


class _Row(QWidget):
    """One line of a card; with large text the act stands below what it acts on."""

    def __init__(
        self, theme: Theme, label: str, value: QWidget, act: QWidget | None, *, tall: bool
    ) -> None:
        super().__init__()
        self._theme = theme
        self._act = act
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        name = RowName(theme, label)
        self._grid.addWidget(name, 0, 0)
        if tall:
            self._grid.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        if value.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum:
            # A value that never grows would keep its column from growing, and move the name.
            value.setSizePolicy(QSizePolicy.Policy.Preferred, value.sizePolicy().verticalPolicy())
        self._grid.addWidget(value, 0, 1)
        self._place_act()
        theme.changed.connect(self._place_act)

    def _place_act(self) -> None:
        if self._act is None:
            return
        self._grid.removeWidget(self._act)
        if self._theme.scale > BESIDE_UP_TO:
            # Unless it is aligned, a button that never grows keeps its whole column from growing.
            self._grid.addWidget(self._act, 1, 1, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._act, 0, 2)


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

    def add_row(
        self, label: str, value: QWidget, act: QWidget | None = None, *, tall: bool = False
    ) -> None:
        """One line, with a hairline above all but the first; its name at the top of a tall one."""
        if self.column.count() > 1:
            self.column.addWidget(Rule(self.theme))
        self.column.addWidget(_Row(self.theme, label, value, act, tall=tall))
