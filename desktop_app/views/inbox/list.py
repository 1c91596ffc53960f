"""The list of conversations: one Tab stop, arrow keys inside, the menu of a person on every row."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent

from desktop_app.services.records import ConversationRow
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list_delegate import ConversationDelegate, dots_box, row_box
from desktop_app.views.inbox.list_model import ROW, ConversationModel, Index
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.menus import WIDTH as MENU_WIDTH
from desktop_app.views.widgets.painted_list import PaintedList


class ConversationList(PaintedList):
    """Shows the model; `chosen` says which conversation the person went to."""

    chosen = Signal(int)
    entered_conversation = Signal()
    """Enter on a row: go on to the composer."""
    menu_asked = Signal(int, QPoint)
    """The menu of a conversation, with its right upper corner at this point of the screen."""

    def __init__(self, theme: Theme, model: ConversationModel, calendar: Calendar) -> None:
        super().__init__(theme, tr("Conversations"))
        self._rows = model
        self._current: int | None = None
        self._pixels = 0
        self._only_looking = False
        self._painter = ConversationDelegate(theme, self, calendar)
        # Before Qt hears of it: it would go to the next conversation, and so open and read it.
        model.rowsAboutToBeRemoved.connect(self._start_looking)
        self.show_rows(model, self._painter)
        model.rowsRemoved.connect(self._stop_looking)
        model.rowsInserted.connect(self._find_open_again)
        model.about_to_reload.connect(self._remember)
        model.reloaded.connect(self._restore)
        theme.changed.connect(self._restyle)

    @property
    def menu_of(self) -> int | None:
        """The conversation whose menu is open from its row, which stays lit so long."""
        return self._painter.lit

    @property
    def current_id(self) -> int | None:
        """The conversation the list is on."""
        return self._current

    def select(self, conversation_id: int | None) -> None:
        """Show which conversation is open, without choosing it again."""
        self._current = conversation_id
        place = -1 if conversation_id is None else self._rows.place_of(conversation_id)
        if place < 0:
            self.clearSelection()
            self.selectionModel().clearCurrentIndex()
            return
        index = self._rows.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Go to the next or the previous conversation."""
        here = self.currentIndex()
        target = here.row() + by if here.isValid() else 0
        if by > 0 and here.isValid() and not self._is_open(here):
            target -= 1  # the one that moved up to where the open one was
        if 0 <= target < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(target))
            self._open_here()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """The person went to another row."""
        super().currentChanged(current, previous)
        if not self._only_looking:
            self._choose(current)

    def _choose(self, index: Index) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, ConversationRow) and row.id != self._current:
            self._current = row.id
            self.chosen.emit(row.id)

    def _open_here(self) -> None:
        """The row with the ring is the one that is written to."""
        here = self.currentIndex()
        if here.isValid() and not self._is_open(here):
            self.setCurrentIndex(here)
            self._choose(here)

    def _is_open(self, index: Index) -> bool:
        row = index.data(ROW)
        return isinstance(row, ConversationRow) and row.id == self._current

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter opens the row and goes on to the composer; everything else is a list's."""
        self._show_ring(show=True)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_here()
            self.entered_conversation.emit()
            event.accept()
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Space:
            self._open_here()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click on the three dots opens the menu and chooses nothing."""
        self._show_ring(show=False)
        at = event.position().toPoint()
        index = self.indexAt(at)
        dots = dots_box(row_box(self.visualRect(index)))
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton and dots.contains(at):
            self._ask_menu(index, dots.bottomRight())
            return
        if event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            self._choose(self.currentIndex() if index.isValid() else index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The person's menu by right click, the Menu key or Shift+F10."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            dots = dots_box(row_box(self.visualRect(index)))
            self._ask_menu(
                index, dots.bottomRight() if by_key else event.pos() + QPoint(MENU_WIDTH, 0)
            )

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring shows only where the keyboard came, or where it comes back from a menu."""
        # Qt goes to the first row where there is no current one: no reason to open that one.
        self._only_looking = self._current is not None
        super().focusInEvent(event)
        self._only_looking = False
        if event.reason() is not Qt.FocusReason.OtherFocusReason:
            self._show_ring(show=event.reason() in BY_KEYBOARD)

    def _scrolled(self, value: int) -> None:
        super()._scrolled(value)
        self._rows.last_in_sight = self.last_row_in_sight()

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        row: ConversationRow = index.data(ROW)
        self._light(row.id)
        self.menu_asked.emit(row.id, self.viewport().mapToGlobal(at))

    def menu_closed(self) -> None:
        """The menu of a row is gone."""
        self._light(None)

    def _light(self, conversation_id: int | None) -> None:
        self._painter.lit = conversation_id
        self.viewport().update()

    def _start_looking(self) -> None:
        self._only_looking = True

    def _stop_looking(self) -> None:
        """The open conversation has left the list: it stays open, and no other row looks open."""
        self._only_looking = False
        if not self._is_open(self.currentIndex()):
            self.clearSelection()

    def _find_open_again(self, _parent: Index, first: int, last: int) -> None:
        """It is back, or further down as the list grows: mark it, and scroll nowhere."""
        place = -1 if self._current is None else self._rows.place_of(self._current)
        if first <= place <= last:
            self.setAutoScroll(False)
            self.setCurrentIndex(self._rows.index(place))
            self.setAutoScroll(True)

    def _show_ring(self, *, show: bool) -> None:
        if self._painter.ring is not show:
            self._painter.ring = show
            self.viewport().update()

    def _remember(self) -> None:
        self._pixels = self.verticalScrollBar().value()

    def _restore(self) -> None:
        place = -1 if self._current is None else self._rows.place_of(self._current)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
        self.verticalScrollBar().setValue(self._pixels)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
