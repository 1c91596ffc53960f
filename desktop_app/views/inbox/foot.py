"""The line under the text that is being written: to whom, how long it is, and what to do with it.

Where one line is too short for all of it, it becomes two or three.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import Button, IconButton, LinkButton, PrimaryButton
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
        self.fix = LinkButton(theme, tr("Fix"))
        self.fix.setAccessibleName(tr("Fix: use plain quotes and dashes"))
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
        words = QHBoxLayout()
        words.setSpacing(GAP)
        for part in self._words():
            words.addWidget(part, 1)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(GAP)
        self._acts.addStretch(1)
        for button in (self.fix, self.more, self.later, self.send):
            self._acts.addWidget(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(GAP)
        self._line.addLayout(words, 1)
        self._line.addLayout(self._acts)
        self._all = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._all.setContentsMargins(0, 0, 0, 0)
        self._all.setSpacing(GAP)
        self._all.addLayout(to, 1)
        self._all.addLayout(self._line)

    def _words(self) -> tuple[Label, ...]:
        return (self.problem, self.counter, self.hint)

    def arrange(self) -> None:
        """Everything in one line, or to whom above the rest, or the buttons below that too."""
        room = self.width()
        words = sum(_wide(part) + GAP for part in self._words() if _stands(part))
        whom = self._whom()
        acts = self._acts_width()
        above = whom + words + acts > room
        apart = above and room - acts < min(words, self._least_words())
        for part in (self.problem, self.counter):
            part.setWordWrap(above)
        ways = QBoxLayout.Direction
        wanted = (
            ways.TopToBottom if above else ways.LeftToRight,
            ways.TopToBottom if apart else ways.LeftToRight,
        )
        if wanted != (self._all.direction(), self._line.direction()):
            self._all.setDirection(wanted[0])
            self._line.setDirection(wanted[1])
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
        buttons: tuple[Button, ...] = (self.fix, self.more, self.later, self.send)
        shown = [button for button in buttons if not button.isHidden()]
        return sum(button.sizeHint().width() + GAP for button in shown) - GAP

    def _least_words(self) -> int:
        return round(LEAST_WORDS * self._theme.scale)

    def high(self, width: int) -> int:
        """How high it is at this width."""
        if self._all.hasHeightForWidth():
            return self._all.totalHeightForWidth(width)
        return self._all.sizeHint().height()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as its buttons, or a name, are in a line of their own."""
        usual = super().minimumSizeHint()
        name = self._starts() + GAP + round(LEAST_NAME * self._theme.scale)
        least = max(self._acts_width(), name)
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
