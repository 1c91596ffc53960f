"""A timer for what shows a time of day: it wakes the window when a minute has passed, no sooner."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.views.formatting import Calendar

MINUTE_S = 60
LONGEST_S = 3_600
"""A computer's clock may be changed meanwhile, so nothing is left alone for longer."""


class Minutes(QObject):
    """Tells once, at the start of the minute it was asked for."""

    passed = Signal()

    def __init__(self, calendar: Calendar, parent: QObject) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.CoarseTimer)
        self.timer.timeout.connect(self.passed)

    def wait(self, until: int = 0) -> None:
        """Tell at `until`, in seconds; at the next minute where that is sooner than one."""
        now = self._calendar.now()
        least = MINUTE_S - now % MINUTE_S
        self.timer.start(1_000 * min(max(until - now, least), LONGEST_S))

    def stop(self) -> None:
        """Nobody looks any more."""
        self.timer.stop()
