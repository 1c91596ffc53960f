"""Several whole lines selected together, from one to another."""

from desktop_app.views.inbox.lines import Lines


class Taken:
    """From the line where the selection began to the one it was drawn to."""

    def __init__(self) -> None:
        self._from: int | None = None
        self._to: int | None = None

    def clear(self) -> None:
        """No line is taken."""
        self._from = self._to = None

    def reach(self, start: int, end: int) -> None:
        """Take the lines up to this one; where it began stays."""
        if self._from is None:
            self._from = start
        self._to = end

    def __contains__(self, message_id: int) -> bool:
        if self._from is None or self._to is None or self._from == self._to:
            return False
        first, last = sorted((self._from, self._to))
        return first <= message_id <= last

    def ids(self, lines: Lines) -> list[int]:
        """The lines taken, oldest first; none where it is a single one."""
        if self._from is None or self._to is None or self._from == self._to:
            return []
        first, last = sorted((self._from, self._to))
        return list(lines.ids[lines.place_from(first) : lines.place_from(last + 1)])
