"""An open store as a workspace: what paints first is there at once, the rest when a lane asks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from desktop_app.composition.careful_reader import CarefulReader
from desktop_app.composition.lazily import Lazily, Once
from desktop_app.composition.open_store import OpenStore
from desktop_app.composition.programs import sync_command
from desktop_app.models import cipher
from desktop_app.services import workspace as ws
from desktop_app.services.adapters.sender_lock import FileSenderLock
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.consent.watch import LedgerWatch, WatchedLock
from desktop_app.services.events import ConversationsChanged, Event, EventBus, SettingChanged
from desktop_app.services.messaging.sync_child import SyncChild
from desktop_app.services.outgoing_reading import Outgoing
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import OutboxState

if TYPE_CHECKING:
    from desktop_app.composition.room import Room
    from desktop_app.services.acceptance import Acceptance
    from desktop_app.services.archive_interfaces import Archive
    from desktop_app.services.firm_numbers.interfaces import Lines, Moves, Numbers
    from desktop_app.services.jobs import SenderLoop
    from desktop_app.services.outgoing_loop import HostingLoop
    from desktop_app.services.outgoing_reading import Changing
    from desktop_app.services.reputation.records import Reputation
    from desktop_app.services.templates.reading import TemplateReading
    from desktop_app.services.templates.records import Templates
    from desktop_app.services.templates.service import TemplateService


@dataclass(frozen=True)
class Opened:
    """A workspace with the parts that only scripts and composition use."""

    workspace: ws.Workspace
    room: "Callable[[], Room]"
    reading: StoreReading


class _Building:
    """The parts of one workspace, the slow ones made at their first use."""

    def __init__(self, store: OpenStore) -> None:
        self.store = store
        self.events, self.clock = EventBus(), SystemClock()
        self.lock = FileSenderLock(store.path.parent)
        self.watch = watch_over(store)
        self.events.subscribe(self.watch.hear)
        self.reading = self.reader()
        self.room, self.loop = Once(self._make_room), Once(self._make_loop)
        self.pictures = Once(self._make_pictures)
        self.sync = SyncChild(
            sync_command(),
            lambda: self.room().handover(),
            lambda: self.room().run_round(),
            self.events,
            self._last_synced,
            lambda: self.watch.known_alarm,
        )
        self.events.subscribe(self._key_changed)

    def reader(self) -> StoreReading:
        """A reader with a connection of its own."""
        store = self.store
        return StoreReading(
            lambda: CarefulReader(lambda: cipher.open_reader(store.path, store.key)),
            self.clock,
            practice=store.practice,
        )

    def _make_room(self) -> "Room":
        from desktop_app.composition.room import Room  # noqa: PLC0415  slow import

        watched = WatchedLock(self.lock, self.watch)
        return Room(self.store, self.clock, watched, self.events, self._wake, self.watch)

    def _make_loop(self) -> "SenderLoop":
        from desktop_app.services.jobs import SenderLoop  # noqa: PLC0415  slow import

        return SenderLoop(lambda: self.room().sender, self.clock)

    def _make_pictures(self) -> "HostingLoop":
        from desktop_app.services.outgoing_loop import HostingLoop  # noqa: PLC0415  slow import

        return HostingLoop(lambda: self.room().hosting, lambda: self.loop().wake())

    def templates(self, actor: Callable[[], str]) -> "TemplateReading":
        """The templates; made when somebody first writes with one."""
        from desktop_app.services.templates.reading import TemplateReading  # noqa: PLC0415  slow import

        changing = cast("TemplateService", Lazily(lambda: self.room().templates))
        return TemplateReading(
            lambda words, values: self.reading.connection().execute(words, values), actor, changing
        )

    def _wake(self) -> None:
        """There is a text to send, or a picture to put up first."""
        self.loop().wake()
        self.pictures().wake()

    def _last_synced(self) -> int | None:
        own = self.reader()
        try:
            return own.last_synced_at()
        finally:
            own.close()

    def _key_changed(self, event: Event) -> None:
        if isinstance(event, SettingChanged) and event.key == "account_sid":
            self.sync.restart()


def open_store(
    store: OpenStore, *, actor: str = "", after: Callable[[], None] | None = None
) -> Opened:
    """Put a workspace together over a store file that was checked. `after` runs when it closes."""
    parts = _Building(store)
    room = parts.room
    who = actor or parts.reading.setting("actor_name")
    templates = Once(lambda: parts.templates(lambda: who))
    workspace = ws.Workspace(
        practice=store.practice,
        actor=who,
        events=parts.events,
        reading=parts.reading,
        messaging=cast("ws.Messaging", Lazily(lambda: room().messaging)),
        consent=cast("ws.Consent", Lazily(lambda: room().consent)),
        contacts=cast("ws.Contacts", Lazily(lambda: room().contacts)),
        settings=cast("ws.Settings", Lazily(lambda: room().settings)),
        tasks=cast("ws.Tasks", Lazily(lambda: room().tasks)),
        archive=cast("Archive", Lazily(lambda: room().archive)),
        outgoing=Outgoing(
            parts.reading.connection, cast("Changing", Lazily(lambda: room().outgoing))
        ),
        templates=cast("Templates", Lazily(templates)),
        reputation=cast("Reputation", Lazily(lambda: room().reputation)),
        connection=cast("ws.Connection", Lazily(lambda: room().connection)),
        numbers=cast("Numbers", Lazily(lambda: room().numbers)),
        lines=cast("Lines", Lazily(lambda: room().lines)),
        moves=cast("Moves", Lazily(lambda: room().moves)),
        acceptance=cast("Acceptance", Lazily(lambda: room().acceptance)),
        sync=parts.sync,
        running=RunningParts(
            parts.sync,
            (parts.loop, parts.pictures),
            room,
            parts.lock,
            parts.reader,
            parts.events,
            after,
            parts.watch,
        ),
    )
    return Opened(workspace, room, parts.reading)


def watch_over(store: OpenStore) -> LedgerWatch:
    """What knows whether this store's ledger holds. Looks at nothing until it is asked."""
    return LedgerWatch(
        lambda: cipher.open_reader(store.path, store.key), store.secrets, store.head_entry
    )


