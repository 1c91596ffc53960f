"""What lists of painted rows have in common: no frame, a quiet scroll bar, pages as one scrolls."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.scrolling import QuietScrollBar


class PaintedList(QListView):
    """Rows of one height, painted by a delegate, read page by page."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        bar = QuietScrollBar(theme)
        self.setVerticalScrollBar(bar)
        bar.valueChanged.connect(self._scrolled)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(f"{type(self).__name__} {{ background: transparent; border: none; }}")
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def show_rows(self, model: QAbstractItemModel, painter: QStyledItemDelegate) -> None:
        """What the rows are, and who paints them."""
        self.setModel(model)
        self.setItemDelegate(painter)

    def last_row_in_sight(self) -> int:
        """The row at the lower edge, counted as if all were loaded."""
        height = max(self.sizeHintForRow(0), 1)
        return (self.verticalScrollBar().value() + self.viewport().height()) // height

    def _scrolled(self, value: int) -> None:
        """Qt listens for the end of the list only on the scroll bar it made itself."""
        self.verticalScrollbarValueChanged(value)
