"""Whether carriers filtered one text, or the number behind every text is in trouble (S1, D-09).

A single text that is stopped while others arrive is stopped for its words. Different texts stopped,
or none arriving any more, is about the number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_app.services.rules.volume.gauges import Band, share_band

FILTERED: Final = frozenset({30007})
"""What a carrier's filter answers."""
UNREGISTERED: Final = frozenset({30032, 30034, 30035})
"""What says that the number itself may not send."""
DIFFERENT_TEXTS: Final = 3
OF_TEN: Final = 2


class Trouble(StrEnum):
    """What the answers of a week say."""

    NONE = "none"
    TEXT = "text"
    NUMBER = "number"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True)
class Answered:
    """One text that went out, its shape, and how it ended."""

    shape: str
    arrived: bool
    code: int = 0


def trouble(texts: Sequence[Answered]) -> Trouble:
    """What is wrong, from the texts of one number over a week, oldest first.

    Registration comes first: an unregistered number explains whatever else is stopped. Answers
    older than the last text that arrived no longer speak of the number.
    """
    last = next(
        (text for text in reversed(texts) if text.arrived or text.code in UNREGISTERED), None
    )
    if last is not None and last.code in UNREGISTERED:
        return Trouble.UNREGISTERED
    stopped = [text for text in texts if text.code in FILTERED]
    if not stopped:
        return Trouble.NONE
    different = {text.shape for text in stopped}
    many = len(stopped) * 10 >= len(texts) * OF_TEN or not any(text.arrived for text in texts)
    return Trouble.NUMBER if len(different) >= DIFFERENT_TEXTS and many else Trouble.TEXT


def filtered_band(stopped: int, sent: int, lately: int) -> Band:
    """More than one in a hundred, or any in the last 24 hours, is worth a look."""
    band = share_band(stopped, sent, red=None)
    return Band.AMBER if lately else band
