"""The composer: one box with the text, to whom it goes, how long it is, and Send."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow, Problem
from desktop_app.services.wording import Person
from desktop_app.views.counting import count_words, straight
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.field import TextField
from desktop_app.views.inbox.guard import BACKSPACE
from desktop_app.views.inbox.notice import SendNotice
from desktop_app.views.shortcuts import native_keys
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import IconButton, LinkButton, PrimaryButton
from desktop_app.views.widgets.labels import ElidedLabel, Label, plain_tooltip

RADIUS = 12
SIDE = 16
PAD_LEFT, PAD_RIGHT = 14, 8
PAD_TOP, PAD_BOTTOM = 12, 8
GAP = 8
LEAST_NAME = 110
"""So much of a name shows before it is shortened any further."""


class Composer(QWidget):
    """Types one text to one person. It sends nothing itself: `send_asked` carries the words."""

    send_asked = Signal(str)
    later_asked = Signal(str)
    """The words are to leave at another time."""
    typed = Signal(str)
    rearranged = Signal()
    """It needs more or less room besides the field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.notice = SendNotice(theme)
        """Laid out by the pane, so that it is seen over a locked composer too."""
        self.field = TextField(theme)
        self.to = ElidedLabel(theme, "", "caption", "text3")
        self.number = Label(theme, "", "caption", "text3")
        self.counter = Label(theme, "", "caption", "text3", tabular=True)
        self.fix = LinkButton(theme, tr("Fix"))
        self.fix.setAccessibleName(tr("Fix: use plain quotes and dashes"))
        self.problem = Label(theme, "", "caption_medium", "danger")
        self.later = IconButton(theme, "calendar-clock", tr("Send later"), 18)
        self.send = PrimaryButton(theme, tr("Send"), "send")
        self.hint = Label(theme, "", "caption", "text3")
        self._lay_out()
        self.field.textChanged.connect(self._changed)
        self.field.send_asked.connect(self._ask)
        self.field.focused.connect(self._focused)
        self.send.clicked.connect(self._ask)
        self.later.clicked.connect(self.ask_later)
        self.field.later_asked.connect(self.ask_later)
        self.fix.clicked.connect(self._fix)
        theme.changed.connect(self._restyle)
        self.set_enter_sends(on=False)
        self._count()

    def set_enter_sends(self, *, on: bool) -> None:
        """Enter sends, or only Ctrl+Enter does; the words beside Send say which."""
        self.field.enter_sends = on
        keys = native_keys("Return" if on else "Ctrl+Return")
        self.send.setToolTip(plain_tooltip(tr("Send ({keys})", keys=keys)))
        later = native_keys("Ctrl+Shift+Return")
        self.later.setToolTip(plain_tooltip(tr("Send later ({keys})", keys=later)))
        self.hint.setText(tr("{keys} sends", keys=keys))

    def set_person(self, row: ConversationRow) -> None:
        """Whom the text goes to."""
        number = format_number(row.number)
        who = Person(row.name, row.pronoun).first
        self.to.setText(tr("To {name}", name=row.name) if row.name != number else tr("To"))
        self.number.setText(number)
        self.field.setPlaceholderText(tr("Write a text to {name}", name=who))
        self.field.setAccessibleName(tr("Text to {name}, {number}", name=row.name, number=number))

    def text(self) -> str:
        """What is typed."""
        return self.field.toPlainText()

    def fill(self, text: str) -> None:
        """Put a text in that the person did not type just now; the cursor goes to its end."""
        self._filling = True
        self.field.setPlainText(text)
        self._filling = False
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._count()

    def put_back(self, text: str) -> None:
        """A text that did not go out: back into the field, before what was typed since."""
        now = self.text()
        self.fill(f"{text}\n{now}" if now.strip() else text)
        self.typed.emit(self.text())

    def type_on(self, words: str) -> None:
        """What was typed while a question stood over the field, as the field would take it."""
        if words == BACKSPACE:
            self.field.textCursor().deletePreviousChar()
        else:
            self.field.insertPlainText(words)

    def say_problem(self, problem: Problem, way: str = "") -> None:
        """Say why a text did not go, and what the way past it is called."""
        self.notice.say(problem, way)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus()
        width = 2 if focused else 1
        painter.setPen(QPen(self._theme.color("accent_text" if focused else "control"), width))
        painter.setBrush(self._theme.color("surface"))
        inset = width / 2
        box = QRectF(self._box.geometry()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _lay_out(self) -> None:
        self._box = QWidget()
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(GAP)
        to = QHBoxLayout()
        to.setSpacing(4)
        to.addWidget(self.to)
        to.addWidget(self.number)
        to.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for words in (self.problem, self.counter, self.hint):
            line.addWidget(words, 1)
        line.addWidget(self.fix)
        line.addWidget(self.later)
        line.addSpacing(4)
        line.addWidget(self.send)
        self._foot.addLayout(to, 1)
        self._foot.addLayout(line)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(PAD_LEFT, PAD_TOP, PAD_RIGHT, PAD_BOTTOM)
        inside.setSpacing(GAP)
        text = QHBoxLayout()
        text.setContentsMargins(0, 0, 6, 0)
        text.addWidget(self.field)
        inside.addLayout(text)
        inside.addLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 0, SIDE, SIDE)
        column.setSpacing(8)
        column.addWidget(self._box)

    def _changed(self) -> None:
        self._count()
        if not self._filling:
            self.typed.emit(self.text())

    def _count(self) -> None:
        text = self.text()
        counted = count_words(text)
        empty = not text.strip()
        self.counter.setText("" if empty else counted.words)
        self.counter.setVisible(not empty)
        self.hint.setVisible(empty)
        self.fix.setVisible(counted.fixable)
        self.problem.setText(counted.problem)
        self.problem.setVisible(bool(counted.problem))
        self.to.setVisible(not counted.problem)
        self.number.setVisible(not counted.problem)
        self.send.setEnabled(not empty and not counted.problem)
        self.later.setEnabled(self.send.isEnabled())
        self.later.setVisible(not counted.problem)
        why = tr("Write something first") if empty else counted.problem
        self.send.setAccessibleDescription(why)
        self._arrange()

    def _arrange(self) -> None:
        """To whom it goes stands beside how long it is, or above where both have no room."""
        room = self.width() - 2 * SIDE - PAD_LEFT - PAD_RIGHT
        words = [w for w in (self.problem, self.counter, self.hint, self.number) if w.text()]
        need = sum(_wide(part) + GAP for part in words if not part.isHidden())
        if not self.to.isHidden():
            need += min(_wide(self.to), round(LEAST_NAME * self._theme.scale)) + GAP
        for button in (self.fix, self.later, self.send):
            need += 0 if button.isHidden() else button.sizeHint().width() + GAP
        above = need > room
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if above else ways.LeftToRight
        for part in (self.problem, self.counter):
            part.setWordWrap(above)
        if way is not self._foot.direction():
            self._foot.setDirection(way)
            self.rearranged.emit()

    def around_field(self) -> int:
        """How high everything but the field is."""
        foot = self._foot.totalHeightForWidth(self.width() - 2 * SIDE - PAD_LEFT - PAD_RIGHT)
        high = foot if self._foot.hasHeightForWidth() else self._foot.sizeHint().height()
        return high + PAD_TOP + GAP + PAD_BOTTOM + SIDE

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as it gets with its two lines below each other, however they stand now."""
        usual = super().minimumSizeHint()
        buttons = [b for b in (self.fix, self.later, self.send) if not b.isHidden()]
        least = sum(button.sizeHint().width() + GAP for button in buttons)
        least += round(LEAST_NAME * self._theme.scale)
        return QSize(min(usual.width(), least + 2 * SIDE + PAD_LEFT + PAD_RIGHT), usual.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another order."""
        super().resizeEvent(event)
        self._arrange()

    def _fix(self) -> None:
        cursor = self.field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(straight(self.text()))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.send.isEnabled():
            self.notice.clear()
            self.send_asked.emit(self.text())

    def ask_later(self) -> None:
        """Choose another time for what is typed."""
        if self.later.isEnabled():
            self.notice.clear()
            self.later_asked.emit(self.text())

    def _focused(self, _on: bool) -> None:
        self.update()

    def _restyle(self) -> None:
        self._arrange()
        self.update()


def _wide(label: QLabel) -> int:
    """How wide a label's words are on one line."""
    return label.fontMetrics().horizontalAdvance(label.text())
