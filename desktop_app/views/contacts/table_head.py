"""The head of the table: a click or a key on a column sorts by it, and once more the other way."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.views.contacts.columns import COLUMNS, Column
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, Look
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip

HEIGHT = 34
ARROW = 14
PAD = 4
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_HEAD = Look(fill="", hover="hover", press="pressed", ink="text2", style="caption_strong")


class HeadButton(Button):
    """One column's head; the sorted one is in main text colour, with an arrow."""

    def __init__(self, theme: Theme, key: str, label: str) -> None:
        super().__init__(theme, label, _HEAD)
        self.key = key
        self.least_height = HEIGHT - 8
        self.side = PAD
        self.rounding = 6
        self._sorted = ""
        self.show_sorted("")

    @property
    def sorted(self) -> str:
        """up, down or nothing."""
        return self._sorted

    def show_sorted(self, way: str) -> None:
        """Sorted up, down, or not by this column."""
        self._sorted = way
        states = {"up": tr("sorted upwards"), "down": tr("sorted downwards")}
        state = states.get(way, "")
        name = tr("Sort by {column}", column=self.text().lower())
        self.setAccessibleName(f"{name}, {state}" if state else name)
        self.setToolTip(plain_tooltip(self.accessibleName()))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for the arrow at all times, so that sorting moves nothing."""
        return super().sizeHint() + QSize(ARROW + PAD, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and Right are the whole head's; Qt would take them for Tab."""
        if event.key() in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The words at the left, the arrow right after them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, _HEAD)
        font = self._theme.font("caption_strong")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        ink = "text" if self._sorted else "text2"
        painter.setPen(self._theme.color(ink))
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(QPoint(PAD, baseline), self.text())
        if self._sorted:
            at = QPoint(PAD + metrics.horizontalAdvance(self.text()) + 4, 0)
            at.setY((self.height() - ARROW) // 2)
            name = f"arrow-{self._sorted}"
            painter.drawPixmap(at, icon(self._theme, name, ARROW, ink, self.devicePixelRatioF()))


class TableHead(QWidget):
    """All columns' heads: one Tab stop, Left and Right inside."""

    sort_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons = {key: HeadButton(theme, key, tr(label)) for key, label in COLUMNS}
        for button in self.buttons.values():
            button.setParent(self)
            button.clicked.connect(self._clicked)
        self.setAccessibleName(tr("Columns"))
        theme.changed.connect(self.restyle)
        self.restyle()

    def arrange(self, columns: Sequence[Column]) -> None:
        """Put the heads over their columns."""
        shown = {column.key: column for column in columns}
        for key, button in self.buttons.items():
            column = shown.get(key)
            button.setVisible(column is not None)
            if column is not None:
                size = button.sizeHint()
                top = (self.height() - size.height()) // 2
                button.setGeometry(QRect(QPoint(column.left - PAD, top), size))
        self._set_stop()

    def show_sorted(self, key: str, *, descending: bool) -> None:
        """Which column the table is sorted by, and which way."""
        for name, button in self.buttons.items():
            button.show_sorted("" if name != key else "down" if descending else "up")
        self._set_stop()

    def _set_stop(self, stop: HeadButton | None = None) -> None:
        """Tab stops here; at the sorted column, or at the first where there is no room for it."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        usual = next((button for button in shown if button.sorted), shown[0] if shown else None)
        stop = stop or usual
        for button in shown:
            here = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and Right go from head to head."""
        step = STEPS.get(Qt.Key(event.key()))
        shown = [button for button in self.buttons.values() if button.isVisible()]
        here = next((at for at, button in enumerate(shown) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        there = shown[(here + step) % len(shown)]
        self._set_stop(there)
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, HeadButton):
            self.sort_asked.emit(button.key)

    def restyle(self) -> None:
        """Another look, or other text."""
        metrics = QFontMetrics(self._theme.font("caption_strong"))
        self.setFixedHeight(max(HEIGHT, metrics.height() + 20))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ground and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("list"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
