"""The practice server's own clock: the computer's, moved by as much as somebody asked for."""

import time
from collections.abc import Callable


class PracticeClock:
    """Seconds since 1970, UTC. Everything in the practice account happens by this clock."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self.offset = 0.0

    def now(self) -> float:
        """The time here, with its fraction."""
        return self._real() + self.offset

    def advance(self, seconds: float) -> None:
        """Move on, or back where `seconds` is negative."""
        self.offset += seconds
