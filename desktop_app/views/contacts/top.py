"""The upper part of the Contacts page: title and counts, and what narrows the table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.people import PeopleCount, PeopleView
from desktop_app.services.records import TextState
from desktop_app.views.contacts.editor import ROLES
from desktop_app.views.contacts.filter_menu import FilterMenu
from desktop_app.views.contacts.words import STATES, state_glyph
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.announce import announce
from desktop_app.views.widgets.buttons import PrimaryButton
from desktop_app.views.widgets.flow import FlowLayout
from desktop_app.views.widgets.labels import Label
from desktop_app.views.widgets.menus import Entry
from desktop_app.views.widgets.search_field import SearchField

SIDE = 24
SEARCH_WIDTH = 230


class PageTop(QWidget):
    """Title, how many people there are, and New contact."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.count = Label(theme, "", "small", "text2", wrap=True)
        self.new_contact = PrimaryButton(theme, tr("New contact"), "user-plus")
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 20, SIDE, 0)
        row.setSpacing(18)
        row.addWidget(Label(theme, tr("Contacts"), "page_title", "text"))
        row.addWidget(self.count, 1)
        row.addWidget(self.new_contact)

    def show_count(self, count: PeopleCount) -> None:
        """How many records, how many of those people opted in."""
        if not count.all:
            self.count.setText("")
            return
        people = tr("1 person") if count.all == 1 else tr("{count} people", count=f"{count.all:,}")
        opted_in = tr("{count} opted in to texts", count=f"{count.opted_in:,}")
        self.count.setText(f"{people} · {opted_in}")


class FilterBar(QWidget):
    """What is looked for: words, a state of texts, a role; and how many that leaves."""

    changed = Signal()
    left_downwards = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.search = SearchField(theme, tr("Name, phone or matter"))
        self.texts = FilterMenu(theme, host, tr("Texts"), _state_choices())
        self.role = FilterMenu(theme, host, tr("Role"), _role_choices())
        self.found = Label(theme, "", "small", "text2", tabular=True)
        self._clearing = False
        holder = QWidget()
        chips = FlowLayout(holder, gap=7, line_gap=4)
        chips.addWidget(self.texts)
        chips.addWidget(self.role)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 14, SIDE, 12)
        row.setSpacing(12)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(holder, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.found)
        self.setAccessibleName(tr("Filters"))
        self.search.textChanged.connect(self._tell)
        self.search.left_downwards.connect(self.left_downwards)
        self.texts.chosen.connect(self._tell)
        self.role.chosen.connect(self._tell)
        theme.changed.connect(self._measure)
        self._measure()

    def view(self, view: PeopleView) -> PeopleView:
        """The same order, narrowed as it stands here."""
        state = TextState(self.texts.choice) if self.texts.choice else None
        return PeopleView(self.search.text(), self.role.choice, state, view.sort, view.descending)

    def clear(self) -> None:
        """Show everyone again."""
        self._clearing = True
        self.search.clear()
        self.texts.choose("")
        self.role.choose("")
        self._clearing = False
        self.changed.emit()

    def show_found(self, count: PeopleCount, view: PeopleView) -> None:
        """How many of all are shown, where somebody is left out."""
        shown = tr("{shown} of {all}", shown=f"{count.shown:,}", all=f"{count.all:,}")
        words = shown if view.narrowed else ""
        if words != self.found.text():
            self.found.setText(words)
            announce(self, words)

    def in_words(self) -> str:
        """What is looked for, to be said where nobody fits."""
        typed = " ".join(self.search.text().split())
        parts = [tr("“{words}”", words=typed) if typed else ""]
        parts += [chip.text() for chip in (self.texts, self.role) if chip.choice]
        return ", ".join(part for part in parts if part)

    def _tell(self, _what: str) -> None:
        if not self._clearing:
            self.changed.emit()

    def _measure(self) -> None:
        self.search.setFixedWidth(self._theme.room(SEARCH_WIDTH))


def _state_choices() -> list[Entry]:
    glyphs = {state: state_glyph(state) for state in STATES}
    return [Entry(state.value, glyph.words, icon=glyph.icon) for state, glyph in glyphs.items()]


def _role_choices() -> list[Entry]:
    return [Entry(key, tr(words)) for key, words in ROLES]
