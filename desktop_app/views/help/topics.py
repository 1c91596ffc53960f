"""The list of help pages at the left: painted rows, one line each."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.services.help import Page
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.painted_list import PaintedList

TOPIC = Qt.ItemDataRole.UserRole
ROW = 36
SIDE, INSIDE = 12, 12
BAR = 8

Index = QModelIndex | QPersistentModelIndex


class TopicList(PaintedList):
    """The pages that are offered; the one the keyboard or the pointer is on is shown."""

    topic_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Pages of the help"))
        self._topics = QStandardItemModel(self)
        self._painter = _TopicPainter(theme)
        self._quiet = False
        self.show_rows(self._topics, self._painter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self._restyle)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Offer these."""
        self._topics.clear()
        for page in pages:
            item = QStandardItem(tr(page.title))
            item.setData(page.topic, TOPIC)
            self._topics.appendRow(item)

    @property
    def topics(self) -> tuple[str, ...]:
        """What is offered, in order."""
        return tuple(
            str(self._topics.item(row).data(TOPIC)) for row in range(self._topics.rowCount())
        )

    def select(self, topic: str) -> None:
        """Mark a page, where it is offered; nothing is told."""
        known = self.topics
        if topic in known:
            self._quiet = True
            self.setCurrentIndex(self._topics.index(known.index(topic), 0))
            self._quiet = False

    def width_for(self, pages: Sequence[Page]) -> int:
        """So wide that no title is cut."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        widest = max(metrics.horizontalAdvance(tr(page.title)) for page in pages)
        return widest + 2 * (SIDE + INSIDE) + BAR

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.topic_chosen.emit(str(current.data(TOPIC)))

    def _restyle(self) -> None:
        self._painter.sizeHintChanged.emit(self._topics.index(0, 0))
        self.viewport().update()


class _TopicPainter(QStyledItemDelegate):
    """Ground and title of one row."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802  Qt's name
        """One line, measured in the heavier cut."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        return QSize(0, max(ROW, metrics.height() + 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The one that is shown is marked by its ground and its weight."""
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        row = QRect(option.rect)
        box = QRectF(row).adjusted(SIDE, 1, -SIDE, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(self._theme.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        painter.setFont(self._theme.font("small_strong" if chosen else "small_medium"))
        painter.setPen(self._theme.color("text" if chosen else "text2"))
        words = row.adjusted(SIDE + INSIDE, 0, -SIDE - INSIDE, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()
