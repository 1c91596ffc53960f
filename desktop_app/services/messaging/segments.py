"""How many billed texts a message takes, before it is sent.

Phones carry a text in segments of 140 bytes. 160 characters fit while all of them are in the GSM-7
alphabet; one character outside it turns the whole text into UCS-2, where 70 fit. A longer text
gives up room in every segment for the header that joins them. Figures and alphabet: twilio.md
section 12, checked against Twilio's own calculator (tests/unit/segments_cases.json).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MAX_CHARACTERS = 1600
"""Twilio refuses a longer body (error 21617)."""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"
_SEPTETS = dict.fromkeys(_BASIC, 1) | dict.fromkeys(_EXTENSION, 2)

COSTLY = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]")
"""A character outside the alphabet: one of them makes every segment of the text a short one."""
_WIDE = re.compile(f"[{re.escape(_EXTENSION)}]")
_ALONE = re.compile("[\x00-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]*")
"""Letters, quotes, dashes and signs that nothing joins: most texts need no grapheme search."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The count of one text.

    `characters` are septets in GSM-7, where an extension character such as € takes two, and
    what a reader sees as one character in UCS-2. `costly` are the offsets, in code points, of the
    characters that force UCS-2.
    """

    encoding: Literal["GSM-7", "UCS-2"]
    segments: int
    characters: int
    costly: tuple[int, ...] = ()


def count(text: str) -> Segments:
    """Count the segments Twilio would bill. An empty text counts one, as Twilio's calculator says.

    CRLF counts two; neither an extension pair nor a joined emoji is ever split over segments.
    """
    costly = tuple(found.start() for found in COSTLY.finditer(text))
    if not costly:
        if _WIDE.search(text) is None:
            return Segments("GSM-7", _narrow(len(text), single=160, joined=153), len(text))
        septets = [_SEPTETS[char] for char in text]
        return Segments("GSM-7", _packed(septets, single=160, joined=153), sum(septets))
    if _ALONE.fullmatch(text):
        return Segments("UCS-2", _narrow(len(text), single=70, joined=67), len(text), costly)
    units = [_utf16_units(grapheme) for grapheme in _graphemes(text)]
    return Segments("UCS-2", _packed(units, single=70, joined=67), len(units), costly)


def _narrow(length: int, *, single: int, joined: int) -> int:
    """The segments of a text whose characters all take one place."""
    return 1 if length <= single else -(-length // joined)


def _packed(widths: Iterable[int], *, single: int, joined: int) -> int:
    widths = list(widths)
    if sum(widths) <= single:
        return 1
    segments, used = 1, 0
    for width in widths:
        if used and used + width > joined:
            segments, used = segments + 1, 0
        used += width
        while used > joined:  # one "character" of more marks than a segment holds is cut after all
            segments, used = segments + 1, used - joined
    return segments


def _utf16_units(text: str) -> int:
    return sum(2 if char > "\uffff" else 1 for char in text)


def _graphemes(text: str) -> Iterable[str]:
    import regex  # noqa: PLC0415  23 ms that few texts need

    pieces: list[str] = regex.findall(r"\r|\n|\X", text)
    return pieces
