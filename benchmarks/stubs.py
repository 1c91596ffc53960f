"""The two windows the program's start is held against, each as a whole process.

`python stubs.py empty` shows a window with nothing in it; `python stubs.py lean STORE KEY` opens
the store with the driver alone and paints sixty inbox lines and fifty texts. Both say "ready" after
their first paint and stay until they are ended. Nothing else is imported: that is the point.
"""

import sys

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

WIDTH, HEIGHT = 1360, 860
LINES, TEXTS = 60, 50
LIST_WIDTH, LINE_HEIGHT = 340, 72
BUBBLE_WIDTH, GAP = 420, 12


class Empty(QMainWindow):
    """A window with nothing in it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setCentralWidget(content)
        self.resize(WIDTH, HEIGHT)


class Blank(QWidget):
    """Says once that it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self._told = False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint, and tell after it."""
        self.draw(QPainter(self))
        if not self._told:
            self._told = True
            QTimer.singleShot(0, tell)

    def draw(self, painter: QPainter) -> None:
        """Nothing."""
        painter.fillRect(self.rect(), Qt.GlobalColor.white)


class Lean(Blank):
    """Inbox lines on the left, the newest conversation's texts on the right."""

    def __init__(self, path: str, key: str) -> None:
        super().__init__()
        import sqlcipher3.dbapi2 as driver  # noqa: PLC0415  the empty window goes without

        store = driver.connect(path)
        store.execute(f"PRAGMA key=\"x'{key}'\"")
        store.execute("PRAGMA query_only=ON")
        self._lines = store.execute(
            "SELECT id, number, snippet FROM conversations ORDER BY last_at DESC, id DESC LIMIT ?",
            (LINES,),
        ).fetchall()
        self._texts = store.execute(
            "SELECT body, direction FROM messages WHERE conversation_id = ? "
            "ORDER BY id DESC LIMIT ?",
            (self._lines[0][0], TEXTS),
        ).fetchall()

    def draw(self, painter: QPainter) -> None:
        """All lines and all texts, whether or not they are in view."""
        super().draw(painter)
        for place, (_identifier, number, snippet) in enumerate(self._lines):
            box = QRect(16, place * LINE_HEIGHT, LIST_WIDTH - 32, LINE_HEIGHT)
            painter.drawText(box, Qt.AlignmentFlag.AlignTop, number)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, snippet[:60])
        bottom = self.height()
        for body, direction in self._texts:
            layout = self._laid_out(body)
            bottom -= int(layout.boundingRect().height()) + GAP
            left = LIST_WIDTH + (40 if direction == "in" else 400)
            layout.draw(painter, QPoint(left, bottom))

    def _laid_out(self, body: str) -> QTextLayout:
        layout = QTextLayout(body, self.font())
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(BUBBLE_WIDTH)
            line.setPosition(QPoint(0, int(height)))
            height += line.height()
        layout.endLayout()
        return layout


def tell() -> None:
    """Say that the window is there."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Show the window that is asked for."""
    app = QApplication([])
    window = Empty(Lean(*arguments[1:]) if arguments[0] == "lean" else Blank())
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