class RunningParts:
    """Implements workspace.Running."""

    def __init__(
        self,
        sync: SyncChild,
        loops: "tuple[Once[SenderLoop], Once[HostingLoop]]",
        room: "Once[Room]",
        lock: FileSenderLock,
        reader: Callable[[], StoreReading],
        events: EventBus,
        after: Callable[[], None] | None,
        watch: LedgerWatch,
    ) -> None:
        self._watch = watch
        self._sync = sync
        self._loops = loops
        self._room = room
        self._lock = lock
        self._reader = reader
        self._after = after
        self._closed = False
        self._changed: set[int] = set()
        events.subscribe(self._hear)

    def start(self) -> None:
        """Start the sender's thread and the sync process."""
        self._watch.start()
        for loop in self._loops:
            loop().start()
        self._sync.start()

    def close(self) -> str:
        """Stop everything, let a POST in flight finish, close the store."""
        if self._closed:
            return ""
        self._closed = True
        self._sync.stop()
        self._leave_word()
        room = self._room.made
        for each in self._loops:
            if (loop := each.made) is not None:
                loop.stop()
        left = self._what_stays()
        if room is not None:
            self._watch.stop()
            room.close()
        self._lock.release()
        if self._after is not None:
            self._after()
        return left

    def _leave_word(self) -> None:
        """Tell a window that has the same store open what this script changed."""
        room = self._room.made
        if room is None or not self._changed or self._lock.acquire():
            return
        room.leave_word(self._changed)

    def _hear(self, event: Event) -> None:
        if isinstance(event, ConversationsChanged):
            self._changed |= event.ids

    def _what_stays(self) -> str:
        own = self._reader()
        try:
            waiting = [
                row for row in own.outbox_rows(every=False) if row.state is OutboxState.QUEUED
            ]
        finally:
            own.close()
        if not waiting:
            return ""
        if len(waiting) == 1:
            return "1 text waits here. It leaves, or asks you first, once Brieftext is open again."
        many = len(waiting)
        return (
            f"{many} texts wait here. They leave, or ask you first, once Brieftext is open again."
        )
