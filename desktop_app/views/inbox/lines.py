"""The lines of one conversation: all ids, and the records of those that were near the view."""

from array import array
from bisect import bisect_left

from desktop_app.services.records import MessageRow
from desktop_app.services.workspace import Reading

FIRST = 200
"""Ids read before the first paint; the rest follows after it."""
AROUND = 32
"""Records read on both sides of one that is missing."""
KEPT = 600
NEWEST = 64
"""So many newest ids tell what was added to the end."""
SMALL = 2_000
"""Up to so many ids are simply read again; 100,000 take 35 ms."""


class Lines:
    """Ids oldest first; records on demand, in windows around what is asked for."""

    def __init__(self, reading: Reading, conversation_id: int) -> None:
        self._reading = reading
        self.conversation_id = conversation_id
        self.ids = _ascending(reading.thread_ids(conversation_id, FIRST))
        self.complete = len(self.ids) < FIRST
        self._records: dict[int, MessageRow] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def record(self, place: int) -> MessageRow | None:
        """The record of a line; None where it is gone."""
        wanted = self.ids[place]
        if wanted not in self._records:
            self._read(place)
        return self._records.get(wanted)

    def place_of(self, message_id: int) -> int:
        """Where a line is, -1 where it is not."""
        place = self.place_from(message_id)
        here = place < len(self.ids) and self.ids[place] == message_id
        return place if here else -1

    def place_from(self, message_id: int) -> int:
        """Where the first line with this id or a later one is; ids ascend."""
        return bisect_left(self.ids, message_id)

    def reach(self, message_id: int) -> bool:
        """Make sure that this line's id is read, if there is such a line."""
        before_first = not self.ids or message_id < self.ids[0]
        if before_first and not self.complete:
            self.complete_ids()
        return self.place_of(message_id) >= 0

    def complete_ids(self) -> int:
        """Read the ids that were left out at first; how many came before the known ones."""
        self.complete = True
        everything = _ascending(self._reading.thread_ids(self.conversation_id))
        added = len(everything) - len(self.ids)
        if added < 0 or everything[added:] != self.ids:
            return self._replace(everything)
        self.ids = everything
        return added

    def refresh(self) -> int:
        """Read again what may have changed; lines added at the end, -1 where others changed too."""
        self._records.clear()
        if self.complete and len(self.ids) <= SMALL:
            fresh = _ascending(self._reading.thread_ids(self.conversation_id))
            if fresh[: len(self.ids)] != self.ids:
                return self._replace(fresh)
            return self._append(fresh[len(self.ids) :])
        newest = _ascending(self._reading.thread_ids(self.conversation_id, NEWEST))
        added = _added(self.ids, newest)
        if added is None:
            return self._replace(_ascending(self._reading.thread_ids(self.conversation_id)))
        return self._append(added)

    def differs(self) -> bool:
        """Whether the store has other ids than these: a line came late, or one is gone."""
        fresh = _ascending(self._reading.thread_ids(self.conversation_id))
        if fresh == self.ids:
            return False
        self._replace(fresh)
        return True

    def _append(self, added: "array[int]") -> int:
        self.ids.extend(added)
        return len(added)

    def _replace(self, fresh: "array[int]") -> int:
        self.ids = fresh
        self.complete = True
        return -1

    def _read(self, place: int) -> None:
        if len(self._records) > KEPT:
            self._records.clear()
        window = self.ids[max(place - AROUND, 0) : place + AROUND]
        missing = [message_id for message_id in window if message_id not in self._records]
        for record in self._reading.messages(missing):
            self._records[record.id] = record


def _ascending(newest_first: "array[int]") -> "array[int]":
    newest_first.reverse()
    return newest_first


def _added(known: "array[int]", newest: "array[int]") -> "array[int] | None":
    """What `newest` has after the last known id; None where they do not fit together."""
    if not known:
        return newest
    if known[-1] not in newest:
        return None
    joint = newest.index(known[-1]) + 1
    return newest[joint:] if known[-joint:] == newest[:joint] else None
