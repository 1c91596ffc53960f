"""One group of the Outbox: its heading and a card of rows; the rest of a long one on demand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.outbox.row import Row
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import TextButton
from desktop_app.views.widgets.card import Card
from desktop_app.views.widgets.labels import Label

AT_ONCE = 50


class GroupCard(QWidget):
    """Rows are made and kept by the list; the group only shows them."""

    more_asked = Signal()

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.most = AT_ONCE
        self.rows: list[Row] = []
        self.more = TextButton(theme, "")
        self.more.clicked.connect(self._show_more)
        self._card = Card(theme)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)
        column.addWidget(Label(theme, words, "caption_strong", "text2"))
        column.addWidget(self._card)

    def show_rows(self, rows: list[Row], left: int) -> None:
        """These rows in this order, and how many more there are."""
        if rows != self.rows:
            for row in self.rows:
                self._column.removeWidget(row)
            for at, row in enumerate(rows):
                self._column.insertWidget(at, row)
                row.show()
            self.rows = rows
        for at, row in enumerate(rows):
            row.divided = at > 0
        self.more.setText(tr("Show {n} more", n=left))
        self.more.setVisible(bool(left))
        self.setVisible(bool(rows))

    def _show_more(self) -> None:
        self.most += AT_ONCE
        self.more_asked.emit()
