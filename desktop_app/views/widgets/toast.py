"""A short word that something was done, with at most one way back. Never the only error."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import IconButton, LinkButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import paint_card, paint_shadow
from desktop_app.views.widgets.picture import Picture

STAYS_MS = 6000
HEIGHT = 44
ABOVE_EDGE = 12
SHADOW = 24


class Toast(QWidget):
    """Lies over the foot of `over`; stays while the pointer or the keyboard is on it."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._theme = theme
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._time_is_up)
        self._icon = Picture(theme)
        self.words = Label(theme, "", "small_medium", "text")
        self.button = LinkButton(theme, "")
        self.close_button = IconButton(theme, "x", tr("Close this note"))
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 14, SHADOW, SHADOW + 4, SHADOW)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addSpacing(16)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.hide)
        self.hide()
        over.installEventFilter(self)
        theme.changed.connect(self.update)

    def stand_over(self, over: QWidget) -> None:
        """Move to the foot of another part: another page is open now."""
        if over is self._over:
            return
        shown = not self.isHidden()
        self._over.removeEventFilter(self)
        self._over = over
        self.setParent(over)
        over.installEventFilter(self)
        if shown:
            self._place()
            self.show()
            self.raise_()

    def say(
        self,
        words: str,
        *,
        icon_name: str = "circle-check",
        tone: str = "ok",
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show a word, in place of an earlier one; `act` is a bound method of a living widget."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self._icon.show_icon(icon_name, tone)
        self._action = act
        self.button.setText(action)
        self.button.setVisible(act is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def _place(self) -> None:
        size = self.sizeHint()
        left = (self._over.width() - size.width()) // 2
        top = self._over.height() - size.height() + SHADOW - ABOVE_EDGE
        self.setGeometry(left, top, size.width(), size.height())

    def _time_is_up(self) -> None:
        here = QApplication.focusWidget()
        if self.underMouse() or (here is not None and self.isAncestorOf(here)):
            self._timer.start()
        else:
            self.hide()

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Reading takes its time."""
        self._timer.start()
        super().enterEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Stay at the foot when the page changes its size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Shadow and card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        middle = box.center().y()
        box.setTop(middle - HEIGHT / 2)
        box.setHeight(HEIGHT)
        paint_shadow(painter, box, 10, self._theme.color("shadow"), blur=SHADOW, down=6)
        edge = self._theme.color("line_strong")
        paint_card(painter, box, 10, self._theme.color("popup"), edge)
        painter.setPen(Qt.PenStyle.NoPen)
