"""What the undo bar is made of: whom a text is going to, and the seconds as a ring."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.inbox.laid_text import styled, text_layout, units
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import plain_tooltip

RING = 26
RING_PLACE = 32
LONGEST_NAME = 260
UNBROKEN = "\u00a0"
"""A number is never broken over two lines."""


class Words(QWidget):
    """“Sending to Walter Brandt at (312) 555-0151”, the name in a heavier cut."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = self._number = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def say(self, name: str, number: str) -> None:
        """Name this person; without a name the number alone."""
        if (name, number) != (self._name, self._number):
            self._name, self._number = name, number
            self.setAccessibleName(self.sentence())
            self.setToolTip(plain_tooltip(self.sentence()))
            self._restyle()

    def sentence(self) -> str:
        """All of it, in words."""
        if not self._name:
            return tr("Sending to {number}", number=self._number)
        return tr("Sending to {name} at {number}", name=self._name, number=self._number)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """So many lines at this width."""
        return self._theme.line_height("small") * self._laid(width).lineCount()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """On one line."""
        wide = QFontMetrics(self._theme.font("small_strong")).horizontalAdvance(self.sentence())
        return QSize(wide, self._theme.line_height("small"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A word."""
        return QSize(60, self._theme.line_height("small"))

    def _laid(self, width: int) -> QTextLayout:
        theme = self._theme
        strong = theme.font("small_strong")
        most = min(round(LONGEST_NAME * theme.scale), width)
        name = QFontMetrics(strong).elidedText(self._name, Qt.TextElideMode.ElideRight, most)
        number = self._number.replace(" ", UNBROKEN)
        shown = name or number
        mark = "\u0000"
        pattern = tr("Sending to {number}", number=mark)
        if name:
            pattern = tr("Sending to {name} at {number}", name=mark, number=number)
        before = pattern.partition(mark)[0]
        formats = [styled(units(before), units(shown), strong, theme.color("text"))]
        words = pattern.replace(mark, shown)
        high = theme.line_height("small")
        return text_layout(words, theme.font("small"), width, high, formats=formats)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The words."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("text2"))
        self._laid(self.width()).draw(painter, QPointF(0, 0))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Ring(QAbstractButton):
    """The seconds as a number in a ring that empties; pressed, it stops the count for good."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = (0, False)
        self._whole = 1
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._name)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_seconds(self, left: int, *, paused: bool) -> None:
        """Paint anew only where something else is to be seen."""
        self._whole = max(left, self._whole if self.isVisible() else left, 1)
        if (left, paused) != self._shown:
            self._shown = (left, paused)
            self._name()
            self.update()

    def _name(self, _on: bool = False) -> None:
        words = tr("Let the seconds run") if self.isChecked() else tr("Pause")
        if words != self.accessibleName():
            self.setAccessibleName(words)
            self.setToolTip(plain_tooltip(words))

    def _restyle(self) -> None:
        side = round(RING_PLACE * max(self._theme.scale, 1))
        self.setFixedSize(QSize(side, side))
        self._name()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The ring as far as there is time, and in it the number or the sign for paused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, paused = self._shown
        across = RING * max(self._theme.scale, 1)
        box = QRectF(0, 0, across, across)
        box.moveCenter(QRectF(self.rect()).center())
        inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(self._theme.color("line_strong"), 3))
        painter.drawEllipse(inner)
        painter.setPen(QPen(self._theme.color("accent"), 3))
        painter.drawArc(inner, 90 * 16, round(360 * 16 * min(left / self._whole, 1)))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent_text"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if paused:
            self._paint_bars(painter, box)
            return
        painter.setFont(self._theme.font("caption_strong", tabular=True))
        painter.setPen(self._theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(left))

    def _paint_bars(self, painter: QPainter, box: QRectF) -> None:
        high, wide = box.height() * 0.34, box.width() * 0.1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("text"))
        for side in (-1.2, 1.2):
            bar = QRectF(0, 0, wide, high)
            bar.moveCenter(box.center() + QPointF(side * wide, 0))
            painter.drawRoundedRect(bar, 1, 1)
