"""The words on screen, ready for another language.

Every sentence a person reads passes through `tr`, so that a translation can be added without
touching a view. Parts that change are named, because other languages put them elsewhere.
"""

from PySide6.QtCore import QCoreApplication

CONTEXT = "brieftext"


def tr(text: str, /, **parts: object) -> str:
    """The text in the person's language, with its named parts filled in.

    Only `text` is a pattern: a part may hold any characters, a client's own words included.
    """
    words = QCoreApplication.translate(CONTEXT, text)
    return words.format(**parts) if parts else words
