"""From an act to its paint, on a real widget in a real event loop."""

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

WIDTH, HEIGHT = 680, 720
"""About what the conversation gets of a window of the usual size."""
_PATIENCE_MS = 20_000
_NOTCH = 120


def application() -> QApplication:
    """The one application of this process, drawing offscreen, as the results say."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])


def _any() -> bool:
    return True


class Watcher(QObject):
    """Waits for paints of one widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self._wanted: Callable[[], bool] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE_MS)
        self._late.timeout.connect(self._loop.quit)
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Leave the loop with the first paint that shows what is waited for.

        The loop ends once the event that brought the paint is dealt with, so the paint itself and
        the way to the screen are inside the time.
        """
        if event.type() is QEvent.Type.Paint and self._wanted is not None and self._wanted():
            self._wanted = None
            self._loop.quit()
        return False

    def until_painted(self, act: Callable[[], Any], wanted: Callable[[], bool] = _any) -> float:
        """Milliseconds from the act to the end of the paint; `wanted` says which paint it is."""
        self._wanted = wanted
        started = time.perf_counter()
        act()
        if self._wanted is not None:
            self._late.start()
            self._loop.exec()
            self._late.stop()
        elapsed = (time.perf_counter() - started) * 1000
        if self._wanted is not None:
            raise RuntimeError("what was waited for was never painted")
        return elapsed


def rest(milliseconds: int = 0) -> None:
    """Let the event loop do what is due."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Beat(QObject):
    """A timer's beats in this thread's event loop, and the gaps between them in milliseconds.

    Every beat asks for a paint of the widget, where one is given.
    """

    def __init__(self, interval: int, painted: QWidget | None = None) -> None:
        super().__init__()
        self._painted = painted
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Beat from now on."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Beat no more; the gaps so far, the one that is open included."""
        self._beat()
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now
        if self._painted is not None:
            self._painted.update()


def longest_gap(milliseconds: int) -> float:
    """How long the event loop was busy at a stretch in the time that follows."""
    beat = Beat(1)
    beat.start()
    rest(milliseconds)
    return max(beat.stop())


def wheel(area: QAbstractScrollArea, notches: int) -> None:
    """Turn the wheel over the middle of a view; up is positive."""
    viewport = area.viewport()
    middle = QPointF(viewport.rect().center())
    turn = QPoint(0, notches * _NOTCH)
    event = QWheelEvent(
        middle,
        viewport.mapToGlobal(middle),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def show(widget: QWidget) -> None:
    """Put a widget on the screen at the size of a conversation and wait for its first paint."""
    widget.resize(WIDTH, HEIGHT)
    painted = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    Watcher(painted).until_painted(widget.show)
    rest()
