"""A text as the content checks read it: folded, and every digit, dash and space the plain one.

A number is the same number in full-width, Arabic or bold digits, with a no-break hyphen, or with
something invisible between two of its digits. Offsets always lead back to what was written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desktop_app.services.rules.folding import Folded, fold

LONGEST = 4_000
"""Code points that are read. Twilio carries 1,600; a longer text is refused for its length."""
_TWINS = str.maketrans(
    "абвгезиікмнопрстухѕјԁԛԝһӏαβεηικμνορτυχγωσɑɡıɩʟɢʀɴᴄᴀᴇᴏѵɪᴛᴜᴍᴋᴅᴘʙʜᴠᴡʏᴊᴢꜱꜰѡօսհոցԍłøđ",
    "a6bre3uikmhonpctyxsjdqwhlabenikuvoptuxywoagiilgrncaeovitumkdpbhvwyjzsfwouhngglod",
)
"""Letters of other alphabets, and small capitals, that look like Latin ones."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_FOREIGN_WORD = re.compile(r"(?<![^\W\d_])[a-zA-Z]*(?![\x00-\x7f])[^\W\d_]+")
"""A word with a letter in it that is not one of the plain ones."""
REMEMBERED: Final = 48
"""What is known of a longer word is not kept: nobody types it again, and it would fill memory."""


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` to search in, and the way back to the body."""

    folded: Folded
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the body for two places of `text`."""
        places = self.folded.places
        return places[start], places[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """What was written between two places of `text`."""
        return self.folded.quote(start, end)


@lru_cache(maxsize=16)
def plain(body: str) -> Plain:
    """The text with its digits, dashes and spaces made plain; as long as the folded text."""
    folded = fold(body[:LONGEST])
    text = folded.text
    if not text.isascii():
        text = _FOREIGN.sub(lambda found: "".join(map(_same, found.group())), text)
        if any(map(str.isalpha, "".join(_FOREIGN.findall(text)))):
            text = _FOREIGN_WORD.sub(_one_alphabet, text)
    return Plain(folded, text)


@lru_cache(maxsize=2048)
def _same(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category == "Pd" or character in "−⁃˗➖":
        return "-"
    return " " if category == "Zs" else character


def _one_alphabet(word: "re.Match[str]") -> str:
    """A word with letters that only look Latin, read as Latin where all of them can be."""
    written = word.group()
    read = written.translate(_TWINS)
    return read if read.isascii() else written
