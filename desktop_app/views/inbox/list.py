"""The list of conversations: one Tab stop, arrow keys inside, the menu of a person on every row."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView

from desktop_app.services.records import ConversationRow
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.list_delegate import ConversationDelegate, dots_box, row_box
from desktop_app.views.inbox.list_model import ROW, ConversationModel, Index
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.scrolling import QuietScrollBar


class ConversationList(QListView):
    """Shows the model; `chosen` says which conversation the person went to."""

    chosen = Signal(int)
    entered_conversation = Signal()
    """Enter on a row: go on to the composer."""
    menu_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme, model: ConversationModel, calendar: Calendar) -> None:
        super().__init__()
        self._theme = theme
        self._rows = model
        self._current: int | None = None
        self._pixels = 0
        self._painter = ConversationDelegate(theme, self, calendar)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        bar = QuietScrollBar(theme)
        self.setVerticalScrollBar(bar)
        bar.valueChanged.connect(self._scrolled)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("ConversationList { background: transparent; border: none; }")
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Conversations"))
        model.about_to_reload.connect(self._remember)
        model.reloaded.connect(self._restore)
        theme.changed.connect(self._restyle)

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
        row = self.currentIndex().row()
        target = row + by if row >= 0 else 0
        if 0 <= target < self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(target))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """The person went to another row."""
        super().currentChanged(current, previous)
        row = current.data(ROW) if current.isValid() else None
        if isinstance(row, ConversationRow) and row.id != self._current:
            self._current = row.id
            self.chosen.emit(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Enter goes on to the composer; everything else is a list's."""
        self._show_ring(show=True)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_conversation.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click on the three dots opens the menu and chooses nothing."""
        self._show_ring(show=False)
        at = event.position().toPoint()
        index = self.indexAt(at)
        dots = dots_box(row_box(self.visualRect(index)))
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton and dots.contains(at):
            self._ask_menu(index, dots.bottomLeft())
            return
        if event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The person's menu by right click, the Menu key or Shift+F10."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            box = row_box(self.visualRect(index))
            self._ask_menu(index, dots_box(box).bottomLeft() if by_key else event.pos())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring shows only where the keyboard came."""
        super().focusInEvent(event)
        self._show_ring(show=event.reason() in BY_KEYBOARD)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            index = self._rows.index(0)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )

    def _scrolled(self, value: int) -> None:
        """Qt listens for the end of the list only on the scroll bar it made itself."""
        self.verticalScrollbarValueChanged(value)

    def _ask_menu(self, index: QModelIndex, at: QPoint) -> None:
        row: ConversationRow = index.data(ROW)
        self.menu_asked.emit(row.id, self.viewport().mapToGlobal(at))

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
