"""A row that goes on in the next line where it has no room: chips, hints, short facts."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its parts out like words of a line, each at its own size."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 6) -> None:
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  Qt's name
        """One part more."""
        self._parts.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """One part; None where there is none."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """One part, taken out."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  Qt's name
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """A narrower row has more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """The lines at this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """All parts in one line."""
        sizes = [part.sizeHint() for part in self._parts if not part.isEmpty()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return self._framed(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """The widest part alone."""
        least = QSize(0, 0)
        for part in self._parts:
            least = least.expandedTo(part.minimumSize())
        return self._framed(least)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802  Qt's name
        """Put the parts into this box."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _framed(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        around = self.contentsMargins()
        box = rect.marginsRemoved(around)
        line: list[tuple[QLayoutItem, int]] = []
        left, top, high = box.left(), box.top(), 0
        for part in self._parts:
            if part.isEmpty():
                continue
            size = part.sizeHint()
            if line and left + size.width() > box.left() + box.width():
                self._settle(line, top, high, move=move)
                line, left, top, high = [], box.left(), top + high + self._line_gap, 0
            line.append((part, left))
            left += size.width() + self._gap
            high = max(high, size.height())
        self._settle(line, top, high, move=move)
        return top + high - rect.top() + around.bottom()

    @staticmethod
    def _settle(line: list[tuple[QLayoutItem, int]], top: int, high: int, *, move: bool) -> None:
        for part, left in line if move else ():
            size = part.sizeHint()
            part.setGeometry(QRect(QPoint(left, top + (high - size.height()) // 2), size))
