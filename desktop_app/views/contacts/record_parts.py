"""What the record on the Contacts page is made of: its head, its sections, its boxed fields."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.numbers import format_number
from desktop_app.services.records import ContactCard, PhoneLine
from desktop_app.views.contacts.parts import PHONE_ICONS, Rule, about
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.avatar import Avatar
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture

LABELS = {"cell": "Cell", "home": "Home", "work": "Work"}


class Head(QWidget):
    """Initials, name, matter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._avatar = Avatar(theme, "", 56)
        self._name = Label(theme, "", "region_title", "text", wrap=True, selectable=True)
        self._about = Label(theme, "", "small", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_person(self, card: ContactCard) -> None:
        """Another person, or the same one changed."""
        self._avatar.set_name(card.name)
        self._name.setText(card.name)
        self._about.setText(about(card))
        self._about.setVisible(bool(about(card)))


class Why(QWidget):
    """Why a channel cannot be used, right below its button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Picture(theme, "", 14, "text2")
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 8)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def say(self, words: str, icon_name: str) -> None:
        """Say it, or go away where there is nothing to say."""
        self._icon.show_icon(icon_name, "text2")
        self.words.setText(words)
        self.setVisible(bool(words))


class Section(QWidget):
    """A title with a hairline above, perhaps a link beside it, and rows that are made anew."""

    def __init__(self, theme: Theme, title: str, link: LinkButton | None = None) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.addWidget(Label(theme, title, "caption_strong", "text2"), 1)
        if link is not None:
            head.addWidget(link)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.foot = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addWidget(Rule(theme))
        column.addSpacing(10)
        column.addLayout(head)
        column.addSpacing(4)
        column.addLayout(self._rows)
        column.addLayout(self.foot)

    def fill(self, rows: Sequence[QWidget]) -> None:
        """These rows in place of the ones before."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            self._rows.addWidget(row)


class FieldBox(QWidget):
    """One way to reach a person: what it is, what it is for, and the value, to be copied."""

    def __init__(
        self, theme: Theme, icon_name: str, label: str, use: str, value: str, ink: str = "text"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._box = QWidget()
        self.value = Label(theme, value, "body", ink, wrap=True, selectable=True)
        inside = QHBoxLayout(self._box)
        inside.setContentsMargins(10, 7, 10, 7)
        inside.setSpacing(9)
        inside.addWidget(Picture(theme, icon_name, 16, "text2"))
        inside.addWidget(self.value, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(theme, label, "caption_strong", "text2"))
        head.addWidget(_right(Label(theme, use, "caption", "text2", wrap=True)), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._box)
        said = (label, value, use)
        self.setAccessibleName(", ".join(part for part in said if part))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The edge around the value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line_strong"), 1))
        box = self._box.geometry().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)


def _right(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def phone_box(theme: Theme, phone: PhoneLine) -> FieldBox:
    """A phone field; its use comes as "Cell · primary · gets texts"."""
    uses = ", ".join(phone.use.split(" · ")[1:])
    label = tr(LABELS[phone.slot]) if phone.slot in LABELS else phone.slot
    icon_name = PHONE_ICONS.get(phone.slot, "phone")
    use = uses[:1].upper() + uses[1:]
    return FieldBox(theme, icon_name, label, use, format_number(phone.number))
