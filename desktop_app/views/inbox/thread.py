"""The conversation, with what lies over it: the search, the day, the way to the newest text."""

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.records import ConversationRow
from desktop_app.services.workspace import Reading
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.announce import announce
from desktop_app.views.inbox.date_popup import DatePopup
from desktop_app.views.inbox.days import Days
from desktop_app.views.inbox.find_bar import FindBar
from desktop_app.views.inbox.finder import Finder
from desktop_app.views.inbox.floating import DateChip, JumpButton
from desktop_app.views.inbox.line_input import LineInput
from desktop_app.views.theme import Theme
from desktop_app.views.widgets.focus import FocusReturn

DAY_TOP = 10
"""Where a day begins that was jumped to: nothing of the line before it shows."""
HEADING = 16
UNDER_CHIP = 44
"""A day heading so near the upper edge needs no chip that says the same."""
NEAR_END = 0.5
"""Within half a view of the end, the end needs no button."""


class Thread(LineInput):
    """One conversation."""

    find_closed = Signal()

    def __init__(self, theme: Theme, reading: Reading, calendar: Calendar, actor: str) -> None:
        super().__init__(theme, reading, calendar, actor)
        self.jump = JumpButton(theme, self)
        self.day_chip = DateChip(theme, self)
        self.finder = Finder(reading, self)
        self._before_find: FocusReturn | None = None
        self._last_words = ""
        self.jump.clicked.connect(self._jump_pressed)
        self.day_chip.clicked.connect(self.ask_date)
        self.finder.changed.connect(self._show_hits)
        self.finder.arrived.connect(self._show_hit)

    def open(self, row: ConversationRow) -> None:
        """Another conversation ends the search in this one."""
        lines = self._arrangement.lines
        if lines is not None and lines.conversation_id != row.id:
            self._forget_find()
        self.day_chip.hide()
        super().open(row)

    def refresh(self, *, to_end: bool = False) -> None:
        """New lines may have the words, too."""
        super().refresh(to_end=to_end)
        self.finder.refresh()

    # Going somewhere ---------------------------------------------------------------------------

    def go_to_newest(self) -> None:
        """The newest text."""
        self.scroll_to_end()
        if self.count:
            self._go_to(self.count - 1)

    def go_to_first(self) -> None:
        """The first text of all."""
        self._read_rest()
        self._go_to(0)

    def ask_date(self) -> DatePopup | None:
        """Choose a day of this conversation from a calendar."""
        lines = self._arrangement.lines
        if lines is None or not self.placed:
            return None
        days = Days(self._reading, self._setting.calendar, lines.conversation_id)
        start = self._setting.calendar.day(self.placed[0].layout.row.at)
        popup = DatePopup(self._theme, self, days, start)
        popup.chosen.connect(self.show_from)
        popup.open()
        return popup

    def show_from(self, message_id: int) -> None:
        """Let this line be the topmost one, and put the keyboard on it."""
        place = self._place_of(message_id)
        if place < 0:
            return
        self._current = message_id
        self._arrangement.show_at(place, DAY_TOP)
        self._arrange()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._set_ring(on=True)
        self._speak_current()

    def _place_of(self, message_id: int) -> int:
        self._read_rest()
        lines = self._arrangement.lines
        return lines.place_of(message_id) if lines is not None else -1

    def _jump_pressed(self) -> None:
        self.go_to_newest()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # The search --------------------------------------------------------------------------------

    @cached_property
    def bar(self) -> FindBar:
        """Made when somebody first looks for something."""
        bar = FindBar(self._theme, self)
        bar.hide()
        bar.typed.connect(self._look_for)
        bar.stepped.connect(self._step_hit)
        bar.closed.connect(self.close_find)
        return bar

    @property
    def finding(self) -> bool:
        """Whether the search is open."""
        return "bar" in self.__dict__ and not self.bar.isHidden()

    def open_find(self) -> None:
        """Open the search over the conversation, with the last words or those selected."""
        if self._arrangement.lines is None:
            return
        if not self.finding:
            self._before_find = FocusReturn()
            self.bar.show()
            self._dock()
        selected = "".join(self._selection.text(place.layout) for place in self.placed)
        words = selected.strip().split("\n")[0] or self._last_words
        if words == self.bar.field.text():
            self._look_for(words)
        else:
            self.bar.field.setText(words)
        self.bar.field.selectAll()
        self.bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_on(self, *, older: bool) -> None:
        """The next hit; where nothing is looked for, open the search."""
        if self.finding and self.finder.words:
            self.finder.step(older=older)
        else:
            self.open_find()

    def close_find(self) -> None:
        """End the search; the keyboard goes back to where it was."""
        focus, self._before_find = self._before_find, None
        self._end_find()
        if focus is not None:
            focus.give_back()

    def _end_find(self) -> None:
        self._forget_find()
        self._arrange()

    def _forget_find(self) -> None:
        """Without laying the lines out again: for when other ones follow at once."""
        self.finder.stop()
        self._setting.looked_for = ""
        self._pointed_at = None
        if self.finding:
            here = QApplication.focusWidget()
            had_focus = here is not None and self.bar.isAncestorOf(here)
            self.bar.hide()
            self._dock()
            if had_focus:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for(self, words: str) -> None:
        lines = self._arrangement.lines
        if lines is None:
            return
        self._last_words = words
        self._pointed_at = None
        near = self.placed[-1].layout.row.id if self.placed and not self.at_end else None
        self.finder.start(lines.conversation_id, words, near)
        self._setting.looked_for = self.finder.words
        self._arrange()

    def _step_hit(self, older: bool) -> None:
        self.finder.step(older=older)

    def _show_hits(self) -> None:
        if self.finding:
            finder = self.finder
            self.bar.show_count(max(finder.at, 0), len(finder.hits), done=finder.done)

    def _show_hit(self, message_id: int) -> None:
        """Bring the line a search stands at into view, with some lines around it."""
        self._setting.looked_for = self.finder.words
        place = self._place_of(message_id)
        if place < 0:
            self.finder.drop(message_id)
            return
        self._current = self._pointed_at = message_id
        self._setting.shown_whole.add(message_id)
        self._arrange()
        high = self.viewport().height()
        shown = (p for p in self.placed if p.line == place)
        if not any(p.top >= 0 and p.top + p.layout.height <= high for p in shown):
            self._arrangement.show_at(place, high // 3)
        self._arrange()
        words = {p.layout.row.id: self._sentence(p) for p in self.placed}.get(message_id, "")
        at, count = self.finder.at + 1, len(self.finder.hits)
        announce(self, tr("{n} of {count}: {words}", n=at, count=count, words=words))

    # What lies over the lines ------------------------------------------------------------------

    def _dock(self) -> None:
        """The bar takes its room from the lines."""
        self.day_chip.hide()
        high = self.bar.sizeHint().height() if self.finding else 0
        self.setViewportMargins(0, high, 0, 0)
        if self.finding:
            self.bar.setGeometry(0, 0, self.width(), high)
            self.bar.raise_()

    def _arranged(self) -> None:
        below = self._arrangement.total - self._arrangement.value - self.viewport().height()
        count = self._unseen.count
        far = below > self.viewport().height() * NEAR_END
        if self.at_end or not (count or far):
            self.jump.hide()
            return
        self.jump.show_count(count)
        self.jump.place(self.viewport().width(), self.height())
        self.jump.show()
        self.jump.raise_()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        """While one scrolls, the day of the topmost line stands over it."""
        super().scrollContentsBy(dx, dy)
        if self._guard or not self.placed:
            return
        headed = (p.top for p in self.placed[:4] if p.layout.heading is not None)
        if any(-HEADING < top < UNDER_CHIP for top in headed):
            self.day_chip.hide()
            return
        day = self._setting.calendar.day_words(self.placed[0].layout.row.at)
        self.day_chip.show_day(day, self.viewport().y(), self.viewport().width())
        self.day_chip.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The bar is as wide as the conversation."""
        super().resizeEvent(event)
        if self.finding:
            self.bar.resize(self.width(), self.bar.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Esc ends the search."""
        if event.key() == Qt.Key.Key_Escape and self.finding and not self._taken_ids():
            self.close_find()
            event.accept()
        else:
            super().keyPressEvent(event)
