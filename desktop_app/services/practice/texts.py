"""One text of the practice account, and where its delivery stands at a given moment.

Nothing moves a text along: each of its moments is fixed when it is made, and what is true is worked
out when somebody looks.
"""

from dataclasses import dataclass
from typing import NamedTuple

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_TWO = frozenset("\f^{}\\[~]|€")
_GSM_ALL = _GSM | _GSM_TWO

PRICE_TEXT = 0.0083
PRICE_PICTURES = 0.022


class Text(NamedTuple):
    """A stored text, its fields in the order of the table. Times are practice-clock seconds.

    `sending_at`, `sent_at` and `done_at` are when those states begin; `end_status` and `error` hold
    from `done_at` on. `changed_at` is when somebody cancelled or blanked it.
    """

    sid: str
    created: float
    inbound: int
    from_number: str
    to_number: str
    body: str
    segments: int
    media: int
    service: str | None
    first_status: str
    sending_at: float | None
    sent_at: float | None
    done_at: float | None
    end_status: str
    error: int | None
    changed_at: float | None = None
    deleted: int = 0

    def status(self, now: float) -> str:
        """Twilio's word for where this text stands."""
        if self.done_at is not None and self.done_at <= now:
            return self.end_status
        if self.sent_at is not None and self.sent_at <= now:
            return "sent"
        if self.sending_at is not None and self.sending_at <= now:
            return "sending"
        return self.first_status

    def updated(self, now: float) -> float:
        """When it last changed, as seen now."""
        moments = (self.sending_at, self.sent_at, self.done_at, self.changed_at)
        return max((at for at in moments if at is not None and at <= now), default=self.created)

    def price(self) -> str:
        """What the text costs, as Twilio writes it: negative, five decimals."""
        cents = PRICE_PICTURES if self.media else PRICE_TEXT * self.segments
        return f"-{cents:.5f}"


@dataclass(frozen=True, slots=True)
class Picture:
    """An attachment, as bytes and what they claim to be."""

    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PastText:
    """A text that is over: history, or bulk for measurements. `at` is seconds since 1970."""

    at: float
    client: str
    firm: str
    inbound: bool
    body: str
    status: str = "delivered"
    error: int | None = None
    pictures: tuple[Picture, ...] = ()


def segment_count(body: str) -> int:
    """How many parts the network bills for this body."""
    if _GSM.issuperset(body):
        length, alone, joined = len(body), 160, 153
    elif _GSM_ALL.issuperset(body):
        length, alone, joined = len(body) + sum(char in _GSM_TWO for char in body), 160, 153
    else:
        length, alone, joined = utf16_units(body), 70, 67
    return 1 if length <= alone else -(-length // joined)


def utf16_units(body: str) -> int:
    """The length Twilio counts: an emoji is two."""
    return len(body) + sum(char > "\uffff" for char in body)
