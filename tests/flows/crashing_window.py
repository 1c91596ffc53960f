"""A window in which somebody types, and which then dies without a word.

Run as a process of its own: `python -m tests.flows.crashing_window FOLDER TEXT`. It kills itself
the moment the draft lies in the store, and after half a minute whether it does or not.
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
LOOKING_MS = 50
AT_MOST_MS = 30_000


def main(folder: str, text: str) -> int:
    """Type, then die."""
    app = QApplication(sys.argv[:1])
    session = Session(
        Profile(Path(folder), read_environment(os.environ)), Theme(app), practice=False
    )

    def type_it() -> None:
        desk = session.window.desk
        if desk is None:
            QTimer.singleShot(50, type_it)
            return
        row = session.workspace.reading.conversation_by_number(MARIA)
        desk.open_conversation(row.id)
        QTest.keyClicks(desk.inbox.pane.composer.field, text)
        QTimer.singleShot(AT_MOST_MS, die)
        die_once_kept()

    def die_once_kept() -> None:
        if session.workspace.reading.draft(MARIA) == text:
            die()
        QTimer.singleShot(LOOKING_MS, die_once_kept)

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    session.begin()
    type_it()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
