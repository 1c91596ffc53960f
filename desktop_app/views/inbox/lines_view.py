"""The conversation: a scroll area that lays out the lines in view and no others.

A list view over every line takes seconds to open at 100,000 (ARCHITECTURE.md). Here the work grows
with what is looked at: ids are one array, records come in windows around the view, heights are
estimates until a line is seen. What is in view stays where it is while estimates turn into real
heights: positions are counted from an anchor line, and the scroll bar follows.
"""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop_app.services.records import ConversationRow, MessageRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.arrangement import Arrangement, Placed
from desktop_app.views.inbox.lines import SMALL, Lines
from desktop_app.views.inbox.paint import RowPainter
from desktop_app.views.inbox.selection import Selection
from desktop_app.views.inbox.surroundings import Setting
from desktop_app.views.inbox.taken import Taken
from desktop_app.views.inbox.unseen import Unseen
from desktop_app.views.sentences import bubble_sentence
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.scrolling import QuietScrollBar
from desktop_app.views.widgets.thumbnails import Thumbnails

STEP = 40
FAR = 4
"""A scroll of more views than this is a jump: there is nothing in view to hold still."""
LATE_MS = 2_000
"""How long after a change a very long conversation is compared with the store as a whole."""
BEFORE_NEW = 44
"""So much of what was read before shows above the new texts."""
SPOKEN = 5
"""So many of the newest lines stand in the description screen readers get."""


