"""A window full of text that would open a file in any widget that took it for rich text.

Run as a process of its own under a tracer: `python -m tests.flows.hostile_window CANARY`.
With --control one label does take it for rich text, which shows that the tracer would see it.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from desktop_app.app import Session
from desktop_app.composition.environment import Environment
from desktop_app.composition.profile import Profile
from desktop_app.services.practice.constants import ACCOUNT_SID, KEY_SECRET, KEY_SID
from desktop_app.services.practice.server import PracticeServer
from desktop_app.services.practice.settings import FAST
from desktop_app.services.records import (
    ConsentEntry,
    ConsentLevel,
    ContactEdit,
    Problem,
    TextRequest,
)
from desktop_app.views.theme import Theme

MARIA, TOMASZ, GORDON = "+18135550142", "+13125550118", "+13125550163"
PAINT_MS = 400
WAIT_MS = 20_000


def main(canary: str, control: str = "") -> int:
    """Show the text everywhere a text can be shown."""
    text = f'<img src="file://{canary}">'
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    if control:
        label = QLabel(text)
        label.show()
        rest()
        label.grab()
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        PracticeServer(settings=replace(FAST, answers=False)) as twilio,
    ):
        show_everywhere(app, Path(folder), twilio, text)
    return 0


def show_everywhere(app: QApplication, folder: Path, twilio: PracticeServer, text: str) -> None:
    """The list, the thread, the composer, the lock, the panel, the menu, every dialog."""
    environment = Environment(twilio.base_url, memory_secrets=True)
    twilio.inbound(MARIA, text)
    twilio.inbound(TOMASZ, text)
    made = Profile(folder, environment).connect(ACCOUNT_SID, KEY_SID, KEY_SECRET, text, text)
    for number in (MARIA, TOMASZ, GORDON):
        made.contacts.save(
            ContactEdit(
                None, text, cell=number, matter=text[:40] + number, matter_title=text, notes=text
            ),
            text,
        )
        made.consent.record_consent(
            ConsentEntry(number, ConsentLevel.EXPRESS, "2026-03-04", text, f"{text} SMS"), text
        )
    made.sync.run_round()
    made.messaging.queue_text(TextRequest(to=MARIA, body=text, client_key="k", actor=text))
    made.messaging.save_draft(TOMASZ, text)
    made.consent.opt_out_by_firm(TOMASZ, text, text)
    made.consent.opt_out_told_firm(GORDON, text, text, text)
    made.messaging.save_draft(MARIA, text)
    made.reading.close()
    made.running.close()
    session = Session(Profile(folder, environment), Theme(app), practice=False)
    session.begin()
    rest(lambda: session.window.desk is not None)
    for number in (MARIA, TOMASZ, GORDON):
        row = session.workspace.reading.conversation_by_number(number)
        assert row is not None
        assert row.name == text
        session.window.desk.open_conversation(row.id)
        look(session.window)
    look_at_dialogs(session, text)
    end(session)


def look_at_dialogs(session: Session, text: str) -> None:
    """Everything that lies over the page."""
    desk, reading = session.window.desk, session.workspace.reading
    place = reading.conversation_by_number(MARIA).id
    card = reading.contact_card(place)
    for act in (desk.acts.edit, desk.acts.record_consent, desk.acts.opt_out):
        dialog = act(card)
        look(session.window)
        dialog.close()
    desk.open_person_menu()
    look(session.window)
    palette = desk.open_palette()
    palette.field.setText(text[:4])
    look(session.window)
    palette.close()
    desk.new_message(text)
    look(session.window)
    desk.toast.say(text)
    desk.show_broken(text)
    desk.inbox.pane.composer.say_problem(Problem(text, text, text))
    desk.open_page("settings")
    look(session.window)


def look(window: QWidget) -> None:
    """Let everything be painted, tooltips included."""
    rest()
    for widget in window.findChildren(QWidget):
        if widget.toolTip():
            QToolTip.showText(QPoint(1, 1), widget.toolTip())
    rest()
    window.grab()


def rest(until=None) -> None:
    """Let the window live for a moment, or until something is so."""
    loop, passed = QEventLoop(), 0
    while True:
        QTimer.singleShot(PAINT_MS, loop.quit)
        loop.exec()
        passed += PAINT_MS
        if until is None or until():
            return
        assert passed < WAIT_MS, "the window never came up"


def end(session: Session) -> None:
    """Close the window and wait for the work behind it."""
    loop, ended = QEventLoop(), []
    session.ended.connect(lambda: ended.append(True))
    session.ended.connect(loop.quit)
    session.window.close()
    if not ended:  # with no store open the end comes at once
        loop.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
