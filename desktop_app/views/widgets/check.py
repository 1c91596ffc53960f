"""A checkbox in the theme's own colours, as large as the text, whose words may break."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.icons import icon

BOX = 18
MARK = 14
GAP = 10
ABOVE = 4
RADIUS = 4
LEAST = 120
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CheckChoice(QCheckBox):
    """On or off; on is a filled box with a check in it: colour says nothing alone."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._theme = theme
        self._ringed = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """As high as its words at this width."""
        room = QRect(0, 0, max(width - self._box() - GAP, 1), 10_000)
        words = self.fontMetrics().boundingRect(room, _FLAGS, self._words()).height()
        return max(words, self._box()) + 2 * ABOVE

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line where there is room for it."""
        width = self.fontMetrics().horizontalAdvance(self._words()) + self._box() + GAP + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A few words a line are enough."""
        return QSize(min(LEAST, self.sizeHint().width()), self._box() + 2 * ABOVE)

    def hitButton(self, _at: QPoint) -> bool:  # noqa: N802  Qt's name
        """The words belong to it."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The keyboard draws a ring."""
        self._ringed = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The box and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self.font())
        side = self._box()
        top = ABOVE + max(metrics.height() - side, 0) // 2
        self._paint_box(painter, QRect(0, top, side, side))
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text" if self.isEnabled() else "text3"))
        first = ABOVE + max(side - metrics.height(), 0) // 2
        words = QRect(side + GAP, first, self.width() - side - GAP, self.height() - first)
        painter.drawText(words, _FLAGS, self._words())
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_box(self, painter: QPainter, box: QRect) -> None:
        on = self.isChecked()
        painter.setPen(QPen(self._theme.color("accent" if on else "control"), 1))
        painter.setBrush(self._theme.color("accent" if on else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if on:
            size = self._theme.room(MARK)
            mark = icon(self._theme, "check", size, "on_accent", self.devicePixelRatioF())
            corner = box.center() - QPoint((size - 1) // 2, (size - 1) // 2)
            painter.drawPixmap(corner, mark)

    def _box(self) -> int:
        return self._theme.room(BOX)

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _restyle(self) -> None:
        self.setFont(self._theme.font("body"))
        self.updateGeometry()
        self.update()
