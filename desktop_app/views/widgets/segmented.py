"""Two to four choices side by side of which one holds: one Tab stop, arrow keys inside."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD

HEIGHT = 34
INSET = 3
SIDE, SIDE_OF_LARGE, LARGE = 14, 8, 1.6
RADIUS = 8


class _Segment(QAbstractButton):
    """One choice; the one that holds stands on a lighter ground in a heavier cut."""

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__()
        self.key = key
        self._theme = theme
        self._ringed = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Measured in the heavier cut, so that choosing moves nothing."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        high = max(HEIGHT - 2 * INSET, metrics.height() + 10)
        side = SIDE if self._theme.scale < LARGE else SIDE_OF_LARGE
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * side, high)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Words are never cut."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, ring, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(self._theme.color("popup_hover" if self._theme.dark else "surface"))
            painter.drawRoundedRect(box, RADIUS - 2, RADIUS - 2)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS - 3, RADIUS - 3)
        painter.setFont(self._theme.font("small_strong" if chosen else "small_medium"))
        painter.setPen(self._theme.color("text" if chosen else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QWidget):
    """The choices in their common trough."""

    changed = Signal(str)
    """The key of the choice made."""

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._items: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, INSET, INSET, INSET)
        row.setSpacing(0)
        for key, words in choices:
            item = self._items[key] = _Segment(theme, key, words)
            item.clicked.connect(self._clicked)
            self._group.addButton(item)
            row.addWidget(item)
        self.choose(choices[0][0])
        theme.changed.connect(self._restyle)

    @property
    def choice(self) -> str:
        """The key of the choice that holds."""
        return next(key for key, item in self._items.items() if item.isChecked())

    def item(self, key: str) -> QAbstractButton:
        """One choice's button."""
        return self._items[key]

    def choose(self, key: str) -> None:
        """Show this choice as the one that holds; tells nobody."""
        for name, item in self._items.items():
            item.setChecked(name == key)
            policy = Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus
            item.setFocusPolicy(policy)
        self.setFocusProxy(self._items[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and Right, Up and Down."""
        forward = {Qt.Key.Key_Right, Qt.Key.Key_Down}
        back = {Qt.Key.Key_Left, Qt.Key.Key_Up}
        if event.key() not in forward | back:
            super().keyPressEvent(event)
            return
        keys = list(self._items)
        step = 1 if event.key() in forward else -1
        key = keys[(keys.index(self.choice) + step) % len(keys)]
        self._take(key)
        self._items[key].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The trough."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Segment):
            self._take(item.key)

    def _take(self, key: str) -> None:
        self.choose(key)
        self.changed.emit(key)

    def _restyle(self) -> None:
        for item in self._items.values():
            item.updateGeometry()
        self.update()
