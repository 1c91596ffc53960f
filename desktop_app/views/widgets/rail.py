"""The rail at the left: the pages there are, and whether Twilio can be reached, in words."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import plain_tooltip
from desktop_app.views.widgets.picture import AppMark

WIDTH = 80
ITEM_HEIGHT = 58
BESIDE = 6
"""So much stays free beside the widest word."""
PILL = QSize(48, 30)
BADGE = 18
MOST_SHOWN = 99
STATE_ICON = 18


class RailItem(QAbstractButton):
    """One page: its icon in a pill, its word, and how much waits there."""

    def __init__(
        self, theme: Theme, key: str, label: str, icon_name: str, counted: str = ""
    ) -> None:
        super().__init__()
        self.key = key
        self._counted = counted or tr("{page}, {count} unread")
        self._theme = theme
        self._icon = icon_name
        self._badge = 0
        self._ringed = False
        self.setText(label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()
        theme.changed.connect(self._restyle)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Only the keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def set_badge(self, count: int) -> None:
        """Show a count, or nothing for zero."""
        self._badge = count
        self._name()
        self.update()

    def _name(self) -> None:
        words = self._counted.format(page=self.text(), count=self._badge)
        self.setAccessibleName(words if self._badge else self.text())
        self.setToolTip(plain_tooltip(self.accessibleName()))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for its word, in the heavier cut."""
        metrics = QFontMetrics(self._theme.font("rail_active"))
        width = metrics.horizontalAdvance(self.text()) + 2 * BESIDE
        return QSize(max(width, WIDTH), max(ITEM_HEIGHT, PILL.height() + metrics.height() + 14))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Its word is never cut."""
        return self.sizeHint()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Pill, icon, word, badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRect((self.width() - PILL.width()) // 2, 4, PILL.width(), PILL.height())
        self._paint_pill(painter, pill)
        self._paint_word(painter, pill.bottom() + 3)
        if self._badge:
            self._paint_badge(painter, pill)

    def _paint_pill(self, painter: QPainter, pill: QRect) -> None:
        token = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if token:
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(pill, 15, 15)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(pill.adjusted(-2, -2, 2, 2), 17, 17)
        tone = "accent_text" if self.isChecked() else "text2"
        picture = icon(self._theme, self._icon, 20, tone, self.devicePixelRatioF())
        painter.drawPixmap(pill.center().x() - 9, pill.center().y() - 9, picture)

    def _paint_word(self, painter: QPainter, top: int) -> None:
        painter.setFont(self._theme.font("rail_active" if self.isChecked() else "rail"))
        painter.setPen(self._theme.color("text" if self.isChecked() else "text2"))
        box = QRect(0, top, self.width(), self.height() - top)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text()
        )

    def _paint_badge(self, painter: QPainter, pill: QRect) -> None:
        words = str(self._badge) if self._badge <= MOST_SHOWN else f"{MOST_SHOWN}+"
        font = self._theme.font("rail_active")
        metrics = QFontMetrics(font)
        high = max(BADGE, metrics.height())
        width = max(high, metrics.horizontalAdvance(words) + 8)
        box = QRectF(pill.center().x() + 3, pill.top() - 2, width, high)
        painter.setPen(QPen(self._theme.color("window"), 2))
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(self._theme.color("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class RailState(QWidget):
    """The foot of the rail: online or not, as icon and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._tone, self._word = "circle-dashed", "text3", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_state(self, icon_name: str, tone: str, word: str, detail: str) -> None:
        """What to show; the detail is the tooltip and is read aloud."""
        self._icon, self._tone, self._word = icon_name, tone, word
        self.setToolTip(plain_tooltip(detail))
        self.setAccessibleName(word)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for icon and word."""
        metrics = QFontMetrics(self._theme.font("rail"))
        lines = self._lines()
        longest = max(metrics.horizontalAdvance(line) for line in lines)
        width = longest + STATE_ICON + 2 * BESIDE
        return QSize(max(width, WIDTH), max(30, len(lines) * metrics.height() + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The word is never cut."""
        return self.sizeHint()

    @property
    def word(self) -> str:
        """The word shown now."""
        return self._word

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Icon and word, centred together."""
        painter = QPainter(self)
        font = self._theme.font("rail")
        lines = self._lines()
        width = max(QFontMetrics(font).horizontalAdvance(line) for line in lines)
        left = (self.width() - width - STATE_ICON) // 2
        picture = icon(self._theme, self._icon, 14, self._tone, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - 14) // 2, picture)
        painter.setFont(font)
        painter.setPen(self._theme.color("text2"))
        box = QRect(left + STATE_ICON, 0, width + 2, self.height())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, "\n".join(lines)
        )

    def _lines(self) -> list[str]:
        """The word, or two of them one below the other where they would widen the rail."""
        metrics = QFontMetrics(self._theme.font("rail"))
        room = WIDTH - STATE_ICON - 2 * BESIDE
        if metrics.horizontalAdvance(self._word) <= room or " " not in self._word:
            return [self._word]
        return self._word.split(" ", 1)


class Rail(QWidget):
    """The app mark, the pages from the top, the last page and the state at the foot."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.state = RailState(theme)
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 17, 0, 4)
        self._column.setSpacing(0)
        self._column.addWidget(AppMark(28), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(17)
        self._column.addStretch(1)
        self._column.addWidget(self.state)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Pages"))
        theme.changed.connect(self._restyle)

    def add(
        self, key: str, label: str, icon_name: str, *, foot: bool = False, counted: str = ""
    ) -> None:
        """Add a page, at the foot for the last one; `counted` says what its badge counts."""
        item = RailItem(self._theme, key, label, icon_name, counted)
        self._items[key] = item
        self._group.addButton(item)
        before = 1 if foot else 0
        self._column.insertWidget(self._column.count() - 1 - (0 if before else 1), item)
        item.clicked.connect(self._clicked)

    def keys(self) -> list[str]:
        """The pages there are, from the top."""
        return list(self._items)

    def item(self, key: str) -> RailItem:
        """One page's button."""
        return self._items[key]

    @property
    def current(self) -> str:
        """The page that is open."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def select(self, key: str) -> None:
        """Show which page is open, and which Tab stop the rail has."""
        self._items[key].setChecked(True)
        for name, item in self._items.items():
            policy = Qt.FocusPolicy.TabFocus if name == key else Qt.FocusPolicy.NoFocus
            item.setFocusPolicy(policy)

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up and Down go through the pages, as in any list."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        items = list(self._items.values())
        at = next((i for i, item in enumerate(items) if item.isChecked()), 0)
        item = items[(at + step) % len(items)]
        self.chosen.emit(item.key)
        item.setFocus(Qt.FocusReason.TabFocusReason)

    def _restyle(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Background and the hairline at the right."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("window"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.color("line"))
