"""The conversation: a scroll area that lays out the lines in view and no others.

A list view over every line takes seconds to open at 100,000 (ARCHITECTURE.md). Here the work grows
with what is looked at: ids are one array, records come in windows around the view, heights are
estimates until a line is seen. What is in view stays where it is while estimates turn into real
heights: positions are counted from an anchor line, and the scroll bar follows.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu

from desktop_app.services.records import ConversationRow, MessageRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar, bubble_sentence, bubble_text
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.arrangement import Arrangement, Placed
from desktop_app.views.inbox.layout import Hit, Setting
from desktop_app.views.inbox.lines import SMALL, Lines
from desktop_app.views.inbox.paint import RowPainter
from desktop_app.views.inbox.selection import Selection
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.buttons import BY_KEYBOARD
from desktop_app.views.widgets.scrolling import QuietScrollBar

STEP = 40
FAR = 4
"""A scroll of more views than this is a jump: there is nothing in view to hold still."""
LATE_MS = 2_000
"""How long after a change a very long conversation is compared with the store as a whole."""
SPOKEN = 5
"""So many of the newest lines stand in the description screen readers get."""


class Thread(QAbstractScrollArea):
    """One conversation. `acted` names what was asked for about a line, such as retry or edit."""

    acted = Signal(str, object)

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar, actor: str) -> None:
        super().__init__()
        self._theme = theme
        self._reading = reading
        self._setting = Setting(theme, calendar, Person(""), actor)
        self._arrangement = Arrangement(self._setting, reading)
        self._painter = RowPainter(theme)
        self._selection = Selection()
        self._drawing = False
        self._hovered: tuple[int, str] = (0, "")
        self._current: int | None = None
        self._ring = False
        self._guard = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._compare)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_rest)
        self._set_up()
        theme.changed.connect(self._restyle)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(QuietScrollBar(self._theme))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(STEP)

    # What the page does ------------------------------------------------------------------------

    def open(self, row: ConversationRow) -> None:
        """Show a conversation, at its end."""
        self._setting.person = Person(row.name, row.pronoun)
        self._selection.clear()
        self._current = None
        self._hovered = (0, "")
        self._arrangement.open(Lines(self._reading, row.id))
        self.setAccessibleName(tr("Conversation with {name}", name=row.name))
        self._arrange()

    def close_conversation(self) -> None:
        """Show none."""
        self._arrangement.open(None)
        self.viewport().update()

    def rename(self, row: ConversationRow) -> None:
        """The name or the pronoun changed."""
        person = Person(row.name, row.pronoun)
        if person != self._setting.person:
            self._setting.person = person
            self.setAccessibleName(tr("Conversation with {name}", name=row.name))
            self._arrangement.forget_layouts()
            self._arrange()

    def refresh(self) -> None:
        """Something changed in this conversation: look at its end and at what is in view."""
        lines = self._arrangement.lines
        if lines is None:
            return
        added = self._arrangement.refresh()
        if lines.complete and len(lines) > SMALL:
            self._late.start()
        self._arrange()
        if added == 1:
            self._announce_newest()

    def scroll_to_end(self) -> None:
        """Show the newest line."""
        self._arrangement.go_to_end()
        self._arrange()

    def set_online(self, *, online: bool) -> None:
        """Waiting texts say what they wait for."""
        if online is not self._setting.online:
            self._setting.online = online
            self._arrangement.forget_layouts()
            self._arrange()

    @property
    def count(self) -> int:
        """How many lines the conversation has, as far as their ids are read."""
        lines = self._arrangement.lines
        return len(lines) if lines is not None else 0

    @property
    def placed(self) -> list[Placed]:
        """The lines in view, top to bottom."""
        return self._arrangement.placed

    @property
    def at_end(self) -> bool:
        """Whether the newest line is in view and will stay so."""
        return self._arrangement.at_end

    def sentences(self) -> list[str]:
        """The lines in view as a screen reader says them."""
        return [self._sentence(place) for place in self.placed]

    def _sentence(self, place: Placed) -> str:
        setting = self._setting
        return bubble_sentence(
            place.layout.row, setting.person, setting.calendar, online=setting.online
        )

    # Where things are --------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Lay out what is in view and bring the scroll bar, which lies on the margin, in line."""
        size = self.viewport().size()
        self._arrangement.arrange(self.width(), size.height())
        bar = self.verticalScrollBar()
        self._guard = True
        bar.setPageStep(size.height())
        bar.setRange(0, max(self._arrangement.total - size.height(), 0))
        bar.setValue(self._arrangement.value)
        self._guard = False
        self._describe()
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802  Qt's name
        """The scroll bar moved: keep what is in view in place, or jump where it is far."""
        if self._guard:
            return
        value = self.verticalScrollBar().value()
        by = value - self._arrangement.value
        if abs(by) > FAR * self.viewport().height():
            self._arrangement.jump(value)
        else:
            self._arrangement.scroll(by)
        if value == self.verticalScrollBar().maximum():
            self._arrangement.go_to_end()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width breaks the lines anew; the end stays the end."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        self._arrangement.forget_layouts()
        self._arrange()

    def _read_rest(self) -> None:
        if self._arrangement.read_rest():
            self._arrange()

    def _compare(self) -> None:
        if self._arrangement.compare():
            self._arrange()

    # Painting ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ground and the lines in view; the first paint lets the rest of the ids be read."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.color("surface"))
        ground, ink = self._theme.color("accent"), self._theme.color("on_accent")
        for place in self.placed:
            made = place.layout
            if not QRect(0, place.top, self.width(), made.height).intersects(event.rect()):
                continue
            ring = self._ring and self.hasFocus() and made.row.id == self._current
            hovered = self._hovered[1] if self._hovered[0] == made.row.id else ""
            ranges = self._selection.ranges(made, ground, ink)
            self._painter.paint(
                painter, made, place.top, self._setting.width, ranges, ring=ring, hovered=hovered
            )
        if self._arrangement.lines is not None and not self._arrangement.lines.complete:
            self._rest.start(0)

    # The pointer -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Press a button of a line, or begin to select."""
        self._set_ring(on=False)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place, point = self._under(event.position())
        if place is None:
            self._selection.clear()
        else:
            self._current = place.layout.row.id
            bubble = place.layout.bubble
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
            self.acted.emit(hit.key, place.layout.row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Select a word."""
        place, point = self._under(event.position())
        bubble = place.layout.bubble if place is not None else None
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
            self._current = place.layout.row.id
            self._popup(place, event.globalPos())

    def _under(self, at: QPointF) -> tuple[Placed | None, QPointF]:
        for place in self.placed:
            if place.top <= at.y() < place.top + place.layout.height:
                return place, at - QPointF(0, place.top)
        return None, at

    # The keyboard ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows go from line to line, Enter opens what can be done, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            pages = -1 if event.key() == Qt.Key.Key_PageUp else 1
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + pages * (self.viewport().height() - STEP))
        elif event.key() == Qt.Key.Key_Home:
            self._go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self._go_to(self.count - 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_line_menu()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self) -> None:
        """Copy what is selected, else the words of the current line."""
        layouts = [place.layout for place in self.placed]
        selected = "".join(self._selection.text(made) for made in layouts)
        current = "".join(bubble_text(m.row) for m in layouts if m.row.id == self._current)
        if selected or current:
            QGuiApplication.clipboard().setText(selected or current)

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
        for hit in place.layout.hits:
            menu.addAction(hit.label).setData(hit.key)
        menu.addAction(tr("Copy")).setData("copy")
        menu.setProperty("row", row)
        menu.triggered.connect(self._menu_chosen)
        menu.popup(at)
        return menu

    def _menu_chosen(self, action: object) -> None:
        key = action.data()  # type: ignore[attr-defined]
        row = self.sender().property("row")
        if key == "copy":
            self.copy()
        elif isinstance(row, MessageRow):
            self.acted.emit(key, row)

    def _step(self, by: int) -> None:
        lines = self._arrangement.lines
        if lines is None or not len(lines):
            return
        here = lines.place_of(self._current) if self._current is not None else len(lines)
        self._go_to(min(max(here + by, 0), len(lines) - 1))

    def _go_to(self, place: int) -> None:
        lines = self._arrangement.lines
        if lines is None or not len(lines):
            return
        self._current = lines.ids[place]
        self._set_ring(on=True)
        self._arrangement.show_line(place)
        self._arrange()
        self._speak_current()

    def _set_ring(self, *, on: bool) -> None:
        self._ring = on
        self.viewport().update()

    # What is said ------------------------------------------------------------------------------

    def _describe(self) -> None:
        newest = self.sentences()[-SPOKEN:] if self.at_end else self.sentences()[:SPOKEN]
        self.setAccessibleDescription(" ".join(_ended(words) for words in newest))

    def _announce_newest(self) -> None:
        words = self.sentences()
        if words and self.at_end:
            announce(self, words[-1])

    def _speak_current(self) -> None:
        for place in self.placed:
            if place.layout.row.id == self._current:
                announce(self, self._sentence(place))


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def _hit(place: Placed | None, point: QPointF) -> Hit | None:
    if place is None:
        return None
    reach = (h for h in place.layout.hits if h.box.adjusted(-6, -6, 6, 6).contains(point))
    return next(reach, None)


def _cursor(place: Placed | None, point: QPointF, hit: Hit | None) -> Qt.CursorShape:
    if hit is not None and hit.kind == "link":
        return Qt.CursorShape.PointingHandCursor
    bubble = place.layout.bubble if place is not None and hit is None else None
    if bubble is not None and bubble.contains(point):
        return Qt.CursorShape.IBeamCursor
    return Qt.CursorShape.ArrowCursor
