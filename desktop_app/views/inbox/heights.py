"""How high the lines of a conversation are, for hundreds of thousands of them.

A line that was never looked at counts as an estimate. What is known is kept as the difference to
it in a Fenwick tree, so that "where does line n start" and "which line is at this height" take
some twenty steps, and so does learning a real height.
"""

from array import array


class Heights:
    """Heights of `count` lines, top to bottom."""

    def __init__(self, count: int, estimate: int) -> None:
        self.count = count
        self.estimate = estimate
        self._known: dict[int, int] = {}
        self._tree = array("q", bytes(8 * (count + 1)))

    def height(self, line: int) -> int:
        """The height of a line, estimated where it was never laid out."""
        return self._known.get(line, self.estimate)

    def learn(self, line: int, height: int) -> None:
        """A line was laid out."""
        change = height - self.height(line)
        if change:
            self._add(line, change)
        self._known[line] = height

    def top(self, line: int) -> int:
        """Where a line starts; `count` gives the end of the last one."""
        return line * self.estimate + self._sum(line)

    @property
    def total(self) -> int:
        """The height of everything."""
        return self.top(self.count)

    def line_at(self, y: int) -> int:
        """The line at a height, the nearest one where it is outside."""
        line, left = 0, y
        step = 1 << self.count.bit_length()
        while step:
            after = line + step
            if after <= self.count:
                span = self._tree[after] + step * self.estimate
                if span <= left:
                    line, left = after, left - span
            step >>= 1
        return max(min(line, self.count - 1), 0)

    def append(self) -> None:
        """One line more at the end."""
        self.count += 1
        span = self.count & -self.count
        before = self._sum(self.count - 1) - self._sum(self.count - span)
        self._tree.append(before)

    def shifted(self, by: int) -> "Heights":
        """The same lines with `by` lines of unknown height before them."""
        longer = Heights(self.count + by, self.estimate)
        for line, height in self._known.items():
            longer.learn(line + by, height)
        return longer

    def _add(self, line: int, change: int) -> None:
        at = line + 1
        while at <= self.count:
            self._tree[at] += change
            at += at & -at

    def _sum(self, lines: int) -> int:
        total = 0
        while lines:
            total += self._tree[lines]
            lines -= lines & -lines
        return total
