"""What pointer and keyboard do in a conversation: select, copy, press, go from line to line."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu

from desktop_app.services.records import MessageRow
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.arrangement import Placed
from desktop_app.views.inbox.layout import FOLD_HITS, Hit
from desktop_app.views.inbox.lines_view import STEP, LinesView
from desktop_app.views.inbox.transcript import copied_line
from desktop_app.views.sentences import bubble_text
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD

FOLDS = {key for key, _label in FOLD_HITS.values()}
AT_ONCE = 500
"""So many records are read in one go for copying."""


class LineInput(LinesView):
    """Selecting and acting. `acted` names what was asked for about a line, such as retry."""

    acted = Signal(str, object)

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar, actor: str) -> None:
        super().__init__(theme, reading, calendar, actor)
        self._drawing = False

    # The pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Press a button of a line, or begin to select."""
        self._set_ring(on=False)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place, point = self._under(event.position())
        if place is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._take(place.layout.row.id)
            return
        self._taken.clear()
        if place is None:
            self._selection.clear()
        else:
            self._current = place.layout.row.id
            words = place.layout.body is not None and _hit(place, point) is None
            bubble = place.layout.bubble if words else None
            if bubble is not None and bubble.contains(point):
                self._selection.start(place.layout, point)
                self._drawing = True
            else:
                self._selection.clear()
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Draw the selection, or show what can be pressed."""
        if self._drawing:
            for drawn in self.placed:
                self._selection.reach(drawn.layout, event.position() - QPointF(0, drawn.top))
            self.viewport().update()
            return
        place, point = self._under(event.position())
        hit = _hit(place, point)
        hovered = (
            (place.layout.row.id, hit.key) if place is not None and hit is not None else (0, "")
        )
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        self.viewport().setCursor(_cursor(place, point, hit))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """End the selection, or do what was pressed."""
        if self._drawing:
            self._drawing = False
            return
        place, point = self._under(event.position())
        hit = _hit(place, point)
        if place is not None and hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self._act(hit.key, place.layout.row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Select a word."""
        place, point = self._under(event.position())
        words = place is not None and place.layout.body is not None
        bubble = place.layout.bubble if place is not None and words else None
        if place is not None and bubble is not None and bubble.contains(point):
            self._selection.take_word(place.layout, point)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._hovered = (0, "")
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Copy, and whatever else can be done about this line."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_line_menu()
            return
        place, _point = self._under(QPointF(event.pos()))
        if place is not None:
            if place.layout.row.id not in self._taken:
                self._taken.clear()
                self._current = place.layout.row.id
            self._popup(place, event.globalPos())

    def _under(self, at: QPointF) -> tuple[Placed | None, QPointF]:
        for place in self.placed:
            if place.top <= at.y() < place.top + place.layout.height:
                return place, at - QPointF(0, place.top)
        return None, at

    # The keyboard ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows go from line to line, with Shift they take them; Enter opens what can be done."""
        taking = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1, taking=taking)
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            pages = -1 if event.key() == Qt.Key.Key_PageUp else 1
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + pages * (self.viewport().height() - STEP))
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._go_to(0 if event.key() == Qt.Key.Key_Home else self.count - 1, taking=taking)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_line_menu()
        elif event.key() == Qt.Key.Key_Escape and self._taken_ids():
            self._taken.clear()
            self.viewport().update()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self) -> None:
        """Copy what is selected, else the words of the current line."""
        layouts = [place.layout for place in self.placed]
        taken = self._taken_ids()
        if taken:
            self._copy_lines(taken)
            return
        selected = "".join(self._selection.text(made) for made in layouts)
        current = "".join(bubble_text(m.row) for m in layouts if m.row.id == self._current)
        if selected or current:
            QGuiApplication.clipboard().setText(selected or current)

    def _copy_lines(self, ids: list[int]) -> None:
        """Author, day and time before each."""
        setting = self._setting
        pieces = (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
        rows = (row for piece in pieces for row in self._reading.messages(piece))
        lines = [copied_line(row, setting.person, setting.calendar, setting.actor) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _taken_ids(self) -> list[int]:
        lines = self._arrangement.lines
        return self._taken.ids(lines) if lines is not None else []

    def _take(self, message_id: int) -> None:
        """Select the lines from the current one to this one."""
        self._selection.clear()
        self._taken.reach(message_id if self._current is None else self._current, message_id)
        self._current = message_id
        self.viewport().update()
        count = len(self._taken_ids())
        if count:
            announce(self, tr("{n} lines selected", n=count))

    def open_line_menu(self) -> QMenu | None:
        """What can be done about the current line, as a menu at its place."""
        for place in self.placed:
            if place.layout.row.id == self._current:
                corner = place.layout.frame.bottomLeft().toPoint() + QPoint(0, place.top + 4)
                return self._popup(place, self.viewport().mapToGlobal(corner))
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """By keyboard: start at the newest line."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            if self._current is None and self.placed:
                self._current = self.placed[-1].layout.row.id
            self._set_ring(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The ring goes with the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _popup(self, place: Placed, at: QPoint) -> QMenu:
        row = place.layout.row
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        taken = len(self._taken_ids())
        if taken:
            menu.addAction(tr("Copy {n} lines", n=taken)).setData("copy")
        else:
            for hit in place.layout.hits:
                menu.addAction(hit.label).setData(hit.key)
                if hit.key == "take_back":
                    menu.addAction(tr("Edit…")).setData("edit_later")
            menu.addAction(tr("Copy")).setData("copy")
            menu.addAction(tr("Copy with name and time")).setData("copy_line")
        menu.setProperty("row", row)
        menu.triggered.connect(self._menu_chosen)
        menu.popup(at)
        return menu

    def _menu_chosen(self, action: QAction) -> None:
        key = action.data()
        row = self.sender().property("row")
        if key == "copy":
            self.copy()
        elif isinstance(row, MessageRow):
            self._act(key, row)

    def _act(self, key: str, row: MessageRow) -> None:
        """Do what concerns the view alone; the rest is for the page."""
        if key == "copy_line":
            self._copy_lines([row.id])
        elif key in FOLDS:
            self.show_whole(row.id, whole=key == "show_all")
        else:
            self.acted.emit(key, row)

    def _step(self, by: int, *, taking: bool = False) -> None:
        lines = self._arrangement.lines
        if lines is None or not len(lines):
            return
        here = lines.place_of(self._current) if self._current is not None else len(lines)
        self._go_to(min(max(here + by, 0), len(lines) - 1), taking=taking)

    def _go_to(self, place: int, *, taking: bool = False) -> None:
        lines = self._arrangement.lines
        if lines is None or not len(lines):
            return
        if taking:
            self._take(lines.ids[place])
        else:
            self._taken.clear()
            self._current = lines.ids[place]
        self._set_ring(on=True)
        self._arrangement.show_line(place)
        self._arrange()
        self._speak_current()

    def _speak_current(self) -> None:
        for place in self.placed:
            if place.layout.row.id == self._current:
                announce(self, self._sentence(place))

    def _set_ring(self, *, on: bool) -> None:
        self._ring = on
        self.viewport().update()


def _hit(place: Placed | None, point: QPointF) -> Hit | None:
    if place is None:
        return None
    reach = (h for h in place.layout.hits if h.box.adjusted(-6, -6, 6, 6).contains(point))
    return next(reach, None)


def _cursor(place: Placed | None, point: QPointF, hit: Hit | None) -> Qt.CursorShape:
    if hit is not None and hit.kind in {"link", "line", "picture"}:
        return Qt.CursorShape.PointingHandCursor
    bubble = place.layout.bubble if place is not None and hit is None else None
    if bubble is not None and bubble.contains(point):
        return Qt.CursorShape.IBeamCursor
    return Qt.CursorShape.ArrowCursor
