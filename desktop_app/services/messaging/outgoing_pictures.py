"""Putting pictures into unsent texts, and taking them out; outgoing_reading.py shows them."""

import threading
from collections.abc import Callable, Sequence

from desktop_app.models import outgoing as store
from desktop_app.models.conversation import conversation_id
from desktop_app.models.database import Database
from desktop_app.services.events import ConversationsChanged, EventBus
from desktop_app.services.messaging.decoding import DecodingProcess
from desktop_app.services.messaging.outgoing_preparing import prepare, refused
from desktop_app.services.outgoing_pictures import MOST_PICTURES, DraftPicture
from desktop_app.services.ports import Clock


class OutgoingService:
    """Adds and removes. Network lane: several workers, one decoder."""

    def __init__(
        self,
        database: Database,
        command: Sequence[str],
        clock: Clock,
        events: EventBus,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._decoder = DecodingProcess(command)
        self._lock = threading.Lock()
        self._clock = clock
        self._events = events
        self._wake = wake

    def add(self, number: str, content: bytes, name: str) -> DraftPicture:
        """Make a picture ready to leave with the next text to this number. Raises InvalidInput."""
        with self._lock:
            ready = prepare(content, name, self._room(number), self._decoder)
            with self._database.write() as connection:
                made = store.add(
                    connection,
                    number,
                    ready.file,
                    name=name,
                    size_before=len(content),
                    metadata_removed=ready.metadata_removed,
                    now=self._clock.now(),
                )
                place = conversation_id(connection, number)
        self._tell(place)
        self._wake()
        return DraftPicture(
            id=made,
            name=name,
            media_type=ready.file.media_type,
            size=ready.file.size,
            size_before=len(content),
            width=ready.file.width,
            height=ready.file.height,
            metadata_removed=ready.metadata_removed,
        )

    def _room(self, number: str) -> int:
        """How many bytes are taken already. Raises InvalidInput where no picture fits in."""
        with self._database.read() as connection:
            there = store.of_draft(connection, number)
        if len(there) >= MOST_PICTURES:
            raise refused(f"One text takes {MOST_PICTURES} pictures at most.")
        return sum(each.size for each in there.values())

    def remove(self, picture_id: int) -> None:
        """Take a picture out of the unsent text again."""
        with self._database.write() as connection:
            number = store.remove(connection, picture_id)
            place = conversation_id(connection, number) if number is not None else None
        self._tell(place)
        self._wake()

    def _tell(self, place: int | None) -> None:
        if place is not None:
            self._events.publish(ConversationsChanged(frozenset({place})))

    def close(self) -> None:
        """End the decoder."""
        with self._lock:
            self._decoder.close()
