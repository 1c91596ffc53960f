"""An open store as a workspace: what paints first is there at once, the rest when a lane asks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop_app.composition.lazily import Lazily, Once
from desktop_app.composition.programs import sync_command
from desktop_app.models import cipher
from desktop_app.services import workspace as ws
from desktop_app.services.adapters.sender_lock import FileSenderLock
from desktop_app.services.adapters.system_clock import SystemClock
from desktop_app.services.events import EventBus, SettingChanged
from desktop_app.services.messaging.sync_child import SyncChild
from desktop_app.services.ports import SecretStore
from desktop_app.services.reading import StoreReading
from desktop_app.services.records import OutboxState

if TYPE_CHECKING:
    from desktop_app.composition.room import Room
    from desktop_app.services.jobs import SenderLoop


@dataclass(frozen=True)
class Opened:
    """A workspace with the parts that only scripts and composition use."""

    workspace: ws.Workspace
    room: "Callable[[], Room]"
    reading: StoreReading


def open_store(
    path: Path,
    key: bytes,
    *,
    practice: bool,
    base_url: str | None,
    horizon: int,
    secrets: SecretStore,
    entry: str,
    actor: str = "",
    after: Callable[[], None] | None = None,
) -> Opened:
    """Put a workspace together over a store file that was checked. `after` runs when it closes."""
    events, clock = EventBus(), SystemClock()
    lock = FileSenderLock(path.parent)

    def reader() -> StoreReading:
        return StoreReading(lambda: cipher.open_reader(path, key), clock, practice=practice)

    reading = reader()

    def make_room() -> "Room":
        from desktop_app.composition.room import Room, Store  # noqa: PLC0415  slow import

        store = Store(path, key, practice, base_url, horizon, secrets, entry)
        return Room(store, clock, lock, events, wake=lambda: loop().wake())

    def make_loop() -> "SenderLoop":
        from desktop_app.services.jobs import SenderLoop  # noqa: PLC0415  slow import

        return SenderLoop(lambda: room().sender, clock)

    room, loop = Once(make_room), Once(make_loop)

    def last_synced() -> int | None:
        own = reader()
        try:
            return own.last_synced_at()
        finally:
            own.close()

    sync = SyncChild(
        sync_command(),
        lambda: room().handover(),
        lambda: room().run_round(),
        events,
        last_synced,
    )
    events.subscribe(
        lambda event: (
            sync.restart()
            if isinstance(event, SettingChanged) and event.key == "account_sid"
            else None
        )
    )
    workspace = ws.Workspace(
        practice=practice,
        actor=actor or reading.setting("actor_name"),
        events=events,
        reading=reading,
        messaging=cast("ws.Messaging", Lazily(lambda: room().messaging)),
        consent=cast("ws.Consent", Lazily(lambda: room().consent)),
        contacts=cast("ws.Contacts", Lazily(lambda: room().contacts)),
        settings=cast("ws.Settings", Lazily(lambda: room().settings)),
        connection=cast("ws.Connection", Lazily(lambda: room().connection)),
        sync=sync,
        running=RunningParts(sync, loop, room, lock, reader, after),
    )
    return Opened(workspace, room, reading)


class RunningParts:
    """Implements workspace.Running."""

    def __init__(
        self,
        sync: SyncChild,
        loop: "Once[SenderLoop]",
        room: "Once[Room]",
        lock: FileSenderLock,
        reader: Callable[[], StoreReading],
        after: Callable[[], None] | None,
    ) -> None:
        self._sync = sync
        self._loop = loop
        self._room = room
        self._lock = lock
        self._reader = reader
        self._after = after
        self._closed = False

    def start(self) -> None:
        """Start the sender's thread and the sync process."""
        self._loop().start()
        self._sync.start()

    def close(self) -> str:
        """Stop everything, let a POST in flight finish, close the store."""
        if self._closed:
            return ""
        self._closed = True
        self._sync.stop()
        loop, room = self._loop.made, self._room.made
        if loop is not None:
            loop.stop()
        left = self._what_stays()
        if room is not None:
            room.close()
        self._lock.release()
        if self._after is not None:
            self._after()
        return left

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
            return "1 text waits here and goes out when Brieftext is open again."
        return f"{len(waiting)} texts wait here and go out when Brieftext is open again."
