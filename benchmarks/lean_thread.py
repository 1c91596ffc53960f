"""The least that can show a conversation: visible rows only, plain bubbles, plain SQL.

What the program's own thread is held against. It knows no days, no delivery words, no selection, no
accessibility; it reads, breaks lines, paints.
"""

from array import array
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractScrollArea, QListView

_BUBBLE, _GAP, _ESTIMATE, _WINDOW, _STEP, _FAR = 420, 24, 60, 64, 40, 3_000
NEWEST = 50
IDS = "SELECT id FROM messages WHERE conversation_id = ? ORDER BY id DESC"
ROWS = "SELECT id, direction, body, at, status FROM messages WHERE id IN ({})"


class LeanThread(QAbstractScrollArea):
    """Rows in view only, counted from an anchor row."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store
        self._ids = array("q")
        self._rows: dict[int, Any] = {}
        self._layouts: dict[int, QTextLayout] = {}
        self._heights: dict[int, int] = {}
        self._anchor, self._offset, self._value = 0, 0, 0
        self._moving = False
        self.verticalScrollBar().setSingleStep(_STEP)

    def open(self, conversation: int, limit: int = -1) -> None:
        """Show a conversation at its end."""
        rows = self._store.execute(f"{IDS} LIMIT ?", (conversation, limit))
        self._ids = array("q", [row[0] for row in rows])
        self._ids.reverse()
        self._rows.clear()
        self._layouts.clear()
        self._heights.clear()
        bar, high = self.verticalScrollBar(), self.viewport().height()
        self._moving = True
        bar.setRange(0, max(len(self._ids) * _ESTIMATE - high, 0))
        bar.setPageStep(high)
        bar.setValue(bar.maximum())
        self._moving = False
        self._value = bar.value()
        self._anchor, self._offset = len(self._ids) - 1, high
        if self._ids:
            self._offset = high - self._height(self._anchor)
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802  Qt's name
        """A short way by pixels, a long way by rows."""
        if self._moving:
            return
        value = self.verticalScrollBar().value()
        by, self._value = value - self._value, value
        if abs(by) > _FAR:
            self._anchor, self._offset = min(value // _ESTIMATE, len(self._ids) - 1), 0
        else:
            self._offset -= by
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Rows from the top edge down."""
        painter, high = QPainter(self.viewport()), self.viewport().height()
        painter.fillRect(self.viewport().rect(), Qt.GlobalColor.white)
        while self._anchor > 0 and self._offset > 0:
            self._anchor -= 1
            self._offset -= self._height(self._anchor)
        while self._anchor < len(self._ids) - 1 and self._offset + self._height(self._anchor) < 0:
            self._offset += self._height(self._anchor)
            self._anchor += 1
        line, top = self._anchor, self._offset
        while line < len(self._ids) and top < high:
            inbound = self._row(line)[1] == "in"
            left = 20 if inbound else self.viewport().width() - _BUBBLE - 20
            box_height = self._height(line) - _GAP
            painter.fillRect(left - 8, top, _BUBBLE, box_height, Qt.GlobalColor.lightGray)
            self._layout(line).draw(painter, QPoint(left, top))
            top += self._height(line)
            line += 1

    def _row(self, line: int) -> Any:
        wanted = self._ids[line]
        if wanted not in self._rows:
            window = self._ids[max(line - _WINDOW // 2, 0) : line + _WINDOW // 2]
            marks = ",".join("?" * len(window))
            for row in self._store.execute(ROWS.format(marks), tuple(window)):
                self._rows[row[0]] = row
        return self._rows[wanted]

    def _layout(self, line: int) -> QTextLayout:
        wanted = self._ids[line]
        if wanted not in self._layouts:
            layout = QTextLayout(self._row(line)[2], self.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.setCacheEnabled(True)
            layout.beginLayout()
            high = 0.0
            while (text := layout.createLine()).isValid():
                text.setLineWidth(_BUBBLE - 16)
                text.setPosition(QPoint(0, int(high)))
                high += text.height()
            layout.endLayout()
            self._layouts[wanted] = layout
        return self._layouts[wanted]

    def _height(self, line: int) -> int:
        wanted = self._ids[line]
        if wanted not in self._heights:
            self._heights[wanted] = int(self._layout(line).boundingRect().height()) + _GAP
        return self._heights[wanted]


class _AllRows(QAbstractListModel):
    """Every text of a conversation as an item."""

    def __init__(self, bodies: list[str]) -> None:
        super().__init__()
        self._bodies = bodies

    def rowCount(  # noqa: N802  Qt's name
        self, _parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """All of them."""
        return len(self._bodies)

    def append(self, body: str) -> None:
        """One more at the end."""
        last = len(self._bodies)
        self.beginInsertRows(QModelIndex(), last, last)
        self._bodies.append(body)
        self.endInsertRows()

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The words."""
        return self._bodies[index.row()] if role == Qt.ItemDataRole.DisplayRole else None


class NaiveThread(QListView):
    """What a first attempt looks like: a list view over every row, words wrapped."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store
        self._kept: _AllRows | None = None
        self.setWordWrap(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def open(self, conversation: int) -> None:
        """Show a conversation at its end."""
        rows = self._store.execute(
            "SELECT body FROM messages WHERE conversation_id = ? ORDER BY id", (conversation,)
        )
        self._kept = _AllRows([row[0] for row in rows])
        self.setModel(self._kept)
        self.scrollToBottom()

    def append(self, body: str) -> None:
        """Show one text more."""
        assert self._kept is not None
        self._kept.append(body)
        self.scrollToBottom()
