"""The driver's complaints as the store's own types. Imports nothing heavy: the window reads too."""

from desktop_app.models.errors import (
    DiskFailed,
    DiskFull,
    RowRefused,
    StoreBusy,
    StoreDamaged,
    StoreError,
)

_BY_WORDS: tuple[tuple[str, type[StoreError]], ...] = (
    ("disk is full", DiskFull),
    ("database is locked", StoreBusy),
    ("malformed", StoreDamaged),
    ("not a database", StoreDamaged),
    ("disk i/o error", DiskFailed),
)


def translated(error: BaseException) -> StoreError:
    """A driver's complaint as one of the store's own types."""
    text = str(error).lower()
    for words, kind in _BY_WORDS:
        if words in text:
            return kind(str(error))
    return RowRefused(str(error))
