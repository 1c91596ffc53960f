"""The list of sections at the left of Settings: one Tab stop, arrow keys inside."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label

WIDTH = 232
ROW = 42
WORDS_LEFT = 42


class _Section(QAbstractButton):
    """One section's button."""

    def __init__(self, theme: Theme, key: str, words: str, icon_name: str) -> None:
        super().__init__()
        self.key = key
        self._theme = theme
        self._icon = icon_name
        self._ringed = False
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        theme.changed.connect(self._restyle)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line, measured in the heavier cut."""
        metrics = QFontMetrics(self._theme.font("small_strong"))
        width = metrics.horizontalAdvance(self.text()) + WORDS_LEFT + 8
        return QSize(max(width, WIDTH - 24), max(ROW, metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground, icon, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "selected" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if token:
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(self.rect().adjusted(0, 1, 0, -1), 10, 10)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 2, -1, -2), 10, 10)
        tone = "accent_text" if self.isChecked() else "text2"
        picture = icon(self._theme, self._icon, 18, tone, self.devicePixelRatioF())
        painter.drawPixmap(12, (self.height() - 18) // 2, picture)
        painter.setFont(self._theme.font("small_strong" if self.isChecked() else "small_medium"))
        painter.setPen(self._theme.color("text" if self.isChecked() else "text2"))
        box = QRect(WORDS_LEFT, 0, self.width() - WORDS_LEFT, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class SectionList(QWidget):
    """Title and sections."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, sections: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Sections of Settings"))
        self._group = QButtonGroup(self)
        self._items: dict[str, _Section] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(0)
        title = Label(theme, tr("Settings"), "region_title", "text")
        title.setContentsMargins(8, 0, 0, 12)
        column.addWidget(title)
        for key, words, icon_name in sections:
            self._add(column, _Section(theme, key, words, icon_name))
        column.addStretch(1)
        self.select(sections[0][0])
        theme.changed.connect(self._restyle)

    def _add(self, column: QVBoxLayout, item: _Section) -> None:
        self._items[item.key] = item
        self._group.addButton(item)
        item.clicked.connect(self._clicked)
        column.addWidget(item)

    def item(self, key: str) -> QAbstractButton:
        """One section's button."""
        return self._items[key]

    def select(self, key: str) -> None:
        """Mark a section; it is the list's Tab stop."""
        for name, item in self._items.items():
            item.setChecked(name == key)
            policy = Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus
            item.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up and Down."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._items)
        here = next(i for i, key in enumerate(keys) if self._items[key].isChecked())
        key = keys[(here + step) % len(keys)]
        self.chosen.emit(key)
        self._items[key].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Section):
            self.chosen.emit(item.key)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.color("line"))

    def _restyle(self) -> None:
        self.update()
