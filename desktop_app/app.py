"""The window's start and its end.

Everything that can wait for the disk, the keyring or Twilio happens on a lane, so that the window
is there at once and can always be closed.
"""

import logging
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.services.errors import BrieftextError
from desktop_app.services.opening import Opening, ProfileState
from desktop_app.services.workspace import Workspace
from desktop_app.views.accessible import Speakers
from desktop_app.views.bridge import BROKEN, Bridge, Lanes
from desktop_app.views.first_run.start import StartPages
from desktop_app.views.main_window import MainWindow
from desktop_app.views.theme import Theme

if TYPE_CHECKING:
    from desktop_app.views.notify.start import Notifying

_log = logging.getLogger(__name__)

AFTER_PAINT_MS = 50
SAY_AGAIN_S = 60.0


class Session(QObject):
    """One run of the window: from the first paint over an open store to the last commit."""

    ready = Signal()
    """A page that can be used has been painted."""
    ended = Signal()
    """Everything is closed; the program may go."""

    def __init__(self, opening: Opening, theme: Theme, *, practice: bool) -> None:
        super().__init__()
        self._opening = opening
        self._theme = theme
        self._practice = practice
        self._from_first_run = False
        self._closing = False
        self._waiting = False
        self._workspace: Workspace | None = None
        self._bridge: Bridge | None = None
        self._notifying: Notifying | None = None
        self._speakers = Speakers()
        self.lanes = Lanes(self)
        self.start = StartPages(theme, opening, self.lanes)
        self.window = MainWindow(theme, opening.folder)
        self.start.opened.connect(self._opened)
        self.start.practice_asked.connect(self._practice_from_first_run)
        self.start.retry_asked.connect(self._open)
        self.window.close_asked.connect(self._close)
        self.window.usable.connect(self.ready)
        self.window.leave_practice_asked.connect(self._leave_practice)
        self.lanes.broken.connect(self._broken)

    @property
    def workspace(self) -> Workspace:
        """The open store; only where one is open."""
        assert self._workspace is not None
        return self._workspace

    def begin(self) -> None:
        """Show the window, then whatever the profile folder leads to."""
        self.window.show_start(self.start)
        self.window.show()
        if not self._practice and self._opening.state() is ProfileState.EMPTY:
            self.start.show_welcome()
        else:
            self._open()

    def _open(self) -> None:
        practice = self._practice or self._opening.state() is ProfileState.PRACTICE
        work = self._opening.practice if practice else self._opening.open
        self._run_opening(work, practice=practice)

    def _practice_from_first_run(self) -> None:
        self._from_first_run = True
        self._run_opening(self._opening.practice, practice=True)

    def _run_opening(self, work: Callable[[], Workspace], *, practice: bool) -> None:
        self._waiting = True
        self.start.show_opening(practice=practice)
        self.lanes.run(work, self._opened, self._not_opened, "network")

    def _opened(self, workspace: Workspace) -> None:
        self._waiting = False
        self._workspace = workspace
        bridge = self._bridge = Bridge(workspace.events, self)
        if self._closing:
            self._close_workspace()
            return
        bridge.broken.connect(self._broken)
        self.window.open_workspace(workspace, bridge, can_leave_practice=self._from_first_run)
        # What works in the background is slow to import: it must not hold up the first paint.
        QTimer.singleShot(AFTER_PAINT_MS, self._start_running)

    def _start_running(self) -> None:
        if self._bridge is not None and self._workspace is not None and not self._closing:
            self._bridge.run(self._workspace.running.start)
            self._bridge.run(self._workspace.numbers.read_if_old, lane="network")
            self._start_notifying(self._workspace, self._bridge)

    def _start_notifying(self, workspace: Workspace, bridge: Bridge) -> None:
        from desktop_app.views.notify.start import Notifying  # noqa: PLC0415  after the paint

        desk = self.window.desk
        if desk is None:
            return
        notifying = self._notifying = Notifying(self.window, self._theme, workspace, bridge)
        notifying.close_asked.connect(self.window.close)
        notifying.notifier.example_answered.connect(desk.say_example)
        desk.example_asked.connect(notifying.notifier.show_example)
        desk.unread_changed.connect(notifying.show_unread)
        notifying.show_unread(desk.unread)

    def _stop_notifying(self) -> None:
        notifying, self._notifying = self._notifying, None
        if notifying is not None:
            notifying.end()

    def _not_opened(self, error: BrieftextError) -> None:
        self._waiting = False
        if self._closing:
            self._end()
        elif self._from_first_run and self._opening.state() is ProfileState.EMPTY:
            self._from_first_run = False
            self.start.show_welcome(error.problem)
        else:
            self.start.show_problem(error)

    def _leave_practice(self) -> None:
        if self._bridge is None or self._workspace is None:
            return
        self._stop_notifying()
        self.window.close_workspace()
        self._bridge.run(self._workspace.running.close, self._left_practice)

    def _left_practice(self, _sentence: str) -> None:
        self._drop_bridge()
        self._from_first_run = False
        self.start.show_welcome()

    def _close(self) -> None:
        """The window is being closed: it goes at once, the work behind it ends in order."""
        if self._closing:
            return
        self._closing = True
        self._stop_notifying()
        self.window.hide()
        if self._workspace is not None:
            self._close_workspace()
        elif not self._waiting:
            self._end()

    def _close_workspace(self) -> None:
        assert self._bridge is not None
        assert self._workspace is not None
        self._bridge.run(self._workspace.running.close, self._closed)

    def _closed(self, sentence: str) -> None:
        if sentence:
            _log.info("closed; %s", sentence)
        self._end()

    def _broken(self, sentence: str) -> None:
        self._waiting = False
        if self._closing:
            self._end()
        elif self._workspace is None:
            self.start.show_broken(sentence)
        else:
            self.window.show_broken(sentence)

    def _drop_bridge(self) -> None:
        if self._bridge is not None:
            self._bridge.close()
        self._bridge = self._workspace = None

    def _end(self) -> None:
        self._drop_bridge()
        self.lanes.close()
        self.ended.emit()


class _Surprises:
    """Where a bug in a slot ends up: in the log, and as a sentence on screen.

    What is no bug, a disk that does not answer above all, is said in its own words, and once in a
    while only: whatever asks again meets it again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._said: dict[str, float] = {}

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Python's hook for what nobody caught; Ctrl+C in the terminal closes the window."""
        if issubclass(kind, KeyboardInterrupt):
            self._session.window.close()
            return
        if isinstance(error, BrieftextError):
            _log.info("the window could not read: %s", kind.__name__)
            self._say(error.problem.sentence())
            return
        _log.error("a bug in the window", exc_info=(kind, error, trace))
        self._session.lanes.broken.emit(BROKEN)

    def _say(self, sentence: str) -> None:
        now = time.monotonic()
        if now - self._said.get(sentence, now - SAY_AGAIN_S) >= SAY_AGAIN_S:
            self._said[sentence] = now
            self._session.lanes.broken.emit(sentence)


def run_window(
    opening: Opening, *, practice: bool, on_ready: Callable[[], None] | None = None
) -> int:
    """Open the window on this profile and stay until it is closed; the exit status.

    `on_ready` is called once, when the first usable page has been painted.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Brieftext")
    app.setDesktopFileName("brieftext")
    app.setQuitOnLastWindowClosed(False)
    session = Session(opening, Theme(), practice=practice)
    sys.excepthook = _Surprises(session)
    if on_ready is not None:
        session.ready.connect(on_ready)
    session.ended.connect(app.quit)
    session.begin()
    return app.exec()
