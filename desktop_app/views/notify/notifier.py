"""New texts told aloud: gathers them, asks about the screen, decides, shows, and takes clicks back.

Nothing here runs while nothing happens, and nothing waits: the rows of the few texts that arrived
are the only thing read from the store.
"""

import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.services.events import ArrivedText
from desktop_app.services.rules.content.previews import preview
from desktop_app.services.workspace import Workspace
from desktop_app.views.bridge import Bridge
from desktop_app.views.formatting import Calendar
from desktop_app.views.i18n import tr
from desktop_app.views.notify.deciding import (
    Bubble,
    Heard,
    Lock,
    Surroundings,
    decide,
    is_quiet,
    level_for,
    wording,
)
from desktop_app.views.notify.ways import NotifiedWindow, ScreenLock, Way
from desktop_app.views.notify.wishes import (
    minute_of_day,
    quiet_for_an_hour,
    quiet_until_morning,
    read_wishes,
)

GATHER_MS = 1_500
"""Texts that come within this time are told together."""
MOST_AT_ONCE = 100
ROUNDED_S = 2
"""Twilio's clock knows whole seconds only: a text right after the start may look older than it."""
EXAMPLE = Heard(0, "Maria Delgado", "See you at 9:30 then. I’ll bring the letter.")
EXAMPLE_KEY = "example"


