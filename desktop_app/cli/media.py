"""`send --media`: files put into the text like those of the composer, and taken out if it stays."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.composition.opened import Opened
from desktop_app.services.errors import BrieftextError
from desktop_app.services.messaging.outgoing_preparing import LARGEST_FILE
from desktop_app.services.records import Problem


def attach(opened: Opened, number: str, files: Sequence[Path]) -> tuple[int, ...]:
    """Make the files ready to leave; their ids. Raises BrieftextError, and keeps none then."""
    made: list[int] = []
    try:
        for path in files:
            picture = opened.workspace.outgoing.add(number, _content(path), path.name)
            made.append(picture.id)
    except BrieftextError:
        detach(opened, made)
        raise
    return tuple(made)


def detach(opened: Opened, pictures: Sequence[int]) -> None:
    """Take pictures out again, because their text was not queued."""
    for each in pictures:
        opened.workspace.outgoing.remove(each)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BrieftextError(
            Problem(f"“{path.name}” can’t be read.", f"The system says: {error.strerror}.")
        ) from error
