"""The conversation: a scroll area that lays out the lines in view and no others.

A list view over every line takes seconds to open at 100,000 (ARCHITECTURE.md). Here the work grows
with what is looked at: ids are one array, records come in windows around the view, heights are
estimates until a line is seen. What is in view stays where it is while estimates turn into real
heights: positions are counted from an anchor line, and the scroll bar follows.
"""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop_app.services.records import ConversationRow
from desktop_app.services.wording import Person
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar, bubble_sentence
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.arrangement import Arrangement, Placed
from desktop_app.views.inbox.layout import Setting
from desktop_app.views.inbox.lines import SMALL, Lines
from desktop_app.views.inbox.paint import RowPainter
from desktop_app.views.inbox.selection import Selection
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.scrolling import QuietScrollBar

STEP = 40
FAR = 4
"""A scroll of more views than this is a jump: there is nothing in view to hold still."""
LATE_MS = 2_000
"""How long after a change a very long conversation is compared with the store as a whole."""
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
        self._painter = RowPainter(theme)
        self._selection = Selection()
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
            ring=self._ring and self.hasFocus() and made.row.id == self._current,
            hovered=self._hovered[1] if self._hovered[0] == made.row.id else "",
        )

    # What is said ------------------------------------------------------------------------------

    def _sentence(self, place: Placed) -> str:
        setting = self._setting
        return bubble_sentence(
            place.layout.row, setting.person, setting.calendar, online=setting.online
        )

    def _describe(self) -> None:
        newest = self.sentences()[-SPOKEN:] if self.at_end else self.sentences()[:SPOKEN]
        self.setAccessibleDescription(" ".join(_ended(words) for words in newest))

    def _announce_newest(self) -> None:
        words = self.sentences()
        if words and self.at_end:
            announce(self, words[-1])


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
