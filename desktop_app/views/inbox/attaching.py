"""Pictures for the text that is being written: made ready one after another, shown, sent with it.

They belong to the draft of a number, as its words do: another conversation and a new start find
them again. What is on its way out is not shown, and comes back where the text does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, Signal

from desktop_app.services.errors import BrieftextError
from desktop_app.services.outgoing_pictures import DraftPicture
from desktop_app.services.records import Problem
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.i18n import tr
from desktop_app.views.inbox.picture_sources import Source

REMOVED = "Location and camera details removed"
"""What a tile says where the file had told where, when or by whom it was taken."""
KB, MB = 1_000, 1_000_000


@dataclass(frozen=True)
class Preparing:
    """One picture that is being made ready, or waits for its turn."""

    key: int
    number: str
    source: Source

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.source.name


class Attaching(QObject):
    """The pictures of the unsent text to one number at a time."""

    changed = Signal()
    """Other pictures, or another number."""
    refused = Signal(str, object)
    """The number, and the Problem why a picture was not taken."""
    added = Signal(object)
    """A DraftPicture of the number shown is ready."""

    def __init__(self, workspace: Workspace, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._outgoing = workspace.outgoing
        self._reading = workspace.reading
        self._bridge = bridge
        self._number = ""
        self._why_not = ""
        self._pictures: list[DraftPicture] = []
        self._leaving: dict[str, frozenset[int]] = {}
        self._waiting: list[Preparing] = []
        self._at_work = 0
        self._before: frozenset[int] = frozenset()
        """What was in the text before the one at work: more of it shows when that has landed."""
        self._cancelled: set[int] = set()
        self._keys = count(1)

    # What can be seen --------------------------------------------------------------------------

    @property
    def pictures(self) -> list[DraftPicture]:
        """The pictures that would leave with the text now, in order."""
        return self._pictures

    @property
    def preparing(self) -> list[Preparing]:
        """What is being made ready for this number."""
        return [
            each
            for each in self._waiting
            if each.number == self._number and each.key not in self._cancelled
        ]

    @property
    def why_not(self) -> str:
        """Why the firm's number sends no pictures, as one sentence; empty where it does."""
        return self._why_not

    # What is done ------------------------------------------------------------------------------

    def start(self, number: str) -> None:
        """From now on the pictures of the text to this number."""
        self._number = number
        own = self._reading.firm_numbers()
        self._why_not = self._outgoing.cannot_carry(own[0].number) if own else ""
        self._read()
        self.changed.emit()

    def refresh(self) -> None:
        """Something about this number changed in the store."""
        before = self._pictures
        self._read()
        if self._pictures != before:
            self.changed.emit()

    def add(self, number: str, sources: Sequence[Source]) -> None:
        """Make these ready for the text to this number, each in its turn."""
        if self._why_not:
            self.refused.emit(number, Problem(self._why_not))
            return
        self._waiting += [Preparing(next(self._keys), number, each) for each in sources]
        self.changed.emit()
        self._go_on()

    def cancel(self, key: int) -> None:
        """Make one ready no longer; what has begun is taken out again at its end."""
        if key == self._at_work:
            self._cancelled.add(key)
        else:
            self._waiting = [each for each in self._waiting if each.key != key]
        self.changed.emit()

    def remove(self, picture_id: int) -> None:
        """Take a picture out of the text."""
        self._pictures = [each for each in self._pictures if each.id != picture_id]
        self.changed.emit()
        self._bridge.run(partial(self._outgoing.remove, picture_id), self._removed, self._failed)

    def taken(self) -> tuple[int, ...]:
        """The text is on its way out with these; they are shown no more."""
        ids = tuple(each.id for each in self._pictures)
        self._leaving[self._number] = self._leaving.get(self._number, frozenset()) | set(ids)
        self._read()
        self.changed.emit()
        return ids

    def settled(self, number: str) -> None:
        """The text has left its draft, or came back with its pictures: what is there counts."""
        self._leaving.pop(number, None)
        if number == self._number:
            self.refresh()

    # Inside ------------------------------------------------------------------------------------

    def _read(self) -> None:
        leaving = self._leaving.get(self._number, frozenset())
        kept = self._outgoing.of_draft(self._number) if self._number else []
        if self._works_here():
            kept = [each for each in kept if each.id in self._before]
        self._pictures = [each for each in kept if each.id not in leaving]

    def _works_here(self) -> bool:
        first = self._waiting[0] if self._waiting else None
        return bool(self._at_work) and first is not None and first.number == self._number

    def _go_on(self) -> None:
        """The next one, where none is at work: their order is the order they were given in."""
        if self._at_work or not self._waiting:
            return
        first = self._waiting[0]
        self._at_work = first.key
        self._before = frozenset(each.id for each in self._outgoing.of_draft(first.number))
        self._bridge.run(
            partial(self._make, first),
            partial(self._made, first),
            partial(self._not_made, first),
            lane="network",
        )

    def _make(self, wanted: Preparing) -> DraftPicture:
        return self._outgoing.add(wanted.number, wanted.source.read(), wanted.name)

    def _made(self, wanted: Preparing, made: DraftPicture) -> None:
        cancelled = wanted.key in self._cancelled
        self._landed(wanted)
        if cancelled:
            self.remove(made.id)
        elif wanted.number == self._number:
            self.added.emit(made)

    def _not_made(self, wanted: Preparing, error: BrieftextError) -> None:
        cancelled = wanted.key in self._cancelled
        self._landed(wanted)
        if not cancelled:
            self.refused.emit(wanted.number, error.problem)

    def _landed(self, wanted: Preparing) -> None:
        self._at_work = 0
        self._cancelled.discard(wanted.key)
        self._waiting = [each for each in self._waiting if each.key != wanted.key]
        self._read()
        self.changed.emit()
        self._go_on()

    def _removed(self, _nothing: object) -> None:
        self.refresh()

    def _failed(self, error: BrieftextError) -> None:
        """It stays: say why, and show it again."""
        self.refresh()
        self.refused.emit(self._number, error.problem)


def spoken(picture: DraftPicture) -> str:
    """One picture as a screen reader says it, and as its tooltip does."""
    sizes = tr(
        "{name}, {before} before, {after} as it leaves",
        name=picture.name,
        before=size_words(picture.size_before),
        after=size_words(picture.size),
    )
    return f"{sizes}. {REMOVED}." if picture.metadata_removed else sizes


def size_words(size: int) -> str:
    """How large a file is: 410 KB, 2.4 MB."""
    if size < MB:
        return tr("{n} KB", n=max(round(size / KB), 1))
    return tr("{n} MB", n=f"{size / MB:.1f}")
