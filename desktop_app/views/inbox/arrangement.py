"""Which lines of a conversation are in view, and where: the arithmetic of the thread.

Nothing here paints. A position is an anchor line and how far below the top edge it starts; the
scroll bar's value is worked out from it, never the other way round, except for a jump.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.services.records import Direction, MessageRow, MessageStatus
from desktop_app.services.workspace import Reading
from desktop_app.views.inbox.heights import Heights
from desktop_app.views.inbox.layout import RowLayout, lay_out
from desktop_app.views.inbox.lines import Lines
from desktop_app.views.inbox.surroundings import Setting, Surroundings, surroundings
from desktop_app.views.inbox.unsure import BOXED

ESTIMATE = 76
TOP = 16
BOTTOM = 4
KEPT = 400

_GONE = RowLayout(
    MessageRow(0, Direction.EVENT, "", 0, MessageStatus.RECEIVED, None, "", 0, None, None),
    Surroundings(),
)
"""Stands for a line that was removed since its id was read."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in view: its number, where it starts below the top edge, how it looks."""

    line: int
    top: int
    layout: RowLayout


class Arrangement:
    """The lines in view of one conversation."""

    def __init__(self, setting: Setting, reading: Reading) -> None:
        self._setting = setting
        self._reading = reading
        self._layouts: dict[int, RowLayout] = {}
        self._heights = Heights(0, ESTIMATE)
        self._anchor = (0, TOP)
        self._high = 0
        self.lines: Lines | None = None
        self.placed: list[Placed] = []
        self.at_end = True
        self.value = 0

    @property
    def total(self) -> int:
        """The height of everything, estimated where it was not seen."""
        return self._heights.total + TOP + BOTTOM

    def open(self, lines: Lines | None) -> None:
        """Another conversation, at its end."""
        self.lines = lines
        self.placed = []
        self.at_end = True
        self._reset(len(lines) if lines is not None else 0)

    def forget_layouts(self) -> None:
        """The looks changed: every line is laid out anew when it comes into view."""
        self._reset(self._heights.count)

    def forget(self, message_ids: Iterable[int]) -> None:
        """What is said about these lines changed."""
        for message_id in message_ids:
            self._layouts.pop(message_id, None)

    def refresh(self) -> int:
        """Read what changed in the store; how many lines came last, -1 where others changed."""
        assert self.lines is not None
        holding = self._held_id()
        for made in [made for made in self._layouts.values() if made.unsure]:
            del self._layouts[made.row.id]  # how often we looked may have changed
        added = self.lines.refresh()
        if added < 0:
            self._reset(len(self.lines))
            self._hold(holding)
            return added
        for _ in range(added):
            self._heights.append()
        return added

    def read_rest(self) -> bool:
        """Read the ids that were left out when the conversation was opened."""
        if self.lines is None or self.lines.complete:
            return False
        holding = self._held_id()
        before = self.lines.complete_ids()
        if before < 0:
            self._reset(len(self.lines))
            self._hold(holding)
        elif before:
            self._heights = self._heights.shifted(before)
            self._anchor = (self._anchor[0] + before, self._anchor[1])
        return True

    def compare(self) -> bool:
        """Look whether lines came or went further up; True where they did."""
        if self.lines is None:
            return False
        holding = self._held_id()
        if not self.lines.differs():
            return False
        self._reset(len(self.lines))
        self._hold(holding)
        return True

    def go_to_end(self) -> None:
        """Hold the newest line at the bottom edge."""
        self.at_end = True

    def scroll(self, by: int) -> None:
        """Move what is in view up by so many pixels."""
        line, top = self._anchor
        self._anchor = (line, top - by)
        self.at_end = False

    def jump(self, value: int) -> None:
        """Go where the scroll bar says."""
        line = self._heights.line_at(value - TOP)
        self._anchor = (line, TOP + self._heights.top(line) - value)
        self.at_end = False

    def show_at(self, line: int, top: int) -> None:
        """Let a line start so far below the top edge."""
        self._anchor = (line, top)
        self.at_end = False

    @property
    def held(self) -> tuple[int, int] | None:
        """The message on top and where it starts; None while the end is held."""
        held = self._held_id()
        return None if held is None else (held, self.placed[0].top)

    def show_line(self, line: int) -> None:
        """Bring a whole line into view, moving as little as possible."""
        for place in self.placed:
            if place.line == line:
                bottom = place.top + place.layout.height
                if place.top < 0:
                    self.scroll(place.top)
                elif bottom > self._high:
                    self.scroll(min(bottom - self._high, place.top))
                return
        above = not self.placed or line < self.placed[0].line
        self._anchor = (line, TOP if above else self._high - self._lay(line).height)
        self.at_end = False

    def arrange(self, width: int, height: int) -> None:
        """Lay out what is in view and learn how high it is."""
        if width != self._setting.width:
            self._setting.width = width
            self._reset(self._heights.count)
        self._high = height
        count = self._heights.count
        if self.lines is None or not count:
            self.placed, self.value = [], 0
            return
        self._anchor = (min(self._anchor[0], count - 1), self._anchor[1])
        placed = self._from_bottom() if self.at_end else self._from_anchor()
        self.placed = [p for p in placed if p.layout.height and -p.layout.height < p.top < height]
        first = self.placed[0] if self.placed else placed[0]
        self._anchor = (first.line, first.top)
        self.value = max(TOP + self._heights.top(first.line) - first.top, 0)

    def _from_bottom(self) -> list[Placed]:
        """From the last line up; one at least, however low the view is."""
        line = self._heights.count
        top = self._high - BOTTOM
        found: list[Placed] = []
        while line and (top > 0 or not found):
            line -= 1
            made = self._lay(line)
            top -= made.height
            found.append(Placed(line, top, made))
        found.reverse()
        return found

    def _from_anchor(self) -> list[Placed]:
        line, top = self._up_to_edge()
        if line == 0 and top > TOP:
            top = TOP
        found: list[Placed] = []
        while line < self._heights.count and (top < self._high or not found):
            made = self._lay(line)
            found.append(Placed(line, top, made))
            top += made.height
            line += 1
        if line == self._heights.count and top <= self._high - BOTTOM:
            self.at_end = True
            return self._from_bottom()
        return found

    def _up_to_edge(self) -> tuple[int, int]:
        """The line that crosses the top edge, counted up or down from the anchor."""
        line, top = self._anchor
        while line and top > 0:
            line -= 1
            top -= self._lay(line).height
        while line < self._heights.count - 1:
            high = self._lay(line).height
            if top + high > 0:
                break
            top += high
            line += 1
        return line, top

    def _lay(self, line: int) -> RowLayout:
        """The layout of a line, made anew where the line or its neighbours changed."""
        assert self.lines is not None
        row = self.lines.record(line)
        if row is None:
            self._heights.learn(line, 0)
            return _GONE
        before = self.lines.record(line - 1) if line else None
        after = self.lines.record(line + 1) if line + 1 < len(self.lines) else None
        around = surroundings(self._setting, before, row, after)
        made = self._layouts.get(row.id)
        if made is None or made.row != row or made.around != around:
            made = self._make(row, around)
        self._heights.learn(line, made.height)
        return made

    def _make(self, row: MessageRow, around: Surroundings) -> RowLayout:
        outbox = None
        if row.status in BOXED and row.outbox_id is not None:
            outbox = self._reading.outbox_row(row.outbox_id)
        if len(self._layouts) > KEPT:
            self._layouts.clear()
        made = lay_out(self._setting, row, around, outbox)
        self._layouts[row.id] = made
        return made

    def _reset(self, count: int) -> None:
        self._layouts.clear()
        self._heights = Heights(count, round(ESTIMATE * self._setting.theme.scale))

    def _held_id(self) -> int | None:
        return self.placed[0].layout.row.id if self.placed and not self.at_end else None

    def _hold(self, message_id: int | None) -> None:
        """After the ids changed: keep the line that was on top where it was."""
        if message_id is None or self.lines is None:
            return
        place = self.lines.place_of(message_id)
        if place >= 0:
            self._anchor = (place, self._anchor[1])
        else:
            self.at_end = True
