"""A radio button whose words go on in the next line where they have no room."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD

DOT = 18
GAP = 10
ABOVE = 4
LEAST = 120
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class RadioChoice(QRadioButton):
    """One of several; the one that holds has a thick ring: colour says nothing alone."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._theme = theme
        self._ringed = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """As high as its words at this width."""
        return max(self._words_height(width), DOT) + 2 * ABOVE

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """One line where there is room for it."""
        width = QFontMetrics(self._font()).horizontalAdvance(self._words()) + DOT + GAP + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A few words a line are enough."""
        return QSize(min(LEAST, self.sizeHint().width()), DOT + 2 * ABOVE)

    def hitButton(self, _at: object) -> bool:  # noqa: N802  Qt's name
        """The words belong to it."""
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The keyboard draws a ring, and so does a dialog that begins here."""
        self._ringed = event.reason() in BY_KEYBOARD | {Qt.FocusReason.PopupFocusReason}
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The dot and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self._font())
        middle = ABOVE + max(metrics.height(), DOT) / 2
        self._paint_dot(painter, QPointF(DOT / 2, middle))
        painter.setFont(self._font())
        painter.setPen(self._theme.color("text" if self.isEnabled() else "text3"))
        top = ABOVE + max(DOT - metrics.height(), 0) // 2
        box = QRect(DOT + GAP, top, self.width() - DOT - GAP, self.height() - top)
        painter.drawText(box, _FLAGS, self._words())

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        chosen, ink = self.isChecked(), "accent" if self.isChecked() else "control"
        painter.setBrush(self._theme.color("surface"))
        thick = 5.0 if chosen else 1.0
        painter.setPen(QPen(self._theme.color(ink), thick))
        radius = DOT / 2 - 0.5 - thick / 2
        if chosen:
            painter.setBrush(self._theme.color("on_accent"))
        painter.drawEllipse(at, radius, radius)
        if self._ringed and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, 6, 6)

    def _words_height(self, width: int) -> int:
        room = QRect(0, 0, max(width - DOT - GAP, 1), 10_000)
        metrics = QFontMetrics(self._font())
        return max(metrics.boundingRect(room, _FLAGS, self._words()).height(), metrics.height())

    def _font(self) -> QFont:
        return self._theme.font("body")

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
