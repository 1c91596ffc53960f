"""The counter under the composer: characters, texts, and what makes it two."""

from dataclasses import dataclass

from desktop_app.services.messaging.segments import MAX_CHARACTERS, Segments, count
from desktop_app.views.i18n import tr

STRAIGHT = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
    }
)
"""Typographic characters and what carriers count as one of 160."""

_NAMES = {
    "‘": "the curly quote",
    "’": "the curly quote",
    "‚": "the curly quote",
    "“": "the curly quote",
    "”": "the curly quote",
    "„": "the curly quote",
    "–": "the long dash",
    "—": "the long dash",
    "…": "the ellipsis sign",
    "\u00a0": "the fixed space",
}
FIRST_EMOJI = "\u2190"


@dataclass(frozen=True, slots=True)
class Count:
    """What the counter says about a text."""

    words: str
    problem: str = ""
    """Why it cannot be sent; empty where it can."""


def count_words(text: str) -> Count:
    """The counter's line, with the reason where special characters make it longer."""
    segments = count(text)
    over = len(text) - MAX_CHARACTERS
    problem = ""
    if over > 0:
        problem = tr(
            "A text can have {most} characters. Take out {over}.",
            most=f"{MAX_CHARACTERS:,}",
            over=f"{over:,}",
        )
    size = tr("{n} characters", n=f"{segments.characters:,}")
    if segments.characters == 1:
        size = tr("1 character")
    pieces = tr("1 text") if segments.segments == 1 else tr("{n} texts", n=segments.segments)
    return Count(f"{size} · {pieces}{_reason(text, segments)}", problem)


def count_with_pictures(characters: int, pictures: int) -> str:
    """The counter's line of a text with pictures, which goes out whole however long it is."""
    shown = tr("1 picture") if pictures == 1 else tr("{n} pictures", n=pictures)
    if not characters:
        return shown
    size = tr("1 character") if characters == 1 else tr("{n} characters", n=f"{characters:,}")
    return f"{size} · {shown}"


def straight(text: str) -> str:
    """The text with plain quotes, dashes and spaces."""
    return text.translate(STRAIGHT)


def _reason(text: str, segments: Segments) -> str:
    """Why special characters make it more texts: one that can be mended first, where that helps."""
    if segments.segments == 1 or not segments.costly:
        return ""
    taken = set(segments.costly)
    plain = "".join(char for at, char in enumerate(text) if at not in taken)
    if count(plain).segments >= segments.segments:
        return ""
    mendable = count(straight(text)).segments < segments.segments
    costly = (text[at] for at in segments.costly)
    chosen = next((c for c in costly if (c in _NAMES) is mendable), text[segments.costly[0]])
    return tr(", because of {what}", what=_name(chosen))


def _name(char: str) -> str:
    if char in _NAMES:
        return tr(_NAMES[char])
    return tr("the emoji") if char >= FIRST_EMOJI else tr("the letter {char}", char=char)
