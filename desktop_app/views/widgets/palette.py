"""The palette: jump to a person, a matter or a number. It never changes consent and never sends."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.services.records import PersonHit
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.icons import icon
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.overlay import Overlay
from desktop_app.views.widgets.people_list import PeopleList, spoken

WIDTH = 620
FROM_TOP = 84
BELOW = 24
FIELD_HEIGHT = 56
MOST_SHOWN = 9

Search = Callable[[str, int], list[PersonHit]]


class KeyCap(Label):
    """The picture of a key."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, "rail", "text2")
        self._look = theme
        self.setContentsMargins(6, 1, 6, 1)
        theme.changed.connect(self._edge)
        self._edge()

    def _edge(self) -> None:
        line = self._look.color("line_strong").name()
        color = self._look.color("text2").name()
        self.setStyleSheet(f"border: 1px solid {line}; border-radius: 4px; color: {color};")


class _SearchRow(QWidget):
    """The field with its magnifier and the way out."""

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(max(FIELD_HEIGHT, theme.line_height("lead") + 24))
        row = QHBoxLayout(self)
        row.setContentsMargins(50, 0, 16, 0)
        row.addWidget(field, 1)
        row.addWidget(KeyCap(theme, "Esc"), 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The magnifier and the hairline below."""
        painter = QPainter(self)
        picture = icon(self._theme, "search", 18, "text2", self.devicePixelRatioF())
        painter.drawPixmap(20, (self.height() - 18) // 2, picture)
        line = self._theme.color("line")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


class _Foot(QWidget):
    """What the keys do, under a hairline."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The hairline."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))


class Palette(Overlay):
    """Opens over the window; Enter opens the person, Esc gives the keyboard back."""

    person_chosen = Signal(object, bool)
    """A PersonHit, and whether the cursor goes straight into the composer."""
    number_typed = Signal(str)
    """What was typed fits nobody known and looks like a number."""

    def __init__(self, theme: Theme, host: QWidget, search: Search) -> None:
        super().__init__(theme, host, dim=True)
        self._search = search
        self.setAccessibleName(tr("Find a person, matter or number"))
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Find a person, matter or number"))
        self.field.setPlaceholderText(tr("Name, matter or number"))
        self.field.textChanged.connect(self._changed)
        self.heading = Label(theme, "", "caption_strong", "text2")
        self.people = PeopleList(theme)
        self.people.chosen.connect(self._clicked)
        self.nobody = Label(theme, "", "small", "text2", wrap=True)
        self._build()
        self._restyle()
        self._changed("")

    def _build(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_SearchRow(self._theme, self.field))
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 14, 8, 10)
        inside.setSpacing(4)
        self.heading.setContentsMargins(12, 0, 12, 2)
        self.nobody.setContentsMargins(12, 4, 12, 8)
        inside.addWidget(self.heading)
        inside.addWidget(self.people)
        inside.addWidget(self.nobody)
        column.addLayout(inside)
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = _Foot(self._theme)
        row = FlowLayout(foot, gap=16)
        row.setContentsMargins(20, 10, 20, 12)
        for keys, words in (
            (("↑", "↓"), tr("Move")),
            (("Enter",), tr("Open")),
            (("Ctrl Enter",), tr("Open and write")),
        ):
            row.addWidget(self._hint(keys, words))
        row.addWidget(Label(self._theme, tr("Names, digits, matters"), "caption", "text2"))
        return foot

    def _hint(self, keys: tuple[str, ...], words: str) -> QWidget:
        hint = QWidget()
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key in keys:
            row.addWidget(KeyCap(self._theme, key))
        row.addWidget(Label(self._theme, words, "caption", "text2"))
        return hint

    def first_stop(self) -> QWidget:
        """The field."""
        return self.field

    def place(self) -> None:
        """Below the top edge, in the middle."""
        width = min(self._theme.room(WIDTH), self.width() - 32)
        around = self._card_height(width) - self.people.height() * self.people.isVisible()
        self.people.limit_height(max(self.height() - FROM_TOP - BELOW - around, FIELD_HEIGHT))
        height = self._card_height(width)
        self.card.setGeometry(QRect((self.width() - width) // 2, FROM_TOP, width, height))
        self.update()

    def _card_height(self, width: int) -> int:
        layout = self.card.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)

    def clicked_outside(self) -> None:
        """A click elsewhere closes it."""
        self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Up and Down select, Enter opens."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.people.move(1 if key == Qt.Key.Key_Down else -1)
            self._tell()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(write=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _changed(self, words: str) -> None:
        hits = self._search(words, MOST_SHOWN)
        self.people.show_hits(hits)
        self.heading.setText(tr("People") if words.strip() else tr("Opened last"))
        self.heading.setVisible(bool(hits))
        self.nobody.setVisible(not hits)
        self.nobody.setText(self._nobody(words.strip()))
        self._tell()
        if self.isVisible():
            self.place()

    @staticmethod
    def _nobody(words: str) -> str:
        if not words:
            return tr("People you open show up here.")
        if looks_like_number(words):
            return tr("Nobody known has this number. Enter starts a conversation with it.")
        return tr("No match for “{words}”. Also try the matter number or some digits.", words=words)

    def _tell(self) -> None:
        """What a screen reader says about the selected row while the field keeps the keyboard."""
        hit = self.people.current()
        self.field.setAccessibleDescription(spoken(hit) if hit else self.nobody.text())

    def _open(self, *, write: bool) -> None:
        hit = self.people.current()
        words = self.field.text().strip()
        if hit is not None:
            self.dismiss()
            self.person_chosen.emit(hit, write)
        elif looks_like_number(words):
            self.dismiss()
            self.number_typed.emit(words)

    def _clicked(self, hit: PersonHit) -> None:
        self.dismiss()
        self.person_chosen.emit(hit, False)

    def _restyle(self) -> None:
        super()._restyle()
        color = self._theme.color("text").name()
        self.field.setFont(self._theme.font("lead"))
        self.field.setStyleSheet(
            f"QLineEdit {{ border: none; background: transparent; color: {color}; }}"
        )


FEWEST_DIGITS = 3


def looks_like_number(words: str) -> bool:
    """Whether somebody typed a phone number rather than a name."""
    digits = sum(letter.isdigit() for letter in words)
    return digits >= FEWEST_DIGITS and not any(letter.isalpha() for letter in words)
