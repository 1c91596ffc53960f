"""What a window or a script is told about the firm's own archive, as plain frozen records."""

from dataclasses import dataclass

TWILIO_KEEPS_S = 400 * 86_400
"""Twilio keeps its log of texts for about thirteen months (twilio.md 1.5)."""


@dataclass(frozen=True, slots=True)
class PictureCount:
    """How the pictures of all texts stand."""

    kept: int = 0
    wanted: int = 0
    lost: int = 0
    """Pictures Twilio no longer has, or that are larger than Brieftext takes."""
    late: int = 0
    """Pictures that are not saved although they have been known for a day."""

    @property
    def all(self) -> int:
        """Every picture there is or was to save."""
        return self.kept + self.wanted + self.lost


@dataclass(frozen=True, slots=True)
class Gap:
    """One text that is in one place and not in the other."""

    sid: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True)
class GapReport:
    """One comparison of the store with Twilio, text by text."""

    kind: str
    from_at: int
    until_at: int
    compared: int
    missing: tuple[Gap, ...]
    removed: tuple[Gap, ...]
    found_late: int
    finished_at: int


@dataclass(frozen=True, slots=True)
class HistoryProgress:
    """How far the long read of everything Twilio still has has come."""

    started: bool = False
    finished_at: int | None = None
    pace: str = "normal"
    """normal, slow or paused."""
    read: int = 0
    expected: int | None = None
    """About how many there are, from what was read so far; None where nobody can say yet."""
    per_minute: int = 0
    reached_at: int | None = None
    keeps_from: int = 0
    numbers: tuple[tuple[str, int], ...] = ()
    opt_outs: int = 0
    pictures: PictureCount = PictureCount()

    @property
    def running(self) -> bool:
        """Whether there is something left to read."""
        return self.started and self.finished_at is None

    @property
    def percent(self) -> int:
        """How much of it is read; never 100 before it is finished."""
        if self.finished_at is not None:
            return 100
        return min(99, self.read * 100 // self.expected) if self.expected else 0

    @property
    def minutes_left(self) -> int | None:
        """About how long it still takes at this speed."""
        if not self.expected or not self.per_minute or self.pace == "paused":
            return None
        return max(1, round(max(self.expected - self.read, 0) / self.per_minute))


@dataclass(frozen=True, slots=True)
class PictureRow:
    """What is known of one picture of a text; its bytes are asked for apart."""

    id: int
    message_id: int
    position: int
    of: int
    """How many pictures the text has."""
    state: str
    media_type: str
    size: int
    width: int
    height: int
    at: int
    inbound: bool

    @property
    def shown(self) -> bool:
        """Whether it can be shown: kept, and read by the decoder."""
        return self.state == "kept" and self.width > 0
