"""How many of a client's texts came that nobody has had in view yet."""

from collections.abc import Sequence

from desktop_app.services.records import Direction
from desktop_app.views.inbox.arrangement import Placed
from desktop_app.views.inbox.lines import Lines

MOST = 100
"""From so many on the figure is of no use to anybody; they are not counted further."""
PEEK = 40
"""So many pixels of a line must show for it to have been seen."""


class Unseen:
    """Follows the newest line that was in view."""

    def __init__(self) -> None:
        self.seen = 0
        self.count = 0
        self._counted: tuple[int, int, int] = (0, 0, 0)

    def start(self, lines: Lines, new_from: int | None) -> None:
        """A conversation was opened: what was read before counts as seen."""
        newest = lines.ids[-1] if lines.ids else 0
        self.seen = newest if new_from is None else new_from - 1
        self.count, self._counted = 0, (0, 0, 0)

    def look(self, lines: Lines, placed: Sequence[Placed], high: int, *, watched: bool) -> None:
        """Lines came, or others are in view; `watched` where somebody sees them."""
        if watched:
            shown = (p for p in placed if p.top + min(p.layout.height, PEEK) <= high)
            self.seen = max([self.seen, *(p.layout.row.id for p in shown)])
        state = (self.seen, len(lines), lines.ids[-1] if lines.ids else 0)
        if state != self._counted:
            self._counted = state
            self.count = len(self.inbound_after(lines, self.seen))

    @staticmethod
    def inbound_after(lines: Lines, message_id: int) -> list[int]:
        """The client's texts after a line, at most as many as are counted."""
        first = lines.place_from(message_id + 1)
        rows = (lines.record(place) for place in range(first, min(len(lines), first + MOST)))
        return [row.id for row in rows if row is not None and row.direction is Direction.INBOUND]
