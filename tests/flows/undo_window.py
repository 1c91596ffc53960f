"""A window in which somebody sends a text, and which dies in its undo seconds.

Run as a process of its own: `python -m tests.flows.undo_window FOLDER TEXT`. It kills itself as
soon as the bar shows.
"""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.app import Session
from desktop_app.composition.environment import read_environment
from desktop_app.composition.profile import Profile
from desktop_app.views.theme import Theme

MARIA = "+18135550142"
LOOK_MS = 20


def main(folder: str, text: str) -> int:
    """Send, then die."""
    app = QApplication(sys.argv[:1])
    session = Session(
        Profile(Path(folder), read_environment(os.environ)), Theme(app), practice=False
    )

    def send() -> None:
        desk = session.window.desk
        if desk is None:
            QTimer.singleShot(LOOK_MS, send)
            return
        row = session.workspace.reading.conversation_by_number(MARIA)
        desk.open_conversation(row.id)
        QTest.keyClicks(desk.inbox.pane.composer.field, text)
        desk.inbox.pane.composer.send.click()
        die()

    def die() -> None:
        if session.window.desk.inbox.pane.undo_bar.isVisible():
            os.kill(os.getpid(), signal.SIGKILL)
        QTimer.singleShot(LOOK_MS, die)

    session.begin()
    send()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
