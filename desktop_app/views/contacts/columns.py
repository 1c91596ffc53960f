"""Where the columns of the table stand, from the fonts in use and the width there is."""

from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from desktop_app.views.contacts.words import STATES, role_words
from desktop_app.views.i18n import tr
from desktop_app.views.theme import Theme

COLUMNS = (
    ("name", "Name"),
    ("matter", "Matter"),
    ("cell", "Cell"),
    ("texts", "Texts"),
    ("last", "Last contacted"),
    ("role", "Role"),
)
SIDE = 24
"""Between the edge of the page and the first letter."""
GAP = 22
AVATAR = 32
"""At the usual size of text; with larger text it grows, as icons do."""
AVATAR_GAP = 10
GLYPH = 14
GLYPH_GAP = 6
SORT_ARROW = 18
SLACK = 6
"""A fraction of a pixel a letter adds up."""
DOTS = 28
"""Free at the right of every row, for the three dots of the one under the pointer."""
NAME_LETTERS = 15
"""So much of a name stays, or a column goes."""
WIDEST_NAME = 260
_GO_FIRST = ("role", "last", "matter", "cell")
"""What the record shows anyway goes first where there is no room; who, and whether texts, stay."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is, its head, where it starts and how wide its words may be."""

    key: str
    label: str
    left: int
    width: int


def columns(theme: Theme, width: int) -> list[Column]:
    """The columns a table of this width has room for."""
    widths = {key: _natural(theme, key, tr(label)) for key, label in COLUMNS}
    room = width - 2 * SIDE - DOTS
    for key in _GO_FIRST:
        if _whole(widths) <= room:
            break
        del widths[key]
    spare = max(room - _whole(widths), 0)
    widths["name"] += min(spare, max(WIDEST_NAME - widths["name"], 0))
    between = GAP + max(room - _whole(widths), 0) // max(len(widths) - 1, 1)
    widths["name"] += min(room - _whole(widths), 0)
    made, left = [], SIDE
    for key, label in COLUMNS:
        if key in widths:
            made.append(Column(key, tr(label), left, widths[key]))
            left += widths[key] + between
    return made


def _whole(widths: dict[str, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


def _natural(theme: Theme, key: str, label: str) -> int:
    small = QFontMetrics(theme.font("small", tabular=True))
    head = QFontMetrics(theme.font("caption_strong")).horizontalAdvance(label) + SORT_ARROW
    if key == "name":
        letters = QFontMetrics(theme.font("body_medium")).averageCharWidth() * NAME_LETTERS
        return theme.room(AVATAR) + AVATAR_GAP + letters
    if key == "texts":
        words = QFontMetrics(theme.font("caption_medium"))
        longest = max(words.horizontalAdvance(tr(state)) for state in STATES.values())
        return max(theme.room(GLYPH) + GLYPH_GAP + longest + SLACK, head)
    samples = {
        "matter": "26-00000",
        "cell": "(000) 555-0000",
        "last": tr("Today, {time}", time="10:00 AM"),
        "role": role_words("opposing party"),
    }
    return max(small.horizontalAdvance(samples[key]) + SLACK, head)
