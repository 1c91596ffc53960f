"""The table of people: one Tab stop, arrow keys inside, a person's menu on every row."""

import time

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent

from desktop_app.services.finding import folded
from desktop_app.services.people import PersonRow
from desktop_app.views.contacts.columns import Column, columns
from desktop_app.views.contacts.table_delegate import PersonDelegate, dots_box, row_box
from desktop_app.views.contacts.table_model import PERSON, ContactsModel, Index
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.menus import WIDTH as MENU_WIDTH
from desktop_app.views.widgets.painted_list import PaintedList

TYPING_S = 1.0
"""Letters typed within this time go on with the name begun."""
_ENDS = {Qt.Key.Key_Home, Qt.Key.Key_End}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class ContactsTable(PaintedList):
    """Shows the model; `selected` says whose row the person is on."""

    person_selected = Signal(int)
    """A contact id."""
    clicked_person = Signal()
    """A click on a row: show the record."""
    record_asked = Signal()
    """Enter: go on to the record."""
    conversation_asked = Signal()
    """Ctrl+Enter or a double click: go to the conversation."""
    menu_asked = Signal(int, QPoint)
    """The menu of a contact, with its right upper corner at this point of the screen."""
    columns_changed = Signal()

    def __init__(self, theme: Theme, model: ContactsModel, calendar: Calendar) -> None:
        super().__init__(theme, tr("Contacts"))
        self._people = model
        self._current: int | None = None
        self._top: tuple[int | None, int] = (None, 0)
        """The person at the upper edge, and how far their row stands above it."""
        self._typed = ""
        self._typed_at = 0.0
        self._resetting = False
        self._painter = PersonDelegate(theme, self, calendar)
        self.show_rows(model, self._painter)
        self.setViewportMargins(0, 6, 0, 0)
        model.about_to_reload.connect(self._remember)
        model.reloaded.connect(self._restore)
        model.rowsInserted.connect(self._find_again)
        theme.changed.connect(self._restyle)

    @property
    def current_id(self) -> int | None:
        """The contact the table is on."""
        return self._current

    def person(self) -> PersonRow | None:
        """Whose row the table is on, where it is loaded."""
        place = self._people.place_of(self._current)
        return self._people.person(place) if place >= 0 else None

    def columns(self) -> list[Column]:
        """Where the columns stand now."""
        return self._painter.columns

    def select(self, contact_id: int) -> bool:
        """Go to a person; False where the rows read so far do not have them."""
        place = self._people.place_of(contact_id)
        if place >= 0:
            self._go(place)
        return place >= 0

    def select_first(self) -> None:
        """Go to the first row."""
        if self._people.rowCount():
            self._go(0)

    def step(self, by: int) -> None:
        """Go to the next or the previous person."""
        here = self.currentIndex()
        target = here.row() + by if here.isValid() else 0
        if 0 <= target < self._people.rowCount():
            self._go(target)

    def ask_menu(self) -> None:
        """Open the menu of the row the table is on."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            self._ask_menu(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Another row."""
        super().currentChanged(current, previous)
        if not self._resetting:
            self._choose(current)

    def _choose(self, index: Index) -> None:
        row = index.data(PERSON) if index.isValid() else None
        if isinstance(row, PersonRow) and row.contact_id != self._current:
            self._current = row.contact_id
            self.person_selected.emit(row.contact_id)

    def event(self, event: QEvent) -> bool:
        """Here Ctrl+Home and Ctrl+End are the table's, as Home and End are."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _ENDS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter opens the record, Ctrl+Enter the conversation, End goes to the very end."""
        self._show_ring(show=True)
        if event.key() in _ENTER and self.currentIndex().isValid():
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.conversation_asked if control else self.record_asked).emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_End:
            self._people.load_all()
        if event.key() in _ENDS and self._people.rowCount():
            self._go(0 if event.key() == Qt.Key.Key_Home else self._people.rowCount() - 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, letters: str) -> None:  # noqa: N802  Qt's name
        """Go to the next name that begins so, whatever its accents; further down if need be."""
        now = time.monotonic()
        if not self._typed and not letters.strip():
            return
        going_on = now - self._typed_at < TYPING_S
        self._typed_at = now
        self._typed = (self._typed if going_on else "") + folded(letters)
        start = max(self.currentIndex().row(), 0)
        if len(self._typed) == 1:
            start += 1
        place = self._find(start)
        if place is None:
            self._people.load_all()
            place = self._find(start)
        if place is not None:
            self._go(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click shows the record; on the dots and with the right button it opens the menu."""
        self._show_ring(show=False)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and dots_box(row_box(self.visualRect(index))).contains(at):
            self._ask_menu(index)
            return
        super().mousePressEvent(event)
        if index.isValid():
            self._choose(index)
            self.clicked_person.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go to the conversation."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and not dots_box(row_box(self.visualRect(index))).contains(at):
            self._choose(index)
            self.conversation_asked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The person's menu by right click, the Menu key or Shift+F10."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if by_key:
            self.ask_menu()
        elif index.isValid():
            self._ask_menu(index, event.pos() + QPoint(MENU_WIDTH, 0))

    def _ask_menu(self, index: Index, at: QPoint | None = None) -> None:
        dots = dots_box(row_box(self.visualRect(index)))
        row: PersonRow = index.data(PERSON)
        self._light(row.contact_id)
        corner = self.viewport().mapToGlobal(at or dots.bottomRight())
        self.menu_asked.emit(row.contact_id, corner)

    def menu_closed(self) -> None:
        """The menu of a row is gone."""
        self._light(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring shows only where the keyboard came, or where it comes back from a menu."""
        # Qt goes to the first row where there is no current one, and selects nothing.
        self._resetting = True
        super().focusInEvent(event)
        self._resetting = False
        if event.reason() is not Qt.FocusReason.OtherFocusReason:
            self._show_ring(show=event.reason() in BY_KEYBOARD)
        if event.reason() in BY_KEYBOARD and self._people.place_of(self._current) < 0:
            self.select_first()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The columns move with the width."""
        super().resizeEvent(event)
        self._look_down()
        self._arrange()

    def _find(self, start: int) -> int | None:
        count = self._people.rowCount()
        places = [*range(start, count), *range(min(start, count))]
        return next((at for at in places if self._begins(at)), None)

    def _begins(self, place: int) -> bool:
        return folded(self._people.person(place).name).startswith(self._typed)

    def _go(self, place: int) -> None:
        index = self._people.index(place)
        self.setCurrentIndex(index)
        self._choose(index)  # also where Qt was on it already
        self.scrollTo(index)

    def _scrolled(self, value: int) -> None:
        super()._scrolled(value)
        self._look_down()

    def _look_down(self) -> None:
        self._people.last_in_sight = self.last_row_in_sight()

    def _light(self, contact_id: int | None) -> None:
        self._painter.lit = contact_id
        self.viewport().update()

    def _show_ring(self, *, show: bool) -> None:
        if self._painter.ring is not show:
            self._painter.ring = show
            self.viewport().update()

    def _remember(self) -> None:
        """What stands at the upper edge stays there, whoever comes or goes above it."""
        value, height = self.verticalScrollBar().value(), max(self.sizeHintForRow(0), 1)
        row = value // height
        known = value > 0 and row < self._people.rowCount()
        self._top = (self._people.person(row).contact_id if known else None, value - row * height)
        self._resetting = True

    def _restore(self) -> None:
        self._mark_current()
        self._resetting = False
        who, above = self._top
        place = self._people.place_of(who) if who is not None else 0
        if place >= 0:
            self.executeDelayedItemsLayout()
            height = max(self.sizeHintForRow(0), 1)
            self.verticalScrollBar().setValue(place * height + above if who is not None else 0)

    def _mark_current(self) -> None:
        place = self._people.place_of(self._current)
        if place >= 0:
            self.setAutoScroll(False)
            self.setCurrentIndex(self._people.index(place))
            self.setAutoScroll(True)

    def _find_again(self, _parent: Index, first: int, last: int) -> None:
        """The person shown is further down: mark the row as it is read, and scroll nowhere."""
        if first <= self._people.place_of(self._current) <= last:
            self._mark_current()

    def to_top(self) -> None:
        """Back to the first rows, after another order or filter."""
        self.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        self._painter.columns = columns(self._theme, self.viewport().width())
        self.columns_changed.emit()

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._arrange()
        self.viewport().update()
