"""Parts of the numbers card: one number, and one change that can be undone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.firm_numbers.records import NumberChange
from desktop_app.services.records import FirmNumber
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.settings import number_words
from desktop_app.views.settings.number_words import Said
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import LinkButton
from desktop_app.views.widgets.chip import Chip
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.picture import Picture


class SaidLine(QWidget):
    """A glyph and its words; the words go on in the next line where there is no room."""

    def __init__(self, theme: Theme, said: Said) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(theme, said.icon, 14, said.tone), 0, Qt.AlignmentFlag.AlignTop)
        ink = said.tone if said.tone == "danger" else "text"
        row.addWidget(Label(theme, said.words, "small", ink, wrap=True, selectable=True), 1)


class NumberBlock(QWidget):
    """One number: what it can do, whether it receives and sends, and how it is set up."""

    def __init__(self, theme: Theme, number: FirmNumber, calendar: Calendar) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        name = number_words.name_of(number)
        self.setAccessibleName(name)
        column.addWidget(Label(theme, name, "small_strong", "text", selectable=True))
        kind = Said("hash", "neutral", tr(number_words.KINDS[number.sender_type]))
        column.addWidget(_chips(theme, (*number_words.badges(number), kind)))
        column.addWidget(_chips(theme, number_words.abilities(number)))
        column.addWidget(SaidLine(theme, number_words.registration(number, calendar)))
        column.addWidget(SaidLine(theme, number_words.service(number)))
        column.addWidget(SaidLine(theme, number_words.calls(number)))


def _chips(theme: Theme, said: tuple[Said, ...]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=8)
    for each in said:
        flow.addWidget(Chip(theme, each.icon, each.tone, each.words))
    return row


class ChangeLine(QWidget):
    """What Brieftext did at Twilio, who agreed to it, and the way back."""

    undo_asked = Signal(int)

    def __init__(self, theme: Theme, change: NumberChange, calendar: Calendar) -> None:
        super().__init__()
        self._id = change.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(theme, change.words, "small", "text", wrap=True))
        column.addWidget(Label(theme, _when(change, calendar), "caption", "text2", wrap=True))
        self.undo = LinkButton(theme, tr("Undo at Twilio…"))
        self.undo.setAccessibleName(tr("Undo at Twilio: {what}", what=change.words))
        self.undo.setVisible(bool(change.undo))
        self.undo.clicked.connect(self._ask)
        column.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self) -> None:
        self.undo_asked.emit(self._id)


def _when(change: NumberChange, calendar: Calendar) -> str:
    made = tr("{who}, {day}", who=change.actor, day=calendar.list_time(change.made_at))
    if change.undone_at is None:
        return made
    day = calendar.list_time(change.undone_at)
    undone = tr("undone by {who}, {day}", who=change.undone_by, day=day)
    return f"{made} · {undone}"


def replaced(layout: QVBoxLayout, old: QWidget, make: Callable[[], QWidget]) -> QWidget:
    """Another widget in the place of the old one."""
    new = make()
    layout.replaceWidget(old, new)
    old.hide()
    old.deleteLater()
    return new
