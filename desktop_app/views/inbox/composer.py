"""The composer: one box with the text, to whom it goes, how long it is, and Send."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow, Problem
from desktop_app.services.wording import Person
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.counting import count_words, straight
from desktop_app.views.inbox.field import TextField
from desktop_app.views.inbox.notice import SendNotice
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton, PrimaryButton
from desktop_app.views.widgets.labels import ElidedLabel, Label, plain_tooltip

RADIUS = 12


class Composer(QWidget):
    """Types one text to one person. It sends nothing itself: `send_asked` carries the words."""

    send_asked = Signal(str)
    typed = Signal(str)

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
        self.send = PrimaryButton(theme, tr("Send"), "send")
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.send.setToolTip(plain_tooltip(tr("Send ({keys})", keys=keys)))
        self._lay_out()
        self.field.textChanged.connect(self._changed)
        self.field.send_asked.connect(self._ask)
        self.field.focused.connect(self._focused)
        self.send.clicked.connect(self._ask)
        self.fix.clicked.connect(self._fix)
        theme.changed.connect(self._restyle)
        self._count()

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

    def say_problem(self, problem: Problem) -> None:
        """Say why a text did not go."""
        self.notice.say(problem)

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
        line = QHBoxLayout()
        line.setSpacing(8)
        to = QHBoxLayout()
        to.setSpacing(4)
        to.addWidget(self.to)
        to.addWidget(self.number)
        to.addStretch(1)
        line.addLayout(to, 1)
        line.addWidget(self.problem)
        line.addWidget(self.counter)
        line.addWidget(self.fix)
        line.addSpacing(4)
        line.addWidget(self.send)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(14, 12, 8, 8)
        inside.setSpacing(8)
        text = QHBoxLayout()
        text.setContentsMargins(0, 0, 6, 0)
        text.addWidget(self.field)
        inside.addLayout(text)
        inside.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 16)
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
        self.fix.setVisible(counted.fixable)
        self.problem.setText(counted.problem)
        self.problem.setVisible(bool(counted.problem))
        self.to.setVisible(not counted.problem)
        self.number.setVisible(not counted.problem)
        self.send.setEnabled(not empty and not counted.problem)
        why = tr("Write something first") if empty else counted.problem
        self.send.setAccessibleDescription(why)

    def _fix(self) -> None:
        cursor = self.field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(straight(self.text()))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if self.send.isEnabled():
            self.notice.clear()
            self.send_asked.emit(self.text())

    def _focused(self, _on: bool) -> None:
        self.update()

    def _restyle(self) -> None:
        self.update()
