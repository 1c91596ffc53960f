"""The computer's own clock."""

import time


class SystemClock:
    """ports.Clock on the operating system's time."""

    def now(self) -> int:
        """Whole seconds since 1970, UTC."""
        return int(time.time())

    def monotonic(self) -> float:
        """Seconds that never jump, for waits and timeouts."""
        return time.monotonic()
