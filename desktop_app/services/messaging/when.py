"""When a text was tried, whatever was done to this computer's clock (reliability.md D1, D2).

Two clocks tell: the one on the wall, which people set, and the one that counts since the start of
the computer, which stands still while it sleeps. Twilio's own time comes with every answer. A text
is looked for around both moments, and given up only after the longer wait.
"""

from dataclasses import dataclass
from typing import Any

from desktop_app.services.messaging.machine import this_boot
from desktop_app.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Tried:
    """`ago` is how many seconds have surely passed; `at` is when it was, by Twilio's clock."""

    ago: int
    at: tuple[int, ...]


def tried(row: Any, attempt: Any, clock: Clock, server_now: int) -> Tried:
    """When this row was tried last. `attempt` is its newest one, None where there is none."""
    by_wall = clock.now() - int(row.posted_at)
    if attempt is None or not this_boot() or attempt.boot_id != this_boot():
        # After a restart only the wall is left. Set back, it says nothing but "long ago".
        ago = by_wall if by_wall >= 0 else server_now
        return Tried(ago, (int(row.posted_at), server_now - by_wall))
    counted = max(0, round(clock.monotonic() - attempt.monotonic_at))
    return Tried(counted, (int(row.posted_at), server_now - by_wall, server_now - counted))
