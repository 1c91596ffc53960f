"""The undo bar: to whom a text is going, how long it can still be stopped, and two ways to end it.

It names the person and the number, because a wrong recipient is what it is there for. The keyboard
stays in the text; whoever moves the pointer over the bar or Tab into it stops the count.
"""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.numbers import format_number
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.holding import HeldText, Holding
from desktop_app.views.inbox.undo_parts import Ring, Words
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import SecondaryButton, TextButton
from desktop_app.views.widgets.labels import Label, plain_tooltip
from desktop_app.views.widgets.overlay import paint_card, paint_shadow
from desktop_app.views.widgets.palette import KeyCap

HEIGHT = 48
RADIUS = 10
SIDE = 16
"""As far from the edges as the composer."""
SHADOW = 8
INSET = 8
PAD = 5
GAP = 8
LEAST_WORDS = 190
"""With less room for the words the buttons stand below them."""
KEYS = "Ctrl+Z"


class UndoBar(QWidget):
    """Shows the newest text that can be taken back, as long as there is one."""

    undo_asked = Signal()
    send_asked = Signal()
    left = Signal()
    """The bar went away while the keyboard was on it."""

    def __init__(self, theme: Theme, holding: Holding) -> None:
        super().__init__()
        self._theme = theme
        self._holding = holding
        self._pointed = self._focused = False
        self.ring = Ring(theme)
        self.words = Words(theme)
        self.time = Label(theme, "", "caption", "text2", tabular=True)
        self.undo = SecondaryButton(theme, tr("Undo"), "undo-2")
        self.send = TextButton(theme, tr("Send now"))
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.undo.setToolTip(plain_tooltip(tr("Undo ({keys})", keys=keys)))
        self.keys = KeyCap(theme, keys)
        for button in (self.undo, self.send):
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus
            )  # a click leaves the keyboard in the text
        self._lay_out()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMinimumHeight(HEIGHT + 2 * SHADOW)
        self.hide()
        self._connect()

    def _connect(self) -> None:
        self.ring.clicked.connect(self._weigh)
        self.undo.clicked.connect(self.undo_asked)
        self.send.clicked.connect(self.send_asked)
        self._holding.changed.connect(self._show)
        self._holding.began.connect(self._speak)
        self._theme.changed.connect(self._restyle)
        running = QApplication.instance()
        assert isinstance(running, QApplication)
        running.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addWidget(self.time)
        who = QHBoxLayout()
        who.setSpacing(GAP)
        who.addWidget(self.ring)
        who.addLayout(lines, 1)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(GAP)
        self._acts.addStretch(1)
        for part in (self.keys, self.undo, self.send):
            self._acts.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(SIDE + INSET, SHADOW + PAD, SIDE + INSET, SHADOW + PAD)
        self._line.setSpacing(GAP)
        self._line.addLayout(who, 1)
        self._line.addLayout(self._acts)

    # What it shows -----------------------------------------------------------------------------

    def _show(self) -> None:
        text = self._holding.newest
        if text is None:
            self._go()
            return
        number = format_number(text.number)
        self.words.say(text.name if text.name != number else "", number)
        self.time.setText(self._time_words())
        who = self.words.sentence()
        self.setAccessibleName(who)
        self.undo.setAccessibleName(tr("Undo. {who}", who=who))
        self.send.setAccessibleName(tr("Send now. {who}", who=who))
        self.ring.show_seconds(self._holding.seconds_left, paused=self._holding.paused)
        self._arrange(self.width())
        self.show()

    def _time_words(self) -> str:
        count, left = self._holding.count, self._holding.seconds_left
        if self._holding.paused:
            words = tr("Paused")
        elif left == 1:
            words = tr("1 second to undo")
        else:
            words = tr("{n} seconds to undo", n=left)
        return words if count == 1 else tr("{words}, newest of {n} texts", words=words, n=count)

    def _speak(self) -> None:
        """Once a text, not once a second."""
        text = self._holding.newest
        if text is not None:
            announce(self, spoken(text, self._holding.seconds_left), at_once=True)

    def _go(self) -> None:
        had_focus, self._focused, self._pointed = self._focused, False, False
        self.ring.setChecked(False)
        self.hide()
        if had_focus:
            self.left.emit()

    # What stops the count ----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """A pointer that moves here stops the count; one that lay here before does not."""
        if event.type() == QEvent.Type.HoverMove and not self._pointed:
            self._pointed = True
            self._weigh()
        elif event.type() == QEvent.Type.HoverLeave and self._pointed:
            self._pointed = False
            self._weigh()
        return super().event(event)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = now is not None and self.isAncestorOf(now)
        if inside is not self._focused and not self.isHidden():
            self._focused = inside
            self._weigh()

    def _weigh(self) -> None:
        if self._pointed or self._focused or self.ring.isChecked():
            self._holding.pause()
        else:
            self._holding.resume()

    # How it looks ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Buttons beside the words or below them."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def _arrange(self, width: int) -> None:
        buttons = self.undo.sizeHint().width() + self.send.sizeHint().width() + 2 * GAP
        left = width - 2 * (SIDE + INSET) - self.ring.width() - GAP - buttons
        keys = self.keys.sizeHint().width() + GAP
        self.keys.setVisible(left - keys >= self.words.sizeHint().width())
        beside = left >= LEAST_WORDS * self._theme.scale
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Shadow and card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SIDE, SHADOW, -SIDE, -SHADOW)
        theme = self._theme
        paint_shadow(painter, box, RADIUS, theme.color("shadow"), blur=SHADOW, down=2)
        paint_card(painter, box, RADIUS, theme.color("popup"), theme.color("line_strong"))

    def wanted_height(self, width: int) -> int:
        """How high it is at this width; nothing where it does not show."""
        if self.isHidden():
            return 0
        return max(self._line.totalHeightForWidth(width), self.minimumHeight())

    def _restyle(self) -> None:
        self._arrange(self.width())
        self.update()


def spoken(text: HeldText, seconds: int) -> str:
    """What a screen reader says once, when the bar comes."""
    keys = tr("Control Z to undo")
    number = format_number(text.number)
    name = number if text.name == number else text.name
    if seconds == 1:
        return tr("Sending to {name} in 1 second, {keys}", name=name, keys=keys)
    return tr("Sending to {name} in {n} seconds, {keys}", name=name, n=seconds, keys=keys)