class LinesView(QAbstractScrollArea):
    """Shows one conversation and scrolls in it; keys and pointer are the thread's business."""

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar, actor: str) -> None:
        super().__init__()
        self._theme = theme
        self._reading = reading
        self._setting = Setting(theme, calendar, Person(""), actor)
        self._arrangement = Arrangement(self._setting, reading)
        self.thumbnails = Thumbnails(reading.archive.thumbnail, self)
        self._painter = RowPainter(theme, self.thumbnails)
        self._selection = Selection()
        self._hovered: tuple[int, str] = (0, "")
        self._taken = Taken()
        self._unseen = Unseen()
        self._places: dict[int, tuple[int, int]] = {}
        self._number = ""
        self._current: int | None = None
        self._pointed_at: int | None = None
        self._ring = False
        self._guard = False
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._compare)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read_rest)
        self._describing = QTimer(self)
        self._describing.setSingleShot(True)
        self._describing.timeout.connect(self._describe)
        self._set_up()
        self.thumbnails.arrived.connect(self.viewport().update)
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
        """Show a conversation: where its unread texts begin, where one left it, or at its end."""
        self._keep_place()
        known = self._arrangement.lines
        again = known is not None and known.conversation_id == row.id
        new_from = self._reading.first_unread(row.id) if row.unread else None
        self._number = row.number
        self._setting.person = Person(row.name, row.pronoun)
        self._setting.new_from = new_from or (self._setting.new_from if again else None)
        self._selection.clear()
        self._taken.clear()
        self._current = None
        self._hovered = (0, "")
        lines = Lines(self._reading, row.id)
        self._unseen.start(lines, new_from)
        place = self._opening_place(lines, new_from)
        self._arrangement.open(lines)
        self._read_line()
        if place is not None:
            self._arrangement.show_at(*place)
        self.setAccessibleName(tr("Conversation with {name}", name=row.name))
        self._arrange()

    def _keep_place(self) -> None:
        """Where one was in the conversation that is left; its end needs no remembering."""
        lines, held = self._arrangement.lines, self._arrangement.held
        if lines is not None and held is not None:
            self._places[lines.conversation_id] = held
        elif lines is not None:
            self._places.pop(lines.conversation_id, None)

    def _opening_place(self, lines: Lines, new_from: int | None) -> tuple[int, int] | None:
        """The line to start at and how far below the top edge; None for the end."""
        if new_from is not None:
            return (lines.place_of(new_from), BEFORE_NEW) if lines.reach(new_from) else None
        message_id, top = self._places.get(lines.conversation_id, (0, 0))
        kept = bool(message_id) and lines.reach(message_id)
        return (lines.place_of(message_id), top) if kept else None

    def rename(self, row: ConversationRow) -> None:
        """The name or the pronoun changed."""
        person = Person(row.name, row.pronoun)
        if person != self._setting.person:
            self._setting.person = person
            self.setAccessibleName(tr("Conversation with {name}", name=row.name))
            self._arrangement.forget_layouts()
            self._arrange()

    def refresh(self, *, to_end: bool = False) -> None:
        """Something changed in this conversation: look at its end and at what is in view.

        `to_end` shows the newest line with it.
        """
        lines = self._arrangement.lines
        if lines is None:
            return
        newest = lines.ids[-1] if lines.ids else 0
        added = self._arrangement.refresh()
        self._read_line()
        self._mark_new(lines, newest)
        if to_end:
            self._arrangement.go_to_end()
        if lines.complete and len(lines) > SMALL:
            self._late.start()
        self._arrange()
        if added == 1:
            self._announce_newest()

    def _mark_new(self, lines: Lines, newest: int) -> None:
        """Texts that came while nobody looked at the end are marked as new."""
        setting = self._setting
        if self.at_end and self.isActiveWindow():
            return
        if setting.new_from is None or setting.new_from <= self._unseen.seen:
            came = self._unseen.inbound_after(lines, newest)
            setting.new_from = came[0] if came else setting.new_from

    def scroll_to_end(self) -> None:
        """Show the newest line."""
        self._arrangement.go_to_end()
        self._arrange()

    def show_whole(self, message_id: int, *, whole: bool) -> None:
        """Unfold a long text, or fold it again; where it starts stays where it is."""
        if whole:
            self._setting.shown_whole.add(message_id)
        else:
            self._setting.shown_whole.discard(message_id)
        for place in self.placed:
            if place.layout.row.id == message_id:
                self._arrangement.show_at(place.line, max(place.top, 0))
        self._arrange()

    def set_online(self, *, online: bool) -> None:
        """Waiting texts say what they wait for."""
        if online is not self._setting.online:
            self._setting.online = online
            self._arrangement.forget_layouts()
            self._arrange()

    def set_older(self, words: str) -> None:
        """Above the first line stands what is not read from Twilio yet."""
        if words != self._setting.older:
            self._setting.older = words
            self._arrange()

    def set_paused(self, *, paused: bool) -> None:
        """Waiting texts say that somebody paused sending."""
        if paused is not self._setting.paused:
            self._setting.paused = paused
            self._arrangement.forget_layouts()
            self._arrange()

    def _read_line(self) -> None:
        """Whether the person is at a landline: what left is then not called more than sent."""
        landline = self._reading.sending.is_landline(self._number)
        if landline is not self._setting.landline:
            self._setting.landline = landline
            self._arrangement.forget_layouts()

    def set_held(self, held: frozenset[int]) -> None:
        """These lines are in their undo seconds and say so."""
        changed = held ^ self._setting.held
        if changed:
            self._setting.held = held
            self._arrangement.forget(changed)
            self._arrange()

    def mark_words(self, text: str, words: tuple[str, ...]) -> None:
        """Highlight these words in the client's text that reads like this; empty for none."""
        setting = self._setting
        if (text, words) != (setting.marked_text, setting.marked):
            setting.marked_text, setting.marked = text, words
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
        if self._arrangement.lines is not None:
            lines, high = self._arrangement.lines, size.height()
            self._unseen.look(lines, self.placed, high, watched=self.isActiveWindow())
        self._describing.start()
        self._arranged()
        self.viewport().update()

    def _arranged(self) -> None:
        """Other lines are in view, or they stand elsewhere."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """The window came to the front: what is in view is seen now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._arrange()

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
        """Read the ids that were left out when the conversation was opened."""
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
        for place in self.placed:
            box = QRect(0, place.top, self.width(), place.layout.height)
            if box.intersects(event.rect()):
                self._paint_line(painter, place)
        if self._arrangement.lines is not None and not self._arrangement.lines.complete:
            self._rest.start(0)

    def _paint_line(self, painter: QPainter, place: Placed) -> None:
        made = place.layout
        ground, ink = self._theme.color("accent"), self._theme.color("on_accent")
        self._painter.paint(
            painter,
            made,
            place.top,
            self._setting.width,
            self._selection.ranges(made, ground, ink),
            ring=made.row.id in {self._pointed_at, self._ringed()},
            hovered=self._hovered[1] if self._hovered[0] == made.row.id else "",
            taken=made.row.id in self._taken,
        )

    def _ringed(self) -> int | None:
        """The line the keyboard is on."""
        return self._current if self._ring and self.hasFocus() else None

    # What is said ------------------------------------------------------------------------------

    def _sentence(self, place: Placed) -> str:
        made = place.layout
        words = self._spoken(made.row)
        if made.row.id in self._taken:
            words = tr("Selected: {words}", words=words)
        if made.around.above:
            words = f"{made.around.above} {words}"
        return tr("New messages. {words}", words=words) if made.around.new else words

    def _spoken(self, row: MessageRow) -> str:
        setting = self._setting
        return bubble_sentence(
            row,
            setting.person,
            setting.calendar,
            online=setting.online,
            held=row.id in setting.held,
            paused=setting.paused,
            landline=setting.landline,
        )

    def _describe(self) -> None:
        newest = self.sentences()[-SPOKEN:] if self.at_end else self.sentences()[:SPOKEN]
        self.setAccessibleDescription(" ".join(_ended(words) for words in newest))

    def _announce_newest(self) -> None:
        lines = self._arrangement.lines
        row = lines.record(len(lines) - 1) if lines is not None else None
        if row is not None:
            announce(self, self._spoken(row))


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
