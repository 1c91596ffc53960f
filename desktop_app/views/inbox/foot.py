"""The line under the text that is being written: to whom, how long it is, and what to do with it.

Where one line is too short for all of it, it becomes two or three.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, PrimaryButton
from desktop_app.views.widgets.labels import ElidedLabel, Label

GAP = 8
CLOSE = 4
LEAST_NAME = 110
"""So much of a name shows before it is shortened any further."""
LEAST_WORDS = 190
"""Narrower than this, words do not stand beside buttons."""


class Foot(QWidget):
    """Words at the left, buttons at the right."""

    rearranged = Signal()
    """It has more or fewer lines now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.attach = IconButton(theme, "paperclip", tr("Attach pictures"), 18)
        self.template = IconButton(theme, "layout-template", tr("Insert a template"), 18)
        self.to = ElidedLabel(theme, "", "caption", "text3")
        self.number = Label(theme, "", "caption", "text3")
        self.problem = Label(theme, "", "caption_medium", "danger")
        self.counter = Label(theme, "", "caption", "text3", tabular=True)
        self.hint = Label(theme, "", "caption", "text3")
        self._hinting = False
        self.more = IconButton(theme, "ellipsis-vertical", tr("More for this text"), 18)
        self.later = IconButton(theme, "calendar-clock", tr("Send later"), 18)
        self.send = PrimaryButton(theme, tr("Send"), "send")
        self._lay_out()

    def _lay_out(self) -> None:
        to = QHBoxLayout()
        to.setSpacing(CLOSE)
        to.addWidget(self.attach)
        to.addWidget(self.template)
        to.addSpacing(CLOSE)
        to.addWidget(self.to)
        to.addWidget(self.number)
        to.addStretch(1)
        words = self._beside_words = QHBoxLayout()
        words.setSpacing(GAP)
        for part in self._words():
            words.addWidget(part, 1)
        beside = self._beside_send = QHBoxLayout()
        beside.setSpacing(GAP)
        beside.addWidget(self.more)
        beside.addWidget(self.later)
        acts = QHBoxLayout()
        acts.setSpacing(GAP)
        acts.addStretch(1)
        acts.addLayout(beside)
        acts.addWidget(self.send)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(GAP)
        self._line.addLayout(words, 1)
        self._line.addLayout(acts)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(GAP)
        self._all.addLayout(to, 1)
        self._all.addLayout(self._line)

    def _words(self) -> tuple[Label, ...]:
        return (self.problem, self.counter, self.hint)

    def show_hint(self, *, on: bool) -> None:
        """Which key sends; left out where it alone would make it two lines: Send says it too."""
        self._hinting = on

    def arrange(self) -> None:
        """All in one line, or to whom above the rest, or the buttons below, or Send alone there."""
        room, whom, acts = self.width(), self._whom(), self._acts_width()
        fits = whom + _wide(self.hint) + GAP + acts <= room or whom + acts > room
        self.hint.setVisible(self._hinting and fits)
        words = sum(_wide(part) + GAP for part in self._words() if _stands(part))
        above = whom + words + acts > room
        apart = above and room - acts < min(words, self._least_words())
        for part in (self.problem, self.counter):
            part.setWordWrap(above)
        ways = QBoxLayout.Direction
        self._move_small_buttons(to_words=acts > room)
        wanted = (
            ways.TopToBottom if above else ways.LeftToRight,
            ways.TopToBottom if apart else ways.LeftToRight,
        )
        if wanted != (self._all.direction(), self._line.direction()):
            self._all.setDirection(wanted[0])
            self._line.setDirection(wanted[1])
            self.rearranged.emit()

    def _move_small_buttons(self, *, to_words: bool) -> None:
        """Send has its line for itself where the others have no room beside it."""
        here = self._beside_words if to_words else self._beside_send
        if here.indexOf(self.more) >= 0:
            return
        for button in (self.more, self.later):
            (self._beside_send if to_words else self._beside_words).removeWidget(button)
            here.addWidget(button)
        self.rearranged.emit()

    def _whom(self) -> int:
        """How wide the start of the line is: two buttons, the name as far as it shows, number."""
        wide = self._starts() + GAP
        if _stands(self.to):
            wide += min(_wide(self.to), round(LEAST_NAME * self._theme.scale)) + CLOSE
        return wide + (_wide(self.number) + CLOSE if _stands(self.number) else 0)

    def _starts(self) -> int:
        return self.attach.sizeHint().width() + self.template.sizeHint().width() + 2 * CLOSE

    def _acts_width(self) -> int:
        return self._beside_width() + GAP + self.send.sizeHint().width()

    def _beside_width(self) -> int:
        shown = [button for button in (self.more, self.later) if not button.isHidden()]
        return sum(button.sizeHint().width() + GAP for button in shown) - GAP

    def _least_words(self) -> int:
        return round(LEAST_WORDS * self._theme.scale)

    def high(self, width: int) -> int:
        """How high it is at this width."""
        if self._all.hasHeightForWidth():
            return self._all.totalHeightForWidth(width)
        return self._all.sizeHint().height()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as Send, or a name, is in a line of its own."""
        usual = super().minimumSizeHint()
        name = self._starts() + GAP + round(LEAST_NAME * self._theme.scale)
        least = max(self._beside_width(), self.send.sizeHint().width(), name)
        return QSize(min(usual.width(), least), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another order."""
        super().resizeEvent(event)
        self.arrange()


def _stands(label: QLabel) -> bool:
    return bool(label.text()) and not label.isHidden()


def _wide(label: QLabel) -> int:
    """How wide a label's words are on one line."""
    return label.fontMetrics().horizontalAdvance(label.text())