class Notifier(QObject):
    """Stands between what the sync tells and what the desktop shows."""

    example_answered = Signal(str)
    """What to say in Settings after "Show an example"."""
    wishes_changed = Signal()

    def __init__(
        self,
        window: NotifiedWindow,
        workspace: Workspace,
        bridge: Bridge,
        ways: Sequence[Way],
        lock: ScreenLock,
        calendar: Calendar | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._bridge = bridge
        self._ways = tuple(ways)
        self._lock = lock
        self._calendar = calendar or Calendar()
        self._started = time.monotonic()
        self._arrived: list[tuple[ArrivedText, float]] = []
        self._out: dict[str, Bubble] = {}
        self._example_lock = Lock.UNKNOWN
        self.wishes = read_wishes(workspace.reading.setting)
        self.gathering = QTimer(self)
        self.gathering.setSingleShot(True)
        self.gathering.setInterval(GATHER_MS)
        self.gathering.timeout.connect(self._ask)
        bridge.texts_arrived.connect(self._texts_arrived)
        bridge.conversations_changed.connect(self._conversations_changed)
        bridge.setting_changed.connect(self._setting_changed)
        lock.locked.connect(self.take_back_all)
        for way in self._ways:
            way.clicked.connect(self._clicked)
            way.shown.connect(self._shown)
            way.refused.connect(partial(self._refused, way))

    def show_example(self) -> None:
        """Show what a notification looks like now, whatever the hour."""
        self._lock.ask(self._show_example)

    def ask_quiet(self, key: str) -> None:
        """Do not disturb for an hour, until the morning, or no longer (`off`)."""
        until = {
            "hour": lambda: str(quiet_for_an_hour(self._calendar)),
            "morning": lambda: str(quiet_until_morning(self._calendar)),
        }.get(key, str)()
        self._bridge.run(lambda: self._workspace.settings.set("notify_quiet_until", until))

    def quiet_until_words(self) -> str:
        """Until when somebody asked for quiet, empty where nobody did."""
        until = self.wishes.quiet_until
        if until <= self._calendar.now():
            return ""
        same_day = self._calendar.day(until) == self._calendar.day(self._calendar.now())
        clock = self._calendar.clock(until)
        return clock if same_day else tr("tomorrow {time}", time=clock)

    @property
    def quiet(self) -> bool:
        """Whether nobody wants to be disturbed now."""
        return is_quiet(self.wishes, self._calendar.now(), minute_of_day(self._calendar))

    @Slot()
    def take_back_all(self) -> None:
        """Leave nothing on the screen: it is locked now, or the program ends."""
        self._out.clear()
        for way in self._ways:
            way.take_back_all()

    # From texts to a bubble --------------------------------------------------------------------

    def _texts_arrived(self, texts: object) -> None:
        assert isinstance(texts, tuple)
        running = time.monotonic() - self._started
        room = MOST_AT_ONCE - len(self._arrived)
        self._arrived += [(each, running) for each in texts[:room]]
        if not self.gathering.isActive():
            self.gathering.start()

    def _ask(self) -> None:
        self._lock.ask(self._decide)

    def _decide(self, lock: Lock) -> None:
        arrived, self._arrived = self._arrived, []
        if not arrived:
            return
        around = Surroundings(
            now=self._calendar.now(),
            minute=minute_of_day(self._calendar),
            running_s=int(min(running for _, running in arrived)) + ROUNDED_S,
            lock=lock,
            in_sight=self._window.conversation_in_sight(),
        )
        bubble = decide(self._read([text for text, _ in arrived]), self.wishes, around)
        if bubble is not None:
            self._show(bubble)

    def _read(self, texts: list[ArrivedText]) -> list[Heard]:
        reading = self._workspace.reading
        rows = {place: reading.conversation(place) for place in {t.conversation_id for t in texts}}
        lines = {line.id: line for line in reading.messages([t.message_id for t in texts])}
        heard = []
        for text in texts:
            row, line = rows[text.conversation_id], lines.get(text.message_id)
            if row is None or line is None:
                continue
            heard.append(
                Heard(
                    conversation_id=row.id,
                    name=row.name,
                    text=preview(line.body) or tr("Picture"),
                    age_s=text.age_s,
                    opted_out=text.opted_out,
                    muted=row.muted,
                    unread=row.unread,
                )
            )
        return heard

    def _show(self, bubble: Bubble) -> None:
        if self.wishes.sound:
            QApplication.beep()
        if self._ways:
            self._ways[0].show_bubble(bubble)

    def _shown(self, bubble: object) -> None:
        assert isinstance(bubble, Bubble)
        if bubble.key == EXAMPLE_KEY:
            self.example_answered.emit(_example_words(self._example_lock))
        else:
            self._out[bubble.key] = bubble

    def _refused(self, way: Way, bubble: Bubble) -> None:
        """The next way has a try."""
        later = self._ways[self._ways.index(way) + 1 :]
        if later:
            later[0].show_bubble(bubble)
        elif bubble.key == EXAMPLE_KEY:
            self.example_answered.emit(_nowhere())

    # What follows ------------------------------------------------------------------------------

    def _clicked(self, key: str) -> None:
        bubble = self._out.pop(key, None)
        for way in self._ways:
            way.take_back(key)
        one = bubble.conversations if bubble is not None else frozenset()
        self._window.come_forward(min(one) if len(one) == 1 else None)

    def _conversations_changed(self, ids: object) -> None:
        """What somebody read or answered meanwhile is no news any more."""
        assert isinstance(ids, frozenset)
        for key, bubble in list(self._out.items()):
            if ids and not ids & bubble.conversations:
                continue
            rows = [self._workspace.reading.conversation(each) for each in bubble.conversations]
            if not any(row is not None and row.unread for row in rows):
                del self._out[key]
                for way in self._ways:
                    way.take_back(key)

    def _setting_changed(self, key: str) -> None:
        if key.startswith("notify_"):
            self.wishes = read_wishes(self._workspace.reading.setting)
            self.wishes_changed.emit()

    def _show_example(self, lock: Lock) -> None:
        self._example_lock = lock
        if lock is Lock.LOCKED:
            return
        words = wording([EXAMPLE], level_for(self.wishes.level, lock))
        bubble = Bubble(EXAMPLE_KEY, words.title, words.body, frozenset())
        if self._ways:
            self._show(bubble)
        else:
            self.example_answered.emit(_nowhere())


def _example_words(lock: Lock) -> str:
    if lock is Lock.OPEN:
        return tr("Shown. If you see nothing, this computer holds notifications back.")
    return tr(
        "Shown without a name: this computer doesn’t say whether its screen is locked, so a "
        "notification could stand there for anyone to read."
    )


def _nowhere() -> str:
    return tr("This computer has no place where Brieftext can show notifications.")
