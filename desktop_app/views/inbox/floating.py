"""What floats over a conversation: the way back to its newest text, and the day one is reading."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.inbox.unseen import MOST
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, Look
from desktop_app.views.widgets.labels import plain_tooltip

ROUND = 36
LOW = 24
MARGIN = 16
TOP = 8
REST_MS = 1_500
"""How long the day stays after the last turn of the wheel."""

_LOOK = Look("popup", "popup_hover", "pressed", "text2", "line_strong", "small_strong")
_QUIET = Look("popup", "popup_hover", "pressed", "text2", "line_strong", "caption_strong")


class JumpButton(Button):
    """Round, at the lower right; says how many new texts are below."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, "", _LOOK, "arrow-down")
        self.setParent(over)
        self.least_height = ROUND
        self._count = -1
        self.show_count(0)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many texts are new below what is in view."""
        if count == self._count:
            return
        self._count = count
        shown = f"{MOST - 1}+" if count >= MOST else str(count)
        self.setText(tr("{n} new", n=shown) if count else "")
        name = tr("Go to the newest text")
        if count:
            name = tr("{n} new, go to the newest text", n=shown)
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A circle around the arrow alone, longer where there are words."""
        size = super().sizeHint()
        return size if self.text() else QSize(size.height(), size.height())

    def place(self, width: int, height: int) -> None:
        """In the corner of an area of this size."""
        size = self.sizeHint()
        self.rounding = size.height() // 2
        left = width - size.width() - MARGIN
        self.setGeometry(left, height - size.height() - MARGIN, size.width(), size.height())


class DateChip(Button):
    """The day of the topmost line, while one scrolls. Pressing it goes to another day."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, "", _QUIET)
        self.setParent(over)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.least_height = LOW
        self.side = 12
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        self.hide()

    def show_day(self, day: str, top: int, width: int) -> None:
        """In the middle of the upper edge, until nobody scrolls any more."""
        if day != self.text():
            self.setText(day)
            self.setAccessibleName(tr("{day}, go to another day", day=day))
        size = self.sizeHint()
        self.rounding = size.height() // 2
        self.setGeometry((width - size.width()) // 2, top + TOP, size.width(), size.height())
        self.show()
        self._rest.start()

    def _rested(self) -> None:
        if self.underMouse():
            self._rest.start()
        else:
            self.hide()
