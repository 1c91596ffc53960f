"""The composer: one box with the text, to whom it goes, how long it is, and Send."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ConversationRow, Outcome, Problem
from desktop_app.services.wording import Person
from desktop_app.views.counting import Count, count_with_pictures, count_words
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.field import TextField
from desktop_app.views.inbox.foot import Foot
from desktop_app.views.inbox.guard import BACKSPACE
from desktop_app.views.inbox.notice import SendNotice
from desktop_app.views.inbox.picture_strip import PictureStrip
from desktop_app.views.shortcuts import native_keys
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.labels import Label, plain_tooltip

RADIUS = 12
SIDE = 16
PAD_LEFT, PAD_RIGHT = 14, 8
PAD_TOP, PAD_BOTTOM = 12, 8
GAP = 8


class Composer(QWidget):
    """Types one text to one person. It sends nothing itself: `send_asked` carries the words."""

    send_asked = Signal(str)
    later_asked = Signal(str)
    """The words are to leave at another time."""
    typed = Signal(str)
    about_to_send = Signal()
    """Send was asked for: whoever knows better may still speak against it."""
    reason_asked = Signal()
    """The words are to leave with a reason on record."""
    rearranged = Signal()
    """It needs more or less room besides the field."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self.notice = SendNotice(theme)
        """Laid out by the pane, so that it is seen over a locked composer too."""
        self.field = TextField(theme)
        foot = self.foot = Foot(theme)
        self.attach, self.to, self.number = foot.attach, foot.to, foot.number
        self.problem, self.counter, self.hint = foot.problem, foot.counter, foot.hint
        self.more, self.later, self.send = foot.more, foot.later, foot.send
        self.words_only = Label(theme, "", "caption", "text3", wrap=True)
        """Why the firm's number sends no pictures."""
        self._pictures = 0
        self._preparing = False
        self._blocked = ""
        self._holds = False
        self._over: QWidget | None = None
        self._held_back = ""
        """Why nothing may be sent at all."""
        self._under: QWidget | None = None
        self._lay_out()
        self.field.textChanged.connect(self._changed)
        self.field.send_asked.connect(self._ask)
        self.field.focused.connect(self._focused)
        self.send.clicked.connect(self._ask)
        self.later.clicked.connect(self.ask_later)
        self.field.later_asked.connect(self.ask_later)
        foot.rearranged.connect(self.make_room)
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
        self._name_attach()
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

    @property
    def has_content(self) -> bool:
        """Whether there is anything to send, whatever may speak against it."""
        return bool(self.text().strip()) or self._pictures > 0

    def put_above(self, strip: QWidget) -> None:
        """The pictures of the text have their place above its words."""
        self._inside.insertWidget(0, strip)

    def put_first(self, chips: QWidget) -> None:
        """What is found about the text has its place over the box."""
        self._over = chips
        self._column.insertWidget(0, chips)

    def put_below(self, note: QWidget) -> None:
        """A line about the hour has its place under the box."""
        self._under = note
        self._column.addWidget(note)

    def set_pictures(self, number: int, *, preparing: bool, why_not: str) -> None:
        """So many pictures go with the words; `why_not` says why none can."""
        self._pictures, self._preparing = number, preparing
        self.words_only.setText(why_not)
        self.words_only.setVisible(bool(why_not))
        self.attach.setEnabled(not why_not)
        self.attach.setAccessibleDescription(why_not)
        self._name_attach()
        self._count()
        self.make_room()

    def hold_back(self, why: str) -> None:
        """Nothing may be sent, whatever is typed; empty lets it go again."""
        self._held_back = why
        self._count()

    def set_verdict(self, outcome: Outcome, what: str) -> None:
        """What the checks say of the words that stand here: whether they may leave, and why not."""
        blocked = what if outcome is Outcome.BLOCK else ""
        holds = outcome is Outcome.HOLD
        if (blocked, holds) == (self._blocked, self._holds):
            return
        self._blocked, self._holds = blocked, holds
        self.send.setText(tr("Send with a reason…") if holds else tr("Send"))
        self._count()
        self.make_room()

    def make_room(self) -> None:
        """Something above or below the words takes more room than before, or less."""
        self.rearranged.emit()

    def take_keyboard(self) -> None:
        """The keyboard goes into the text."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_attach(self) -> None:
        keys = native_keys("Ctrl+Shift+A")
        usual = tr("Attach pictures ({keys})", keys=keys)
        self.attach.setToolTip(plain_tooltip(self.words_only.text() or usual))

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
        self.fill("\n".join(words for words in (text, now) if words.strip()))
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
        inside = self._inside = QVBoxLayout(self._box)
        inside.setContentsMargins(PAD_LEFT, PAD_TOP, PAD_RIGHT, PAD_BOTTOM)
        inside.setSpacing(GAP)
        text = QHBoxLayout()
        text.setContentsMargins(0, 0, 6, 0)
        text.addWidget(self.field)
        inside.addLayout(text)
        inside.addWidget(self.foot)
        inside.addWidget(self.words_only)
        self.words_only.hide()
        column = self._column = QVBoxLayout(self)
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
        empty = not self.has_content
        against = counted.problem or self._blocked_words()
        self.counter.setText(self._counter_words(counted, empty=empty))
        self.counter.setVisible((not empty and not against) or self._preparing)
        self.foot.show_hint(on=empty and not self._preparing)
        self.problem.setText(against)
        self.problem.setVisible(bool(against))
        self.to.setVisible(not counted.problem)
        self.number.setVisible(not counted.problem)
        stands = empty or against or self._preparing or self._held_back
        self.send.setEnabled(not stands)
        self.later.setEnabled(self.send.isEnabled())
        self.later.setVisible(not counted.problem)
        why = tr("Write something first") if empty else against
        self.send.setAccessibleDescription(self._held_back or self._waiting_words() or why)
        self.foot.arrange()

    def _counter_words(self, counted: Count, *, empty: bool) -> str:
        """How long it is; a text with pictures is no longer counted in pieces."""
        if self._preparing or empty:
            return self._waiting_words()
        if not self._pictures:
            return counted.words
        return count_with_pictures(len(self.text()), self._pictures)

    def _blocked_words(self) -> str:
        if not self._blocked or not self.text().strip():
            return ""
        return tr("Can’t be sent: {what}", what=self._blocked)

    def _waiting_words(self) -> str:
        return tr("Sending waits for the pictures") if self._preparing else ""

    def around_field(self) -> int:
        """How high everything but the field is."""
        high = self._extras() + PAD_TOP + PAD_BOTTOM + SIDE
        if self._over is not None and not self._over.isHidden():
            high += GAP + self._over.heightForWidth(self.width() - 2 * SIDE)
        if self._under is None or self._under.isHidden():
            return high
        return high + GAP + self._under.heightForWidth(self.width() - 2 * SIDE)

    def _extras(self) -> int:
        """How high what stands above and below the words is."""
        high, room = 0, self.width() - 2 * SIDE - PAD_LEFT - PAD_RIGHT
        for at in range(self._inside.count()):
            item = self._inside.itemAt(at)
            part = item.widget() if item is not None else None
            if part is self.foot:
                high += GAP + self.foot.high(room)
            elif isinstance(part, PictureStrip) and not part.isHidden():
                high += GAP + part.wanted_height()
            elif part is not None and not part.isHidden():
                high += GAP + part.heightForWidth(room)
        return high

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as it gets with everything below each other, however it stands now."""
        usual = super().minimumSizeHint()
        least = self.foot.minimumSizeHint().width() + 2 * SIDE + PAD_LEFT + PAD_RIGHT
        return QSize(min(usual.width(), least), usual.height())

    def _ask(self) -> None:
        self.about_to_send.emit()
        if not self.send.isEnabled():
            return
        self.notice.clear()
        if self._holds:
            self.reason_asked.emit()
        else:
            self.send_asked.emit(self.text())

    def ask_later(self) -> None:
        """Choose another time for what is typed."""
        self.about_to_send.emit()
        if self.later.isEnabled():
            self.notice.clear()
            self.later_asked.emit(self.text())

    def _focused(self, _on: bool) -> None:
        self.update()

    def _restyle(self) -> None:
        self.foot.arrange()
        self.update()
